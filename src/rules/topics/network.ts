import type { Rule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

const base = {
  severity: 'blocker',
  blocks: 'registration',
  evidence: 'documented',
  needsRun: 'it depends on the network that the device is in',
} as const;

export const networkRules: readonly Rule[] = [
  {
    ...base,
    id: 'associated-domains-blocked',
    title: 'The network keeps Apple’s associated domains from the device',
    source: SOURCES.ssoPlugIn,
    symptom:
      'Something went wrong, and then the ordinary sign-in page, now and then; in another network it works. The log shows 1012 (NSURLErrorDomain), 1000 (AuthorizationError) or 1001 (Unexpected).',
    graph:
      'The profile reports success and Authenticator is installed, while managedDevice.azureADRegistered stays false.',
    fix: 'Let app-site-association.cdn-apple.com and app-site-association.networking.apple through, before iOS 16 the hosts of the sign-in as well, and leave them out of TLS inspection.',
    *find({ device: { associationObstacle: why } }) {
      if (why === undefined) return;
      yield { message: `iOS cannot confirm that the extension may answer for Microsoft’s addresses: ${why}` };
    },
  },
  {
    ...base,
    id: 'registration-hosts-blocked',
    title: 'The network keeps device registration from the device',
    source: SOURCES.deviceDeployment,
    symptom:
      'Setting up your device fails after the sign-in (-51828), and the ordinary sign-in page comes up.',
    graph: 'There is no registered device; managedDevice.azureADRegistered stays false.',
    fix: 'Let enterpriseregistration.windows.net and certauth.enterpriseregistration.windows.net through, and leave them out of TLS inspection.',
    *find({ device: { registrationObstacle: why } }) {
      if (why === undefined) return;
      yield { message: `The device cannot register in Microsoft Entra ID: ${why}` };
    },
  },
  {
    ...base,
    id: 'sign-in-hosts-blocked',
    title: 'The network keeps Microsoft’s sign-in from the device',
    source: SOURCES.networkEndpoints,
    symptom: 'No connection, wherever the person should sign in: to enroll, or in the work app.',
    graph: 'Nothing: no attempt gets as far as the sign-in log.',
    fix: 'Let login.microsoftonline.com through, and all that the page lists under authentication dependencies.',
    *find({ device: { signInObstacle: why } }) {
      if (why === undefined) return;
      yield { message: `Nobody can sign in on the device: ${why}` };
    },
  },
  {
    ...base,
    id: 'intune-hosts-blocked',
    title: 'The network keeps Intune from the device',
    source: SOURCES.networkEndpoints,
    symptom:
      'Enrollment ends with a connection that is lost. On a device that is enrolled, the compliance check in the app has no answer (-51822), and nobody gets in.',
    graph:
      'There is no managedDevice; or its lastSyncDateTime stays where it was, until the device no longer counts as compliant.',
    fix: 'Let manage.microsoft.com and *.manage.microsoft.com through, and leave them out of TLS inspection.',
    *find({ device: { managementObstacle, companyPortalObstacle, enrolled }, enrollment }) {
      if (managementObstacle !== undefined)
        yield {
          message: `Intune cannot manage the device: ${managementObstacle}`,
          ...(enrolled && { severity: 'degraded', blocks: false }),
        };
      if (companyPortalObstacle === undefined) return;
      const beginsThere = enrollment.type === 'webDeviceEnrollment' && !enrolled;
      yield {
        message: `The Company Portal website does not open on the device: ${companyPortalObstacle}`,
        blocks: beginsThere ? 'registration' : 'remediation',
      };
    },
  },
];
