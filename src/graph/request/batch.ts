// `$batch`: several requests in one JSON document. https://learn.microsoft.com/graph/json-batching

import { STRICT_HEADER } from '../conditions/headers.ts';
import type { GraphError } from '../errors.ts';
import type { JsonObject } from '../model/index.ts';
import type { GraphRequest, GraphResponse, GraphVersion } from '../types.ts';
import { fromBase64, toBase64 } from './base64.ts';
import * as errors from './batch-errors.ts';
import type { NoAnswer, OutgoingAnswer, OutgoingRequest } from './outgoing.ts';

/** How many requests a batch may have. [documented] */
export const BATCH_LIMIT = 20;

/** One request of a batch. */
export interface BatchItem {
  readonly id: string;
  readonly method: string;
  /** As it was written: relative to the version, with a slash in front or without. */
  readonly url: string;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string | undefined;
  /** The request that has to succeed before this one; the service knows one at most. */
  readonly dependsOn: string | undefined;
}

/** Methods that need a body and its type, even where the operation takes none. [documented, recorded] */
const WRITES = new Set(['POST', 'PATCH', 'PUT']);

/** Reads and checks the body of a batch. Throws GraphError for what makes the service refuse it as a whole. */
export function readBatch({ requests }: JsonObject): readonly BatchItem[] {
  if (!Array.isArray(requests) || requests.length === 0) throw errors.batchUnreadable();
  if (requests.length > BATCH_LIMIT) throw errors.batchTooLarge(BATCH_LIMIT);
  const items = requests.map(readItem);
  const ids = new Set<string>();
  for (const { id, dependsOn } of items) {
    const folded = id.toLowerCase();
    if (ids.has(folded)) throw errors.batchIdNotUnique(id);
    // It has to stand before whatever depends on it. [recorded] msgraph-sdk-java-core#71
    if (dependsOn !== undefined && !ids.has(dependsOn.toLowerCase())) throw errors.batchDependencyInvalid(id);
    ids.add(folded);
  }
  if (!isParallel(items) && !isSequential(items) && !hasOneDependency(items)) throw errors.batchOrderMixed();
  return items;
}

const isParallel = (items: readonly BatchItem[]) => items.every(({ dependsOn }) => dependsOn === undefined);

/** Each depends on the one before it. */
const isSequential = ([first, ...rest]: readonly BatchItem[]) =>
  first?.dependsOn === undefined &&
  rest.every(({ dependsOn }, index) => isSame(dependsOn, [first, ...rest][index]?.id));

/** All depend on the first: what Microsoft's clients let through as well. [documented, in their source] */
const hasOneDependency = ([first, ...rest]: readonly BatchItem[]) =>
  rest.every(({ dependsOn }) => isSame(dependsOn, first?.id));

const isSame = (a: string | undefined, b: string | undefined) =>
  a !== undefined && a.toLowerCase() === b?.toLowerCase();

function readItem(value: unknown): BatchItem {
  if (!isObject(value)) throw errors.batchUnreadable();
  const { method, url } = value;
  const id = idOf(value['id']);
  if (id === undefined || typeof method !== 'string' || method === '' || typeof url !== 'string') {
    throw errors.batchUnreadable();
  }
  const headers = headersOf(value['headers']);
  const type = headers.get('content-type');
  const present = value['body'] !== undefined && value['body'] !== null;
  const name = method.toUpperCase();
  if (WRITES.has(name) && (!present || type === undefined)) throw errors.batchWriteIncomplete(id);
  return {
    id,
    method: name,
    url,
    headers,
    body: present ? bodyText(value['body'], type ?? '') : undefined,
    dependsOn: dependencyOf(id, value['dependsOn']),
  };
}

/** [inferred] a number is read as its text, as the service's JSON reader does with scalars elsewhere. */
function idOf(id: unknown): string | undefined {
  if (typeof id === 'number') return String(id);
  return typeof id === 'string' && id !== '' ? id : undefined;
}

