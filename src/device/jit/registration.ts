import { appName } from '../apps.ts';
import { complianceSentence } from '../check-in.ts';
import { defineJourney } from '../journey.ts';
import { BROKER_SOURCE } from './sources.ts';
import { tokenIssued } from './token-issued.ts';

/** Just-in-time registration, by the names of the broker's telemetry. */
export const jitRegistration = defineJourney({
  name: 'jitRegistration',
  title: 'Just-in-time registration',
  source: BROKER_SOURCE,
  steps: [
    {
      name: 'AcquirePrt',
      from: 'ssoExtension',
      to: 'entra',
      takes: [15, 40],
      requires: ['accountEnabled', 'secondFactorForSignIn'],
      signIn: 'registration',
      says: 'The person signs in once; the extension gets a primary refresh token, so far without a device',
      sees: 'Sign in: the page of Microsoft Entra ID',
    },
    {
      name: 'JITRegistrationStarted',
      from: 'ssoExtension',
      to: 'ssoExtension',
      takes: [1, 1],
      requires: ['linkPayload'],
      says: 'Finds device_registration in its configuration, and a link configuration in it',
      sees: 'Setting up your device',
    },
    {
      name: 'WorkplaceJoin',
      from: 'ssoExtension',
      to: 'entra',
      takes: [2, 5],
      requires: ['registrationPermitted', 'registrationOs', 'registrationHostsReachable', 'tenantRegisters'],
      signIn: 'deviceRegistration',
      changes: ['registerDevice'],
      says: ({ state, user }) =>
        `POST https://enterpriseregistration.windows.net/EnrollmentServer/device: ${state.name} belongs to ${user.displayName} now`,
    },
    {
      name: 'JITRegistrationCompleted',
      from: 'entra',
      to: 'ssoExtension',
      takes: [1, 1],
      says: ({ state }) => `The device has its certificate, with the device id ${state.deviceId}`,
    },
    {
      name: 'UpgradePrt',
      from: 'ssoExtension',
      to: 'entra',
      takes: [1, 2],
      // The log line of the state in between: "Troubleshooting the Microsoft Enterprise SSO Extension plugin".
      says: 'Device is joined 1, prt is joined 0: upgrades the primary refresh token, so that it proves the device',
    },
    {
      name: 'JITLinkingStarted',
      from: 'ssoExtension',
      to: 'intune',
      takes: [1, 2],
      requires: ['intuneToken', 'linkTargetRight', 'managedDeviceKnown'],
      signIn: 'link',
      says: 'Gets a token for Intune and asks it to link the registered device with the managed one',
    },
    {
      name: 'JITLinkingCompleted',
      from: 'intune',
      to: 'ssoExtension',
      takes: [1, 4],
      changes: ['linkDevice'],
      says: 'Confirms the link: the managed device and the Entra device are one',
    },
    {
      name: 'ComplianceCheck',
      from: 'ssoExtension',
      to: 'intune',
      takes: [1, 3],
      requires: ['companyPortalReachable'],
      changes: ['checkIn', 'chooseJitEnd'],
      says: (scene) => `Asks whether the device is compliant: ${complianceSentence(scene)}`,
      sees: 'Checking your device settings',
    },
  ],
});

/** The end of the intended path: the directory knows that the device is compliant, the app gets its token. */
export const jitCompletion = defineJourney({
  name: 'jitCompletion',
  title: 'The compliance bit, and the token',
  source: BROKER_SOURCE,
  steps: [
    {
      name: 'JITComplianceBitSetStarted',
      from: 'ssoExtension',
      to: 'entra',
      takes: [1, 1],
      says: 'Waits until the directory has the state of the device',
    },
    {
      name: 'JITComplianceBitSetCompleted',
      from: 'intune',
      to: 'entra',
      takes: [1, 3],
      changes: ['setComplianceBit'],
      says: (scene) => `isManaged true, isCompliant ${scene.directoryDevice()?.isCompliant ?? false}`,
    },
    tokenIssued({
      requires: ['accessWithDevice'],
      signIn: 'app',
      says: (scene) => `${appName(scene)} gets a token of a registered device`,
      sees: 'The app opens, signed in',
    }),
  ],
});

/** Not compliant: the Company Portal website opens inside the app and stays until the person has done something. */
export const jitRemediation = defineJourney({
  name: 'jitRemediation',
  title: 'Just-in-time compliance remediation',
  source: BROKER_SOURCE,
  steps: [
    {
      name: 'JITRemediationStarted',
      from: 'ssoExtension',
      to: 'companyPortal',
      takes: [1, 2],
      changes: ['openRemediation'],
      says: (scene) => `The Company Portal website opens inside ${appName(scene)} and lists what is wrong`,
      sees: 'You need to update settings on this device',
    },
  ],
});

/** The person taps Recheck. */
export const recheck = defineJourney({
  name: 'recheck',
  title: 'Recheck in the embedded Company Portal',
  source: BROKER_SOURCE,
  steps: [
    {
      name: 'Recheck',
      from: 'person',
      to: 'companyPortal',
      takes: [2, 5],
      requires: ['remediationOpen', 'companyPortalReachable'],
      says: 'Taps Recheck',
    },
    {
      name: 'CheckIn',
      from: 'companyPortal',
      to: 'intune',
      takes: [3, 10],
      changes: ['checkIn', 'chooseRecheckEnd'],
      says: (scene) => `Has the device checked again: ${complianceSentence(scene)}`,
      sees: 'Checking your device settings',
    },
    {
      name: 'JITRemediationCompleted',
      from: 'companyPortal',
      to: 'ssoExtension',
      takes: [1, 2],
      changes: ['closeRemediation'],
      code: -51831,
      says: 'msauth://compliance_status?status=4: the device is compliant, so the extension tries again (JIT: Retrying JIT)',
      sees: 'Your device is all set',
    },
  ],
});
