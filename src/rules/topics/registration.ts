import { firstRegistrationFails } from '../../entra/device-registration.ts';
import type { Rule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

/** What keeps Microsoft Entra ID from registering a device that has come as far as that. */
export const registrationRules: readonly Rule[] = [
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
      if (
        !firstRegistrationFails(
          tenant,
          device.serialNumber === undefined ? null : device.subject?.directoryId,
        )
      )
        return;
      yield {
        message:
          'The first registration of a device in this tenant fails, until a device is synced by hand or Microsoft Intune Certificate Authority has its service principal',
      };
    },
  },
];
