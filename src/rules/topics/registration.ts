import { evaluateConditionalAccess } from '../../entra/conditional-access/index.ts';
import { firstRegistrationFails } from '../../entra/device-registration.ts';
import type { Rule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

/** What keeps Microsoft Entra ID from registering a device that has come as far as that. */
export const registrationRules: readonly Rule[] = [
  {
    id: 'device-registration-refused',
    title: 'Conditional access lets the person register no device',
    severity: 'blocker',
    blocks: 'registration',
    evidence: 'documented',
    source: SOURCES.deviceRegistrationPolicy,
    symptom: 'Setting up the device fails after the sign-in, and the ordinary sign-in page comes up.',
    graph:
      'managedDevice.azureADRegistered stays false; the sign-in log has a failure for Device Registration Service.',
    fix: 'Ask for no more than a second factor, which the person can prove, in policies for “Register or join devices”.',
    needsRun: 'unless the policy lets nobody in, it depends on whether the person can prove a second factor',
    *find({ tenant, signIn, device, enrollmentDecision: { facts } }) {
      if (!facts.userAffinity) return;
      const { refusal } = evaluateConditionalAccess(tenant, {
        ...signIn,
        secondFactor: device.secondFactor !== false,
        resource: { userAction: 'urn:user:registerdevice' },
        deviceAwaited: true,
      });
      if (!refusal) return;
      yield {
        message: `"${refusal.policy}" refuses the token that registers a device: ${refusal.message}`,
        subject: { set: 'identity/conditionalAccess/policies', id: refusal.policyId },
        pointer: '/grantControls',
      };
    },
  },
  {
    id: 'first-registration-in-tenant',
    title: 'The tenant has never registered a device',
    severity: 'degraded',
    blocks: 'registration',
    evidence: 'documented',
    source: SOURCES.enrollmentGuide,
    symptom: 'Setting up the device fails once after the sign-in; after a sync the same sign-in works.',
    graph:
      'managedDevice.azureADRegistered stays false, and no servicePrincipal has the appId 3dde09a2-ff4f-4ebd-9b9a-d24a7a819b6f.',
    fix: 'Sync the device: in the admin center, by syncDevice, or by Check status in Company Portal. Or add the service principal before: POST /servicePrincipals { "appId": "3dde09a2-ff4f-4ebd-9b9a-d24a7a819b6f" }.',
    *find({ tenant, device }) {
      const isMadeUp = device.serialNumber === undefined;
      if (!firstRegistrationFails(tenant, isMadeUp ? null : device.subject?.directoryId)) return;
      // It happens to one device, which may be one that is there already.
      const others = isMadeUp && tenant.collection('deviceManagement/managedDevices').size > 0;
      yield {
        message:
          'The first registration of a device in this tenant fails, until a device is synced by hand or Microsoft Intune Certificate Authority has its service principal',
        ...(others && { uncertain: true }),
      };
    },
  },
];
