// Answers to GET: entities, lists, properties, counts and references, as JSON text.
import type { Entity } from '../../tenant/index.ts';
import { isDirectoryObject, type Node } from '../declare/registry.ts';
import * as errors from '../errors.ts';
import type { PropertyModel, TypeModel } from '../model/index.ts';
import { nextLink, positionOf } from '../query/continuation.ts';
import { countMatching, type Page, readPage } from '../query/list.ts';
import type { Expansion, Query } from '../query/query.ts';
import { type Rows, rowsOf } from '../query/rows.ts';
import type { Call } from '../request/call.ts';
import type { Ignored } from '../request/ignored.ts';
import { canonicalPath, type Route } from '../request/route.ts';
import type { VersionState } from '../version.ts';

/** Where a GET stands: what it is about, and what to call it in the answer. */
export interface Reading {
  readonly state: VersionState;
  readonly call: Call;
  readonly route: Route;
  readonly node: Node;
  readonly type: TypeModel;
  /** `https://localhost:8443/beta`. */
  readonly base: string;
  /** The path as the client wrote it, for the next link. */
  readonly url: string;
}

/** [documented] an expanded property of the directory has no more than 20 entities, and no next link. */
const DIRECTORY_EXPAND_LIMIT = 20;

const cutShort = (name: string): Ignored => ({
  what: `$expand: ${name} is cut short after ${DIRECTORY_EXPAND_LIMIT}, without a next link`,
  source: 'https://learn.microsoft.com/graph/query-parameters#expand',
  instead: 'Ask for them in a request of their own.',
});

/** `asked`: whether it is the answer to a GET, which may carry tips. */
export function entityText(reading: Reading, entity: Entity, query: Query, asked = false): string {
  const { state, base, node, call, route } = reading;
  const alone =
    call.parent === undefined && route.cast === undefined && route.steps.at(-1)?.key !== undefined;
  const { source, complete, tipsOfOne } = node.resource;
  const lasting = source.kind === 'stored' && complete === undefined && tipsOfOne === undefined;
  const kept = alone && query.plain && query.expand.length === 0 && lasting;
  const make = () => entityAnswer(reading, entity, query, asked ? tipsOf(tipsOfOne, query) : '');
  return kept ? state.answers.text(entity, base, make) : make();
}

function entityAnswer(reading: Reading, entity: Entity, query: Query, tips: string): string {
  const { state, node } = reading;
  const text = query.plain ? state.text(node.resource, entity) : query.writeOne(entity);
  const inside = joined(text, expanded(reading, node, entity, query.expand));
  // [documented] authenticationmethodspolicy-get: a singleton at the root is named as that, and nothing more.
  const { singleton, contextName } = node.resource;
  const suffix = singleton && contextName !== undefined ? '' : '/$entity';
  return `{${joined(contextOf(reading, `${query.contextSuffix}${suffix}`), `${tips}${inside}`)}}`;
}

/** An entity without context, as it stands in a list. */
function rowText(reading: Reading, node: Node, entity: Entity, query: Query): string {
  const text = query.plain ? reading.state.text(node.resource, entity, true) : query.write(entity);
  return query.expand.length === 0
    ? `{${text}}`
    : `{${joined(text, expanded(reading, node, entity, query.expand))}}`;
}

export function listText(
  reading: Reading,
  query: Query,
  token: string | undefined,
  queryText: string,
): string {
  const { call, node } = reading;
  const { resource } = node;
  const rows = castRows(rowsOf(call, resource, call.parent, query.ascending), reading);
  const after = token === undefined ? -1 : positionOf(resource, token);
  const page = readPage(rows, query, reading.type, after, pageSize(reading, query), reading.state.sorted);
  let text = `{${contextOf(reading, query.contextSuffix)},${tipsOf(resource.tips, query)}`;
  const count = countFor(reading, rows, query, page, token);
  if (count !== undefined) text += `"@odata.count":${count},`;
  if (page.next !== undefined) {
    const link = nextLink(reading.base + reading.url, queryText, resource, page.next, page.entities);
    text += `"@odata.nextLink":${JSON.stringify(link)},`;
  }
  text += '"value":[';
  let separator = '';
  for (const entity of page.entities) {
    text += separator + rowText(reading, node, entity, query);
    separator = ',';
  }
  return `${text}]}`;
}

