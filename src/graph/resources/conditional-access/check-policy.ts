// What a conditional access policy must be.
// https://learn.microsoft.com/graph/api/conditionalaccessroot-post-policies
import {
  findMicrosoftApp,
  firstPartyName,
  MembershipRuleError,
  parseDeviceFilter,
} from '../../../directory/index.ts';
import type { JsonObject } from '../../model/index.ts';
import type { Call } from '../../request/call.ts';
import { builtInRole } from '../roles/built-in-roles.ts';
import * as errors from './errors.ts';
import { LOCATIONS, STRENGTHS } from './paths.ts';
import { BUILT_IN_STRENGTHS } from './strength-table.ts';

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** [documented] what stands for more than one, where ids are meant. */
const USER_WORDS = ['All', 'None', 'GuestsOrExternalUsers'];
const APP_WORDS = ['All', 'None', 'Office365', 'MicrosoftAdminPortals', 'AllAgentIdResources'];
/** [recorded] the last are the trusted addresses of multifactor authentication: Microsoft365DSC#2974. */
const LOCATION_WORDS = ['All', 'AllTrusted', '00000000-0000-0000-0000-000000000000'];

const isObject = (value: unknown): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : {});
const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
const both = (of: JsonObject, name: string) =>
  ['include', 'exclude'].flatMap((prefix) => textsOf(of[`${prefix}${name}`]));

/** What is wrong with each id, as the service writes it into its message. */
const reasons = (ids: readonly string[], reason: string) =>
  JSON.stringify(Object.fromEntries(ids.map((id) => [id, reason])));

/** Throws what the service says of a policy that is not to be. Ids of nobody are told, for they make the policy a dead letter. */
export function checkPolicy(call: Call, policy: JsonObject): void {
  const conditions = policy['conditions'];
  if (!policy['displayName'] || !policy['state'] || !isObject(conditions)) throw errors.policyUnreadable();
  // [documented] at least one rule for applications, one for users or workload identities, and one control.
  if (!isObject(conditions['users']) && !isObject(conditions['clientApplications']))
    throw errors.policyUnreadable();
  if (!isObject(conditions['applications'])) throw errors.policyUnreadable();
  checkApplications(call, conditions['applications']);
  checkControls(call, policy, conditions);
  checkUsers(call, objectOf(conditions['users']));
  checkDevices(call, conditions);
  const locations = both(objectOf(conditions['locations']), 'Locations').filter(
    (id) => !LOCATION_WORDS.includes(id) && !call.tenant.collection(LOCATIONS).get(id),
  );
  if (locations.length > 0) throw errors.locationsUnknown(reasons(locations, 'NamedLocationNotFound'));
}

function checkApplications({ tenant }: Call, applications: JsonObject): void {
  const included = textsOf(applications['includeApplications']);
  const others = ['includeUserActions', 'includeAuthenticationContextClassReferences'].flatMap((name) =>
    textsOf(applications[name]),
  );
  if (included.length > 0 && others.length > 0) throw errors.appsAndActions();
  if (included.length === 0 && others.length === 0 && !isObject(applications['applicationFilter']))
    throw errors.policyUnreadable();
  const unknown = both(applications, 'Applications').filter(
    (id) =>
      !APP_WORDS.includes(id) &&
      !findMicrosoftApp(id) &&
      firstPartyName(id) === undefined &&
      tenant.collection('servicePrincipals').where('appId', id).length === 0 &&
      tenant.collection('applications').where('appId', id).length === 0,
  );
  if (unknown.length > 0) throw errors.appsUnknown(reasons(unknown, 'ServicePrincipalNotFound'));
}

function checkUsers(call: Call, users: JsonObject): void {
  const { tenant } = call;
  for (const id of both(users, 'Users')) {
    if (USER_WORDS.includes(id)) continue;
    if (!GUID.test(id)) throw errors.valueInvalid('user', id);
    if (!tenant.collection('users').get(id)) call.note(`the policy names a user who isn't there: ${id}`);
  }
  for (const id of both(users, 'Groups')) {
    if (!GUID.test(id)) throw errors.valueInvalid('group', id);
    if (!tenant.collection('groups').get(id)) call.note(`the policy names a group that isn't there: ${id}`);
  }
  const roles = both(users, 'Roles').filter((id) => !builtInRole(id));
  if (roles.length > 0) throw errors.rolesUnknown(roles);
}

