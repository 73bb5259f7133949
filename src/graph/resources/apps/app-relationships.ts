// Which apps need which others, and which take the place of which.
import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Operation, type Resource } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import { actorOf, type Call } from '../../request/call.ts';
import { APPS, page, resourcePage, SERVICE } from './paths.ts';

const path = `${APPS}/relationships`;
const DEPENDENCY = '#microsoft.graph.mobileAppDependency';
const SUPERSEDENCE = '#microsoft.graph.mobileAppSupersedence';

/** A relationship as it is stored, below the app that it was said of: what it needs, or what it takes the place of. */
function relationshipRow(app: Entity, body: JsonObject): Entity {
  const { targetId } = body;
  if (typeof targetId !== 'string' || targetId === '') throw errors.intuneBadRequest();
  return { '@odata.type': DEPENDENCY, ...body, id: `${app.id}_${targetId}`, $parent: app.id };
}

/** How an app looks at the other end. [recorded] TestBase's documentation: no version is an empty text. */
function described(call: Call, prefix: 'source' | 'target', id: string, row: Entity): JsonObject {
  const app = call.tenant.collection(APPS).get(id);
  const known = app ?? { displayName: row[`${prefix}DisplayName`] };
  const version = app ? (app['displayVersion'] ?? app['versionNumber']) : row[`${prefix}DisplayVersion`];
  const publisher = app ? app['publisher'] : row[`${prefix}Publisher`];
  return {
    [`${prefix}Id`]: id,
    [`${prefix}DisplayName`]: known.displayName,
    [`${prefix}DisplayVersion`]: version ?? '',
    [`${prefix}PublisherDisplayName`]: publisher,
    ...(prefix === 'target' ? { targetPublisher: publisher } : {}),
  };
}

function counts(call: Call, source: string, target: string, row: Entity): JsonObject {
  if (row['@odata.type'] === SUPERSEDENCE) {
    return {
      supersededAppCount: related(call, source, SUPERSEDENCE, 'below'),
      supersedingAppCount: related(call, target, SUPERSEDENCE, 'above'),
    };
  }
  return {
    dependentAppCount: related(call, target, DEPENDENCY, 'above'),
    dependsOnAppCount: related(call, source, DEPENDENCY, 'below'),
  };
}

/** How many apps are reached from one, directly or through others. */
function related(call: Call, from: string, type: string, direction: 'above' | 'below'): number {
  const rows = call.tenant.collection(path);
  const reached = new Set<string>([from]);
  for (const id of reached) {
    const [property, other] =
      direction === 'below' ? (['$parent', 'targetId'] as const) : (['targetId', '$parent'] as const);
    for (const row of rows.where(property, id)) {
      if (row['@odata.type'] === type) reached.add(String(row[other]));
    }
  }
  return reached.size - 1;
}

/** The relationship as the app shows it that it was said of, and as the app at the other end does. */
function shown(call: Call, row: Entity): Entity {
  const source = String(row['$parent']);
  const target = String(row['targetId']);
  const asParent = row['$asParent'] === true;
  const [here, there] = asParent ? [target, source] : [source, target];
  return {
    ...row,
    ...described(call, 'source', here, row),
    ...described(call, 'target', there, row),
    targetType: asParent ? 'parent' : 'child',
    ...counts(call, source, target, row),
  };
}

/** Those that were said of the app, and those that others have to it. */
function relationshipsOf(call: Call, app: Entity): readonly Entity[] {
  const rows = call.tenant.collection(path);
  return [
    ...rows.where('$parent', app.id),
    ...rows
      .where('targetId', app.id)
      .map((row) => ({ ...row, id: `${app.id}_${row['$parent']}`, $asParent: true })),
  ];
}

/** [documented] what each app's own counts are about. */
function countApps(call: Call, ids: Iterable<string>): void {
  const apps = call.tenant.collection(APPS);
  for (const id of ids) {
    if (!apps.get(id)) continue;
    const change = {
      dependentAppCount: related(call, id, DEPENDENCY, 'below'),
      supersedingAppCount: related(call, id, SUPERSEDENCE, 'below'),
      supersededAppCount: related(call, id, SUPERSEDENCE, 'above'),
    };
    apps.update(id, change, actorOf(call));
  }
}

/** An app and all that hang together with it. */
function connected(call: Call, from: string): Set<string> {
  const rows = call.tenant.collection(path);
  const reached = new Set([from]);
  for (const id of reached) {
    for (const row of rows.where('$parent', id)) reached.add(String(row['targetId']));
    for (const row of rows.where('targetId', id)) reached.add(String(row['$parent']));
  }
  return reached;
}

/** Ends the relationships of an app that is gone. */
export function forgetRelationships(call: Call, app: Entity): void {
  const rows = call.tenant.collection(path);
  const others = connected(call, app.id);
  for (const row of rows.where('targetId', app.id)) rows.remove(row.id, actorOf(call));
  countApps(call, others);
}

/** Makes the relationships that are given the app's only ones. Those that others have to it stay. */
export const updateRelationships: Operation = {
  on: 'mobileApp',
  name: 'updateRelationships',
  run(call, app, { relationships }) {
    if (!app) return;
    const collection = call.tenant.collection(path);
    const bodies = ((relationships as JsonObject[] | undefined) ?? []).filter(
      ({ targetType }) => targetType !== 'parent',
    );
    const rows = new Map(
      bodies.map((body) => relationshipRow(app, body)).map((row) => [row.id, row] as const),
    );
    const before = connected(call, app.id);
    const by = actorOf(call);
    for (const row of collection.where('$parent', app.id)) collection.remove(row.id, by);
    for (const row of rows.values()) collection.insert(row, by);
    countApps(call, new Set([...before, ...connected(call, app.id)]));
  },
  evidence: 'documented',
  sources: [page('intune-shared-mobileapp-updaterelationships')],
};

export const appRelationships: readonly Resource[] = [
  defineResource({
    path,
    type: 'mobileAppRelationship',
    versions: ['beta'],
    family: 'intune',
    service: SERVICE,
    // The rows stand below both apps.
    source: {
      kind: 'computed',
      complete: true,
      compute: (call, app) => (app ? relationshipsOf(call, app) : []),
    },
    complete: shown,
    verbs: ['list', 'get', 'create', 'update', 'delete', 'count'],
    beforeCreate: (call, draft, sent) =>
      call.parent ? { ...relationshipRow(call.parent, { ...sent, ...draft }) } : draft,
    afterCreate: (call, row) => countApps(call, connected(call, String(row['$parent']))),
    afterDelete(call, row) {
      const ends = [String(row['sourceId']), String(row['targetId'])];
      countApps(call, new Set(ends.flatMap((id) => [...connected(call, id)])));
    },
    evidence: 'recorded',
    sources: [
      resourcePage('intune-apps-mobileapprelationship'),
      'https://github.com/Azure/testbase-powershell',
    ],
  }),
  defineResource({
    path: 'deviceAppManagement/mobileAppRelationships',
    type: 'mobileAppRelationship',
    family: 'intune',
    service: SERVICE,
    source: { kind: 'computed', compute: (call) => [...call.tenant.collection(path)] },
    complete: shown,
    verbs: ['list', 'get', 'count'],
    evidence: 'documented',
    sources: [resourcePage('intune-apps-mobileapprelationship')],
  }),
];
