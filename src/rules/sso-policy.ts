import type { Policy } from '../tenant/index.ts';
import { type Likeness, likeness, visible } from './spelling.ts';

export const REGISTRATION_KEY = 'device_registration';
export const BROWSER_KEY = 'browser_sso_interaction_enabled';
/** Intune expands a token that is written all in upper or all in lower case. */
export const REGISTRATION_TOKENS: readonly string[] = ['{{DEVICEREGISTRATION}}', '{{deviceregistration}}'];

/** A key-value pair of the SSO extension as it stands in the policy; nothing about it is taken for granted. */
export interface Pair {
  /** JSON pointer inside the policy. */
  readonly pointer: string;
  readonly key: string;
  /** `string`, `integer`, `boolean`, `real`; undefined when the policy doesn't say. */
  readonly type: PairType | undefined;
  readonly value: unknown;
}

export type PairType = 'string' | 'integer' | 'boolean' | 'real';

export type ExtensionType = 'entra' | 'redirect' | 'credential' | 'kerberos' | 'unknown';

/** A configuration policy with an SSO app extension, whatever state that is in. */
export interface SsoPolicy {
  readonly policy: Policy;
  readonly platform: 'iOS' | 'macOS';
  /** Pointer to the extension inside the policy. */
  readonly pointer: string;
  readonly type: ExtensionType;
  readonly pairs: readonly Pair[];
  readonly bundleIds: readonly { readonly pointer: string; readonly id: string }[];
  /** The identity provider's addresses that a redirect extension answers for. */
  readonly urlPrefixes: readonly string[];
}

const EXTENSIONS = [
  { property: 'iosSingleSignOnExtension', platform: 'iOS' },
  { property: 'singleSignOnExtension', platform: undefined },
  { property: 'macOSSingleSignOnExtension', platform: 'macOS' },
] as const;

/** The SSO extension of a policy; undefined when it has none. */
export function readSsoPolicy(policy: Policy): SsoPolicy | undefined {
  const mac = shortType(policy['@odata.type']).startsWith('macOS');
  for (const { property, platform } of EXTENSIONS) {
    const extension = policy[property];
    if (!isObject(extension)) continue;
    const pointer = `/${property}`;
    return {
      policy,
      platform: mac ? 'macOS' : (platform ?? 'iOS'),
      pointer,
      type: extensionType(extension['@odata.type']),
      pairs: pairsOf(extension['configurations'], `${pointer}/configurations`),
      bundleIds: stringsOf(extension['bundleIdAccessControlList']).map(([index, id]) => ({
        pointer: `${pointer}/bundleIdAccessControlList/${index}`,
        id,
      })),
      urlPrefixes: stringsOf(extension['urlPrefixes']).map(([, url]) => url),
    };
  }
  return undefined;
}

/** `#microsoft.graph.iosStoreApp` → `iosStoreApp`; an empty text for anything that is no type. */
export function shortType(type: unknown): string {
  return typeof type === 'string' ? type.replace(/^#?microsoft\.graph\./, '') : '';
}

/** The pairs whose key is this one, or what somebody made of it. The same key's exact spelling comes first. */
export function pairsLike(
  sso: SsoPolicy,
  key: string,
): { pair: Pair; likeness: Exclude<Likeness, 'different'> }[] {
  const found: { pair: Pair; likeness: Exclude<Likeness, 'different'> }[] = [];
  for (const pair of sso.pairs) {
    const how = likeness(pair.key, key);
    if (how !== 'different') found.push({ pair, likeness: how });
  }
  return found.sort((a, b) => Number(b.likeness === 'same') - Number(a.likeness === 'same'));
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

/** The elements of a setting that is a comma-separated list; spaces around an element don't matter. */
export function listSetting(sso: SsoPolicy, key: string): string[] {
  const pair = pairInForce(sso, key);
  if (pair?.type !== 'string') return [];
  return (pair.value as string)
    .split(',')
    .map((element) => element.trim())
    .filter((element) => element !== '');
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function extensionType(type: unknown): ExtensionType {
  switch (shortType(type)) {
    case 'iosAzureAdSingleSignOnExtension':
    case 'macOSAzureAdSingleSignOnExtension':
      return 'entra';
    case 'iosRedirectSingleSignOnExtension':
    case 'macOSRedirectSingleSignOnExtension':
    case 'redirectSingleSignOnExtension':
      return 'redirect';
    case 'iosCredentialSingleSignOnExtension':
    case 'macOSCredentialSingleSignOnExtension':
    case 'credentialSingleSignOnExtension':
      return 'credential';
    case 'iosKerberosSingleSignOnExtension':
    case 'macOSKerberosSingleSignOnExtension':
    case 'kerberosSingleSignOnExtension':
      return 'kerberos';
    default:
      return 'unknown';
  }
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