/** [documented] conditionalAccessDevices (beta): a filter, or the older states; "Target resources": neither for one of the actions. */
function checkDevices(call: Call, conditions: JsonObject): void {
  const devices = objectOf(conditions['devices']);
  const has = (name: string) => textsOf(devices[name]).length > 0;
  if (has('includeDeviceStates') || has('excludeDeviceStates')) throw errors.deviceStatesGone();
  const filter = devices['deviceFilter'];
  if (!isObject(filter)) return;
  if (has('includeDevices') || has('excludeDevices')) throw errors.deviceFilterAndStates();
  if (filter['mode'] !== 'include' && filter['mode'] !== 'exclude') throw errors.policyUnreadable();
  try {
    parseDeviceFilter(String(filter['rule'] ?? ''));
  } catch (error) {
    if (error instanceof MembershipRuleError) throw errors.deviceFilterInvalid(error.message);
    throw error;
  }
  const actions = textsOf(objectOf(conditions['applications'])['includeUserActions']);
  if (actions.includes('urn:user:registerdevice'))
    call.note({
      what: 'the filter for devices has no effect: the policy is about registering them',
      source:
        'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-cloud-apps#user-actions',
      instead: 'leave the filter out',
    });
}

/** [documented] conditionalAccessGrantControls, conditionalAccessSessionControls, and "Conditional Access: Grant". */
function checkControls(call: Call, policy: JsonObject, conditions: JsonObject): void {
  const grant = policy['grantControls'];
  const session = objectOf(policy['sessionControls']);
  if (!isObject(grant)) {
    if (Object.values(session).every((control) => control === null || control === undefined))
      throw errors.controlsInvalid('InvalidControls');
    return;
  }
  const builtIn = textsOf(grant['builtInControls']);
  const strength = grant['authenticationStrength'];
  const all = [...builtIn, ...textsOf(grant['customAuthenticationFactors']), ...textsOf(grant['termsOfUse'])];
  if (isObject(strength)) {
    all.push('strength');
    checkStrength(call, String(strength['id'] ?? ''));
  }
  if (all.length === 0 && Object.values(session).every((control) => !control))
    throw errors.controlsInvalid('InvalidControls');
  if (!['AND', 'OR'].includes(String(grant['operator']))) throw errors.policyUnreadable();
  // Blocking is the end of it, and a second factor is asked for in one way.
  if (builtIn.includes('block') && all.length > 1) throw errors.controlsInvalid('InvalidControls');
  if (builtIn.includes('mfa') && isObject(strength)) throw errors.controlsInvalid('InvalidControls');
  if (builtIn.includes('passwordChange') && !mayChangePassword(conditions, grant))
    throw errors.controlsInvalid('InvalidPasswordResetControl');
}

const hasTexts = (of: unknown) => Object.values(objectOf(of)).some((value) => textsOf(value).length > 0);

/**
 * [documented] conditionalAccessGrantControls, special considerations: a new password takes a second factor as well, is for people at
 * risk, in all applications, and goes with no other condition. [recorded] the refusal for a particular kind of client.
 */
function mayChangePassword(conditions: JsonObject, grant: JsonObject): boolean {
  const applications = objectOf(conditions['applications']);
  const hasFactor =
    textsOf(grant['builtInControls']).includes('mfa') || isObject(grant['authenticationStrength']);
  return (
    hasFactor &&
    grant['operator'] === 'AND' &&
    textsOf(conditions['userRiskLevels']).length > 0 &&
    textsOf(applications['includeApplications']).includes('All') &&
    textsOf(applications['excludeApplications']).length === 0 &&
    textsOf(conditions['clientAppTypes']).every((type) => type === 'all') &&
    textsOf(conditions['signInRiskLevels']).length === 0 &&
    !isObject(objectOf(conditions['devices'])['deviceFilter']) &&
    !hasTexts(conditions['platforms']) &&
    !hasTexts(conditions['locations'])
  );
}

function checkStrength({ tenant }: Call, id: string): void {
  if (BUILT_IN_STRENGTHS.some((each) => each.id === id) || tenant.collection(STRENGTHS).get(id)) return;
  throw errors.strengthUnknown(id);
}

/** A policy as a patch would leave it: objects property by property, everything else replaced. */
export function patched(before: JsonObject, patch: JsonObject): JsonObject {
  const result: JsonObject = { ...before };
  for (const [name, value] of Object.entries(patch)) {
    const present = before[name];
    result[name] = isObject(value) && isObject(present) ? patched(present, value) : value;
  }
  return result;
}
