// A request as hooks and operations are given it.
import type { Exchange } from './answer/exchange.ts';
import { strictRefusal } from './conditions/strict.ts';
import { knowledgeOf } from './knowledge.ts';
import type { PermissionUse } from './permissions/permission-use.ts';
import { findEntity } from './query/lookup.ts';
import { allows, authorizationAt } from './request/authorize.ts';
import { type Call, isEventual } from './request/call.ts';
import { ignoredOf } from './request/ignored.ts';
import { Question } from './request/outgoing.ts';
import type { Route } from './request/route.ts';
import type { Caller } from './types.ts';
import type { VersionState } from './version.ts';

/** What a request is to the place that `steps` lead to: follows the keys on the way. Throws the family's 404. */
export function callOf(
  exchange: Exchange,
  state: VersionState,
  steps: Route['steps'],
  caller: Caller,
  permissions: PermissionUse,
): Call {
  const { tenant } = state.shared;
  const { resource } = (steps[0] as Route['steps'][number]).node;
  let call: Call = {
    tenant,
    model: state.model,
    version: state.version,
    caller,
    requestId: exchange.requestId,
    ...knowledgeOf(state.shared),
    option: (name) => new URLSearchParams(exchange.query).get(name) ?? undefined,
    origin: exchange.request.origin,
    resource,
    parent: undefined,
    eventual: isEventual(exchange.request),
    allows: (path, access) => allows(exchange, caller, authorizationAt(path, access), permissions),
    ask: (question) => {
      if (exchange.answer === undefined) throw new Question(question);
      return exchange.answer;
    },
    note: (ignored) => {
      const told = ignoredOf(ignored);
      // What is true of every row is told once.
      if (exchange.ignored.some(({ what }) => what === told.what)) return;
      exchange.ignored.push(told);
      if (exchange.strict && exchange.request.method !== 'GET') throw strictRefusal(exchange.ignored);
    },
  };
  for (const [index, { node, key }] of steps.entries()) {
    const last = index === steps.length - 1;
    call = { ...call, resource: node.resource };
    if (last) break;
    if (key !== undefined) call = { ...call, parent: findEntity(call, node, key) };
  }
  return call;
}
