import { COMPANY_PORTAL_BUNDLE_ID } from '../../apple/app-catalogue.ts';
import { companyPortalConfigurations } from '../../intune/company-portal.ts';
import type { Rule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

const OFFERED: readonly string[] = ['required', 'available', 'availableWithoutEnrollment'];

export const companyPortalRules: readonly Rule[] = [
  {
    id: 'company-portal-web-enrollment',
    title: 'The Company Portal app on devices that were enrolled in a browser, without the SSO extension',
    severity: 'degraded',
    evidence: 'documented',
    source: SOURCES.deviceEnrollment,
    symptom: 'Company Portal says that the device has yet to be set up, although it is enrolled.',
    graph: 'Nothing: the managedDevice is there, and its apps include Company Portal.',
    fix: 'Send the SSO extension policy to the devices, or a web clip of the Company Portal website in place of the app.',
    *find({ enrollment, ssoInForce, effective, device }) {
      if (enrollment.type !== 'webDeviceEnrollment' || ssoInForce) return;
      const app = effective.apps.find(
        ({ entity, intent }) =>
          entity.bundleId?.toLowerCase() === COMPANY_PORTAL_BUNDLE_ID.toLowerCase() &&
          OFFERED.includes(intent),
      );
      if (!app && !device.companyPortalInstalled) return;
      yield {
        message: `${app?.entity.displayName ?? 'Company Portal'} cannot tell that a device without the SSO extension was enrolled in a browser`,
        ...(app && {
          subject: { set: 'deviceAppManagement/mobileApps', id: app.entity.id },
          pointer: '/assignments',
        }),
      };
    },
  },
  {
    id: 'company-portal-app-configuration',
    title: 'Company Portal has a configuration of its own after Setup Assistant with modern authentication',
    severity: 'degraded',
    evidence: 'documented',
    source: SOURCES.authenticationMethods,
    symptom: 'An error in Company Portal, which asks for a management profile that is there already.',
    graph: 'Nothing: the app configuration reports success.',
    fix: 'Delete the app configuration policy for Company Portal: Intune applies the right one by itself.',
    *find({ tenant, subject, enrollmentDecision: decision }) {
      if (!decision.allowed || decision.facts.setup !== 'modern') return;
      for (const { id, displayName } of companyPortalConfigurations(tenant, subject)) {
        yield {
          message: `"${displayName}" configures Company Portal, which Intune configures by itself after Setup Assistant with modern authentication`,
          subject: { set: 'deviceAppManagement/mobileAppConfigurations', id },
          pointer: '/targetedMobileApps',
        };
      }
    },
  },
];
