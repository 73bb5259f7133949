// May this caller do that?
import * as errors from './errors.ts';
import type { Requirement, Resource, Verb } from './resource.ts';
import type { Caller } from './types.ts';

/** What a verb on a set requires. */
export function requirementOf({ permissions }: Resource, verb: Verb): Requirement {
  switch (verb) {
    case 'list':
    case 'get':
    case 'count':
      return permissions.read;
    case 'create':
      return permissions.create ?? permissions.write;
    case 'delete':
      return permissions.delete ?? permissions.write;
    default:
      return permissions.write;
  }
}

/** Throws the family's 403 unless the caller holds one of the permissions. */
export function authorize(caller: Caller, resource: Resource, requirement: Requirement): void {
  const scopes = requirement[caller.kind];
  for (const scope of scopes.least) if (caller.permissions.has(scope)) return;
  for (const scope of scopes.higher) if (caller.permissions.has(scope)) return;
  if (resource.family === 'directory') throw errors.insufficientPrivileges();
  if (caller.kind === 'application' && caller.permissions.size === 0) throw errors.noApplicationPermissions();
  throw errors.scopesMissing([...scopes.least, ...scopes.higher]);
}
