import { configurationSetOf } from '../../intune/catalog-policy.ts';
import { isCustomProfile } from '../../intune/custom-profile.ts';
import type { Rule } from '../rule.ts';
import type { Situation } from '../situation.ts';
import { SOURCES } from '../sources.ts';
import { duplicatesAmong } from '../sso-collisions.ts';
import { pairInForce, pairsLike, REGISTRATION_KEY, type SsoPolicy } from '../sso-policy.ts';

const NO_PROFILE = {
  severity: 'blocker',
  blocks: 'registration',
  symptom:
    'Signing in works as ever, with the ordinary sign-in page. The management profile in Settings lists no single sign-on extension.',
  graph: 'The device has no status for the policy; managedDevice.azureADRegistered stays false.',
} as const;

export const ssoPolicyRules: readonly Rule[] = [
  {
    ...NO_PROFILE,
    id: 'sso-policy-missing',
    title: 'There is no SSO app extension policy',
    evidence: 'documented',
    source: SOURCES.jit,
    fix: 'Create an iOS/iPadOS device features policy with a single sign-on app extension of type Microsoft Entra ID, and assign it.',
    *find(situation) {
      if (situation.ssoPolicies.length > 0) return;
      yield {
        message: 'There is no policy with a single sign-on app extension, so nothing starts JIT registration',
      };
    },
  },
  {
    ...NO_PROFILE,
    id: 'sso-policy-platform',
    title: 'The SSO app extension policy is for another platform',
    evidence: 'documented',
    source: SOURCES.jit,
    graph: 'The policy’s status is notApplicable for iPhones and iPads.',
    fix: 'Create the policy for iOS/iPadOS: #microsoft.graph.iosDeviceFeaturesConfiguration with iosSingleSignOnExtension.',
    *find(situation) {
      if (situation.ssoPolicies.some(({ sso }) => sso.platform === 'iOS')) return;
      for (const { sso } of situation.ssoPolicies) {
        yield {
          message: `${situation.nameOf(sso)} is a policy for macOS; an iPhone or iPad never gets it`,
          ...situation.about(sso, '/@odata.type'),
        };
      }
    },
  },
  {
    ...NO_PROFILE,
    id: 'sso-policy-unassigned',
    title: 'The SSO app extension policy is not assigned',
    evidence: 'documented',
    source: SOURCES.jit,
    fix: 'Assign the policy to all users, or to the groups whose devices should register.',
    *find(situation) {
      for (const { sso, reach } of situation.unreached) {
        if (reach.reason !== 'unassigned') continue;
        yield {
          message: `${situation.nameOf(sso)} is assigned to nobody`,
          ...situation.about(sso, '/assignments'),
        };
      }
    },
  },
  {
    ...NO_PROFILE,
    id: 'sso-policy-excluded',
    title: 'The SSO app extension policy excludes the device’s user',
    evidence: 'documented',
    source: SOURCES.profileAssignment,
    fix: 'Remove the exclusion, or take the user out of the excluded group.',
    *find(situation) {
      for (const { sso, reach } of situation.unreached) {
        if (reach.reason !== 'excluded') continue;
        yield {
          message: `${situation.nameOf(sso)} does not reach the device: ${reach.why}`,
          ...situation.about(sso, '/assignments'),
        };
      }
    },
  },
  {
    ...NO_PROFILE,
    id: 'sso-policy-filtered',
    title: 'An assignment filter keeps the SSO app extension policy away',
    evidence: 'documented',
    source: SOURCES.filters,
    fix: 'Change the filter or its mode, so that it lets the devices in.',
    *find(situation) {
      for (const { sso, reach } of situation.unreached) {
        if (reach.reason !== 'filtered') continue;
        yield {
          message: `${situation.nameOf(sso)} does not reach the device: ${reach.why}`,
          ...situation.about(sso, '/assignments'),
        };
      }
    },
  },
  {
    ...NO_PROFILE,
    id: 'sso-policy-other-audience',
    title: 'The SSO app extension policy is assigned to others',
    evidence: 'documented',
    source: SOURCES.profileAssignment,
    fix: 'Assign the policy to all users, or to a group that the user is in.',
    *find(situation) {
      for (const { sso, reach } of situation.unreached) {
        if (reach.reason !== 'notTargeted' || lateGroupOf(situation, sso)) continue;
        yield {
          message: `${situation.nameOf(sso)} does not reach the device: ${reach.why}`,
          ...situation.about(sso, '/assignments'),
        };
      }
    },
  },
  {
    id: 'sso-policy-device-group',
    title: 'The SSO app extension policy is assigned to a dynamic group of devices',
    severity: 'degraded',
    blocks: 'registration',
    evidence: 'documented',
    source: SOURCES.policyTroubleshooting,
    symptom: 'The first sign-in comes before the profile does: an ordinary sign-in page, no registration.',
    graph:
      'The group gets the device minutes to hours after enrollment; only then does the policy have a status for it.',
    fix: 'Assign the policy to users or to all devices, and narrow it with a filter.',
    *find(situation) {
      const late = situation.unreached.filter(({ reach }) => reach.reason === 'notTargeted');
      for (const sso of [...situation.effectiveSso, ...late.map((policy) => policy.sso)]) {
        const applies = situation.effectiveSso.includes(sso);
        const group = lateGroupOf(situation, sso, applies);
        if (!group) continue;
        yield {
          message: `${situation.nameOf(sso)} reaches devices through the dynamic group ${group.displayName}, which fills after enrollment`,
          ...situation.about(sso, '/assignments'),
          // In the end the device is in the group.
          ...(applies ? ({ blocks: false } as const) : ({ uncertain: true } as const)),
        };
      }
    },
  },
  {
    ...NO_PROFILE,
    id: 'sso-extension-type',
    title: 'The SSO app extension is not of the type Microsoft Entra ID',
    evidence: 'documented',
    source: SOURCES.jit,
    symptom: 'Signing in works as ever, with the ordinary sign-in page; the device is not registered.',
    graph: 'The profile reports success, while managedDevice.azureADRegistered stays false.',
    fix: 'Choose the type Microsoft Entra ID: #microsoft.graph.iosAzureAdSingleSignOnExtension.',
    *find(situation) {
      // A Kerberos or credential extension beside the Entra one is ordinary; it is wrong only in its place.
      const inForce = situation.ssoInForce;
      if (inForce?.type === 'entra' || situation.unreached.some(({ sso }) => sso.type === 'entra')) return;
      for (const sso of inForce ? [inForce] : situation.judgedSso) {
        if (sso.type === 'entra') continue;
        const meant = pairsLike(sso, REGISTRATION_KEY).length > 0;
        yield {
          message: `${situation.nameOf(sso)} has a single sign-on extension of ${typeName(sso.type)}${meant ? ', with a key that only the Microsoft Entra ID type reads' : ''}`,
          ...situation.about(sso, `${sso.pointer}/@odata.type`),
          ...(isCustomProfile(sso.policy) && {
            fix: 'Make a policy of the template Device features in place of the uploaded profile, with an extension of the type Microsoft Entra ID: Intune makes registration data for that one.',
          }),
        };
      }
    },
  },
  {
    ...NO_PROFILE,
    id: 'sso-urls-missing',
    title: 'The SSO app extension does not list the sign-in page',
    evidence: 'documented',
    source: SOURCES.ssoPlugIn,
    symptom: 'Signing in works as ever, with the ordinary sign-in page; the device is not registered.',
    graph: 'The profile reports success, while managedDevice.azureADRegistered stays false.',
    fix: 'List the addresses of Microsoft’s page in URLs, with https://login.microsoftonline.com among them; the template Device features does it by itself.',
    *find(situation) {
      for (const sso of situation.judgedSso) {
        if (sso.type !== 'entra' || sso.answersForSignIn) continue;
        yield {
          message: `${situation.nameOf(sso)} is made of the settings catalog, where URLs have to be listed, and https://login.microsoftonline.com is not among them`,
          ...situation.about(sso, `${sso.pointer}/urlPrefixes`),
        };
      }
    },
  },
  {
    ...NO_PROFILE,
    id: 'sso-extension-property',
    title: 'The SSO app extension lies in the deprecated property singleSignOnExtension',
    evidence: 'inferred',
    source: SOURCES.deviceFeaturesResource,
    fix: 'Move the extension to the property iosSingleSignOnExtension.',
    *find(situation) {
      if (situation.ssoInForce) return;
      for (const sso of situation.judgedSso) {
        if (!sso.misplaced) continue;
        yield {
          message: `${situation.nameOf(sso)} has its extension in singleSignOnExtension, which is deprecated; devices get what is in iosSingleSignOnExtension`,
          ...situation.about(sso, sso.pointer),
        };
      }
    },
  },
  {
    id: 'shared-device-mode',
    title: 'Shared device mode is on for a device that belongs to one person',
    severity: 'degraded',
    // The page says for which devices the mode is; what becomes of others, no page says.
    evidence: 'inferred',
    source: SOURCES.deviceFeatures,
    symptom:
      'Apps that know shared device mode take whoever comes for the next shift, and sign out together.',
    graph: 'Nothing: the profile reports success.',
    fix: 'Turn the mode off (enableSharedDeviceMode: false), and give it to devices of shared device mode in a policy of their own.',
    *find(situation) {
      const { facts } = situation.enrollmentDecision;
      if (facts.setup === 'sharedDeviceMode' || !facts.userAffinity) return;
      for (const sso of situation.judgedSso) {
        const pair = pairInForce(sso, 'sharedDeviceMode');
        const byPair = pair?.type === 'boolean' && pair.value === true;
        if (sso.type !== 'entra' || !(sso.sharedDeviceMode || byPair)) continue;
        yield {
          message: `${situation.nameOf(sso)} turns shared device mode on, and ${facts.title} gives each device to one person`,
          ...situation.about(
            sso,
            sso.sharedDeviceMode ? `${sso.pointer}/enableSharedDeviceMode` : `${pair?.pointer}/value`,
          ),
        };
      }
    },
  },
  {
    id: 'two-sso-profiles',
    title: 'Two SSO app extension profiles reach one device',
    severity: 'blocker',
    // No `blocks`: the first one that is installed stays and works. Nobody controls which one is first.
    evidence: 'inferred',
    source: SOURCES.extensibleSso,
    symptom: 'Depends on which profile came first: some devices register, others don’t.',
    graph: 'The first profile succeeds; the other reports error or conflict.',
    fix: 'Let one policy reach each device: merge the two, or exclude from one the groups of the other.',
    *find(situation) {
      const winner = situation.assumptions.twoSsoProfiles;
      for (const { sso, before } of duplicatesAmong(situation.effectiveSso)) {
        yield {
          message: `${situation.nameOf(sso)} reaches the same device as ${situation.nameOf(before)}; the addresses of an extension must be unique, so ${OUTCOMES[winner]}`,
          ...situation.about(sso, sso.pointer),
          ...(winner === 'neither' && ({ blocks: 'registration' } as const)),
        };
      }
    },
  },
];

function lateGroupOf(situation: Situation, { policy }: SsoPolicy, alone = false) {
  return situation.dynamicDeviceGroupOf(configurationSetOf(policy), policy, alone);
}

const OUTCOMES = {
  firstStays: 'iOS refuses whichever comes second',
  lastReplaces: 'the one that comes last replaces the other',
  neither: 'Intune reports a conflict and delivers neither',
} as const;

function typeName(type: string): string {
  return type === 'unknown' ? 'no known type' : `the type ${type.charAt(0).toUpperCase()}${type.slice(1)}`;
}
