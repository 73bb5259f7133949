import { APPS, findApp, isMicrosoftBundleId } from '../../apple/app-catalogue.ts';
import type { EffectiveSet } from '../../intune/index.ts';
import { onceFor } from '../../tenant/index.ts';
import { isAuthenticator } from '../authenticator.ts';
import type { Change, Rule } from '../rule.ts';
import { SOURCES } from '../sources.ts';
import { quote, visible } from '../spelling.ts';
import { listSetting, pairInForce, type SsoPolicy } from '../sso-policy.ts';

/** Every bundle id that a policy lists for the extension, in the list of its own and in the keys that hold lists. */
function* listed(
  sso: SsoPolicy,
): Generator<{ id: string; pointer: string; without: readonly Change[] | undefined }> {
  for (const { id, pointer } of sso.bundleIds) {
    yield { id, pointer, without: id.includes(',') ? undefined : [{ pointer }] };
  }
  const pair = pairInForce(sso, 'AppAllowList');
  if (!pair) return;
  const pointer = `${pair.pointer}/value`;
  const ids = listSetting(sso, 'AppAllowList');
  for (const id of ids) {
    const others = ids.filter((other) => other !== id);
    // Whether an empty list stays or goes is somebody's decision.
    const without = others.length > 0 ? [{ pointer, value: others.join(',') }] : undefined;
    yield { id, pointer, without };
  }
}

/** The spelling of each bundle id that is known, by its lower case; devices with the same apps share the answer. */
const spellingsOf = onceFor(
  ({ apps }: EffectiveSet): ReadonlyMap<string, string> =>
    new Map(
      [...APPS, ...apps.map(({ entity }) => entity)].flatMap(({ bundleId }) =>
        bundleId ? [[bundleId.toLowerCase(), bundleId]] : [],
      ),
    ),
);

export const appListRules: readonly Rule[] = [
  {
    id: 'authenticator-in-app-list',
    title: 'The app list names Microsoft Authenticator',
    severity: 'degraded',
    evidence: 'documented',
    source: SOURCES.jit,
    symptom: 'Authentication problems: repeated prompts, or sign-ins that hang.',
    graph: 'Nothing: the profile reports success.',
    fix: 'Remove the bundle id: Authenticator brings the extension and needs no entry.',
    *find(situation) {
      for (const sso of situation.judgedSso) {
        if (sso.type !== 'entra') continue;
        for (const { id, pointer, without } of listed(sso)) {
          if (!isAuthenticator(visible(id))) continue;
          yield {
            message: `${quote(id)} is Microsoft Authenticator, which carries the extension itself`,
            ...situation.about(sso, pointer),
            repair: without,
          };
        }
      }
    },
  },
  {
    id: 'microsoft-app-in-list',
    title: 'The app list names Microsoft apps',
    severity: 'degraded',
    evidence: 'documented',
    source: SOURCES.jit,
    symptom: 'Authentication problems in the listed app: repeated prompts, or sign-ins that hang.',
    graph: 'Nothing: the profile reports success.',
    fix: 'Remove the bundle id: the extension applies to all Microsoft apps by itself.',
    *find(situation) {
      for (const sso of situation.judgedSso) {
        if (sso.type !== 'entra') continue;
        for (const { id, pointer, without } of listed(sso)) {
          const plain = visible(id);
          if (!isMicrosoftBundleId(plain) || isAuthenticator(plain)) continue;
          yield {
            message: `${quote(id)} is a Microsoft app; only apps of others belong on the list`,
            ...situation.about(sso, pointer),
            repair: without,
          };
        }
      }
    },
  },
  {
    id: 'app-list-spelling',
    title: 'The app list has a bundle id in another case than the app',
    severity: 'degraded',
    evidence: 'documented',
    source: SOURCES.ssoTroubleshooting,
    symptom: 'The app shows the ordinary sign-in page, as if it were not on the list.',
    graph: 'Nothing: the profile reports success.',
    fix: 'Write the bundle id as the app has it: it counts to the letter and case.',
    *find(situation) {
      const known = spellingsOf(situation.effective);
      for (const sso of situation.judgedSso) {
        if (sso.type !== 'entra') continue;
        for (const { id, pointer } of listed(sso)) {
          const right = known.get(visible(id).toLowerCase());
          // Of Microsoft's apps and of the first app other rules tell.
          if (right === undefined || right === visible(id) || isMicrosoftBundleId(right)) continue;
          if (right === situation.firstApp.bundleId) continue;
          yield {
            message: `${quote(id)} is ${right} in another case, and the extension does not take one for the other`,
            fix: `Write the bundle id as ${right}.`,
            ...situation.about(sso, pointer),
            ...(sso.bundleIds.some((entry) => entry.pointer === pointer) &&
              !id.includes(',') && { repair: [{ pointer, value: right }] }),
          };
        }
      }
    },
  },
  {
    id: 'app-blocked',
    title: 'AppBlockList names an app that is allowed, or that it has no power over',
    severity: 'degraded',
    evidence: 'documented',
    source: SOURCES.ssoPlugIn,
    symptom:
      'An app that is on both lists shows the ordinary sign-in page. One with MSAL goes on using the extension.',
    graph: 'Nothing: the profile reports success.',
    fix: 'Take the app off AppBlockList.',
    *find(situation) {
      for (const sso of situation.judgedSso) {
        const pair = pairInForce(sso, 'AppBlockList');
        if (sso.type !== 'entra' || !pair) continue;
        const allowed = new Set(Array.from(listed(sso), ({ id }) => id.trim()));
        for (const id of listSetting(sso, 'AppBlockList')) {
          const app = findApp(id);
          const place = situation.about(sso, `${pair.pointer}/value`);
          if (app?.sso === 'msal' && app.bundleId === id) {
            yield {
              severity: 'warning',
              message: `AppBlockList names ${app.name}, which has MSAL and asks the extension all the same`,
              ...place,
            };
          } else if (allowed.has(id) && id !== situation.firstApp.bundleId) {
            yield { message: `${quote(id)} is on the app list and on AppBlockList, which wins`, ...place };
          }
        }
      }
    },
  },
  {
    id: 'microsoft-app-prefix',
    title: 'AppPrefixAllowList names Microsoft apps',
    severity: 'warning',
    // The JIT page says not to add Microsoft apps; the page about the plug-in shows com.microsoft. as an example.
    evidence: 'inferred',
    source: SOURCES.ssoPlugIn,
    symptom: 'Possibly authentication problems in Microsoft apps.',
    graph: 'Nothing: the profile reports success.',
    fix: 'Remove the prefix com.microsoft. from AppPrefixAllowList.',
    *find(situation) {
      const { microsoftPrefix } = situation.assumptions;
      if (microsoftPrefix === 'harmless') return;
      for (const sso of situation.judgedSso) {
        const pair = pairInForce(sso, 'AppPrefixAllowList');
        if (sso.type !== 'entra' || !pair) continue;
        for (const prefix of listSetting(sso, 'AppPrefixAllowList')) {
          if (!isMicrosoftBundleId(`${prefix}.`)) continue;
          yield {
            ...(microsoftPrefix === 'problems' && ({ severity: 'degraded' } as const)),
            message: `AppPrefixAllowList names ${quote(prefix)}; the extension applies to all Microsoft apps by itself`,
            ...situation.about(sso, `${pair.pointer}/value`),
          };
        }
      }
    },
  },
];