function headersOf(value: unknown): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  if (value === undefined || value === null) return headers;
  if (!isObject(value)) throw errors.batchUnreadable();
  for (const [name, text] of Object.entries(value)) {
    if (typeof text !== 'string') throw errors.batchUnreadable();
    headers.set(name.toLowerCase(), text);
  }
  return headers;
}

function dependencyOf(id: string, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw errors.batchUnreadable();
  const ids = value.map(idOf);
  if (ids.includes(undefined)) throw errors.batchDependencyInvalid(id);
  if (ids.length > 1) throw errors.batchOrderMixed();
  return ids[0];
}

const isJson = (type: string | undefined) => type?.toLowerCase().startsWith('application/json') ?? false;

/** A JSON body stands in the batch as it is, any other one as base64. [documented] */
function bodyText(body: unknown, type: string): string {
  if (isJson(type) || typeof body !== 'string') return JSON.stringify(body);
  const text = fromBase64(body);
  if (text === undefined) throw errors.batchUnreadable();
  return text;
}

/** The headers of a batch that hold for its items too: its correlation id, and our own. */
const INHERITED = new Set(['client-request-id', STRICT_HEADER]);

/** An item as a request of its own. It inherits the batch's origin, and few of its headers. */
export function itemRequest(item: BatchItem, version: GraphVersion, batch: GraphRequest): GraphRequest {
  return {
    method: item.method,
    url: `/${version}/${item.url.replace(/^\//, '')}`,
    origin: batch.origin,
    header: (name) => item.headers.get(name) ?? (INHERITED.has(name) ? batch.header(name) : undefined),
    body: item.body,
    settles: batch.settles,
  };
}

/**
 * Sends the requests of a batch and puts the answers together; stops at each that waits for somebody else's answer. `send` is given why an item isn't to be handled, if it isn't.
 * They are handled in the order in which they stand; the service promises none, and answers what is independent in another
 * one: a live capture shows the last one first, so that is how it is here.
 */
export function* batchSteps(
  items: readonly BatchItem[],
  send: (item: BatchItem, refusal: GraphError | undefined) => GraphResponse,
): Generator<OutgoingRequest, string, OutgoingAnswer | NoAnswer> {
  const failed = new Set<string>();
  const texts: string[] = [];
  for (const item of items) {
    const { dependsOn } = item;
    const refusal =
      dependsOn !== undefined && failed.has(dependsOn.toLowerCase())
        ? errors.batchDependencyFailed()
        : isBatch(item)
          ? errors.batchNested()
          : undefined;
    let response = send(item, refusal);
    while (response.awaits) response = response.awaits.proceed(yield response.awaits.request);
    if (response.status >= 400) failed.add(item.id.toLowerCase());
    texts.push(answerText(item.id, response));
  }
  if (isParallel(items)) texts.reverse();
  return `{"responses":[${texts.join(',')}]}`;
}

const isBatch = ({ url }: BatchItem) => /^\/?(?:\$|%24)batch\/?(?:\?|$)/i.test(url);

/** What an item's answer doesn't repeat, because the batch's answer has it. [documented, by example] */
const HEADERS_OF_THE_WHOLE = new Set([
  'Strict-Transport-Security',
  'Vary',
  'request-id',
  'client-request-id',
  'x-ms-ags-diagnostic',
  'Date',
]);

function answerText(id: string, { status, headers, body }: GraphResponse): string {
  const kept = Object.fromEntries(
    Object.entries(headers).filter(([name]) => !HEADERS_OF_THE_WHOLE.has(name)),
  );
  const text =
    body === undefined ? 'null' : isJson(headers['Content-Type']) ? body : JSON.stringify(toBase64(body));
  return `{"id":${JSON.stringify(id)},"status":${status},"headers":${JSON.stringify(kept)},"body":${text}}`;
}

function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
