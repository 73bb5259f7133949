import type { AssignmentTarget } from '../tenant/index.ts';
import type { Names } from './names.ts';
import { type Placed, setOf } from './placed.ts';
import { type Assignable, isObject, type JsonObject, SETS } from './recognise.ts';

const INTENTS = ['required', 'available', 'uninstall', 'availableWithoutEnrollment'];

/** An assignment as the tenant keeps it, or what is wrong with it. */
export function readAssignment(
  value: unknown,
  isApp: boolean,
  names: Names,
): { target: AssignmentTarget } | string {
  if (!isObject(value) || !isObject(value['target']))
    return 'an assignment has to be an object with a target';
  const target = value['target'];
  const type = target['@odata.type'];
  if (typeof type !== 'string') {
    return 'the target has no @odata.type, such as "#microsoft.graph.groupAssignmentTarget"';
  }
  if (isApp && !INTENTS.includes(value['intent'] as string)) {
    return `an app’s assignment needs an intent: ${INTENTS.join(', ')}`;
  }
  const groupId = /groupassignmenttarget$/i.test(type) ? names.groupOf(target) : undefined;
  if (/groupassignmenttarget$/i.test(type) && groupId === undefined) {
    return 'the target is a group, but has neither groupId nor groupName';
  }
  const filter = target['deviceAndAppManagementAssignmentFilterId'];
  const mode = target['deviceAndAppManagementAssignmentFilterType'];
  return {
    ...(isApp && {
      intent: value['intent'],
      settings: isObject(value['settings']) ? value['settings'] : null,
    }),
    target: {
      '@odata.type': type,
      ...(groupId !== undefined && { groupId }),
      ...(typeof filter === 'string' && {
        deviceAndAppManagementAssignmentFilterId: names.filterOf(filter),
      }),
      ...((mode === 'include' || mode === 'exclude') && { deviceAndAppManagementAssignmentFilterType: mode }),
    },
  };
}

/**
 * Whose assignment this is: the context of the response names the entity, or the assignment's id begins with the
 * entity's, or there is only one entity that it can belong to.
 */
export function ownerOf(
  value: JsonObject,
  context: string | undefined,
  placed: ReadonlyMap<string, Placed>,
): readonly [string, Placed] | undefined {
  const kind: readonly Assignable[] = Object.hasOwn(value, 'intent')
    ? ['app']
    : ['configuration', 'compliancePolicy', 'catalogCompliance', 'enrollmentProfile'];
  const sets: readonly string[] = kind.map((name) => SETS[name]);
  const candidates = [...placed].filter(([key]) => sets.includes(setOf(key)));
  const named = context && /\('([^']+)'\)\/assignments/.exec(context)?.[1]?.toLowerCase();
  const id = typeof value['id'] === 'string' ? value['id'].toLowerCase() : '';
  return (
    candidates.find(([, entity]) => entity.id === named) ??
    candidates.find(([, entity]) => id.startsWith(`${entity.id}_`)) ??
    (named === undefined && candidates.length === 1 ? candidates[0] : undefined)
  );
}
