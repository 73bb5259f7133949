// A device with which nothing is wrong, to be judged.
import { DAY } from '../../src/clock/index.ts';
import { type ComplianceContext, evaluateCompliance } from '../../src/intune/compliance/compliance.ts';
import type { DeviceFacts } from '../../src/intune/device-facts.ts';
import type { Policy } from '../../src/tenant/index.ts';

export const NOW = Date.UTC(2026, 8, 1, 8);

export const healthy: DeviceFacts = {
  enrollmentType: 'webDeviceEnrollment',
  deviceName: "Adele's iPhone",
  model: 'iPhone 16',
  osVersion: '18.5',
  osBuildVersion: '22F76',
  passcode: { length: 8, simple: false, alphanumeric: true, specialCharacters: 1, setAt: NOW - 10 * DAY },
  autoLockMinutes: 2,
  jailbroken: false,
  threatLevel: 'secured',
  defenderRisk: 'secured',
  email: 'managed',
  apps: [{ bundleId: 'com.example.game', managed: false }],
};

export const context: ComplianceContext = {
  now: NOW,
  secureByDefault: false,
  lastContact: NOW,
  validityDays: 30,
  userExists: true,
  graceHours: () => 0,
};

export const policy = (settings: Record<string, unknown>, id = 'policy'): Policy => ({
  '@odata.type': '#microsoft.graph.iosCompliancePolicy',
  id,
  displayName: id,
  ...settings,
});

export const evaluate = (settings: Record<string, unknown>, facts: Partial<DeviceFacts> = {}, more = {}) =>
  evaluateCompliance([policy(settings)], { ...healthy, ...facts }, { ...context, ...more });

export const passcode = (more: Partial<NonNullable<DeviceFacts['passcode']>>) => ({
  passcode: { ...(healthy.passcode as NonNullable<DeviceFacts['passcode']>), ...more },
});

/** `iosCompliancePolicy` property by property: what the healthy device passes, what fails, and who can repair it. */
export const CASES: [
  property: string,
  value: unknown,
  failing: Partial<DeviceFacts>,
  fixable: boolean,
  aClass: string,
][] = [
  ['passcodeBlockSimple', true, passcode({ simple: true }), true, 'remediated'],
  ['passcodeMinimumLength', 6, passcode({ length: 5 }), true, 'remediated'],
  ['passcodeRequiredType', 'alphanumeric', passcode({ alphanumeric: false }), true, 'remediated'],
  ['passcodeMinimumCharacterSetCount', 1, passcode({ specialCharacters: 0 }), true, 'remediated'],
  ['passcodeExpirationDays', 30, passcode({ setAt: NOW - 31 * DAY }), true, 'remediated'],
  ['passcodePreviousPasscodeBlockCount', 3, passcode({ reusedFrom: 3 }), true, 'remediated'],
  ['passcodeMinutesOfInactivityBeforeLock', 5, { passcodeDelayMinutes: 15 }, true, 'remediated'],
  ['passcodeMinutesOfInactivityBeforeLock', 0, { passcodeDelayMinutes: 1 }, true, 'remediated'],
  ['passcodeMinutesOfInactivityBeforeScreenTimeout', 2, { autoLockMinutes: 3 }, true, 'remediated'],
  ['osMinimumVersion', '18.5', { osVersion: '18.4.1' }, true, 'quarantined'],
  ['osMinimumVersion', '17.10', { osVersion: '17.9' }, true, 'quarantined'],
  ['osMaximumVersion', '18.5', { osVersion: '18.5.1' }, false, 'quarantined'],
  ['osMinimumBuildVersion', '20E772520a', { osBuildVersion: '20E252' }, true, 'quarantined'],
  ['osMaximumBuildVersion', '22F76', { osBuildVersion: '22F100' }, false, 'quarantined'],
  ['securityBlockJailbrokenDevices', true, { jailbroken: true }, false, 'quarantined'],
  ['advancedThreatProtectionRequiredSecurityLevel', 'low', { defenderRisk: 'medium' }, true, 'quarantined'],
  ['managedEmailProfileRequired', true, { email: 'unmanaged' }, true, 'quarantined'],
  [
    'restrictedApps',
    [{ name: 'Poker', appId: 'com.example.Poker' }],
    { apps: [{ bundleId: 'com.example.poker', managed: false }] },
    true,
    'quarantined',
  ],
];
