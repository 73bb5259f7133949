import { compareBuilds, compareVersions } from '../../filters/index.ts';
import type { ThreatLevel } from '../device-facts.ts';
import { enrollmentFacts } from '../enrollment/types.ts';
import { type ComplianceSetting, fixable, unfixable, whenText, whenTrue } from './check.ts';
import { PASSCODE_SETTINGS } from './passcode.ts';

const SOFTWARE_UPDATE = 'Open Settings > General > Software Update and install the update, then tap Recheck.';

function versionSetting(
  property: string,
  title: string,
  of: 'osVersion' | 'osBuildVersion',
  bound: 'minimum' | 'maximum',
): ComplianceSetting {
  const compare = of === 'osVersion' ? compareVersions : compareBuilds;
  const name = of === 'osVersion' ? 'version' : 'build';
  return {
    property,
    title,
    class: 'quarantined',
    classEvidence: 'documented',
    query: 'DeviceInformation',
    expect: whenText((limit) => `${bound} ${limit}`),
    actual: (facts) => facts[of] ?? 'not reported',
    check(facts, value) {
      const actual = facts[of];
      const limit = value as string;
      if (actual === undefined) return { unreported: `The device has not reported its ${name} yet.` };
      const difference = compare(actual, limit);
      if (bound === 'minimum') {
        if (difference >= 0) return undefined;
        return fixable(actual, `The operating system must be ${name} ${limit} or later.`, SOFTWARE_UPDATE);
      }
      if (difference <= 0) return undefined;
      // An update cannot be taken back.
      return unfixable(actual, `The operating system must not be later than ${name} ${limit}.`);
    },
  };
}

const LEVELS: Readonly<Record<string, number>> = { secured: 1, low: 2, medium: 3, high: 4 };
const isLevel = (value: unknown): value is ThreatLevel => typeof value === 'string' && value in LEVELS;
const isAbove = (level: ThreatLevel, limit: ThreatLevel) => (LEVELS[level] ?? 0) > (LEVELS[limit] ?? 0);

interface AppListItem {
  readonly name?: string | null;
  readonly appId?: string | null;
}

const restricted = (value: unknown) =>
  (Array.isArray(value) ? (value as AppListItem[]) : []).filter((item) => item?.appId);

/** Every setting of `iosCompliancePolicy`. Adding one is one entry. */
export const COMPLIANCE_SETTINGS: readonly ComplianceSetting[] = [
  ...PASSCODE_SETTINGS,
  versionSetting('osMinimumVersion', 'Minimum OS version', 'osVersion', 'minimum'),
  versionSetting('osMaximumVersion', 'Maximum OS version', 'osVersion', 'maximum'),
  versionSetting('osMinimumBuildVersion', 'Minimum OS build version', 'osBuildVersion', 'minimum'),
  versionSetting('osMaximumBuildVersion', 'Maximum OS build version', 'osBuildVersion', 'maximum'),
  {
    property: 'securityBlockJailbrokenDevices',
    title: 'Jailbroken devices',
    class: 'quarantined',
    classEvidence: 'documented',
    expect: whenTrue('not jailbroken'),
    actual: ({ jailbroken }) => (jailbroken ? 'jailbroken' : 'not jailbroken'),
    check: ({ jailbroken }) =>
      jailbroken
        ? unfixable(
            'jailbroken',
            'The device is jailbroken.',
            'Erase the device and restore the original operating system, then enroll it again. Your IT support can help.',
          )
        : undefined,
  },
  {
    property: 'deviceThreatProtectionEnabled',
    title: 'Require the device to be at or under the Device Threat Level',
    class: 'quarantined',
    classEvidence: 'inferred',
    expect(value, { deviceThreatProtectionRequiredSecurityLevel: level }) {
      if (value !== true) return undefined;
      return isLevel(level) ? `at most ${level}` : 'any level that is reported';
    },
    actual: ({ threatLevel }) => threatLevel ?? 'no signal',
    check({ threatLevel }, _value, _now, { deviceThreatProtectionRequiredSecurityLevel: limit }) {
      if (threatLevel === undefined) {
        return fixable(
          'no signal',
          'The mobile threat defense app has not reported a threat level.',
          'Install and open the mobile threat defense app, then tap Recheck.',
        );
      }
      if (!isLevel(limit) || !isAbove(threatLevel, limit)) return undefined;
      return fixable(
        threatLevel,
        `The threat level of the device is ${threatLevel}; at most ${limit} is allowed.`,
        'Resolve the threats in the mobile threat defense app, then tap Recheck.',
      );
    },
  },
  {
    property: 'advancedThreatProtectionRequiredSecurityLevel',
    title: 'Require the device to be at or under the machine risk score',
    class: 'quarantined',
    classEvidence: 'inferred',
    expect: (value) => (isLevel(value) ? `at most ${value}` : undefined),
    actual: ({ defenderRisk }) => defenderRisk ?? 'no signal',
    check({ defenderRisk }, value) {
      const limit = value as ThreatLevel;
      if (defenderRisk !== undefined && !isAbove(defenderRisk, limit)) return undefined;
      return fixable(
        defenderRisk ?? 'no signal',
        defenderRisk
          ? `Microsoft Defender reports the risk ${defenderRisk}; at most ${limit} is allowed.`
          : 'Microsoft Defender has not reported a risk.',
        'Tap Resolve to open or install Microsoft Defender, let it scan, then come back and tap Refresh.',
      );
    },
  },
  {
    property: 'managedEmailProfileRequired',
    title: 'Unable to set up email on the device',
    class: 'quarantined',
    classEvidence: 'documented',
    query: 'ProfileList',
    expect: whenTrue('a managed email profile'),
    actual: ({ email }) => (email ? `a ${email} email account` : 'no email account'),
    check({ email }) {
      if (email === 'managed') return undefined;
      if (email === 'unmanaged') {
        return fixable(
          'an unmanaged email account',
          'The work email account was set up by hand.',
          'Delete the account in Settings > Mail > Accounts and let Intune set it up, then tap Recheck.',
        );
      }
      return unfixable('no email account', 'The email profile of your company is not on the device.');
    },
  },
  {
    property: 'restrictedApps',
    title: 'Restricted apps',
    class: 'quarantined',
    classEvidence: 'inferred',
    query: 'InstalledApplicationList',
    expect(value) {
      const apps = restricted(value);
      return apps.length > 0
        ? `none of ${apps.map(({ name, appId }) => name || appId).join(', ')}`
        : undefined;
    },
    actual: () => 'none of the restricted apps',
    check({ apps, enrollmentType }, value) {
      // User enrollment gives no inventory outside the managed volume. Other personal devices do: what `detectedApps` lists of them is
      // less than what compliance asks for [inferred: the page on compliance is about unmanaged apps and has no exception].
      if (enrollmentFacts(enrollmentType).userEnrollment) return undefined;
      const ids = new Map(restricted(value).map((item) => [item.appId?.toLowerCase(), item]));
      const names = apps.flatMap(({ bundleId, managed, name }) => {
        const item = managed ? undefined : ids.get(bundleId.toLowerCase());
        return item ? [item.name || name || bundleId] : [];
      });
      if (names.length === 0) return undefined;
      const list = names.join(', ');
      return fixable(
        list,
        `Apps that are not allowed are installed: ${list}.`,
        `Remove ${list}, then tap Recheck.`,
      );
    },
  },
];
