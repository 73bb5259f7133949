import type { ValidationIssue } from '../model/index.ts';
import type { Scopes } from '../permissions/permissions.ts';
import { hintOf } from './hints.ts';
import type { Ignored } from './ignored.ts';

/** One request that was handled, as the control API shows it. */
export interface LoggedRequest {
  /** 1, 2, 3 …; never reused. */
  readonly sequence: number;
  /** Virtual time in milliseconds since the Unix epoch. */
  readonly at: number;
  readonly method: string;
  readonly url: string;
  readonly status: number;
  /** The caller's application; undefined when nobody could be made out. */
  readonly appId: string | undefined;
  /** Which permissions suffice for it; undefined when it wasn't understood. */
  readonly requires: Scopes | undefined;
  /** The path of the set or operation that answered; undefined when none matched. */
  readonly resource: string | undefined;
  /** Of a request that matched nothing: the path that comes closest, with its version where that is another one. */
  readonly nearest: string | undefined;
  /** Of a request that was refused: what was likely meant, in our words. */
  readonly hint: string | undefined;
  /** What the service silently ignored. */
  readonly ignored: readonly string[];
  /** What made the answer another one than the service's. */
  readonly injected: readonly string[];
  /** Of a request that was refused: the reason. */
  readonly error: string | undefined;
}

/** As it is kept: what the exchange had, without a copy. */
interface Entry extends Omit<LoggedRequest, 'nearest' | 'hint' | 'ignored'> {
  readonly issue: ValidationIssue | undefined;
  readonly ignored: readonly Ignored[];
}

const NONE: readonly never[] = [];

/** How many requests are remembered; older ones are dropped. */
export const REQUEST_LOG_LIMIT = 10_000;

/** The latest requests, in order. */
export class RequestLog {
  readonly #entries: Entry[] = [];
  readonly #limit: number;
  readonly #nearest: (url: string) => string | undefined;
  readonly #listeners = new Set<(request: LoggedRequest) => void>();
  #sequence = 0;

  /** @param nearest finds the path that comes closest to a URL; asked only when somebody looks */
  constructor(nearest: (url: string) => string | undefined, limit = REQUEST_LOG_LIMIT) {
    this.#nearest = nearest;
    this.#limit = limit;
  }

  get lastSequence(): number {
    return this.#sequence;
  }

  record(request: Omit<Entry, 'sequence'>): void {
    this.#sequence += 1;
    const { at, method, url, status, appId, requires, resource, ignored, injected, error, issue } = request;
    // A plain literal, which costs less than a copy. Most requests have nothing to list, and share that.
    const entry: Entry = {
      sequence: this.#sequence,
      at,
      method,
      url,
      status,
      appId,
      requires,
      resource,
      ignored: ignored.length > 0 ? ignored : NONE,
      injected: injected.length > 0 ? injected : NONE,
      error,
      issue,
    };
    this.#entries[(this.#sequence - 1) % this.#limit] = entry;
    if (this.#listeners.size === 0) return;
    const shown = this.#shown(entry);
    for (const listener of this.#listeners) listener(shown);
  }

  /** The remembered requests after `sequence`, oldest first. */
  *since(sequence = 0): Generator<LoggedRequest, void> {
    const first = Math.max(sequence + 1, this.#sequence - this.#limit + 1, 1);
    for (let number = first; number <= this.#sequence; number += 1) {
      yield this.#shown(this.#entries[(number - 1) % this.#limit] as Entry);
    }
  }

  /** Calls `listener` at each later request. Returns how to stop. */
  subscribe(listener: (request: LoggedRequest) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #shown({ issue, ...entry }: Entry): LoggedRequest {
    const nearest = isUnmatched(entry) ? this.#nearest(entry.url) : undefined;
    return {
      ...entry,
      nearest,
      hint: nearest === undefined ? issue && hintOf(issue, entry.url) : `Did you mean ${nearest}?`,
      ignored: entry.ignored.map(({ what }) => what),
    };
  }
}

/** Whether a request asked for a path that is not known. Of one whose caller isn't known, nobody looks at the path. */
export function isUnmatched({ resource, appId }: Pick<LoggedRequest, 'resource' | 'appId'>): boolean {
  return resource === undefined && appId !== undefined;
}
