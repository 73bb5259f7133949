import { respell, retype } from '../repair.ts';
import type { Change, Rule } from '../rule.ts';
import { SOURCES } from '../sources.ts';
import { quote, sameLetters, visible } from '../spelling.ts';
import {
  deliverable,
  type Pair,
  pairInForce,
  pairsLike,
  REGISTRATION_KEY,
  registers,
  type SsoPolicy,
  tokenLikeness,
} from '../sso-policy.ts';

const TOKEN = '{{DEVICEREGISTRATION}}';
const SIGNS_IN_UNREGISTERED =
  'Signing in works as ever, with the ordinary sign-in page; an app that needs a registered device keeps asking for it. No device appears in the list of the user’s devices.';
const NOT_REGISTERED =
  'The profile reports success, while managedDevice.azureADRegistered stays false and deviceRegistrationState notRegistered.';

/** What the rules about `device_registration` have in common: a hit that counts unless another pair is right. */
const hits = (
  find: (sso: SsoPolicy) => Iterable<{
    pair: Pair;
    at: string;
    message: string;
    repair?: readonly Change[] | undefined;
  }>,
): Rule['find'] =>
  function* (situation) {
    for (const sso of situation.judgedSso) {
      if (sso.type !== 'entra') continue;
      const right = registers(pairInForce(sso, REGISTRATION_KEY));
      for (const { pair, at, message, repair } of find(sso)) {
        yield {
          message: right
            ? `${message} (another pair of the policy is right, so this one has no effect)`
            : message,
          ...situation.about(sso, `${pair.pointer}/${at}`),
          ...(right ? ({ severity: 'warning', blocks: false } as const) : { repair }),
        };
      }
    }
  };

const base = {
  severity: 'blocker',
  blocks: 'registration',
  symptom: SIGNS_IN_UNREGISTERED,
  graph: NOT_REGISTERED,
} as const;

export const registrationKeyRules: readonly Rule[] = [
  {
    ...base,
    id: 'device-registration-key-spaces',
    title: 'The key device_registration has spaces around it',
    evidence: 'documented',
    source: SOURCES.jit,
    fix: 'Remove the spaces: the key is exactly device_registration.',
    find: hits(function* (sso) {
      for (const { pair, likeness } of pairsLike(sso, REGISTRATION_KEY)) {
        if (likeness !== 'spaces') continue;
        yield {
          pair,
          at: 'key',
          message: `The key ${quote(pair.key)} is not device_registration: the extension finds no such key`,
          repair: respell(sso, pair, REGISTRATION_KEY),
        };
      }
    }),
  },
  {
    ...base,
    id: 'device-registration-key-misspelt',
    title: 'The key device_registration is misspelt',
    evidence: 'inferred',
    source: SOURCES.ssoTroubleshooting,
    fix: 'Write the key exactly as device_registration, in lower case and with an underscore.',
    find: hits(function* (sso) {
      for (const { pair, likeness } of pairsLike(sso, REGISTRATION_KEY)) {
        if (likeness !== 'similar') continue;
        yield {
          pair,
          at: 'key',
          message: `The key ${quote(pair.key)} looks like device_registration; keys count to the letter and case`,
          repair: respell(sso, pair, REGISTRATION_KEY),
        };
      }
    }),
  },
  {
    ...base,
    id: 'device-registration-missing',
    title: 'The key device_registration is missing',
    evidence: 'documented',
    source: SOURCES.jit,
    fix: `Add the pair device_registration of type String with the value ${TOKEN}.`,
    *find(situation) {
      for (const sso of situation.judgedSso) {
        if (sso.type !== 'entra' || pairsLike(sso, REGISTRATION_KEY).length > 0) continue;
        const where = sso.pairs.length > 0 ? `${sso.pointer}/configurations` : sso.pointer;
        yield {
          message: `${situation.nameOf(sso)} has no key device_registration: single sign-on works, registration doesn’t start`,
          ...situation.about(sso, where),
        };
      }
    },
  },
  {
    ...base,
    id: 'device-registration-type',
    title: 'The key device_registration has the wrong type',
    evidence: 'documented',
    source: SOURCES.jit,
    fix: `Make it a #microsoft.graph.keyStringValuePair with the value ${TOKEN}.`,
    find: hits(function* (sso) {
      for (const { pair } of pairsLike(sso, REGISTRATION_KEY)) {
        if (pair.type === 'string' && deliverable(pair)) continue;
        const { type, value } = pair;
        const meant = type !== 'string' && typeof value === 'string' && meansToken(value);
        yield {
          pair,
          at: type === 'string' ? 'value' : '@odata.type',
          message: typeMessage(pair),
          repair: meant ? retype(pair, 'String', value) : undefined,
        };
      }
    }),
  },
  {
    ...base,
    id: 'device-registration-value-spaces',
    title: 'The value of device_registration has spaces in it',
    evidence: 'documented',
    source: SOURCES.jit,
    symptom: `${SIGNS_IN_UNREGISTERED} The extension’s log shows -51824 (invalid linkPayload).`,
    fix: `Remove the spaces: the value is exactly ${TOKEN}.`,
    find: hits(function* (sso) {
      for (const { pair, value } of stringValues(sso)) {
        if (tokenLikeness(value) !== 'spaces') continue;
        yield {
          pair,
          at: 'value',
          message: `The value ${quote(value)} has spaces: the extension cannot read what it gets`,
          repair: [{ pointer: `${pair.pointer}/value`, value: visible(value) }],
        };
      }
    }),
  },
  {
    ...base,
    id: 'device-registration-value',
    title: 'The value of device_registration is not the token',
    evidence: 'documented',
    source: SOURCES.jit,
    symptom: `${SIGNS_IN_UNREGISTERED} The extension’s log shows -51824 (invalid linkPayload).`,
    fix: `Set the value to ${TOKEN}, with two braces on each side and all letters in one case.`,
    find: hits(function* (sso) {
      for (const { pair, value } of stringValues(sso)) {
        if (tokenLikeness(value) !== 'different') continue;
        yield {
          pair,
          at: 'value',
          message: valueMessage(value),
          repair: meansToken(value) ? [{ pointer: `${pair.pointer}/value`, value: TOKEN }] : undefined,
        };
      }
    }),
  },
];

function* stringValues(sso: SsoPolicy): Generator<{ pair: Pair; value: string }> {
  for (const { pair } of pairsLike(sso, REGISTRATION_KEY)) {
    if (pair.type === 'string' && typeof pair.value === 'string') yield { pair, value: pair.value };
  }
}

/** The token but for case, braces and spaces. */
function meansToken(value: string): boolean {
  return sameLetters(value, TOKEN) && /^[\w{}]*$/.test(visible(value));
}

function typeMessage(pair: Pair): string {
  if (pair.type === undefined) return 'device_registration has no known type of pair; it has to be a String';
  if (pair.type !== 'string')
    return `device_registration is of type ${capital(pair.type)}; it has to be a String`;
  return `device_registration is a String pair, but its value is no text: ${JSON.stringify(pair.value) ?? 'nothing'}`;
}

function valueMessage(value: string): string {
  const bare = visible(value);
  const problem =
    bare === ''
      ? 'is empty'
      : /^\{\{deviceregistration\}\}$/i.test(bare)
        ? 'mixes upper and lower case, so Intune does not expand it'
        : /^\{?deviceregistration\}?$/i.test(bare)
          ? 'lacks the double braces, so Intune does not expand it'
          : 'is not the token that Intune expands';
  return `The value ${quote(value)} ${problem}`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
