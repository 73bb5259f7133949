// `assign` replaces all assignments of a policy or an app; the rows' ids say what they assign to.
import type { Entity } from '../../tenant/index.ts';
import { ANY_TYPE } from '../declare/operations.ts';
import type { Declarations, Operation, ResourceDeclaration } from '../declare/resource.ts';
import * as errors from '../errors.ts';
import { graphModel, type JsonObject } from '../model/index.ts';
import { actorOf, type Call } from '../request/call.ts';

/** [recorded] what stands for everybody in the id of an assignment (terraform-provider-microsoft365). */
const ALL_USERS = 'acacacac-9df4-4c7d-9d50-4ef0226f57a9';
const ALL_DEVICES = 'adadadad-808e-44e2-905a-0b7873a8a531';

const SENTINELS: Readonly<Record<string, string>> = {
  '#microsoft.graph.allLicensedUsersAssignmentTarget': ALL_USERS,
  '#microsoft.graph.allDevicesAssignmentTarget': ALL_DEVICES,
};

const GROUPS = new Set([
  '#microsoft.graph.groupAssignmentTarget',
  '#microsoft.graph.exclusionGroupAssignmentTarget',
]);

/** What the target of an assignment adds to its id. Throws GraphError for a group that isn't named (inferred). */
export function targetKey(target: JsonObject): string {
  const type = String(target['@odata.type'] ?? '');
  if (GROUPS.has(type) && !target['groupId']) throw errors.intuneBadRequest();
  // A key stands in paths, where a # would end it.
  const other = type.slice(type.lastIndexOf('.') + 1);
  return (SENTINELS[type] ?? String(target['groupId'] ?? target['collectionId'] ?? other)).toLowerCase();
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * [recorded] IntuneManagement#373, of the settings catalog: what it says to filters that aren't there (any more). What it says
 * to what can't be a filter's id isn't known; that is taken. [inferred] that the other services say the same.
 */
export function checkFilters(call: Call, rows: readonly Entity[]): void {
  const filters = call.tenant.collection('deviceManagement/assignmentFilters');
  const named = rows.flatMap(({ target }) => {
    const id = (target as JsonObject | undefined)?.['deviceAndAppManagementAssignmentFilterId'];
    return typeof id === 'string' && GUID.test(id) ? [id] : [];
  });
  if (named.every((id) => filters.get(id))) return;
  const known = named.filter((id) => filters.get(id));
  throw errors.intuneBadRequest(
    `Scope Tags validation failed : Filters ${named.join(',')} , Validated filters ${known.join(',')}`,
  );
}

/** Sets whose assignments may name a target twice: the first one counts. [recorded] Intune-Toolkit#57 */
const FIRST_COUNTS = new Set(['deviceAppManagement/mobileApps/assignments']);

/**
 * One row for each target. [recorded] Microsoft365DSC#3058: that policies refuse a group that is named twice, whether both times
 * included or once excluded. [inferred] that the answer explains nothing.
 */
function distinct(set: string, rows: readonly Entity[]): readonly Entity[] {
  const byId = new Map<string, Entity>();
  for (const row of rows) if (!byId.has(row.id)) byId.set(row.id, row);
  if (byId.size < rows.length && !FIRST_COUNTS.has(set)) throw errors.intuneBadRequest();
  return [...byId.values()];
}

/**
 * An assignment as it is stored: `<parent's id>_<group's id or the sentinel>`, with its filter spelled out. [recorded]
 * Throws GraphError when it has no target; the service's opaque answer to that is inferred. The older group assignments
 * name their group themselves.
 */
export function assignmentRow(parent: Entity, body: JsonObject): Entity {
  if (typeof body['targetGroupId'] === 'string') {
    return { ...body, id: `${parent.id}_${body['targetGroupId']}`, $parent: parent.id };
  }
  const target = body['target'] as JsonObject | null | undefined;
  if (!target) throw errors.intuneBadRequest();
  return {
    ...body,
    id: `${parent.id}_${targetKey(target)}`,
    $parent: parent.id,
    target: {
      deviceAndAppManagementAssignmentFilterId: null,
      deviceAndAppManagementAssignmentFilterType: 'none',
      ...target,
    },
    source: 'direct',
    sourceId: parent.id,
  };
}

/** What is to be assigned, checked. Throws GraphError. */
function checked(call: Call, set: string, rows: readonly Entity[]): readonly Entity[] {
  checkFilters(call, rows);
  return distinct(set, rows);
}

/** Makes `rows` the assignments of `parent`. Rows that stay the same leave no trace in the journal. */
function replaceAssignments(call: Call, set: string, parent: Entity, rows: readonly Entity[]): void {
  const collection = call.tenant.collection(set);
  const by = actorOf(call);
  const wanted = new Map(rows.map((row) => [row.id, row]));
  for (const present of collection.where('$parent', parent.id)) {
    if (!wanted.has(present.id)) collection.remove(present.id, by);
  }
  for (const row of rows) {
    const present = collection.get(row.id);
    if (!present) collection.insert(row, by);
    else if (JSON.stringify(present) !== JSON.stringify(row)) collection.replace(row, by);
  }
}

/**
 * Makes what `bodies` say all that is assigned of `parent`. Throws GraphError, and has changed nothing then.
 * @param rowOf makes an assignment of a body, where its id isn't the usual one
 * @param path the set that `parent` lives in, where it is shown in another
 */
export function assignAll(
  call: Call,
  parent: Entity,
  bodies: readonly JsonObject[],
  rowOf: typeof assignmentRow = assignmentRow,
  path = call.resource.path,
): readonly Entity[] {
  const set = `${path}/assignments`;
  const rows = checked(
    call,
    set,
    bodies.map((body) => rowOf(parent, body)),
  );
  replaceAssignments(call, set, parent, rows);
  markAssigned(call, path, parent);
  return rows;
}

/** Keeps `isAssigned` of apps and others true to what their assignments are; not every type has it. */
export function markAssigned(call: Call, set: string, parent: Entity): void {
  const type = graphModel('beta').type(String(parent['@odata.type'] ?? call.resource.typeName));
  if (!type?.properties.has('isAssigned')) return;
  const isAssigned = call.tenant.collection(`${set}/assignments`).countWhere('$parent', parent.id) > 0;
  if ((parent['isAssigned'] ?? false) === isAssigned) return;
  call.tenant.collection(set).update(parent.id, { isAssigned }, actorOf(call));
}

/**
 * `assign`, whatever it is called on: replaces all assignments of the entity with those it is given. Where they belong
 * follows from the model: to the property that leads to what the parameter holds.
 */
export const assign: Operation = {
  on: ANY_TYPE,
  name: 'assign',
  run(call, entity, parameters, signature) {
    if (!entity) return [];
    const given = signature.parameters.filter(({ name }) => parameters[name] !== undefined);
    if (given.length === 0) {
      throw errors.missingParameters(
        signature.parameters.slice(0, 1).map(({ name }) => name),
        signature.name,
      );
    }
    const { path } = call.resource;
    const type = call.model.type(String(entity['@odata.type'] ?? call.resource.typeName));
    const wanted = given.map((parameter) => {
      const child = type?.navigation.find((each) => each.type === parameter.type)?.name;
      const set = `${path}/${child}`;
      const rows = (parameters[parameter.name] as JsonObject[]).map((body) => assignmentRow(entity, body));
      return { set, rows: checked(call, set, rows), returned: parameter.type === signature.returns?.type };
    });
    for (const { set, rows } of wanted) replaceAssignments(call, set, entity, rows);
    markAssigned(call, path, entity);
    return wanted.flatMap(({ rows, returned }) => (returned ? rows : []));
  },
  evidence: 'recorded',
  sources: [
    'https://learn.microsoft.com/graph/api/intune-deviceconfig-deviceconfiguration-assign',
    'https://learn.microsoft.com/graph/api/intune-apps-mobileapp-assign',
  ],
};

export const assignments: Declarations = { resources: [], operations: [assign] };

/** What assignments that are created one by one have in common. */
export const singleAssignments: Pick<ResourceDeclaration, 'beforeCreate' | 'beforeUpdate'> = {
  beforeCreate(call, draft) {
    if (!call.parent) return draft;
    const row = assignmentRow(call.parent, draft);
    checkFilters(call, [row]);
    return { ...row };
  },
  beforeUpdate(call, assignment, patch) {
    if (patch['target'] === null) throw errors.intuneBadRequest();
    checkFilters(call, [{ ...assignment, ...patch }]);
    return patch;
  },
};
