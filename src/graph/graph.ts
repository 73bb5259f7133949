// Microsoft Graph: a request goes through route, authorize, act, shape, answer.
import type { Random } from '../clock/index.ts';
import { attachDirectory } from '../directory/index.ts';
import type { Tenant } from '../tenant/index.ts';
import { act } from './act.ts';
import { formatted } from './answer/control-information.ts';
import { prefersUnknownMembers } from './answer/evolvable.ts';
import { dressed, type Exchange, errorAnswer, jsonAnswer, textAnswer } from './answer/exchange.ts';
import type { Reading } from './answer/read.ts';
import { callOf } from './call-of.ts';
import { Conditions } from './conditions/conditions.ts';
import { strike } from './conditions/faults/effects.ts';
import type { SettingChange } from './conditions/settings.ts';
import { ineffectiveParts, isStrict, strictRefusal } from './conditions/strict.ts';
import { nearestPath } from './declare/nearest.ts';
import type { Declarations } from './declare/resource.ts';
import { metadataText } from './describe/metadata.ts';
import * as errors from './errors.ts';
import { GraphError } from './errors.ts';
import { type Knowledge, knowledgeOf } from './knowledge.ts';
import { PermissionUse } from './permissions/permission-use.ts';
import { entityType } from './query/lookup.ts';
import { authenticationError, authorizationOf, demand } from './request/authorize.ts';
import { batchSteps, itemRequest, readBatch } from './request/batch.ts';
import { BODY_LIMIT, readBody } from './request/body.ts';
import { isEventual } from './request/call.ts';
import { awaiting, type NoAnswer, type OutgoingAnswer, Question } from './request/outgoing.ts';
import { type GraphUrl, parseUrl, pathText, versionIn, withoutMe } from './request/path.ts';
import { RequestLog } from './request/request-log.ts';
import { type Route, resolveRoute, targetName, unrouted } from './request/route.ts';
import { isRouted, verbOf } from './request/verbs.ts';
import { DECLARATIONS } from './resources/index.ts';
import { hasStanding } from './resources/intune-roles/standing.ts';
import type { AuthenticationFailure, Caller, GraphRequest, GraphResponse } from './types.ts';
import { type VersionState, Versions } from './version.ts';

/** Whatever Intune isn't said to know of policies and apps on devices, no device has. */
export interface GraphOptions extends Partial<Knowledge> {
  /** How many characters a body may have. */
  readonly bodyLimit?: number;
  /** How many requests are remembered. */
  readonly requestLogLimit?: number;
  /** What the service does to requests beyond their meaning. Default: nothing. */
  readonly conditions?: SettingChange;
}

/** The emulated Microsoft Graph of one tenant. */
export interface Graph {
  /** Answers a request. Whatever is wrong with it is a response; throws only on a defect of ours. */
  handle(request: GraphRequest, caller: Caller | AuthenticationFailure): GraphResponse;
  /** The latest requests. */
  readonly requests: RequestLog;
  /** Which permissions the requests so far needed. */
  readonly permissions: PermissionUse;
  /** Everything that is declared, for the support matrix and the OpenAPI document. */
  readonly declarations: Declarations;
  /** What the service does to requests beyond their meaning; may be changed at any time. */
  readonly conditions: Conditions;
}

/** Puts Microsoft Graph, v1.0 and beta, in front of a tenant. */
export function createGraph(tenant: Tenant, options: GraphOptions = {}): Graph {
  return new GraphService(tenant, options);
}

class GraphService implements Graph {
  readonly requests: RequestLog;
  readonly permissions = new PermissionUse();
  readonly declarations = DECLARATIONS;
  readonly conditions: Conditions;
  readonly #tenant: Tenant;
  readonly #bodyLimit: number;
  readonly #versions: Versions;
  /** Request ids come from a stream of their own: how many requests there are doesn't change what a tenant becomes. */
  #requestIds: Random;