/** Narrows rows to a type that the path casts to. */
function castRows(rows: Rows, { route: { cast }, node, state }: Reading): Rows {
  if (!cast) return rows;
  const fits = (entity: Entity | undefined): entity is Entity =>
    entity !== undefined &&
    state.shapes.resolve(String(entity['@odata.type'] ?? node.type.name), node.type.name).isA(cast.name);
  function* after(position: number) {
    for (const each of rows.after(position)) if (fits(rows.at(each))) yield each;
  }
  return {
    after,
    at: (position) => rows.at(position),
    find: (id) => rows.find(id),
    collection: undefined,
    version: rows.version,
    get size() {
      return [...after(-1)].length;
    },
  };
}

function pageSize({ node: { resource } }: Reading, { top }: Query): number {
  const { page } = resource;
  if (top === undefined) return page.default;
  if (page.tooLarge === 'refuse' && (top < 1 || top > page.maximum)) {
    throw errors.pageSizeOutOfRange(top, page.maximum);
  }
  return Math.min(top, page.maximum);
}

/** Intune counts some sets unasked; the directory counts on the first page, and its objects only for an advanced query. */
function countFor(
  { node: { resource, type: set }, call, type }: Reading,
  rows: Rows,
  query: Query,
  page: Page,
  token: string | undefined,
): number | undefined {
  if (resource.countUnasked === 'pageOrZero' && query.options.filter) return 0;
  if (resource.countUnasked === 'page' || resource.countUnasked === 'pageOrZero') return page.entities.length;
  if (resource.countUnasked === 'total') return countMatching(rows, query, type);
  if (!query.count) return undefined;
  if (resource.family === 'directory' && token !== undefined) return undefined;
  if (isDirectoryObject(set) && !call.eventual) return undefined;
  return countMatching(rows, query, type);
}

export function countText({ call, node, type, ...rest }: Reading, query: Query): string {
  const rows = castRows(rowsOf(call, node.resource, call.parent), { call, node, type, ...rest });
  return String(countMatching(rows, query, type));
}

/** What a relation to one entity leads to. */
export function referenceText({ base }: Reading, { id }: Entity): string {
  const told = { '@odata.context': `${base}/$metadata#$ref`, '@odata.id': `${base}/directoryObjects/${id}` };
  return JSON.stringify(told);
}

export function referencesText(reading: Reading): string {
  const rows = rowsOf(reading.call, reading.node.resource, reading.call.parent);
  const links: string[] = [];
  for (const position of rows.after(-1)) {
    const entity = rows.at(position);
    if (entity)
      links.push(`{"@odata.id":${JSON.stringify(`${reading.base}/directoryObjects/${entity.id}`)}}`);
  }
  return `{"@odata.context":${JSON.stringify(`${reading.base}/$metadata#Collection($ref)`)},"value":[${links.join(',')}]}`;
}

/** A structural property of an entity, as an answer of its own. */
export function propertyText(reading: Reading, entity: Entity, path: readonly PropertyModel[]): string {
  const last = path[path.length - 1] as PropertyModel;
  const written = reading.state.shapes.property(last, valueAt(reading, entity, path));
  const place = `${canonicalPath(reading.route, true)}/${path.map(({ name }) => name).join('/')}`;
  const context = `"@odata.context":${JSON.stringify(`${reading.base}/$metadata#${place}`)}`;
  if (last.collection || last.kind !== 'complex' || written === 'null')
    return `{${context},"value":${written}}`;
  const inside = written.slice(1, -1);
  return `{${joined(context, inside)}}`;
}

