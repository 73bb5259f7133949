// What is asked of a place, done and answered: one function for each verb.

import type { Entity } from '../tenant/index.ts';
import { actOnOperation } from './act-on-operation.ts';
import { type Exchange, emptyAnswer, jsonAnswer, textAnswer } from './answer/exchange.ts';
import {
  countText,
  entityText,
  listText,
  propertyText,
  type Reading,
  referencesText,
  referenceText,
  valueAt,
} from './answer/read.ts';
import { isDirectoryObject } from './declare/registry.ts';
import type { Verb } from './declare/resource.ts';
import { deltaText, ignoredByDelta, readPreferences, splitDeltaTokens } from './delta/delta.ts';
import * as errors from './errors.ts';
import { actOnMedia, mediaPlace } from './media/act-media.ts';
import type { JsonObject } from './model/index.ts';
import { splitToken } from './query/continuation.ts';
import { ignoredInCounts } from './query/ineffective.ts';
import type { Query } from './query/query.ts';
import { rowsOf, shownOf } from './query/rows.ts';
import { visibleIn } from './query/visibility.ts';
import { reachable, target } from './reach.ts';
import { readBody } from './request/body.ts';
import type { Ignored } from './request/ignored.ts';
import { canonicalPath, type Tail, unrouted } from './request/route.ts';
import { checkDirectoryQuery } from './resources/directory/query-rules.ts';
import type { GraphResponse } from './types.ts';
import { addReference, removeReference, setReference } from './write/references.ts';
import { createEntity, deleteEntity, replaceEntity, unmade, updateEntity } from './write/write.ts';

type Act = (exchange: Exchange, reading: Reading) => GraphResponse;

/** Does what a request asks for. Throws GraphError. */
export function act(exchange: Exchange, reading: Reading, verb: Verb | 'operation'): GraphResponse {
  const { tail } = reading.route;
  if (tail.kind === 'media') {
    const place = mediaPlace(reading, mediaOwner(reading, verb), tail.name);
    return actOnMedia(exchange, reading, place, verb);
  }
  return ACTS[verb](exchange, reading);
}

/** The id of the entity that has it, which is made when it can be. */
function mediaOwner(reading: Reading, verb: Verb | 'operation'): string {
  const { madeByUpdate } = reading.node.resource;
  const makes = madeByUpdate && (verb === 'update' || verb === 'replace') && !reachable(reading);
  return (makes ? written(reading, updateEntity, {}) : target(reading)).id;
}

const list: Act = (exchange, reading) => {
  const { tail } = reading.route;
  if (tail.kind === 'references') return jsonAnswer(exchange, 200, referencesText(reading));
  if (tail.kind === 'delta') return delta(exchange, reading);
  const { text, token } = splitToken(exchange.query);
  const query = queryOf(reading, text);
  for (const each of query.ignoredInLists) reading.call.note(each);
  return jsonAnswer(exchange, 200, keptList(exchange, reading, query, token, text));
};

/** A list's text; kept while the set doesn't change, when it depends on nothing else. */
function keptList(
  exchange: Exchange,
  reading: Reading,
  query: Query,
  token: string | undefined,
  text: string,
): string {
  const { call, state, node, base } = reading;
  const make = () => listText(reading, query, token, text);
  const { source, complete } = node.resource;
  const isWhole = source.kind === 'stored' && !source.of && !call.parent;
  if (!query.selfContained || !isWhole || complete || visibleIn(call, node.resource)) return make();
  const key = `${call.eventual ? '!' : ''}${base}${exchange.request.url}`;
  const builtIn = source.builtIn?.(call.tenant);
  return state.pages.text(key, call.tenant.collection(node.resource.path).version, make, builtIn);
}

const delta: Act = (exchange, reading) => {
  const { tail } = reading.route;
  if (tail.kind !== 'delta') throw errors.methodNotAllowed();
  const tokens = splitDeltaTokens(exchange.query);
  const query = queryOf(reading, tokens.text);
  for (const each of ignoredByDelta(query)) reading.call.note(each);
  const preferences = readPreferences(exchange.request.header('prefer'));
  const text = deltaText(reading, tail.tracking, query, tokens, preferences);
  const applied = preferences.minimal ? { 'Preference-Applied': 'return=minimal' } : undefined;
  return jsonAnswer(exchange, 200, text, applied);
};

const count: Act = (exchange, reading) => {
  const { call, node } = reading;
  if (isDirectoryObject(node.type) && !call.eventual) throw errors.countSegmentNeedsConsistency();
  if (exchange.request.header('accept')?.toLowerCase().startsWith('application/json')) {
    throw errors.countIsText();
  }
  const query = queryOf(reading, exchange.query);
  for (const each of ignoredInCounts(query.options.raw)) call.note(each);
  return textAnswer(exchange, countText(reading, query));
};

const get: Act = (exchange, reading) => {
  const entity = target(reading);
  const { tail } = reading.route;
  if (tail.kind === 'property') return property(exchange, reading, entity, tail);
  if (tail.kind === 'reference') return jsonAnswer(exchange, 200, referenceText(reading, entity));
  const query = queryOf(reading, exchange.query);
  for (const each of query.ignoredOfOne) reading.call.note(each);
  return jsonAnswer(exchange, 200, entityText(reading, entity, query, true));
};