  constructor(tenant: Tenant, options: GraphOptions) {
    this.#tenant = tenant;
    attachDirectory(tenant);
    this.#bodyLimit = options.bodyLimit ?? BODY_LIMIT;
    const knowledge = knowledgeOf(options);
    let restored = 0;
    const versionsOf = (of: Tenant) => new Versions({ ...knowledge, tenant: of, restored }, DECLARATIONS);
    this.#versions = versionsOf(tenant);
    this.conditions = new Conditions(tenant, versionsOf, options.conditions);
    this.requests = new RequestLog(
      (url) => nearestPath(DECLARATIONS.resources, url),
      options.requestLogLimit,
    );
    for (const { kind, run, begin } of DECLARATIONS.events ?? []) {
      tenant.clock.on(kind, (subject) => run(tenant, subject, knowledge));
      begin?.(tenant);
    }
    this.#requestIds = tenant.random.fork('graph/requests');
    tenant.journal.subscribe(({ change, sequence }) => {
      if (change !== 'restore') return;
      restored = sequence;
      this.#versions.shared.restored = sequence;
      this.#requestIds = tenant.random.fork('graph/requests');
      this.conditions.rewind();
    });
  }

  handle(request: GraphRequest, caller: Caller | AuthenticationFailure): GraphResponse {
    return this.#handle(request, caller, this.#requestIds.guid());
  }

