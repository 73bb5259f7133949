// Strict: what the service ignores without a word is an error that explains itself. The error is ours, and says so.

import { UNKNOWN_MEMBERS_PREFERENCE } from '../answer/evolvable.ts';
import type { Exchange } from '../answer/exchange.ts';
import type { Reading } from '../answer/read.ts';
import type { Verb } from '../declare/resource.ts';
import { readPreferences } from '../delta/delta.ts';
import { GraphError } from '../errors.ts';
import type { Ignored } from '../request/ignored.ts';
import { impliedCastNote } from '../request/implied-cast.ts';
import type { GraphRequest } from '../types.ts';
import { STRICT_HEADER } from './headers.ts';

const refusal = (message: string) => new GraphError(400, 'TenantlessStrict', message, { injected: 'strict' });

/** Whether a request is strict. Throws GraphError when its header says neither yes nor no. */
export function isStrict(request: GraphRequest, setting: boolean): boolean {
  const text = request.header(STRICT_HEADER);
  if (text === undefined) return setting;
  const folded = text.trim().toLowerCase();
  if (folded === 'true' || folded === 'false') return folded === 'true';
  throw refusal(`The header ${STRICT_HEADER} is '${text}'. It can be true or false.`);
}

/** The refusal of what the service would take and not heed. */
export function strictRefusal(ignored: readonly Ignored[]): GraphError {
  const reasons = ignored.map(({ what, source, instead }, index) => {
    const number = ignored.length > 1 ? `(${index + 1}) ` : '';
    return `${number}${what}${source === undefined ? '' : ` [${source}]`}.${instead === undefined ? '' : ` ${instead}`}`;
  });
  return refusal(
    `Tenantless is strict and refuses what Microsoft's service ignores without a word: ${reasons.join(' ')} Nothing was carried out. With the header ${STRICT_HEADER}: false the answer is the service's.`,
  );
}

/** Preferences that mean something to the service whether or not they show in the answer. [documented] */
const HEEDED = new Set([UNKNOWN_MEMBERS_PREFERENCE]);

const NOTHING: readonly Ignored[] = [];

/** What of a request beside its query and body has no effect. Most have nothing of the kind, and cost nothing more. */
export function ineffectiveParts(
  exchange: Exchange,
  reading: Reading,
  verb: Verb | 'operation',
): readonly Ignored[] {
  const { request, query } = exchange;
  const prefer = request.header('prefer');
  const eventual = reading.call.eventual && reading.node.resource.family === 'intune';
  const { implied = [] } = reading.route;
  const isPlain = prefer === undefined && !eventual && query === '' && request.method === 'GET';
  if (isPlain && implied.length === 0) return NOTHING;
  const isDelta = reading.route.tail.kind === 'delta';
  return [
    ...implied.map(impliedCastNote),
    ...(prefer === undefined ? NOTHING : ignoredPreferences(prefer, isDelta)),
    ...(eventual ? [consistencyIgnored(reading)] : NOTHING),
    ...(request.method === 'GET'
      ? ineffectiveInReads(exchange, reading)
      : ineffectiveInWrites(exchange, reading, verb)),
  ];
}

const consistencyIgnored = ({ node }: Reading): Ignored => ({
  what: `ConsistencyLevel: eventual has no effect on ${node.resource.name}`,
  source: 'https://learn.microsoft.com/graph/aad-advanced-queries: directory objects only',
  instead: 'Leave it out.',
});

function ineffectiveInReads({ query }: Exchange, { route: { tail } }: Reading): readonly Ignored[] {
  if (query === '' || (tail.kind !== 'property' && tail.kind !== 'references')) return NOTHING;
  const place = tail.kind === 'property' ? 'a single property' : 'a list of references';
  return [{ what: `query options have no effect on ${place}`, instead: 'Leave them out.' }];
}

function ineffectiveInWrites(
  { request, query }: Exchange,
  { node: { resource } }: Reading,
  verb: Verb | 'operation',
): readonly Ignored[] {
  const found: Ignored[] = [];
  if (resource.family === 'intune' && request.header('if-match') !== undefined) {
    found.push({
      what: `If-Match has no effect on ${resource.name}: the last write wins`,
      source: 'Intune’s entities carry no ETag in live captures',
      instead: 'Compare lastModifiedDateTime or version yourself before you write.',
    });
  }
  if (query !== '' && verb !== 'removeReference') {
    found.push({
      what: `query options have no effect on ${request.method}`,
      source: 'the reference pages of these operations list none',
      instead: 'Leave them out, and choose what to look at with a GET.',
    });
  }
  return found;
}

function ignoredPreferences(prefer: string, isDelta: boolean): Ignored[] {
  const { minimal, pageSize } = readPreferences(prefer);
  return prefer
    .split(/[,;]/)
    .map((each) => each.trim())
    .filter((each) => {
      const name = each.split('=')[0]?.trim().toLowerCase() ?? '';
      if (name === '' || HEEDED.has(name)) return false;
      if (!isDelta) return true;
      return !((name === 'return' && minimal) || (/maxpagesize$/.test(name) && pageSize !== undefined));
    })
    .map((each) => ({
      what: `Prefer: ${each} has no effect here`,
      source: 'https://learn.microsoft.com/graph/delta-query-overview for what delta queries heed',
      instead: 'Leave it out.',
    }));
}
