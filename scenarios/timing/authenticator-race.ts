import { defineScenario } from '../../src/scenario/index.ts';

const given = {
  policies: [
    { use: 'sso-extension' as const },
    { use: 'compliance' as const },
    { use: 'authenticator' as const },
  ],
};
const phone = { user: 'hamish.kerr@contoso.com', enrollmentType: 'webDeviceEnrollment' as const };

/** Row 12 of the misconfigurations: everything is set up well, and the person is faster than the app. */
export const impatient = defineScenario({
  name: 'Signing in before Microsoft Authenticator has arrived fails, and works some minutes later',
  tags: ['timing'],
  given,
  devices: { phone },
  steps: [
    { device: 'phone', do: 'enroll', waitForApps: false },
    { device: 'phone', do: 'signIn', app: 'Microsoft Teams' },
    { then: { devices: { phone: { enrolled: true, registered: false, signedIn: [] } } } },
    { advance: 'PT15M' },
    { device: 'phone', do: 'signIn', app: 'Microsoft Teams' },
  ],
  then: { devices: { phone: { registered: true, complianceState: 'compliant' } } },
});

export const patient = defineScenario({
  name: 'Waiting for Microsoft Authenticator, as the page says, needs one sign-in only',
  tags: ['timing'],
  given,
  devices: { phone },
  steps: [
    { device: 'phone', do: 'enroll' },
    { device: 'phone', do: 'signIn', app: 'Microsoft Teams' },
  ],
  then: { devices: { phone: { registered: true, complianceState: 'compliant' } } },
});
