// Microsoft Graph: a request goes through route, authorize, act, shape, answer.
import type { Random } from '../clock/index.ts';
import type { Entity, Tenant } from '../tenant/index.ts';
import { type Exchange, emptyAnswer, errorAnswer, jsonAnswer, textAnswer } from './answer/exchange.ts';
import { metadataText } from './answer/metadata.ts';
import {
  countText,
  entityText,
  listText,
  propertyText,
  type Reading,
  referencesText,
  resultText,
  valueAt,
} from './answer/read.ts';
import { nearestPath } from './declare/nearest.ts';
import type { Node } from './declare/registry.ts';
import type { DeltaTracking, Operation, Resource, Verb } from './declare/resource.ts';
import { deltaText, ignoredByDelta, readPreferences, splitDeltaTokens } from './delta/delta.ts';
import * as errors from './errors.ts';
import { GraphError } from './errors.ts';
import { splitToken } from './query/continuation.ts';
import { SortedCache } from './query/list.ts';
import { findEntity, notFound } from './query/lookup.ts';
import type { Query } from './query/query.ts';
import { rowsOf } from './query/rows.ts';
import { authenticationError, authorizeRoute } from './request/authorize.ts';
import { batchText, itemRequest, readBatch } from './request/batch.ts';
import { BODY_LIMIT, readBody } from './request/body.ts';
import type { Call } from './request/call.ts';
import { readParameters } from './request/parameters.ts';
import { type GraphUrl, parseUrl, pathText, withoutMe } from './request/path.ts';
import { RequestLog } from './request/request-log.ts';
import { canonicalPath, type Route, resolveRoute, type Tail, targetName, unrouted } from './request/route.ts';
import { isRouted, verbOf } from './request/verbs.ts';
import { checkDirectoryQuery } from './resources/filters.ts';
import { RESOURCES } from './resources/index.ts';
import type {
  AuthenticationFailure,
  Caller,
  DeviceStatuses,
  GraphRequest,
  GraphResponse,
  GraphVersion,
} from './types.ts';
import { VersionState } from './version.ts';
import { addReference, removeReference, setReference } from './write/references.ts';
import { createEntity, deleteEntity, updateEntity } from './write/write.ts';

export interface GraphOptions {
  /** Where the statuses of policies come from. Without it no device has any. */
  readonly deviceStatuses?: DeviceStatuses;
  /** How many characters a body may have. */
  readonly bodyLimit?: number;
  /** How many requests are remembered. */
  readonly requestLogLimit?: number;
}

/** The emulated Microsoft Graph of one tenant. */
export interface Graph {
  /** Answers a request. Whatever is wrong with it is a response; throws only on a defect of ours. */
  handle(request: GraphRequest, caller: Caller | AuthenticationFailure): GraphResponse;
  /** The latest requests. */
  readonly requests: RequestLog;
  /** Everything that is declared, for the support matrix and the OpenAPI document. */
  readonly resources: readonly Resource[];
}

/** Puts Microsoft Graph, v1.0 and beta, in front of a tenant. */
export function createGraph(tenant: Tenant, options: GraphOptions = {}): Graph {
  return new GraphService(tenant, options);
}

class GraphService implements Graph {
  readonly requests: RequestLog;
  readonly resources = RESOURCES;
  readonly #tenant: Tenant;
  readonly #bodyLimit: number;
  readonly #deviceStatuses: DeviceStatuses;
  readonly #versions = new Map<GraphVersion, VersionState>();
  readonly #sorted = new SortedCache();
  /** Request ids come from a stream of their own: how many requests there are doesn't change what a tenant becomes. */
  #requestIds: Random;
  /** The journal's last entry that says that the whole tenant was replaced. */
  #restored = 0;

  constructor(tenant: Tenant, options: GraphOptions) {
    this.#tenant = tenant;
    this.#bodyLimit = options.bodyLimit ?? BODY_LIMIT;
    this.#deviceStatuses = options.deviceStatuses ?? (() => []);
    this.requests = new RequestLog((url) => nearestPath(RESOURCES, url), options.requestLogLimit);
    this.#requestIds = tenant.random.fork('graph/requests');
    tenant.journal.subscribe(({ change, sequence }) => {
      if (change !== 'restore') return;
      this.#restored = sequence;
      this.#requestIds = tenant.random.fork('graph/requests');
    });
  }

