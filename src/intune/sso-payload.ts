import { IDENTITY_HOSTS } from '../apple/associated-domains.ts';
import { createRandom } from '../clock/index.ts';
import { type Assumptions, DEFAULT_ASSUMPTIONS, type Policy } from '../tenant/index.ts';
import { type PlistDictionary, type PlistValue, Real } from './plist.ts';
import {
  issueRegistrationToken,
  REGISTRATION_TOKENS,
  type RegistrationTarget,
} from './registration-token.ts';
import { kerberosExtensionData } from './sso-kerberos.ts';

/** Apple's extensible single sign-on payload, as a device receives it. */
export interface SsoPayload {
  readonly PayloadType: 'com.apple.extensiblesso';
  readonly PayloadVersion: 1;
  readonly PayloadIdentifier: string;
  readonly PayloadUUID: string;
  readonly PayloadDisplayName: string;
  readonly ExtensionIdentifier: string;
  readonly Type: 'Redirect' | 'Credential';
  /** Of a redirect extension; unique among all payloads that a device holds. */
  readonly URLs?: readonly string[];
  /** Of a credential extension. */
  readonly Hosts?: readonly string[];
  readonly Realm?: string;
  /** What policies of the settings catalog alone can say. */
  readonly ScreenLockedBehavior?: string;
  readonly DeniedBundleIdentifiers?: readonly string[];
  readonly ExtensionData: PlistDictionary;
}

/** Microsoft's extension, which comes inside Microsoft Authenticator. */
export const MICROSOFT_EXTENSION_IDENTIFIER = 'com.microsoft.azureauthenticator.ssoextension';
const APPLE_KERBEROS_EXTENSION_IDENTIFIER = 'com.apple.AppSSOKerberos.KerberosExtension';

/** The addresses that the Microsoft Entra type answers for. Source: Microsoft Enterprise SSO plug-in, manual configuration. */
export const MICROSOFT_SSO_URLS: readonly string[] = IDENTITY_HOSTS.map((host) => `https://${host}`);

const SIGN_IN_URL = 'https://login.microsoftonline.com';

/**
 * An address as devices compare it: scheme and host count in any case, and a slash at the end says nothing.
 * Source: Apple, ExtensibleSingleSignOn, URLs.
 */
export function addressOf(url: string): string {
  return url.replace(/^[a-z][\w+.-]*:\/\/[^/]*/i, (start) => start.toLowerCase()).replace(/\/$/, '');
}

/** Whether an extension with these addresses is asked when somebody signs in. */
export function answersForSignIn(urls: readonly string[]): boolean {
  return urls.some((url) => addressOf(url) === SIGN_IN_URL);
}

/** A policy's extension as Graph holds it; nothing in it is taken for granted. */
type Extension = Readonly<Record<string, unknown>>;

interface CompiledPayload {
  readonly payload: SsoPayload;
  /** The keys of ExtensionData whose value is the registration token. */
  readonly tokenKeys: readonly string[];
  /** The last device's payload: a sign-in reads it at several steps. */
  last?: { readonly device: RegistrationTarget; readonly payload: SsoPayload };
}

/** By what is assumed about payloads. */
const COMPILED = new Map<string, WeakMap<Policy, CompiledPayload | null>>();

type PayloadAssumptions = Pick<Assumptions, 'appListDelivery' | 'redirectTypeRegisters'>;

/**
 * The payload that Intune delivers to one device for an `iosDeviceFeaturesConfiguration`; undefined when the policy has
 * no SSO app extension. Keys and values arrive as they stand in the policy, with all their spaces; only a value that
 * is exactly `{{DEVICEREGISTRATION}}` is expanded, and only in the Microsoft Entra type unless a redirect is taken to do as well.
 */
export function buildSsoPayload(
  policy: Policy,
  device: RegistrationTarget,
  assumptions: PayloadAssumptions = DEFAULT_ASSUMPTIONS,
): SsoPayload | undefined {
  const { appListDelivery, redirectTypeRegisters } = assumptions;
  const variant = `${appListDelivery}/${redirectTypeRegisters}`;
  let known = COMPILED.get(variant);
  if (!known) {
    known = new WeakMap();
    COMPILED.set(variant, known);
  }
  let compiled = known.get(policy);
  if (compiled === undefined) {
    compiled = compile(policy, assumptions) ?? null;
    known.set(policy, compiled);
  }
  if (!compiled || compiled.tokenKeys.length === 0) return compiled?.payload;
  const { last } = compiled;
  if (last?.device.managedDeviceId === device.managedDeviceId && last.device.tenantId === device.tenantId) {
    return last.payload;
  }
  const data: Record<string, PlistValue> = { ...compiled.payload.ExtensionData };
  const token = issueRegistrationToken(device);
  for (const key of compiled.tokenKeys) data[key] = token;
  const payload = { ...compiled.payload, ExtensionData: data };
  compiled.last = { device, payload };
  return payload;
}

