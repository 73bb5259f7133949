import { DAY } from '../../clock/index.ts';
import type { DeviceFacts, PasscodeFacts } from '../device-facts.ts';
import { enrollmentFacts } from '../enrollment/types.ts';
import { type ComplianceSetting, fixable, whenPositive, whenTrue } from './check.ts';

const CHANGE_PASSCODE = 'Change the passcode in Settings > Face ID & Passcode, then tap Recheck.';

/**
 * A demand on the passcode itself. Without a passcode there is nothing to judge: that is what `passcodeRequired` is
 * for (inferred). Nor on user enrollment: the admin center shows these settings as those of device enrollment and automated
 * device enrollment [recorded, August 2026: https://github.com/pl4nty/intune-change-tracking], and Apple's profile ignores them
 * there.
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
    query: 'SecurityInfo',
    expect,
    actual,
    check(facts, value, now) {
      if (!facts.passcode || enrollmentFacts(facts.enrollmentType).userEnrollment) return undefined;
      const reason = fails(facts.passcode, value as never, now);
      return reason ? fixable(actual(facts, now), reason, CHANGE_PASSCODE) : undefined;
    },
  };
}

const showMinutes = (minutes: number) => `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
const showAutoLock = (minutes: number) => (minutes === 0 ? 'never' : showMinutes(minutes));
const showDelay = (minutes: number) =>
  minutes === 0 ? 'immediately' : `${showMinutes(minutes)} after the screen has locked`;

/** The settings about the passcode and the lock. */
export const PASSCODE_SETTINGS: readonly ComplianceSetting[] = [
  {
    property: 'passcodeRequired',
    title: 'Require a password to unlock mobile devices',
    class: 'remediated',
    classEvidence: 'documented',
    query: 'SecurityInfo',
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
      `The passcode must contain at least ${minimum} ${minimum === 1 ? 'character that is neither a letter nor a digit' : 'characters that are neither letters nor digits'}.`,
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
    ({ reusedFrom }) =>
      reusedFrom === undefined ? 'new' : `used ${reusedFrom} ${reusedFrom === 1 ? 'change' : 'changes'} ago`,
    ({ reusedFrom }, count: number) =>
      reusedFrom !== undefined &&
      reusedFrom <= count &&
      `The passcode is one of the last ${count} that were in use.`,
  ),
  {
    property: 'passcodeMinutesOfInactivityBeforeLock',
    title: 'Maximum minutes after screen lock before password is required',
    class: 'remediated',
    classEvidence: 'documented',
    query: 'SecurityInfo',
    // [documented] the choices begin with "Immediately"; that this is 0 is inferred.
    expect: (value) => (typeof value === 'number' && value >= 0 ? showDelay(value) : undefined),
    actual: ({ passcodeDelayMinutes = 0 }) => showDelay(passcodeDelayMinutes),
    check({ passcode, passcodeDelayMinutes = 0, enrollmentType }, value) {
      const limit = value as number;
      if (!passcode || passcodeDelayMinutes <= limit) return undefined;
      if (enrollmentFacts(enrollmentType).userEnrollment) return undefined;
      return fixable(
        showDelay(passcodeDelayMinutes),
        `The passcode must be asked for ${limit === 0 ? 'as soon as' : `${showMinutes(limit)} after`} the screen has locked.`,
        `Choose ${limit === 0 ? 'Immediately' : `${showMinutes(limit)} or less`} in Settings > Face ID & Passcode > Require Passcode, then tap Recheck.`,
      );
    },
  },
  {
    property: 'passcodeMinutesOfInactivityBeforeScreenTimeout',
    title: 'Maximum minutes of inactivity until screen locks',
    class: 'remediated',
    classEvidence: 'documented',
    query: 'SecurityInfo',
    // No iPhone locks at once: 0 demands nothing (inferred). On the device, 0 is never.
    expect: whenPositive((minutes) => `at most ${showMinutes(minutes)}`),
    actual: ({ autoLockMinutes }) => showAutoLock(autoLockMinutes),
    check({ autoLockMinutes, enrollmentType }, value) {
      const limit = value as number;
      if (autoLockMinutes > 0 && autoLockMinutes <= limit) return undefined;
      if (enrollmentFacts(enrollmentType).userEnrollment) return undefined;
      return fixable(
        showAutoLock(autoLockMinutes),
        `The screen must lock after ${showMinutes(limit)} at the latest.`,
        `Choose ${showMinutes(limit)} or less in Settings > Display & Brightness > Auto-Lock, then tap Recheck.`,
      );
    },
  },
];
