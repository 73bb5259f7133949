// What somebody whose role is limited by scope tags gets to see of what has tags.
// [documented] https://learn.microsoft.com/intune/intune-service/fundamentals/scope-tags
import type { Entity } from '../../tenant/index.ts';
import type { Resource } from '../declare/resource.ts';
import { graphModel } from '../model/index.ts';
import type { Call } from '../request/call.ts';
import { ROLE_ASSIGNMENTS, ROLES } from '../resources/intune-roles/services.ts';
import { tagsAllowed } from '../resources/intune-roles/standing.ts';
import type { Rows } from './rows.ts';

const PROPERTY = 'roleScopeTagIds';

/** The tags of an assignment of a role say what its members see, not who sees it. */
const NOT_ITS_OWN: ReadonlySet<string> = new Set([ROLE_ASSIGNMENTS, `${ROLES}/roleAssignments`]);

/** v1.0 doesn't show all tags that there are. */
const hasTags = ({ family, typeName, path }: Resource): boolean =>
  family === 'intune' &&
  !NOT_ITS_OWN.has(path) &&
  graphModel('beta').type(typeName)?.properties.has(PROPERTY) === true;

export type Sees = (entity: Entity) => boolean;

/**
 * Which entities of a set the caller sees; undefined where it is all of them. What says nothing of its tags has the built-in one
 * [documented]; what has none at all, as Intune's own roles, everybody sees [inferred].
 */
export function visibleIn({ caller, tenant }: Call, resource: Resource): Sees | undefined {
  if (caller.kind !== 'delegated' || caller.userId === undefined || !hasTags(resource)) return undefined;
  const allowed = tagsAllowed(tenant, caller.userId);
  if (!allowed) return undefined;
  return (entity) => {
    const tags = (entity[PROPERTY] ?? ['0']) as readonly string[];
    return tags.length === 0 || tags.some((tag) => allowed.has(tag));
  };
}

/** The rows that somebody sees, at the places where they are for everybody. */
export function visibleRows(rows: Rows, sees: Sees): Rows {
  const shown = (entity: Entity | undefined) => (entity && sees(entity) ? entity : undefined);
  function* after(position: number) {
    for (const each of rows.after(position)) if (shown(rows.at(each))) yield each;
  }
  return {
    after,
    at: (position) => shown(rows.at(position)),
    find: (id) => shown(rows.find(id)),
    collection: undefined,
    version: undefined,
    get size() {
      let size = 0;
      for (const _ of after(-1)) size += 1;
      return size;
    },
  };
}
