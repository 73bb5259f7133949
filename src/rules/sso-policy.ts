import { REGISTRATION_TOKENS } from '../intune/registration-token.ts';
import {
  addressOf,
  answersForSignIn,
  MICROSOFT_EXTENSION_IDENTIFIER,
  MICROSOFT_SSO_URLS,
} from '../intune/sso-payload.ts';
import { type Assumptions, onceFor, type Policy } from '../tenant/index.ts';
import { type Likeness, likeness, visible } from './spelling.ts';

export const REGISTRATION_KEY = 'device_registration';
export const BROWSER_KEY = 'browser_sso_interaction_enabled';

/** A key-value pair of the SSO extension as it stands in the policy; nothing about it is taken for granted. */
export interface Pair {
  /** JSON pointer inside the policy. */
  readonly pointer: string;
  readonly key: string;
  /** `string`, `integer`, `boolean`, `real`; undefined when the policy doesn't say. */
  readonly type: PairType | undefined;
  readonly value: unknown;
}

type PairType = 'string' | 'integer' | 'boolean' | 'real';

type ExtensionType = 'entra' | 'redirect' | 'credential' | 'kerberos' | 'unknown';

/** A configuration policy with an SSO app extension, whatever state that is in. */
export interface SsoPolicy {
  readonly policy: Policy;
  readonly platform: 'iOS' | 'macOS';
  /** Pointer to the extension inside the policy. */
  readonly pointer: string;
  /** It lies in a property that is deprecated and that nothing is delivered from. */
  readonly misplaced: boolean;
  readonly type: ExtensionType;
  readonly pairs: readonly Pair[];
  readonly bundleIds: readonly { readonly pointer: string; readonly id: string }[];
  /** Apps that get nothing from the extension; only the settings catalog has the list. */
  readonly denied: readonly { readonly pointer: string; readonly id: string }[];
  /** Whether it turns Microsoft Entra shared device mode on. */
  readonly sharedDeviceMode: boolean;
  /** Whether it names Microsoft's extension: of the Entra type, or a redirect with its identifier. */
  readonly isMicrosofts: boolean;
  /** Whether spaces around the elements of lists count. */
  readonly literalLists?: true;
  /** The addresses that the extension would answer for, as devices compare them. */
  readonly addresses: readonly string[];
  /** Whether Microsoft's sign-in is its business: by its type, the extension that it names, or one of its addresses. */
  readonly answersForMicrosoft: boolean;
  /** Whether the sign-in page is among its addresses, as it always is with the template's type Microsoft Entra ID. */
  readonly answersForSignIn: boolean;
}

const EXTENSIONS = [
  { property: 'iosSingleSignOnExtension', platform: 'iOS' },
  { property: 'singleSignOnExtension', platform: undefined },
  { property: 'macOSSingleSignOnExtension', platform: 'macOS' },
] as const;

/** The SSO extension of a policy; undefined when it has none. A policy never changes, so it is read once. */
export const readSsoPolicy = onceFor(read);

function read(policy: Policy): SsoPolicy | undefined {
  const mac = shortType(policy['@odata.type']).startsWith('macOS');
  for (const { property, platform } of EXTENSIONS) {
    const extension = policy[property];
    if (!isObject(extension)) continue;
    const pointer = `/${property}`;
    const type = extensionType(property, extension['@odata.type']);
    const isMicrosofts =
      type === 'entra' || extension['extensionIdentifier'] === MICROSOFT_EXTENSION_IDENTIFIER;
    const addresses = addressesOf(type, extension);
    return {
      policy,
      platform: mac ? 'macOS' : (platform ?? 'iOS'),
      pointer,
      misplaced: property === 'singleSignOnExtension',
      type,
      pairs: pairsOf(extension['configurations'], `${pointer}/configurations`),
      bundleIds: stringsOf(extension['bundleIdAccessControlList']).map(([index, id]) => ({
        pointer: `${pointer}/bundleIdAccessControlList/${index}`,
        id,
      })),
      denied: stringsOf(extension['$deniedBundleIdentifiers']).map(([index, id]) => ({
        pointer: `${pointer}/$deniedBundleIdentifiers/${index}`,
        id,
      })),
      sharedDeviceMode: extension['enableSharedDeviceMode'] === true,
      isMicrosofts,
      addresses,
      answersForMicrosoft:
        (isMicrosofts && (type === 'entra' || type === 'redirect')) ||
        addresses.some((url) => MICROSOFT_SSO_URLS.includes(url)),
      answersForSignIn: answersForSignIn(addresses),
    };
  }
  return undefined;
}

