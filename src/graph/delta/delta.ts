// Change tracking: `/users/delta`. https://learn.microsoft.com/graph/delta-query-overview

import type { FilterExpression } from '../../odata/index.ts';
import type { Reading } from '../answer/read.ts';
import { shownUnasked } from '../answer/shape.ts';
import type { DeltaTracking, Resource } from '../declare/resource.ts';
import type { TypeModel } from '../model/index.ts';
import type { Query } from '../query/query.ts';
import { decode } from '../request/path.ts';
import * as errors from './delta-errors.ts';
import { changedRows, type DeltaPlan, type FollowedSet, presentRows, type Relation } from './delta-rows.ts';
import { type DeltaScope, type DeltaState, readToken, writeToken } from './delta-token.ts';

/** How long a delta link can be used, in milliseconds of virtual time. [documented] seven days, for directory objects. */
export const DELTA_TOKEN_LIFETIME = 7 * 24 * 60 * 60 * 1000;

/** How many objects a round can be narrowed to. [documented] */
export const DELTA_FILTER_LIMIT = 50;

/** The tokens in a query string, and the rest of it. */
export interface DeltaQueryText {
  readonly text: string;
  readonly deltaToken: string | undefined;
  readonly skipToken: string | undefined;
}

const TOKEN = /^(?:\$|%24)?(deltatoken|skiptoken)=(.*)$/i;

/** Takes the tokens out of a query string; what is left is compiled as any query. */
export function splitDeltaTokens(query: string): DeltaQueryText {
  const tokens: Record<string, string> = {};
  const rest = query.split('&').filter((pair) => {
    const match = TOKEN.exec(pair);
    if (match) tokens[(match[1] as string).toLowerCase()] = decode(match[2] as string) ?? '';
    return !match;
  });
  return { text: rest.join('&'), deltaToken: tokens['deltatoken'], skipToken: tokens['skiptoken'] };
}

/** What a request prefers. */
export interface DeltaPreferences {
  readonly minimal: boolean;
  readonly pageSize: number | undefined;
}

/** `Prefer: return=minimal, odata.maxpagesize=50`. [documented] the first; [inferred] that delta heeds the second. */
export function readPreferences(prefer: string | undefined): DeltaPreferences {
  const size = /(?:^|[,;\s])(?:odata\.)?maxpagesize\s*=\s*"?(\d{1,9})/i.exec(prefer ?? '');
  return {
    minimal: /(?:^|[,;\s])return\s*=\s*minimal(?:$|[,;\s])/i.test(prefer ?? ''),
    pageSize: size && Number(size[1]) > 0 ? Number(size[1]) : undefined,
  };
}

/** What of a query has no effect on change tracking. [documented] as unsupported; [inferred] that it isn't refused. */
export function ignoredByDelta({ options: { raw } }: Query): string[] {
  return ['$top', '$orderby', '$expand', '$count', '$search']
    .filter((name) => raw[name as keyof typeof raw] !== undefined)
    .map((name) => `${name} has no effect on delta`);
}

/** The answer to a delta query. */
export function deltaText(
  reading: Reading,
  tracking: DeltaTracking,
  query: Query,
  { deltaToken, skipToken }: DeltaQueryText,
  preferences: DeltaPreferences,
): string {
  const {
    call,
    node,
    state: {
      shared: { restored },
    },
  } = reading;
  const { journal, clock } = call.tenant;
  const set = node.resource.path;
  const own = scopeOf(reading, query);
  const now = journal.lastSequence;
  // An empty token begins anew, as the service's Location after a 410 has it. [documented]
  const given =
    skipToken !== undefined
      ? readToken(set, skipToken, ['present', 'changes'])
      : deltaToken !== undefined && deltaToken !== '' && deltaToken.toLowerCase() !== 'latest'
        ? readToken(set, deltaToken, ['next'])
        : undefined;
  const scope: DeltaScope = {
    select: own.select ?? given?.scope.select,
    ids: own.ids ?? given?.scope.ids,
    types: own.types ?? given?.scope.types,
  };
  const link = (state: DeltaState) => {
    const name = state.kind === 'next' ? 'deltatoken' : 'skiptoken';
    const address = `${reading.base}${reading.url}?$${name}=${writeToken(set, { state, scope })}`;
    return `"@odata.${state.kind === 'next' ? 'deltaLink' : 'nextLink'}":${JSON.stringify(address)},`;
  };
  const head = `{"@odata.context":${JSON.stringify(`${reading.base}/$metadata#${set}${query.contextSuffix}`)},`;
  const answer = (state: DeltaState, texts: readonly string[]) =>
    `${head}${link(state)}"value":[${texts.join(',')}]}`;

  if (deltaToken?.toLowerCase() === 'latest') return answer({ kind: 'next', after: now, at: clock.now }, []);
  const state = given?.state ?? { kind: 'present', start: now, row: -1 };
  const since = state.kind === 'present' ? state.start : state.after;
  if (since < journal.firstSequence - 1 || since > now || since < restored) {
    throw errors.resyncRequired(initialUrl(reading, scope));
  }
  if (state.kind === 'next' && clock.now - state.at > DELTA_TOKEN_LIFETIME) throw errors.deltaTokenExpired();
  const plan = planOf(reading, tracking, scope, preferences);
  if (state.kind === 'present') {
    const { texts, next } = presentRows(reading, plan, state);
    const { start } = state;
    return answer(
      next ? { kind: 'present', start, ...next } : { kind: 'next', after: start, at: clock.now },
      texts,
    );
  }
  const until = state.kind === 'changes' ? state.until : now;
  const { texts, next } = changedRows(reading, plan, { after: state.after, until }, preferences.minimal);
  return answer(
    next === undefined
      ? { kind: 'next', after: until, at: clock.now }
      : { kind: 'changes', after: next, until },
    texts,
  );
}

