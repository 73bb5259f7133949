// What an action or function gives back, by its signature.
import type { Entity } from '../../tenant/index.ts';
import type { BoundOperation } from '../declare/operations.ts';
import type { Signature } from '../model/index.ts';
import type { Query } from '../query/query.ts';
import { toBase64 } from '../request/base64.ts';
import type { GraphResponse } from '../types.ts';
import { type Exchange, emptyAnswer, jsonAnswer, textAnswer } from './exchange.ts';
import type { Reading } from './read.ts';
import { EVERYTHING } from './shape.ts';

/** The answer with a result; one that isn't there is what its type is when nothing was set. */
export function resultAnswer(
  exchange: Exchange,
  reading: Reading,
  { signature, does }: BoundOperation,
  bound: Entity | undefined,
  result: unknown,
  query: string,
): GraphResponse {
  const { returns } = signature;
  if (!returns) return emptyAnswer(exchange);
  if (returns.type === 'Edm.Stream') {
    return streamAnswer(exchange, reading, typeof result === 'string' ? result : '');
  }
  const value = result ?? unset(signature, bound);
  return jsonAnswer(exchange, does?.status ?? 200, resultText(reading, returns, value, query));
}

/**
 * A stream: its bytes, as Intune's broker of reports answers [documented, of the same broker]. Whoever takes JSON and nothing
 * else gets what the reference pages of these actions show, the bytes in base64 [documented]; that the header decides is
 * inferred.
 */
function streamAnswer(exchange: Exchange, { base }: Reading, text: string): GraphResponse {
  const accept = exchange.request.header('accept') ?? '*/*';
  if (accept.split(',').every((each) => each.trim().toLowerCase().startsWith('application/json'))) {
    const context = `"@odata.context":${JSON.stringify(`${base}/$metadata#Edm.Stream`)}`;
    return jsonAnswer(exchange, 200, `{${context},"value":${JSON.stringify(toBase64(text))}}`);
  }
  return textAnswer(exchange, text, 'application/octet-stream');
}

/** What an operation without behaviour gives back: what it was called on, where that is what it returns. */
function unset({ returns, on }: Signature, bound: Entity | undefined): unknown {
  if (!returns) return undefined;
  if (returns.collection) return [];
  if (bound && returns.type === `microsoft.graph.${on}`) return bound;
  return ZEROS[returns.type] ?? {};
}

const ZEROS: Readonly<Record<string, unknown>> = {
  'Edm.String': '',
  'Edm.Boolean': false,
  'Edm.Int32': 0,
  'Edm.Int64': 0,
};

function resultText(
  reading: Reading,
  { type, collection }: NonNullable<Signature['returns']>,
  value: unknown,
  queryText: string,
): string {
  const { state, base, node } = reading;
  const context = (name: string) => `"@odata.context":${JSON.stringify(`${base}/$metadata#${name}`)}`;
  const model = state.model.type(type);
  if (!model || model.kind === 'enum') {
    return `{${context(collection ? `Collection(${type})` : type)},"value":${JSON.stringify(value)}}`;
  }
  // What it gives is of another type than the set that it was called on, so it has a query and a writer of its own.
  const result = state.resultNode(model, node.resource.family);
  if (!collection) {
    const text = state.shapes.writer(result.resource, EVERYTHING)(value as Entity);
    return text === '' ? `{${context(type)}}` : `{${context(type)},${text}}`;
  }
  const query = state.query(result, model, queryText);
  const rows = shown(value as readonly Entity[], query);
  const count = query.count ? `"@odata.count":${rows.total},` : '';
  return `{${context(`Collection(${type})${query.contextSuffix}`)},${count}"value":[${rows.page.map((each) => `{${query.write(each)}}`).join(',')}]}`;
}

function shown(entities: readonly Entity[], { test, compare, skip, top }: Query) {
  const kept = test ? entities.filter(test) : entities;
  const sorted = compare ? [...kept].sort(compare) : kept;
  return { total: kept.length, page: sorted.slice(skip, top === undefined ? undefined : skip + top) };
}