  /** `item`: it is one of a batch, which shares its id; `refusal`: why it isn't handled at all. */
  #handle(
    request: GraphRequest,
    caller: Caller | AuthenticationFailure,
    requestId: string,
    item?: { readonly refusal: GraphError | undefined },
    resumed?: { readonly answer: OutgoingAnswer | NoAnswer; readonly exchange: Exchange },
  ): GraphResponse {
    const exchange: Exchange = {
      tenant: this.#tenant,
      request,
      answer: resumed?.answer,
      bodyLimit: this.#bodyLimit,
      requestId,
      clientRequestId: request.header('client-request-id') ?? requestId,
      caller: undefined,
      version: undefined,
      route: undefined,
      authorization: undefined,
      query: '',
      strict: this.conditions.settings.strict,
      ignored: [],
      // What happened to it before it waited, happened.
      injected: resumed?.exchange.injected ?? [],
      headers: resumed?.exchange.headers,
      transport: resumed?.exchange.transport,
    };
    let response: GraphResponse;
    let failure: GraphError | undefined;
    try {
      if (item?.refusal) throw item.refusal;
      exchange.strict = isStrict(request, exchange.strict);
      response = this.#answer(exchange, caller);
      // What was only read has changed nothing, so all that it ignored is told at once.
      if (exchange.strict && exchange.ignored.length > 0) throw strictRefusal(exchange.ignored);
    } catch (error) {
      if (error instanceof Question) {
        const again = (came: OutgoingAnswer | NoAnswer) =>
          this.#handle(request, caller, requestId, item, { answer: came, exchange });
        return request.settles ? awaiting({ request: error.request, proceed: again }) : again('unreachable');
      }
      if (!(error instanceof GraphError)) throw error;
      failure = error;
      if (error.injected !== undefined) exchange.injected.push(error.injected);
      response = errorAnswer(exchange, error);
    }
    response = dressed(exchange, response, item !== undefined);
    this.#record(exchange, response, failure);
    return response;
  }

  #answer(exchange: Exchange, caller: Caller | AuthenticationFailure): GraphResponse {
    const { request } = exchange;
    const url = parseUrl(request.url);
    // Without a token as well: whoever generates a client has none [documented].
    if (url?.segments[0]?.name === '$metadata') return this.#metadata(exchange, url);
    if ('failure' in caller) throw authenticationError(caller);
    exchange.caller = caller;
    if (!url) throw errors.unknownSegment(request.url);
    const version = versionIn(url);
    exchange.version = version;
    exchange.query = url.query;
    const { conditions } = this;
    const isFirst = exchange.answer === undefined;
    const fault = isFirst ? conditions.faults.take({ request, url, appId: caller.appId }) : undefined;
    const view =
      request.method === 'GET' ? (fault?.view ?? conditions.lagging?.viewOf(isEventual(request))) : undefined;
    const state = (view?.catchUp() ?? this.#versions).at(
      version,
      prefersUnknownMembers(request.header('prefer')),
    );
    if (url.segments[0]?.name === '$batch') {
      if (fault) strike(exchange, fault, 'directory');
      return this.#batch(exchange, url, state, caller);
    }
    const { segments } = withoutMe(url, caller);
    const route = resolveRoute(state.registry, segments, request.method, (steps) =>
      entityType(callOf(exchange, state, steps, caller, this.permissions), steps),
    );
    exchange.route = route;
    const verb = verbOf(route.tail, request.method);
    const { node } = route.steps.at(-1) as Route['steps'][number];
    if (!verb || !isRouted(route, verb)) throw unrouted(route, request.method);
    if (fault) strike(exchange, fault, node.resource.family);
    if (view && !fault?.view && view.isBehind(route)) exchange.injected.push('lag');
    if (isFirst) conditions.throttle?.admit(exchange, route);
    const needed = authorizationOf(this.#tenant, caller, route, verb);
    demand(exchange, caller, node.resource, needed, this.permissions);
    if (caller.kind === 'delegated' && caller.userId !== undefined) {
      if (!hasStanding(this.#tenant, caller.userId, needed.path, needed.access))
        throw errors.userNotAuthorized();
    }
    conditions.admit(exchange, route, verb);
    const reading: Reading = {
      state,
      call: callOf(exchange, state, route.steps, caller, this.permissions),
      route,
      node,
      type: route.cast ?? node.type,
      base: `${request.origin}/${state.version}`,
      url: pathText(url),
    };
    for (const each of ineffectiveParts(exchange, reading, verb)) reading.call.note(each);
    const carriedOut = conditions.approve(exchange, caller, route);
    const response = formatted(act(exchange, reading, verb), request.header('accept'), reading);
    carriedOut?.();
    return response;
  }

  #metadata(exchange: Exchange, { segments, version }: GraphUrl): GraphResponse {
    const { registry } = this.#versions.at(versionIn({ version }));
    if (segments[1]) throw errors.unknownSegment(segments[1].text);
    if (exchange.request.method !== 'GET') throw errors.methodNotAllowed();
    return textAnswer(exchange, metadataText(registry), 'application/xml');
  }

  #batch(exchange: Exchange, url: GraphUrl, state: VersionState, caller: Caller): GraphResponse {
    if (url.segments[1]) throw errors.unknownSegment(url.segments[1].text);
    if (exchange.request.method !== 'POST') throw errors.methodNotAllowed();
    const items = readBatch(readBody(exchange.request, false, this.#bodyLimit));
    let delay = 0;
    const steps = batchSteps(items, (item, refusal) => {
      const request = itemRequest(item, state.version, exchange.request);
      const response = this.#handle(request, caller, exchange.requestId, { refusal });
      delay = Math.max(delay, response.transport?.delay ?? 0);
      return response;
    });
    const proceed = (step: ReturnType<typeof steps.next>): GraphResponse => {
      if (!step.done)
        return awaiting({ request: step.value, proceed: (answer) => proceed(steps.next(answer)) });
      // The batch waits for the slowest of its requests.
      if (delay > 0) exchange.transport = { ...exchange.transport, delay };
      const answer = jsonAnswer(exchange, 200, step.value, { 'Content-Type': 'application/json' });
      return dressed(exchange, answer, false);
    };
    return proceed(steps.next('unreachable'));
  }

  #record(exchange: Exchange, response: GraphResponse, failure: GraphError | undefined): void {
    const { request, route, caller } = exchange;
    this.requests.record({
      at: this.#tenant.clock.now,
      method: request.method,
      url: request.url,
      status: response.status,
      appId: caller?.appId,
      requires: caller && exchange.authorization?.requirement[caller.kind],
      resource: targetName(route, request.url),
      ignored: exchange.ignored,
      injected: exchange.injected,
      error: failure?.message,
      issue: failure?.issue,
    });
  }
}