/** `#microsoft.graph.iosStoreApp` → `iosStoreApp`; an empty text for anything that is no type. */
export function shortType(type: unknown): string {
  return typeof type === 'string' ? type.replace(/^#?microsoft\.graph\./, '') : '';
}

export interface LikePair {
  readonly pair: Pair;
  readonly likeness: Exclude<Likeness, 'different'>;
}

const likeKeysOf = onceFor((_: SsoPolicy) => new Map<string, readonly LikePair[]>());

/** The pairs whose key is this one, or what somebody made of it. The same key's exact spelling comes first. */
export function pairsLike(sso: SsoPolicy, key: string): readonly LikePair[] {
  const known = likeKeysOf(sso);
  let found = known.get(key);
  if (!found) {
    found = sso.pairs
      .flatMap((pair): LikePair[] => {
        const how = likeness(pair.key, key);
        return how === 'different' ? [] : [{ pair, likeness: how }];
      })
      .sort((a, b) => Number(b.likeness === 'same') - Number(a.likeness === 'same'));
    known.set(key, found);
  }
  return found;
}

/**
 * What the extension reads under a key: a dictionary holds one value per key, so the last pair counts.
 * A pair without a usable type delivers nothing.
 */
export function pairInForce(sso: SsoPolicy, key: string): Pair | undefined {
  return sso.pairs.findLast((pair) => pair.key === key && deliverable(pair));
}

/** Whether the pair's value has the type that the pair says; Graph refuses any other. */
export function deliverable({ type, value }: Pair): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isInteger(value);
    case 'real':
      return typeof value === 'number';
    default:
      return false;
  }
}

/** Whether the pair gives the extension a device registration payload: a string whose token Intune expands. */
export function registers(pair: Pair | undefined): boolean {
  return pair?.type === 'string' && REGISTRATION_TOKENS.includes(pair.value as string);
}

/** How a string value differs from the registration token. */
export function tokenLikeness(value: string): 'same' | 'spaces' | 'different' {
  if (REGISTRATION_TOKENS.includes(value)) return 'same';
  return REGISTRATION_TOKENS.includes(visible(value)) ? 'spaces' : 'different';
}

const ASSUMING = new Map<string, WeakMap<SsoPolicy, SsoPolicy>>();

/** The same policy as the tenant's assumptions have it. */
export function assuming(sso: SsoPolicy, assumptions: Assumptions): SsoPolicy {
  const { redirectTypeRegisters, spacesInLists, appListDelivery } = assumptions;
  const key = `${redirectTypeRegisters} ${spacesInLists} ${appListDelivery}`;
  let known = ASSUMING.get(key);
  if (!known) {
    known = new WeakMap();
    ASSUMING.set(key, known);
  }
  let seen = known.get(sso);
  if (!seen) {
    const asGood = redirectTypeRegisters === 'yes' && sso.type === 'redirect' && sso.isMicrosofts;
    seen = {
      ...sso,
      ...(asGood && { type: 'entra' as const }),
      ...(spacesInLists === 'literal' && { literalLists: true as const }),
      ...(appListDelivery === 'notDelivered' && { bundleIds: [] }),
    };
    known.set(sso, seen);
  }
  return seen;
}

/** The elements of a setting that is a comma-separated list; spaces around an element don't matter by default. */
export function listSetting(sso: SsoPolicy, key: string): string[] {
  const pair = pairInForce(sso, key);
  return pair?.type === 'string' ? splitList(pair.value as string, sso) : [];
}

export function splitList(text: string, { literalLists }: Pick<SsoPolicy, 'literalLists'>): string[] {
  return text
    .split(',')
    .map((element) => (literalLists ? element : element.trim()))
    .filter((element) => element !== '');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The types that Graph takes in each property: the deprecated one takes those of both platforms and its own. */
const TAKES = {
  iosSingleSignOnExtension: /^ios(?=[A-Z])/,
  singleSignOnExtension: /^(?:ios|macOS)?/,
  macOSSingleSignOnExtension: /^macOS(?=[A-Z])/,
} as const;

const KINDS: Readonly<Record<string, ExtensionType>> = {
  AzureAdSingleSignOnExtension: 'entra',
  RedirectSingleSignOnExtension: 'redirect',
  redirectSingleSignOnExtension: 'redirect',
  CredentialSingleSignOnExtension: 'credential',
  credentialSingleSignOnExtension: 'credential',
  KerberosSingleSignOnExtension: 'kerberos',
  kerberosSingleSignOnExtension: 'kerberos',
};

function extensionType(property: keyof typeof TAKES, type: unknown): ExtensionType {
  const name = shortType(type);
  return (TAKES[property].test(name) && KINDS[name.replace(TAKES[property], '')]) || 'unknown';
}

/** Of the template's own type they are always the same; in the settings catalog somebody lists them. */
function addressesOf(type: ExtensionType, extension: Record<string, unknown>): string[] {
  if (type === 'entra' && !Array.isArray(extension['$urls'])) return [...MICROSOFT_SSO_URLS];
  const urls = type === 'entra' ? extension['$urls'] : type === 'redirect' ? extension['urlPrefixes'] : [];
  return stringsOf(urls).map(([, url]) => addressOf(url));
}

const PAIR_TYPES: Readonly<Record<string, PairType>> = {
  keyStringValuePair: 'string',
  keyIntegerValuePair: 'integer',
  keyBooleanValuePair: 'boolean',
  keyRealValuePair: 'real',
};

function pairsOf(configurations: unknown, pointer: string): Pair[] {
  if (!Array.isArray(configurations)) return [];
  return configurations.flatMap((entry: unknown, index) =>
    isObject(entry) && typeof entry['key'] === 'string'
      ? [
          {
            pointer: `${pointer}/${index}`,
            key: entry['key'],
            type: PAIR_TYPES[shortType(entry['@odata.type'])],
            value: entry['value'],
          },
        ]
      : [],
  );
}

function stringsOf(list: unknown): [number, string][] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown, index): [number, string][] =>
    typeof entry === 'string' ? [[index, entry]] : [],
  );
}
