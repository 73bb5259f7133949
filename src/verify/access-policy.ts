// Conditional access policies in documents, as far as a sign-in asks. Graph would refuse anything else, and exports may hold it.
import { type Conditions, unreadableFilter } from '../entra/conditional-access/index.ts';
import { isObject, type JsonObject } from './recognise.ts';

const STATES: readonly unknown[] = ['enabled', 'disabled', 'enabledForReportingButNotEnforced'];

/** Lists of each condition, by its name. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  users: ['includeUsers', 'excludeUsers', 'includeGroups', 'excludeGroups', 'includeRoles', 'excludeRoles'],
  applications: ['includeApplications', 'excludeApplications', 'includeUserActions'],
  platforms: ['includePlatforms', 'excludePlatforms'],
  locations: ['includeLocations', 'excludeLocations'],
};
const LEVELS = ['clientAppTypes', 'userRiskLevels', 'signInRiskLevels', 'servicePrincipalRiskLevels'];

/** Ids of groups are compared in lower case. */
const GROUPS: readonly string[] = ['includeGroups', 'excludeGroups'];

/** What is wrong with the policy, as a sentence; undefined: nothing that matters. */
export function accessPolicyProblem({ conditions, state }: JsonObject): string | undefined {
  if (!STATES.includes(state)) return `state has to be ${STATES.join(', ')}`;
  if (!isObject(conditions)) return 'a conditional access policy needs its conditions';
  const why = unreadableFilter(devicesOf(conditions).devices?.deviceFilter);
  return why === undefined ? undefined : `the rule of its filter for devices cannot be read: ${why}`;
}

/** The properties of the policy in the types that Graph has for them; what has another one is left out. */
export function accessPolicyOf(value: JsonObject): JsonObject {
  const conditions = object(value['conditions']);
  const grant = object(value['grantControls']);
  const strength = grant['authenticationStrength'];
  return {
    state: value['state'],
    conditions: {
      ...Object.fromEntries(
        Object.entries(LISTS).flatMap(([name, lists]) =>
          isObject(conditions[name])
            ? [[name, { ...pick(object(conditions[name]), lists), ...guestsOf(object(conditions[name])) }]]
            : [],
        ),
      ),
      ...pick(conditions, LEVELS),
      ...devicesOf(conditions),
      ...flow(conditions['authenticationFlows']),
      ...texts(conditions, ['insiderRiskLevels', 'agentIdRiskLevels']),
    },
    grantControls: {
      operator: grant['operator'] === 'AND' ? 'AND' : 'OR',
      ...pick(grant, ['builtInControls', 'termsOfUse', 'customAuthenticationFactors']),
      ...(isObject(strength) && { authenticationStrength: strength }),
    },
  };
}

function object(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

function pick(from: JsonObject, lists: readonly string[]): JsonObject {
  return Object.fromEntries(
    lists.flatMap((name) => {
      const list = from[name];
      if (!Array.isArray(list)) return [];
      const texts = list.filter((one): one is string => typeof one === 'string');
      return [[name, GROUPS.includes(name) ? texts.map((id) => id.toLowerCase()) : texts]];
    }),
  );
}

/** A filter in a mode that there is, or the older states. */
function devicesOf(conditions: JsonObject): Pick<Conditions, 'devices'> {
  const devices = object(conditions['devices']);
  const { mode, rule } = object(devices['deviceFilter']);
  if ((mode === 'include' || mode === 'exclude') && typeof rule === 'string')
    return { devices: { deviceFilter: { mode, rule } } };
  return { devices: pick(devices, ['excludeDevices']) };
}

function texts(from: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(
    names.flatMap((name) => (typeof from[name] === 'string' ? [[name, from[name]]] : [])),
  );
}

/** Guests and external users, by their kinds. */
function guestsOf(users: JsonObject): JsonObject {
  return Object.fromEntries(
    ['includeGuestsOrExternalUsers', 'excludeGuestsOrExternalUsers'].flatMap((name) => {
      if (!isObject(users[name])) return [];
      const { externalTenants, ...guests } = object(users[name]);
      const tenants = texts(object(externalTenants), ['membershipKind']);
      return [[name, { ...texts(guests, ['guestOrExternalUserTypes']), externalTenants: tenants }]];
    }),
  );
}

function flow(value: unknown): JsonObject {
  const methods = object(value)['transferMethods'];
  return typeof methods === 'string' ? { authenticationFlows: { transferMethods: methods } } : {};
}