function property(
  exchange: Exchange,
  reading: Reading,
  entity: Entity,
  { path, raw }: Extract<Tail, { kind: 'property' }>,
): GraphResponse {
  if (!raw) return jsonAnswer(exchange, 200, propertyText(reading, entity, path));
  const value = valueAt(reading, entity, path);
  if (value === null || value === undefined) return emptyAnswer(exchange);
  return textAnswer(exchange, typeof value === 'string' ? value : JSON.stringify(value));
}

const create: Act = (exchange, reading) => {
  const { call, state, node, base, route } = reading;
  const body = bodyOf(exchange);
  // [documented] agentidentityblueprint-post: `POST /applications/microsoft.graph.agentIdentityBlueprint` says the type by its path.
  const typed = route.cast && body['@odata.type'] === undefined ? `#${route.cast.name}` : undefined;
  const created = createEntity(
    call,
    state.registry,
    node,
    typed === undefined ? body : { '@odata.type': typed, ...body },
  );
  const location =
    node.resource.family === 'directory'
      ? { Location: `${base}/${canonicalPath(route, false)}/${created.id}` }
      : undefined;
  const { shownOnce } = node.resource;
  const shown = shownOf(call, node.resource, shownOnce ? shownOnce(created) : created);
  return jsonAnswer(exchange, 201, entityText(reading, shown, queryOf(reading, '')), location);
};

const update: Act = (exchange, reading) => changed(exchange, reading, updateEntity);
const replace: Act = (exchange, reading) => changed(exchange, reading, replaceEntity);

function changed(exchange: Exchange, reading: Reading, write: typeof updateEntity): GraphResponse {
  const { call, node } = reading;
  const { family, answersUpdate = family === 'intune' } = node.resource;
  const made = madeByUpdate(exchange, reading);
  if (made) return made;
  const updated = written(reading, write, bodyOf(exchange));
  if (!answersUpdate) return emptyAnswer(exchange);
  const shown = shownOf(call, node.resource, updated);
  return jsonAnswer(exchange, 200, entityText(reading, shown, queryOf(reading, '')));
}

/** The entity that the path ends in, as it is once `body` is written to it. */
function written(reading: Reading, write: typeof updateEntity, body: JsonObject): Entity {
  const { call, state, node } = reading;
  const present = node.resource.madeByUpdate ? reachable(reading) : target(reading);
  return write(call, state.registry, node, present ?? unmade(call), body);
}

/** [documented] authenticationcontextclassreference-update: what has no entity of that id yet gets one. */
function madeByUpdate(exchange: Exchange, { call, node, route, state }: Reading): GraphResponse | undefined {
  const { key } = route.steps.at(-1) as Reading['route']['steps'][number];
  if (!node.resource.madeByUpdate || key === undefined) return undefined;
  if (rowsOf(call, node.resource, call.parent).find(key.value)) return undefined;
  createEntity(call, state.registry, node, { ...bodyOf(exchange), id: key.value });
  return emptyAnswer(exchange);
}

const remove: Act = (exchange, reading) => {
  deleteEntity(reading.call, reading.state.registry, reading.node, target(reading));
  return emptyAnswer(exchange);
};

const ACTS: Readonly<Record<Verb | 'operation', Act>> = {
  list,
  count,
  get,
  create,
  update,
  replace,
  delete: remove,
  addReference(exchange, { call, node }) {
    addReference(call, node.resource, bodyOf(exchange));
    return emptyAnswer(exchange);
  },
  removeReference(exchange, { call, node, route }) {
    const { resource } = node;
    const id = route.steps.at(-1)?.key?.value ?? referenceIn(exchange.query);
    if (id === undefined && !resource.singleton && !resource.refer) throw unrouted(route, 'DELETE');
    removeReference(call, resource, id);
    return emptyAnswer(exchange);
  },
  setReference(exchange, { call, node }) {
    setReference(call, node.resource, bodyOf(exchange));
    return emptyAnswer(exchange);
  },
  operation: actOnOperation,
};

const bodyOf = ({ request, bodyLimit }: Exchange) => readBody(request, false, bodyLimit);

/** `?@odata.id=…`, the other way to say which of several references goes. [documented] OData 4.01, 11.4.6.2 */
function referenceIn(query: string): string | undefined {
  const match = /(?:^|&)(?:\$|@|%24|%40)(?:odata\.)?id=([^&]*)/i.exec(query);
  return match
    ? decodeURIComponent(match[1] ?? '')
        .split('/')
        .at(-1)
    : undefined;
}

const COUNT_IGNORED: Ignored = {
  what: '$count has no effect without ConsistencyLevel: eventual',
  source: 'https://learn.microsoft.com/graph/aad-advanced-queries',
  instead: 'Send the header.',
};

function queryOf({ state, node, type, call, route }: Reading, text: string): Query {
  const query = state.query(node, type, text);
  for (const each of query.ignored) call.note(each);
  if (!isDirectoryObject(node.type)) return query;
  const { kind } = route.tail;
  checkDirectoryQuery(query, {
    resource: node.resource,
    type,
    eventual: call.eventual,
    counting: kind === 'count',
    single: kind === 'entity' || kind === 'delta',
  });
  // Without the header it is taken and not answered [documented].
  if (query.count && !call.eventual) call.note(COUNT_IGNORED);
  return query;
}
