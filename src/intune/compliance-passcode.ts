import { DAY } from '../clock/index.ts';
import { type ComplianceSetting, fixable, whenPositive, whenTrue } from './compliance-check.ts';
import type { DeviceFacts, PasscodeFacts } from './device-facts.ts';

const CHANGE_PASSCODE = 'Change the passcode in Settings > Face ID & Passcode, then tap Recheck.';

/**
 * A demand on the passcode itself. Without a passcode there is nothing to judge: that is what `passcodeRequired` is
 * for (inferred).
 */
function passcodeSetting(
  property: string,
  title: string,
  expect: ComplianceSetting['expect'],
  show: (passcode: PasscodeFacts, now: number) => string,
  fails: (passcode: PasscodeFacts, value: never, now: number) => string | false,
): ComplianceSetting {
  const actual = ({ passcode }: DeviceFacts, now: number) => (passcode ? show(passcode, now) : 'no passcode');
  return {
    property,
    title,
    class: 'remediated',
    classEvidence: 'documented',
    expect,
    actual,
    check(facts, value, now) {
      const reason = facts.passcode && fails(facts.passcode, value as never, now);
      return reason ? fixable(actual(facts, now), reason, CHANGE_PASSCODE) : undefined;
    },
  };
}

/** The time until the screen locks; 0 on the device is never, and 0 in the policy says nothing about it (inferred). */
function autoLockSetting(property: string, title: string): ComplianceSetting {
  const show = (minutes: number) => (minutes === 0 ? 'never' : `${minutes} minutes`);
  return {
    property,
    title,
    class: 'remediated',
    classEvidence: 'documented',
    expect: whenPositive((minutes) => `at most ${minutes} minutes`),
    actual: ({ autoLockMinutes }) => show(autoLockMinutes),
    check({ autoLockMinutes }, value) {
      const limit = value as number;
      if (autoLockMinutes > 0 && autoLockMinutes <= limit) return undefined;
      return fixable(
        show(autoLockMinutes),
        `The screen must lock after ${limit} minutes at the latest.`,
        `Choose ${limit} minutes or less in Settings > Display & Brightness > Auto-Lock, then tap Recheck.`,
      );
    },
  };
}

/** The settings about the passcode and the lock. */
export const PASSCODE_SETTINGS: readonly ComplianceSetting[] = [
  {
    property: 'passcodeRequired',
    title: 'Require a password to unlock mobile devices',
    class: 'remediated',
    classEvidence: 'documented',
    expect: whenTrue('a passcode'),
    actual: ({ passcode }) => (passcode ? 'a passcode' : 'no passcode'),
    check: ({ passcode }) =>
      passcode
        ? undefined
        : fixable(
            'no passcode',
            'The device has no passcode.',
            'Set a passcode in Settings > Face ID & Passcode, then tap Recheck.',
          ),
  },
  passcodeSetting(
    'passcodeBlockSimple',
    'Simple passwords',
    whenTrue('no simple passcode'),
    ({ simple }) => (simple ? 'a simple passcode' : 'no simple passcode'),
    ({ simple }) => simple && 'The passcode is too simple, such as 1234 or 1111.',
  ),
  passcodeSetting(
    'passcodeMinimumLength',
    'Minimum password length',
    whenPositive((length) => `at least ${length} characters`),
    ({ length }) => `${length} characters`,
    ({ length }, minimum: number) =>
      length < minimum && `The passcode must have at least ${minimum} characters.`,
  ),
  passcodeSetting(
    'passcodeRequiredType',
    'Required password type',
    // Digits are what every passcode has at least, so `numeric` asks for nothing more.
    (value) => (value === 'alphanumeric' || value === 'numeric' ? value : undefined),
    ({ alphanumeric }) => (alphanumeric ? 'alphanumeric' : 'numeric'),
    ({ alphanumeric }, type: string) =>
      type === 'alphanumeric' && !alphanumeric && 'The passcode must contain letters as well as digits.',
  ),
  passcodeSetting(
    'passcodeMinimumCharacterSetCount',
    'Number of non-alphanumeric characters in password',
    whenPositive((count) => `at least ${count}`),
    ({ specialCharacters }) => String(specialCharacters),
    ({ specialCharacters }, minimum: number) =>
      specialCharacters < minimum &&
      `The passcode must contain at least ${minimum} characters that are neither letters nor digits.`,
  ),
  passcodeSetting(
    'passcodeExpirationDays',
    'Password expiration (days)',
    whenPositive((days) => `changed within ${days} days`),
    ({ setAt }, now) => (setAt === undefined ? 'age unknown' : `${Math.floor((now - setAt) / DAY)} days old`),
    ({ setAt }, days: number, now) =>
      setAt !== undefined && now - setAt > days * DAY && `The passcode is older than ${days} days.`,
  ),
  passcodeSetting(
    'passcodePreviousPasscodeBlockCount',
    'Number of previous passwords to prevent reuse',
    whenPositive((count) => `none of the last ${count}`),
    ({ reusedFrom }) => (reusedFrom === undefined ? 'new' : `used ${reusedFrom} changes ago`),
    ({ reusedFrom }, count: number) =>
      reusedFrom !== undefined &&
      reusedFrom <= count &&
      `The passcode is one of the last ${count} that were in use.`,
  ),
  autoLockSetting(
    'passcodeMinutesOfInactivityBeforeLock',
    'Maximum minutes of inactivity before a password is required',
  ),
  autoLockSetting(
    'passcodeMinutesOfInactivityBeforeScreenTimeout',
    'Maximum minutes of inactivity until screen locks',
  ),
];
