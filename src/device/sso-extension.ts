import {
  ALWAYS_ALLOWED,
  AUTHENTICATOR_BUNDLE_ID,
  type CataloguedApp,
  findApp,
} from '../apple/app-catalogue.ts';
import { compareVersions } from '../filters/index.ts';
import { type RegistrationTarget, readRegistrationToken } from '../intune/registration-token.ts';
import {
  answersForSignIn,
  buildSsoPayload,
  MICROSOFT_EXTENSION_IDENTIFIER,
  type SsoPayload,
} from '../intune/sso-payload.ts';
import { type Assumptions, assumptionsOf, type Tenant } from '../tenant/index.ts';
import type { DeviceState } from './device-state.ts';
import { associationHosts, obstacle } from './network.ts';

const REGISTRATION_KEY = 'device_registration';
const BROWSER_KEY = 'browser_sso_interaction_enabled';
const DEFAULT_PREFIXES = 'com.apple.';

/** [documented] Microsoft Enterprise SSO plug-in for Apple devices: "iOS 13.0 and later". */
const EXTENSIONS_FROM = '13.0';

/** White space and everything else that nobody sees. */
const INVISIBLE = /[\s\u00ad\u180e\u200b-\u200f\u2060\ufeff]/u;

/** The state of Microsoft's SSO extension on a device. */
export type ExtensionState =
  | { readonly is: 'absent' }
  /** The profile is there, and this version of iOS knows no extensions of that kind. */
  | { readonly is: 'unsupported' }
  /** The profile is there, and the app that brings the extension isn't. */
  | { readonly is: 'withoutAuthenticator'; readonly payload: SsoPayload }
  /** Apple's system couldn't confirm that the extension may answer for Microsoft's addresses. */
  | { readonly is: 'unassociated'; readonly payload: SsoPayload; readonly why: string }
  | { readonly is: 'active'; readonly payload: SsoPayload };

/** What the extension makes of its configuration. */
export type RegistrationSetting =
  | { readonly is: 'absent'; readonly why: string }
  /** There is a value, but nothing that Intune has expanded. */
  | { readonly is: 'unreadable'; readonly why: string }
  | { readonly is: 'ready'; readonly target: RegistrationTarget };

/** The payload that has Microsoft's extension answer for the sign-in page; the first one installed stays. */
export function microsoftPayload(state: DeviceState, tenant: Tenant): SsoPayload | undefined {
  const target = { tenantId: tenant.id, managedDeviceId: state.managedDeviceId ?? '' };
  const assumptions = assumptionsOf(tenant);
  for (const { policy } of state.profiles) {
    const payload = buildSsoPayload(policy, target, assumptions);
    if (payload?.ExtensionIdentifier !== MICROSOFT_EXTENSION_IDENTIFIER) continue;
    if (answersForSignIn(payload.URLs ?? [])) return payload;
  }
  return undefined;
}

export function hasAuthenticator({ apps }: DeviceState): boolean {
  return apps.some(({ bundleId, state }) => bundleId === AUTHENTICATOR_BUNDLE_ID && state === 'installed');
}

export function resolveExtension(state: DeviceState, tenant: Tenant): ExtensionState {
  const payload = microsoftPayload(state, tenant);
  if (!payload) return { is: 'absent' };
  if (compareVersions(state.osVersion, EXTENSIONS_FROM) < 0) return { is: 'unsupported' };
  if (!hasAuthenticator(state)) return { is: 'withoutAuthenticator', payload };
  const why = obstacle(state.network, associationHosts(state.osVersion));
  return why === undefined ? { is: 'active', payload } : { is: 'unassociated', payload, why };
}

/**
 * Whether the operating system hands an app's sign-in to the extension. Bundle ids count to the letter and case.
 * Source: Microsoft Enterprise SSO plug-in for Apple devices.
 * @param managed whether management has installed the app
 */
export function handles(
  payload: SsoPayload,
  app: CataloguedApp,
  managed: boolean,
  spaces: Assumptions['spacesInLists'],
): boolean {
  // Apple: "apps that don't use SSO provided by this extension", from iOS 15 on. That this holds for MSAL too is inferred.
  if (payload.DeniedBundleIdentifiers?.includes(app.bundleId)) return false;
  if (app.sso === 'msal') return true;
  if (app.sso === 'ownNetworkStack') return false;
  const data = payload.ExtensionData;
  if (data[BROWSER_KEY] === 0) return false;
  const list = spaces === 'literal' ? literalList : tolerantList;
  if (list(data['AppBlockList']).includes(app.bundleId)) return false;
  return (
    ALWAYS_ALLOWED.has(app.bundleId) ||
    list(data['AppAllowList']).includes(app.bundleId) ||
    list(data['AppPrefixAllowList'] ?? DEFAULT_PREFIXES).some((prefix) => app.bundleId.startsWith(prefix)) ||
    (data['Enable_SSO_On_All_ManagedApps'] === 1 && managed)
  );
}

/**
 * Reads `device_registration` as the extension does: the exact key, a string, and inside it what Intune has expanded.
 * That spaces at the other key spoil registration too is what Microsoft's page says, without a reason.
 */
export function readRegistration(payload: SsoPayload): RegistrationSetting {
  // Several steps of a sign-in read the same payload.
  if (lastRead?.payload !== payload) lastRead = { payload, setting: read(payload) };
  return lastRead.setting;
}

let lastRead: { readonly payload: SsoPayload; readonly setting: RegistrationSetting } | undefined;

function read({ ExtensionData: data, ExtensionIdentifier }: SsoPayload): RegistrationSetting {
  if (ExtensionIdentifier !== MICROSOFT_EXTENSION_IDENTIFIER)
    return { is: 'absent', why: 'it is not Microsoft’s' };
  for (const key in data) {
    if (key.length < BROWSER_KEY.length) continue;
    if (key === BROWSER_KEY ? hasSpaces(data[key]) : key.split(INVISIBLE).join('') === BROWSER_KEY) {
      return {
        is: 'absent',
        why: `there are spaces at ${BROWSER_KEY}, which keeps registration from starting`,
      };
    }
  }
  const value = data[REGISTRATION_KEY];
  if (value === undefined) return { is: 'absent', why: `ExtensionData has no key ${REGISTRATION_KEY}` };
  if (typeof value !== 'string') return { is: 'absent', why: `${REGISTRATION_KEY} is no string` };
  const target = readRegistrationToken(value);
  return target
    ? { is: 'ready', target }
    : {
        is: 'unreadable',
        why: `${REGISTRATION_KEY} holds ${JSON.stringify(value)}, which is no link configuration`,
      };
}

function hasSpaces(value: unknown): boolean {
  return typeof value === 'string' && INVISIBLE.test(value);
}

/** A list whose elements are what stands between the commas. */
function literalList(value: unknown): string[] {
  return typeof value === 'string' ? value.split(',').filter(Boolean) : [];
}

/** A list as the keys hold it: separated by commas, with or without spaces after them. */
function tolerantList(value: unknown): string[] {
  return typeof value === 'string'
    ? value
        .split(',')
        .map((element) => element.trim())
        .filter(Boolean)
    : [];
}

/** The same of an app by its bundle id, on a device of a tenant. */
export function servesApp(
  { apps }: DeviceState,
  tenant: Tenant,
  payload: SsoPayload,
  bundleId: string,
): boolean {
  const app = findApp(bundleId);
  const managed = apps.some((each) => each.bundleId === app?.bundleId && each.managed);
  return app !== undefined && handles(payload, app, managed, assumptionsOf(tenant).spacesInLists);
}
