// Which methods people may register and sign in with: the authentication methods policy.
// https://learn.microsoft.com/entra/identity/authentication/concept-authentication-methods-manage
import type { Entity, Tenant } from '../tenant/index.ts';
import { isMemberOf } from './membership.ts';

export const METHODS_POLICY = 'policies/authenticationMethodsPolicy';
export const METHOD_CONFIGURATIONS = `${METHODS_POLICY}/authenticationMethodConfigurations`;

const TYPE = '#microsoft.graph.';
const EVERYBODY = { targetType: 'group', id: 'all_users', isRegistrationRequired: false };

const method = (id: string, type: string, state: 'enabled' | 'disabled', more: object = {}): Entity => ({
  '@odata.type': `${TYPE}${type}AuthenticationMethodConfiguration`,
  id,
  state,
  excludeTargets: [],
  includeTargets: [EVERYBODY],
  ...more,
});

const feature = {
  state: 'default',
  includeTarget: { targetType: 'group', id: 'all_users' },
  excludeTarget: { targetType: 'group', id: '00000000-0000-0000-0000-000000000000' },
};

/**
 * How each method is set while nobody has changed it. [documented] authenticationmethodspolicy-get: the values; [recorded] in
 * mondoohq/mql#5698: the order. [inferred] that Authenticator, its codes and calls are on: people here have them, and the older
 * policies that used to allow them count no more since September 2025 [documented].
 */
export const DEFAULT_METHODS: readonly Entity[] = [
  method('Fido2', 'fido2', 'disabled', {
    isSelfServiceRegistrationAllowed: true,
    isAttestationEnforced: true,
    keyRestrictions: { isEnforced: false, enforcementType: 'block', aaGuids: [] },
  }),
  method('MicrosoftAuthenticator', 'microsoftAuthenticator', 'enabled', {
    isSoftwareOathEnabled: false,
    featureSettings: {
      displayAppInformationRequiredState: feature,
      displayLocationInformationRequiredState: feature,
    },
    includeTargets: [{ ...EVERYBODY, authenticationMode: 'any' }],
  }),
  method('Sms', 'sms', 'enabled', { includeTargets: [{ ...EVERYBODY, isUsableForSignIn: true }] }),
  method('TemporaryAccessPass', 'temporaryAccessPass', 'disabled', {
    defaultLifetimeInMinutes: 60,
    defaultLength: 8,
    minimumLifetimeInMinutes: 60,
    maximumLifetimeInMinutes: 480,
    isUsableOnce: false,
  }),
  method('SoftwareOath', 'softwareOath', 'enabled'),
  method('Voice', 'voice', 'enabled', { isOfficePhoneAllowed: false }),
  method('Email', 'email', 'enabled', { allowExternalIdToUseEmailOtp: 'default', includeTargets: [] }),
  method('X509Certificate', 'x509Certificate', 'disabled'),
];

const byId = new Map(DEFAULT_METHODS.map((each) => [each.id, each]));

/** A method as it is set now. */
export function methodConfiguration(tenant: Tenant, id: string): Entity | undefined {
  return tenant.collection(METHOD_CONFIGURATIONS).get(id) ?? byId.get(id);
}

interface Target {
  readonly id?: string;
}

/** Whether somebody may register a method and sign in with it. [documented] whoever is included and not excluded, while it is enabled. */
export function isMethodAllowed(tenant: Tenant, userId: string, id: string): boolean {
  const configuration = methodConfiguration(tenant, id);
  if (configuration?.['state'] !== 'enabled') return false;
  const names = (property: string) =>
    ((configuration[property] ?? []) as readonly Target[]).flatMap((target) => target.id ?? []);
  const isAmong = (ids: readonly string[]) =>
    ids.some((each) => each === 'all_users' || each.toLowerCase() === userId) ||
    (ids.length > 0 && isMemberOf(tenant, userId, ids));
  return isAmong(names('includeTargets')) && !isAmong(names('excludeTargets'));
}

/**
 * What somebody with nothing can register as a second factor. [documented] concept-registration-mfa-sspr-combined; a passkey
 * takes one that is there already.
 */
const FIRST_METHODS = ['MicrosoftAuthenticator', 'Sms', 'Voice', 'SoftwareOath'];
const SECOND_FACTORS = [...FIRST_METHODS, 'HardwareOath', 'Fido2', 'X509Certificate'];

/** Whether there is anything that somebody could register as a second factor. */
export function mayRegisterSecondFactor(tenant: Tenant, userId: string): boolean {
  return FIRST_METHODS.some((id) => isMethodAllowed(tenant, userId, id));
}

const BY_PHONE = { textMessage: 'Sms', phoneCall: 'Voice' } as const;

/** Whether a second factor that somebody has registered may still be used; without `by`, whatever it is. */
export function mayUseSecondFactor(tenant: Tenant, userId: string, by?: keyof typeof BY_PHONE): boolean {
  const methods = by === undefined ? SECOND_FACTORS : [BY_PHONE[by]];
  return methods.some((id) => isMethodAllowed(tenant, userId, id));
}