  handle(request: GraphRequest, caller: Caller | AuthenticationFailure): GraphResponse {
    return this.#handle(request, caller, this.#requestIds.guid());
  }

  /** `refusal`: why it isn't handled at all. The requests of a batch share its id. */
  #handle(
    request: GraphRequest,
    caller: Caller | AuthenticationFailure,
    requestId: string,
    refusal?: GraphError,
  ): GraphResponse {
    const exchange: Exchange = {
      request,
      requestId,
      clientRequestId: request.header('client-request-id') ?? requestId,
      caller: undefined,
      version: undefined,
      route: undefined,
      query: '',
      ignored: [],
    };
    let response: GraphResponse;
    let failure: GraphError | undefined;
    try {
      if (refusal) throw refusal;
      response = this.#answer(exchange, caller);
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      failure = error;
      response = errorAnswer(exchange, this.#tenant, error);
    }
    this.#record(exchange, response, failure);
    return response;
  }

  #answer(exchange: Exchange, caller: Caller | AuthenticationFailure): GraphResponse {
    const url = parseUrl(exchange.request.url);
    // Without a token as well: whoever generates a client has none [documented].
    if (url?.segments[0]?.name === '$metadata') return this.#metadata(exchange, url);
    if ('failure' in caller) throw authenticationError(caller);
    exchange.caller = caller;
    if (!url) throw errors.unknownSegment(exchange.request.url);
    const state = this.#version(url.version);
    exchange.version = state.version;
    exchange.query = url.query;
    if (url.segments[0]?.name === '$batch') return this.#batch(exchange, url, state, caller);
    const route = resolveRoute(state.registry, withoutMe(url, caller).segments, exchange.request.method);
    exchange.route = route;
    const verb = verbOf(route.tail, exchange.request.method);
    const node = (route.steps.at(-1) as Route['steps'][number]).node;
    if (!verb || !isRouted(node.resource, route.tail, verb)) throw unrouted(route, exchange.request.method);
    authorizeRoute(this.#tenant, caller, route, node.resource, verb);
    const call = this.#call(exchange, state, route, caller);
    return this.#act(exchange, { state, call, route, node, url }, verb);
  }

  #metadata(exchange: Exchange, { segments, version }: GraphUrl): GraphResponse {
    const { registry } = this.#version(version);
    if (segments[1]) throw errors.unknownSegment(segments[1].text);
    if (exchange.request.method !== 'GET') throw errors.methodNotAllowed();
    return textAnswer(exchange, this.#tenant, metadataText(registry), 'application/xml');
  }

  #batch(exchange: Exchange, url: GraphUrl, state: VersionState, caller: Caller): GraphResponse {
    if (url.segments[1]) throw errors.unknownSegment(url.segments[1].text);
    if (exchange.request.method !== 'POST') throw errors.methodNotAllowed();
    const items = readBatch(readBody(exchange.request, false, this.#bodyLimit));
    const text = batchText(items, (item, refusal) =>
      this.#handle(itemRequest(item, state.version, exchange.request), caller, exchange.requestId, refusal),
    );
    return jsonAnswer(exchange, this.#tenant, 200, text, { 'Content-Type': 'application/json' });
  }

  #version(segment: string): VersionState {
    const version = segment === 'v1.0' || segment === 'beta' ? segment : undefined;
    if (!version) throw errors.invalidVersion(segment);
    let state = this.#versions.get(version);
    if (!state) {
      state = new VersionState(this.#tenant, version, RESOURCES, this.#deviceStatuses);
      this.#versions.set(version, state);
    }
    return state;
  }

  /** Follows the keys of the path. Throws the family's 404. */
  #call(exchange: Exchange, state: VersionState, route: Route, caller: Caller): Call {
    let call: Call = {
      tenant: this.#tenant,
      model: state.model,
      version: state.version,
      caller,
      deviceStatuses: this.#deviceStatuses,
      resource: (route.steps[0] as Route['steps'][number]).node.resource,
      parent: undefined,
      eventual: exchange.request.header('consistencylevel')?.toLowerCase() === 'eventual',
    };
    for (const [index, { node, key }] of route.steps.entries()) {
      const last = index === route.steps.length - 1;
      call = { ...call, resource: node.resource };
      if (last) break;
      if (key !== undefined) call = { ...call, parent: findEntity(call, node, key) };
    }
    return call;
  }

  #act(exchange: Exchange, at: Place, verb: Verb | Operation): GraphResponse {
    const { call, route, node } = at;
    const tenant = this.#tenant;
    if (typeof verb !== 'string') return this.#operate(exchange, at, verb);
    const { tail } = route;
    switch (verb) {
      case 'list': {
        if (tail.kind === 'references')
          return jsonAnswer(exchange, tenant, 200, referencesText(this.#reading(exchange, at)));
        if (tail.kind === 'delta') return this.#delta(exchange, at, tail.tracking);
        const { text, token } = splitToken(exchange.query);
        const reading = this.#reading(exchange, at);
        const query = this.#query(exchange, reading, text);
        return jsonAnswer(exchange, tenant, 200, this.#list(exchange, reading, query, token, text));
      }
      case 'count': {
        if (node.resource.family === 'directory' && !call.eventual)
          throw errors.countSegmentNeedsConsistency();
        if (exchange.request.header('accept')?.toLowerCase().startsWith('application/json'))
          throw errors.countIsText();
        const reading = this.#reading(exchange, at);
        const query = this.#query(exchange, reading, exchange.query);
        return textAnswer(exchange, tenant, countText(reading, query));
      }
      case 'get': {
        const entity = this.#target(at);
        const reading = this.#reading(exchange, at);
        if (tail.kind === 'property') return this.#property(exchange, reading, entity, tail);
        return jsonAnswer(
          exchange,
          tenant,
          200,
          entityText(reading, entity, this.#query(exchange, reading, exchange.query)),
        );
      }
      case 'create': {
        const body = readBody(exchange.request, false, this.#bodyLimit);
        const created = createEntity(call, at.state.registry, node, body);
        const reading = this.#reading(exchange, at);
        const location =
          node.resource.family === 'directory'
            ? { Location: `${reading.base}/${canonicalPath(route, false)}/${created.id}` }
            : undefined;
        return jsonAnswer(
          exchange,
          tenant,
          201,
          entityText(reading, created, this.#query(exchange, reading, '')),
          location,
        );
      }
      case 'update': {
        const entity = this.#target(at);
        const body = readBody(exchange.request, false, this.#bodyLimit);
        const updated = updateEntity(call, node, entity, body);
        if (node.resource.family === 'directory') return emptyAnswer(exchange, tenant);
        const reading = this.#reading(exchange, at);
        return jsonAnswer(
          exchange,
          tenant,
          200,
          entityText(reading, updated, this.#query(exchange, reading, '')),
        );
      }
      case 'delete':
        deleteEntity(call, at.state.registry, node, this.#target(at));
        return emptyAnswer(exchange, tenant);
      case 'addReference':
        addReference(call, node.resource, readBody(exchange.request, false, this.#bodyLimit));
        return emptyAnswer(exchange, tenant);
      case 'removeReference': {
        removeReference(call, node.resource, route.steps.at(-1)?.key?.value);
        return emptyAnswer(exchange, tenant);
      }
      case 'setReference':
        setReference(call, node.resource, readBody(exchange.request, false, this.#bodyLimit));
        return emptyAnswer(exchange, tenant);
    }
  }

  #delta(exchange: Exchange, at: Place, tracking: DeltaTracking): GraphResponse {
    const reading = this.#reading(exchange, at);
    const tokens = splitDeltaTokens(exchange.query);
    const query = this.#query(exchange, reading, tokens.text);
    exchange.ignored.push(...ignoredByDelta(query));
    const preferences = readPreferences(exchange.request.header('prefer'));
    const text = deltaText(reading, tracking, query, tokens, preferences, this.#restored);
    const applied = preferences.minimal ? { 'Preference-Applied': 'return=minimal' } : undefined;
    return jsonAnswer(exchange, this.#tenant, 200, text, applied);
  }

  /** A list's text; kept while the set doesn't change, when it depends on nothing else. */
  #list(exchange: Exchange, reading: Reading, query: Query, token: string | undefined, text: string): string {
    const { call, state, node, base } = reading;
    const make = () => listText(reading, query, token, text);
    if (!query.selfContained || call.parent || node.resource.source.kind !== 'stored') return make();
    const key = `${call.eventual ? '!' : ''}${base}${exchange.request.url}`;
    return state.pages.text(key, this.#tenant.collection(node.resource.path).version, make);
  }

  #operate(exchange: Exchange, at: Place, operation: Operation): GraphResponse {
    const { call } = at;
    const entity = operation.bound === 'entity' ? this.#target(at) : undefined;
    const body =
      operation.kind === 'action'
        ? readBody(
            exchange.request,
            Object.values(operation.parameters ?? {}).every((type) => type.endsWith('?')),
            this.#bodyLimit,
          )
        : {};
    const parameters = operation.kind === 'action' ? readParameters(call, operation, body) : body;
    const result = operation.run(call, entity, parameters);
    const { returns } = operation;
    if (returns.kind === 'none') return emptyAnswer(exchange, this.#tenant);
    const text = resultText(this.#reading(exchange, at), returns, result);
    return jsonAnswer(exchange, this.#tenant, returns.status ?? 200, text);
  }

  #property(
    exchange: Exchange,
    reading: Reading,
    entity: Entity,
    tail: Extract<Tail, { kind: 'property' }>,
  ): GraphResponse {
    if (!tail.raw) return jsonAnswer(exchange, this.#tenant, 200, propertyText(reading, entity, tail.path));
    const value = valueAt(reading, entity, tail.path);
    if (value === null || value === undefined) return emptyAnswer(exchange, this.#tenant);
    return textAnswer(exchange, this.#tenant, typeof value === 'string' ? value : JSON.stringify(value));
  }

  /** The entity that the path ends in. Throws the family's 404. */
  #target({ call, route, node }: Place): Entity {
    const { key } = route.steps.at(-1) as Route['steps'][number];
    if (key !== undefined) {
      const entity = findEntity(call, node, key);
      const { cast } = route;
      if (cast && !call.model.type(String(entity['@odata.type'] ?? ''))?.isA(cast.name))
        throw notFound(node, key);
      return entity;
    }
    const rows = rowsOf(call, node.resource, call.parent);
    for (const position of rows.after(-1)) {
      const entity = rows.at(position);
      if (entity) return entity;
    }
    throw notFound(node, { property: undefined, value: node.resource.name });
  }

  #query(exchange: Exchange, { state, node, type, call, route }: Reading, text: string) {
    const query = state.query(node, type, text);
    if (query.ignored.length > 0) exchange.ignored.push(...query.ignored);
    if (node.resource.family !== 'directory') return query;
    checkDirectoryQuery(query, call.eventual, route.tail.kind === 'count');
    // Without the header it is taken and not answered [documented].
    if (query.count && !call.eventual)
      exchange.ignored.push('$count has no effect without ConsistencyLevel: eventual');
    return query;
  }

  #reading({ request: { origin } }: Exchange, { state, call, route, node, url }: Place): Reading {
    const path = pathText(url);
    return {
      state,
      call,
      route,
      node,
      type: route.cast ?? node.type,
      base: `${origin}/${state.version}`,
      url: path,
      sorted: this.#sorted,
    };
  }

  #record(exchange: Exchange, response: GraphResponse, failure: GraphError | undefined): void {
    const { request, route, caller } = exchange;
    this.requests.record({
      at: this.#tenant.clock.now,
      method: request.method,
      url: request.url,
      status: response.status,
      appId: caller?.appId,
      resource: targetName(route, request.url),
      ignored: exchange.ignored,
      error: failure?.message,
    });
  }
}

interface Place {
  readonly state: VersionState;
  readonly call: Call;
  readonly route: Route;
  readonly node: Node;
  readonly url: GraphUrl;
}
