import type { Route } from '../../request/route.ts';

/**
 * What requests to the directory cost, by path without keys. [documented]
 * https://learn.microsoft.com/graph/throttling-limits#identity-and-access-service-limits
 */
const READS: ReadonlyMap<string, number> = new Map([
  ['applications', 2],
  ['applications/extensionProperties', 2],
  ['contracts', 3],
  ['domains/domainNameReferences', 4],
  ['groups/members', 3],
  ['groups/transitiveMembers', 5],
  ['users/licenseDetails', 2],
  ['users/memberOf', 2],
  ['users/ownedObjects', 2],
  ['users/transitiveMemberOf', 2],
  ['oauth2PermissionGrants', 2],
  ['servicePrincipals/appRoleAssignments', 2],
  ['subscribedSkus', 3],
  ['users', 2],
]);
const ACTIONS: ReadonlyMap<string, number> = new Map([
  ['directoryObjects/getByIds', 3],
  ['users/checkMemberGroups', 4],
  ['users/checkMemberObjects', 4],
  ['users/getMemberGroups', 2],
  ['users/getMemberObjects', 2],
]);

/** The one of the listed paths that costs the same with a key. [documented] */
const SAME_WITH_KEY = new Set(['oauth2PermissionGrants']);

const SELECT = /(?:^|&)(?:\$|%24)?select=/i;
const EXPAND = /(?:^|&)(?:\$|%24)?expand=/i;
const SMALL_TOP = /(?:^|&)(?:\$|%24)?top=1?\d(?:&|$)/i;

/** The cost of a request to the directory in resource units. */
export function resourceUnits({ steps, tail }: Route, method: string, query: string): number {
  const last = steps[steps.length - 1] as Route['steps'][number];
  const { path } = last.node.resource;
  let units = 1;
  if (tail.kind === 'operation') units = ACTIONS.get(`${path}/${tail.operation.signature.name}`) ?? 1;
  else if (method === 'GET' && (last.key === undefined || SAME_WITH_KEY.has(path)))
    units = READS.get(path) ?? 1;
  if (query === '') return units;
  if (EXPAND.test(query)) units += 1;
  if (units > 1 && SELECT.test(query)) units -= 1;
  if (units > 1 && SMALL_TOP.test(query)) units -= 1;
  return units;
}