/** Where a full synchronization begins, for what was asked. */
function initialUrl({ base, url }: Reading, { select, ids, types }: DeltaScope): string {
  const clauses = ids?.map((id) => `id eq '${id}'`) ?? types?.map((type) => `isof('${type}')`);
  const options = [
    ...(select ? [`$select=${select.join(',')}`] : []),
    ...(clauses ? [`$filter=${encodeURIComponent(clauses.join(' or '))}`] : []),
    '$deltatoken=',
  ];
  return `${base}${url}?${options.join('&')}`;
}

/** What a request itself asks for. Throws GraphError for a filter by anything but ids, and types of mixed sets. [documented] */
function scopeOf(
  { type, node }: Reading,
  { selected, constraints, exact, options: { filter } }: Query,
): DeltaScope {
  if (!filter) return { select: selected, ids: undefined, types: undefined };
  const types = node.resource.source.kind === 'union' ? typesIn(filter) : undefined;
  if (types) return { select: selected, ids: undefined, types };
  const [only] = constraints;
  if (!only || constraints.length > 1 || !exact || only.property !== 'id') {
    const local = type.name.slice(type.name.lastIndexOf('.') + 1);
    throw errors.deltaFilterUnsupported(
      constraints.find(({ property }) => property !== 'id')?.property ?? 'id',
      local.charAt(0).toUpperCase() + local.slice(1),
    );
  }
  if (only.values.length > DELTA_FILTER_LIMIT) throw errors.deltaFilterTooLong(DELTA_FILTER_LIMIT);
  return { select: selected, ids: only.values.map((id) => String(id).toLowerCase()), types: undefined };
}

/** The types in `isof('microsoft.graph.user') or isof('microsoft.graph.group')`; undefined for any other filter. */
function typesIn(filter: FilterExpression): string[] | undefined {
  if (filter.kind === 'isof' && !filter.operand) return [filter.typeName.toLowerCase()];
  if (filter.kind !== 'or') return undefined;
  const types = filter.operands.map(typesIn);
  return types.every((each) => each !== undefined) ? types.flat() : undefined;
}

function planOf(
  { state, node, type }: Reading,
  tracking: DeltaTracking,
  { select, ids, types }: DeltaScope,
  { pageSize }: DeltaPreferences,
): DeltaPlan {
  const { resource } = node;
  const { page, source } = resource;
  const relations: Relation[] = [];
  for (const name of tracking.relations ?? []) {
    const related = state.registry.child(node, name)?.resource.source;
    const wanted = select ? select.includes(name) : tracking.unasked?.includes(name);
    if (wanted && related?.kind === 'linked') relations.push({ name, source: related });
  }
  return {
    sets:
      source.kind === 'union'
        ? source.sets.flatMap((path) => {
            const home = state.registry.at(path);
            if (!home || (types && !types.includes(home.type.name.toLowerCase()))) return [];
            return [followed(state, home.resource, home.type, select, `#${home.type.name}`)];
          })
        : [followed(state, resource, type, select, undefined)],
    relations,
    everything: select === undefined,
    ids: ids && new Set(ids),
    pageSize: Math.min(pageSize ?? page.default, page.maximum),
  };
}

function followed(
  { version }: Reading['state'],
  resource: Resource,
  type: TypeModel,
  select: readonly string[] | undefined,
  shownType: string | undefined,
): FollowedSet {
  const { path, writeOnly = [], selectOnly = [], delta, source } = resource;
  const names = select ?? shownUnasked(resource, version);
  const hidden = select ? writeOnly : [...writeOnly, ...selectOnly];
  return {
    path,
    type,
    shownType,
    properties: type.structural.filter(
      ({ name }) => (names?.includes(name) ?? true) && !hidden.includes(name),
    ),
    restorable: delta?.restorable ?? (() => false),
    builtIn: source.kind === 'stored' ? source.builtIn : undefined,
  };
}
