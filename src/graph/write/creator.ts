// Who created an object of the directory.
import { findPrincipal, roleTemplatesOf } from '../../directory/index.ts';
import type { JsonObject } from '../model/index.ts';
import type { Call } from '../request/call.ts';

/** [documented] user-list-createdobjects, by its example: a group, an application and its service principal. */
export const CREATED_SETS = ['groups', 'applications', 'servicePrincipals'];

/**
 * What a new object says of its creator: the application, or the signed-in user unless that one is an administrator
 * [documented: user-list-createdobjects; that it counts at the moment of creating is inferred].
 */
export function creatorMark({ caller, tenant }: Call, path: string): JsonObject {
  if (!CREATED_SETS.includes(path)) return {};
  if (caller.kind === 'delegated') {
    const { userId } = caller;
    return userId === undefined || roleTemplatesOf(tenant, userId).length > 0 ? {} : { $createdBy: userId };
  }
  const principal = findPrincipal(tenant, caller.appId);
  return principal ? { $createdBy: principal.id } : {};
}
