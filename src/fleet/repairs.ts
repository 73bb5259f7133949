import { newestVersionFor } from '../../fixtures/apple-devices.ts';
import { findApp } from '../apple/app-catalogue.ts';
import type { DeviceAction } from '../device/index.ts';
import type { SettingResult } from '../intune/compliance/compliance.ts';

/** Meets any policy: fourteen characters are the most that one can demand, and four that are no letters or digits. */
const GOOD_PASSCODE: DeviceAction = {
  do: 'setPasscode',
  length: 14,
  alphanumeric: true,
  specialCharacters: 4,
};
const LOCK_SOON: DeviceAction = { do: 'setAutoLock', minutes: 1 };

/** What a person does about a setting that fails, by the name of the property or how it begins. */
const REPAIRS: readonly (readonly [RegExp, (model: string, actual: string) => DeviceAction[]])[] = [
  [/^passcodeMinutesOfInactivityBeforeLock$/, () => [{ do: 'setPasscodeDelay', minutes: 0 }]],
  [/^passcodeMinutes/, () => [LOCK_SOON]],
  [/^passcode/, () => [GOOD_PASSCODE]],
  [/^osMinimumVersion$/, (model) => [{ do: 'updateOs', to: newestVersionFor(model) }]],
  [/^deviceThreatProtectionEnabled$/, () => [{ do: 'resolveThreats', by: 'partner' }]],
  [/^advancedThreatProtection/, () => [{ do: 'resolveThreats', by: 'defender' }]],
  [/^managedEmailProfileRequired$/, () => [{ do: 'removeMailAccount' }]],
  [
    /^restrictedApps$/,
    (_, actual) =>
      actual
        .split(', ')
        .filter(findApp)
        .map((app): DeviceAction => ({ do: 'removeApp', app })),
  ],
];

/** What somebody does who does what the Company Portal asks. Empty: nothing is in their hands. */
export function repairsOf(model: string, failing: readonly SettingResult[]): DeviceAction[] {
  const actions = failing
    .filter(({ userFixable }) => userFixable)
    .flatMap(({ setting, actual }) => REPAIRS.find(([name]) => name.test(setting))?.[1](model, actual) ?? []);
  return [...new Map(actions.map((action) => [JSON.stringify(action), action])).values()];
}
