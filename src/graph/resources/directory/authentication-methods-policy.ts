// Which methods people may use, tenant-wide. https://learn.microsoft.com/graph/api/resources/authenticationmethodspolicy
// Of `policies` nothing else is served.
import { DEFAULT_METHODS, METHOD_CONFIGURATIONS, METHODS_POLICY } from '../../../directory/index.ts';
import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Resource } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';

const page = (name: string) => `https://learn.microsoft.com/graph/api/${name}`;

/**
 * [documented] authenticationmethodspolicy-get: all but the version, which is [recorded] in mondoohq/mql#5698. [inferred] that nothing is
 * left to migrate: policies of the older kind count no more since September 2025.
 */
const DEFAULT_POLICY: Entity = {
  id: 'authenticationMethodsPolicy',
  displayName: 'Authentication Methods Policy',
  description:
    'The tenant-wide policy that controls which authentication methods are allowed in the tenant, authentication method registration requirements, and self-service password reset settings',
  lastModifiedDateTime: '2022-01-26T10:47:26.6044384Z',
  policyVersion: '1.5',
  policyMigrationState: 'migrationComplete',
  registrationEnforcement: {
    authenticationMethodsRegistrationCampaign: {
      snoozeDurationInDays: 1,
      enforceRegistrationAfterAllowedSnoozes: true,
      state: 'default',
      excludeTargets: [],
      includeTargets: [
        { id: 'all_users', targetType: 'group', targetedAuthenticationMethod: 'microsoftAuthenticator' },
      ],
    },
  },
};

/** [documented] in characters, and in minutes: temporaryaccesspassauthenticationmethodconfiguration. */
const LENGTHS = { least: 8, most: 48 };
const LIFETIMES = { least: 10, most: 43_200 };
const LIMITS: Readonly<Record<string, typeof LENGTHS>> = {
  defaultLength: LENGTHS,
  minimumLifetimeInMinutes: LIFETIMES,
  maximumLifetimeInMinutes: LIFETIMES,
};

function checkLimits(changed: JsonObject, patch: JsonObject): void {
  const refusal = (name: string) =>
    errors.invalidPropertyValue(name, 'TemporaryAccessPassAuthenticationMethodConfiguration');
  for (const [name, { least, most }] of Object.entries(LIMITS)) {
    const value = patch[name];
    if (typeof value === 'number' && (value < least || value > most)) throw refusal(name);
  }
  const [least, usual, most] = ['minimum', 'default', 'maximum'].map((name) =>
    Number(changed[`${name}LifetimeInMinutes`]),
  ) as [number, number, number];
  if (usual < least || usual > most) throw refusal('defaultLifetimeInMinutes');
}

export const authenticationMethodsPolicy: readonly Resource[] = [
  defineResource({
    path: METHODS_POLICY,
    type: 'authenticationMethodsPolicy',
    family: 'directory',
    singleton: true,
    verbs: ['get', 'update'],
    source: { kind: 'stored', builtIn: () => [DEFAULT_POLICY] },
    contextName: 'authenticationMethodsPolicy',
    expandedUnasked: ['authenticationMethodConfigurations'],
    answersUpdate: true,
    evidence: 'documented',
    sources: [page('authenticationmethodspolicy-get'), page('authenticationmethodspolicy-update')],
  }),
  defineResource({
    path: METHOD_CONFIGURATIONS,
    type: 'authenticationMethodConfiguration',
    family: 'directory',
    verbs: ['list', 'get', 'update', 'delete', 'count'],
    source: { kind: 'stored', builtIn: () => DEFAULT_METHODS },
    contextName: 'authenticationMethodConfigurations',
    beforeUpdate(_call, configuration, patch) {
      checkLimits({ ...configuration, ...patch }, patch);
      return patch;
    },
    evidence: 'documented',
    sources: [
      page('microsoftauthenticatorauthenticationmethodconfiguration-get'),
      page('microsoftauthenticatorauthenticationmethodconfiguration-update'),
      page('microsoftauthenticatorauthenticationmethodconfiguration-delete'),
      page('temporaryaccesspassauthenticationmethodconfiguration-update'),
      'https://github.com/mondoohq/mql/pull/5698',
    ],
  }),
];
