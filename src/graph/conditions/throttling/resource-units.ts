import type { Route } from '../../request/route.ts';

/**
 * What requests to the directory cost, by method and path without keys. [documented]
 * https://learn.microsoft.com/graph/throttling-limits#identity-and-access-service-limits
 */
const COSTS: ReadonlyMap<string, number> = new Map([
  ['GET applications', 2],
  ['GET applications/extensionProperties', 2],
  ['GET contracts', 3],
  ['POST directoryObjects/getByIds', 3],
  ['GET domains/domainNameReferences', 4],
  ['GET groups/members', 3],
  ['GET groups/transitiveMembers', 5],
  ['POST users/checkMemberGroups', 4],
  ['POST users/checkMemberObjects', 4],
  ['POST users/getMemberGroups', 2],
  ['POST users/getMemberObjects', 2],
  ['GET users/licenseDetails', 2],
  ['GET users/memberOf', 2],
  ['GET users/ownedObjects', 2],
  ['GET users/transitiveMemberOf', 2],
  ['GET oauth2PermissionGrants', 2],
  ['GET servicePrincipals/appRoleAssignments', 2],
  ['GET subscribedSkus', 3],
  ['GET users', 2],
]);

/** The one of the listed paths that costs the same with a key. [documented] */
const SAME_WITH_KEY = new Set(['oauth2PermissionGrants']);

const SELECT = /(?:^|&)(?:\$|%24)?select=/i;
const EXPAND = /(?:^|&)(?:\$|%24)?expand=/i;
const SMALL_TOP = /(?:^|&)(?:\$|%24)?top=1?\d(?:&|$)/i;

/** The cost of a request to the directory in resource units. */
export function resourceUnits({ steps, tail }: Route, method: string, query: string): number {
  const last = steps[steps.length - 1] as Route['steps'][number];
  const { path, name } = last.node.resource;
  const place = tail.kind === 'operation' ? `${path}/${tail.operation.signature.name}` : path;
  const listed = last.key === undefined || tail.kind === 'operation' || SAME_WITH_KEY.has(name);
  let units = (listed && COSTS.get(`${method} ${place}`)) || 1;
  if (query !== '') {
    if (SELECT.test(query)) units -= 1;
    if (EXPAND.test(query)) units += 1;
    if (SMALL_TOP.test(query)) units -= 1;
  }
  return Math.max(1, units);
}