export function valueAt(
  { state, type }: Pick<Reading, 'state' | 'type'>,
  entity: Entity,
  path: readonly PropertyModel[],
): unknown {
  const made = state.derived.of(type)?.get(path[0]?.name ?? '');
  if (made) return made(entity);
  let value: unknown = entity;
  for (const { name } of path) {
    if (value === null || typeof value !== 'object') return undefined;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return value;
}

/** Where a set's entities live, as a context names it. */
export function placeOf({ state, route, node: { resource, type } }: Reading): string {
  if (resource.contextName !== undefined) return resource.contextName;
  const { kind } = resource.source;
  const mixed = resource.family === 'directory' && (kind === 'linked' || kind === 'union');
  return ownSet({ state, route, type }) ?? (mixed ? 'directoryObjects' : canonicalPath(route, false));
}

/** [documented] group-list-members, directory-deleteditems-list: what is cast stands as in its own set. */
function ownSet({ state, route, type }: Pick<Reading, 'state' | 'route' | 'type'>): string | undefined {
  return isDirectoryObject(type) && route.cast ? state.setOf(route.cast) : undefined;
}

function contextOf(reading: Reading, suffix: string): string {
  const { state, base, route, node } = reading;
  const own = ownSet({ state, route, type: node.type });
  const cast = route.cast && own === undefined ? `/${route.cast.name}` : '';
  return `"@odata.context":${JSON.stringify(`${base}/$metadata#${placeOf(reading)}${cast}${suffix}`)}`;
}

function tipsOf(tips: string | undefined, query: Query): string {
  if (tips === undefined || !query.plain) return '';
  return `"@microsoft.graph.tips":${JSON.stringify(tips)},`;
}

/** The expanded properties of an entity, as the inside of its object. */
function expanded(reading: Reading, node: Node, entity: Entity, expansions: readonly Expansion[]): string {
  return expansions
    .map((expansion) => expandedProperty(reading, node, entity, expansion))
    .filter((text) => text !== '')
    .join(',');
}

function expandedProperty(
  reading: Reading,
  node: Node,
  entity: Entity,
  expansion: Expansion,
  above: readonly string[] = [],
): string {
  const { name, of, query, reference, levels } = expansion;
  const { state, base } = reading;
  const type = state.shapes.resolve(String(entity['@odata.type'] ?? node.type.name), node.type.name);
  if (of !== undefined && !type.isA(of)) return '';
  const child = state.registry.child(node, name, type);
  if (!child)
    return `${JSON.stringify(name)}:${type.properties.get(name)?.collection === false ? 'null' : '[]'}`;
  // What a singleton at the root contains is nobody's in particular.
  const parent = node.resource.singleton && entity['$parent'] === undefined ? undefined : entity;
  const call: Call = { ...reading.call, resource: child.resource, parent };
  const rows = rowsOf(call, child.resource, parent);
  const directory = child.resource.family === 'directory';
  const limit = Math.min(
    query.top ?? Number.POSITIVE_INFINITY,
    directory ? DIRECTORY_EXPAND_LIMIT : child.resource.page.maximum,
  );
  const { entities, next: left } = readPage(rows, query, child.type, -1, limit, reading.state.sorted);
  if (directory && left !== undefined && limit === DIRECTORY_EXPAND_LIMIT) reading.call.note(cutShort(name));
  const key = JSON.stringify(name);
  const write = (each: Entity) => {
    if (reference) return `{"@odata.id":${JSON.stringify(`${base}/directoryObjects/${each.id}`)}}`;
    const text = rowText(reading, child, each, query);
    if (levels <= 1 || above.includes(each.id)) return text;
    const next = { ...expansion, levels: levels - 1 };
    return `{${joined(text.slice(1, -1), expandedProperty(reading, node, each, next, [...above, entity.id]))}}`;
  };
  if (child.resource.singleton) {
    const first = entities[0] ?? state.unset(child.resource, entity);
    if (first) return `${key}:${write(first)}`;
    // The directory leaves out what isn't there (known from practice: a user without a manager).
    return directory ? '' : `${key}:null`;
  }
  const place = `${contextPath(reading, node, entity, type)}/${name}${query.contextSuffix}`;
  // [recorded] live captures of applications with their owners, and with their federated credentials: the directory leaves
  // the annotation out of what lives elsewhere. Intune has it always.
  const elsewhere = directory && !type.properties.get(name)?.contained;
  const context = elsewhere ? '' : `"${name}@odata.context":${JSON.stringify(`${base}/$metadata#${place}`)},`;
  return `${context}${key}:[${entities.map(write).join(',')}]`;
}

function contextPath({ route }: Reading, node: Node, entity: Entity, type: TypeModel): string {
  const own = route.steps.findIndex((step) => step.node === node);
  // [recorded] Intune names the type where it isn't the set's: terraform-provider-microsoft365
  const cast = type === node.type ? '' : `/${type.name}`;
  const id = `('${entity.id}')${cast}`;
  if (own < 0) return `${node.resource.path}${id}`;
  return `${canonicalPath({ steps: route.steps.slice(0, own + 1) }, false)}${node.resource.singleton ? '' : id}`;
}

function joined(first: string, second: string): string {
  return first === '' ? second : second === '' ? first : `${first},${second}`;
}
