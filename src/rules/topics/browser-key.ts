import { respell, retype } from '../repair.ts';
import type { Rule } from '../rule.ts';
import { SOURCES } from '../sources.ts';
import { quote, visible } from '../spelling.ts';
import { BROWSER_KEY, deliverable, pairInForce, pairsLike } from '../sso-policy.ts';

/** The device does not get it, so nothing fails by it. */
const NO_HARM = { severity: 'warning', blocks: false } as const;

export const browserKeyRules: readonly Rule[] = [
  {
    id: 'browser-sso-spaces',
    title: 'The key or value of browser_sso_interaction_enabled has spaces around it',
    severity: 'blocker',
    // The page says so of this pair as well, without a reason: "Otherwise just-in-time registration won't work."
    blocks: 'registration',
    evidence: 'documented',
    source: SOURCES.jit,
    symptom: 'Signing in works as ever; the device is not registered.',
    graph: 'The profile reports success, while managedDevice.azureADRegistered stays false.',
    fix: 'Remove the spaces: the key is exactly browser_sso_interaction_enabled, the value the integer 1.',
    *find(situation) {
      for (const sso of situation.judgedSso) {
        if (sso.type !== 'entra') continue;
        for (const { pair, likeness } of pairsLike(sso, BROWSER_KEY)) {
          const { value } = pair;
          // A pair without a usable type is not delivered at all, and then does no harm.
          const harmless = deliverable(pair) ? {} : NO_HARM;
          if (likeness === 'spaces') {
            yield {
              message: `The key ${quote(pair.key)} has spaces; Microsoft’s page says that JIT registration won’t work then`,
              ...situation.about(sso, `${pair.pointer}/key`),
              ...harmless,
              repair: respell(sso, pair, BROWSER_KEY),
            };
          } else if (
            likeness === 'same' &&
            typeof value === 'string' &&
            value !== '' &&
            visible(value) !== value
          ) {
            yield {
              message: `The value ${quote(value)} of browser_sso_interaction_enabled has spaces; Microsoft’s page says that JIT registration won’t work then`,
              ...situation.about(sso, `${pair.pointer}/value`),
              ...(pairInForce(sso, BROWSER_KEY) === pair ? harmless : NO_HARM),
              repair: [{ pointer: `${pair.pointer}/value`, value: visible(value) }],
            };
          }
        }
      }
    },
  },
  {
    id: 'browser-sso-type',
    title: 'The key browser_sso_interaction_enabled has the wrong type',
    severity: 'degraded',
    evidence: 'inferred',
    source: SOURCES.ssoPlugIn,
    symptom: 'None as long as the default, 1, is what you want.',
    graph: 'Nothing: the profile reports success, and the flag is ignored.',
    fix: 'Make it a #microsoft.graph.keyIntegerValuePair with the value 1.',
    *find(situation) {
      for (const sso of situation.judgedSso) {
        if (sso.type !== 'entra') continue;
        for (const { pair, likeness } of pairsLike(sso, BROWSER_KEY)) {
          if (likeness === 'similar' || (pair.type === 'integer' && deliverable(pair))) continue;
          // Else the device would get a key with spaces, which it does not get as long as the type is wrong.
          const counts = likeness === 'same' || respell(sso, pair, BROWSER_KEY) !== undefined;
          yield {
            message:
              'browser_sso_interaction_enabled has to be an Integer; the extension ignores any other type',
            ...situation.about(sso, `${pair.pointer}/${pair.type === 'integer' ? 'value' : '@odata.type'}`),
            repair: counts && meansOne(pair.value) ? retype(pair, 'Integer', 1) : undefined,
          };
        }
      }
    },
  },
  {
    id: 'browser-sso-misspelt',
    title: 'The key browser_sso_interaction_enabled is misspelt',
    severity: 'warning',
    evidence: 'documented',
    source: SOURCES.ssoTroubleshooting,
    symptom: 'None as long as the default, 1, is what you want.',
    graph: 'Nothing: the profile reports success, and the key is ignored.',
    fix: 'Write the key exactly as browser_sso_interaction_enabled.',
    *find(situation) {
      for (const sso of situation.judgedSso) {
        if (sso.type !== 'entra') continue;
        for (const { pair, likeness } of pairsLike(sso, BROWSER_KEY)) {
          if (likeness !== 'similar') continue;
          yield {
            message: `The key ${quote(pair.key)} looks like browser_sso_interaction_enabled; keys count to the letter and case`,
            ...situation.about(sso, `${pair.pointer}/key`),
            repair: meansOne(pair.value) ? respell(sso, pair, BROWSER_KEY) : undefined,
          };
        }
      }
    },
  },
  {
    id: 'browser-sso-disabled',
    title: 'browser_sso_interaction_enabled is 0',
    severity: 'degraded',
    evidence: 'documented',
    source: SOURCES.ssoPlugIn,
    symptom:
      'A first sign-in in Safari or in an app without MSAL neither signs in silently nor registers the device; Conditional Access and a new password interrupt people there more often.',
    graph: 'managedDevice.azureADRegistered stays false until somebody signs in in a Microsoft app.',
    fix: 'Set the value to 1.',
    *find(situation) {
      for (const sso of situation.judgedSso) {
        if (sso.type !== 'entra') continue;
        const pair = pairInForce(sso, BROWSER_KEY);
        if (pair?.type !== 'integer' || pair.value !== 0) continue;
        yield {
          message:
            'browser_sso_interaction_enabled is 0: Safari and apps without MSAL cannot begin registration',
          ...situation.about(sso, `${pair.pointer}/value`),
        };
      }
    },
  },
  {
    id: 'browser-sso-missing',
    title: 'The recommended key browser_sso_interaction_enabled is missing',
    severity: 'warning',
    evidence: 'documented',
    source: SOURCES.jit,
    symptom: 'None: the default is 1.',
    graph: 'Nothing.',
    fix: 'Add the pair browser_sso_interaction_enabled of type Integer with the value 1, so that it doesn’t rest on a default.',
    *find(situation) {
      for (const sso of situation.judgedSso) {
        if (sso.type !== 'entra' || pairsLike(sso, BROWSER_KEY).length > 0) continue;
        yield {
          message: `${situation.nameOf(sso)} leaves browser_sso_interaction_enabled at its default, 1`,
          ...situation.about(sso, sso.pairs.length > 0 ? `${sso.pointer}/configurations` : sso.pointer),
        };
      }
    },
  },
];

/** The default, so that the key may begin to count without changing anything. */
function meansOne(value: unknown): boolean {
  return value === 1 || value === true || (typeof value === 'string' && visible(value) === '1');
}