function compile(policy: Policy, assumptions: PayloadAssumptions): CompiledPayload | undefined {
  const extension = policy['iosSingleSignOnExtension'];
  if (!isObject(extension)) return undefined;
  const kind = EXTENSIONS[shortType(extension['@odata.type'])];
  if (!kind) return undefined;
  const parts = kind(extension, assumptions);
  const random = createRandom(`com.apple.extensiblesso/${policy.id}`);
  const payload: SsoPayload = {
    PayloadType: 'com.apple.extensiblesso',
    PayloadVersion: 1,
    PayloadIdentifier: `com.apple.extensiblesso.${policy.id}`,
    PayloadUUID: random.guid().toUpperCase(),
    PayloadDisplayName: 'Extensible Single Sign On',
    ...parts,
    ...catalogOnly(extension),
  };
  const expands =
    kind === microsoftEntra ||
    (assumptions.redirectTypeRegisters === 'yes' &&
      parts.Type === 'Redirect' &&
      parts.ExtensionIdentifier === MICROSOFT_EXTENSION_IDENTIFIER);
  const tokenKeys = expands
    ? Object.entries(payload.ExtensionData)
        .filter(([, value]) => typeof value === 'string' && REGISTRATION_TOKENS.includes(value))
        .map(([key]) => key)
    : [];
  return { payload, tokenKeys };
}

type PayloadParts = Omit<
  SsoPayload,
  'PayloadType' | 'PayloadVersion' | 'PayloadIdentifier' | 'PayloadUUID' | 'PayloadDisplayName'
>;

/** One entry a type of extension. A redirect extension's team identifier is for macOS and left out. */
const EXTENSIONS: Readonly<
  Record<string, (extension: Extension, assumptions: PayloadAssumptions) => PayloadParts>
> = {
  iosAzureAdSingleSignOnExtension: microsoftEntra,
  iosRedirectSingleSignOnExtension: (extension) => ({
    ExtensionIdentifier: textOf(extension['extensionIdentifier']),
    Type: 'Redirect',
    URLs: textsOf(extension['urlPrefixes']),
    ExtensionData: dataOf(extension['configurations']),
  }),
  iosCredentialSingleSignOnExtension: (extension) => ({
    ExtensionIdentifier: textOf(extension['extensionIdentifier']),
    Type: 'Credential',
    Hosts: textsOf(extension['domains']),
    ...realmOf(extension),
    ExtensionData: dataOf(extension['configurations']),
  }),
  iosKerberosSingleSignOnExtension: (extension) => ({
    ExtensionIdentifier: APPLE_KERBEROS_EXTENSION_IDENTIFIER,
    Type: 'Credential',
    Hosts: textsOf(extension['domains']),
    ...realmOf(extension),
    ExtensionData: isObject(extension['$extensionData'])
      ? (extension['$extensionData'] as PlistDictionary)
      : kerberosExtensionData(extension),
  }),
};

/** `AppAllowList` and `sharedDeviceMode` are where the policy's own properties end up (inferred). */
function microsoftEntra(extension: Extension, { appListDelivery }: PayloadAssumptions): PayloadParts {
  const data = dataOf(extension['configurations']);
  const listed = textsOf(extension['bundleIdAccessControlList']);
  if (listed.length > 0 && appListDelivery === 'appAllowList') {
    const configured = data['AppAllowList'];
    data['AppAllowList'] = [...(typeof configured === 'string' ? [configured] : []), ...listed].join(',');
  }
  if (extension['enableSharedDeviceMode'] === true) data['sharedDeviceMode'] = true;
  return {
    ExtensionIdentifier: MICROSOFT_EXTENSION_IDENTIFIER,
    Type: 'Redirect',
    // The template knows the addresses; in the settings catalog the administrator lists them.
    URLs: Array.isArray(extension['$urls']) ? textsOf(extension['$urls']) : MICROSOFT_SSO_URLS,
    ExtensionData: data,
  };
}

/** The key-value pairs with their keys as written; of a key that occurs twice the last one counts (inferred). */
function dataOf(configurations: unknown): Record<string, PlistValue> {
  const data: Record<string, PlistValue> = {};
  if (!Array.isArray(configurations)) return data;
  for (const pair of configurations) {
    if (!isObject(pair) || typeof pair['key'] !== 'string') continue;
    const value = PAIRS[shortType(pair['@odata.type'])]?.(pair['value']);
    if (value !== undefined) data[pair['key']] = value;
  }
  return data;
}

/** The type of the pair decides the type in the property list; a value of another type is not delivered. */
const PAIRS: Readonly<Record<string, (value: unknown) => PlistValue | undefined>> = {
  keyStringValuePair: (value) => (typeof value === 'string' ? value : undefined),
  keyIntegerValuePair: (value) => (Number.isInteger(value) ? (value as number) : undefined),
  keyBooleanValuePair: (value) => (typeof value === 'boolean' ? value : undefined),
  keyRealValuePair: (value) => (typeof value === 'number' ? new Real(value) : undefined),
};

function catalogOnly(extension: Extension): Partial<SsoPayload> {
  const behavior = textOf(extension['$screenLockedBehavior']);
  const denied = textsOf(extension['$deniedBundleIdentifiers']);
  return {
    ...(behavior !== '' && { ScreenLockedBehavior: behavior }),
    ...(denied.length > 0 && { DeniedBundleIdentifiers: denied }),
  };
}

function realmOf(extension: Extension): { Realm?: string } {
  const realm = extension['realm'];
  return typeof realm === 'string' && realm !== '' ? { Realm: realm } : {};
}

function isObject(value: unknown): value is Extension {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shortType(type: unknown): string {
  return typeof type === 'string' ? type.replace(/^#?microsoft\.graph\./, '') : '';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
