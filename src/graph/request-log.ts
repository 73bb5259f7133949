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
  /** The path of the set or operation that answered; undefined when none matched. */
  readonly resource: string | undefined;
  /** Of a request that matched nothing: the path that comes closest. */
  readonly nearest: string | undefined;
  /** What the service silently ignored. */
  readonly ignored: readonly string[];
  readonly error: string | undefined;
}

/** How many requests are remembered; older ones are dropped. */
export const REQUEST_LOG_LIMIT = 10_000;

/** The latest requests, in order. */
export class RequestLog {
  readonly #entries: LoggedRequest[] = [];
  readonly #limit: number;
  readonly #listeners = new Set<(request: LoggedRequest) => void>();
  #sequence = 0;
  /** The newest request that was forgotten. */
  #forgotten = 0;

  constructor(limit = REQUEST_LOG_LIMIT) {
    this.#limit = limit;
  }

  get lastSequence(): number {
    return this.#sequence;
  }

  record(request: Omit<LoggedRequest, 'sequence'>): void {
    this.#sequence += 1;
    const entry: LoggedRequest = { sequence: this.#sequence, ...request };
    this.#entries[(this.#sequence - 1) % this.#limit] = entry;
    for (const listener of this.#listeners) listener(entry);
  }

  /** The remembered requests after `sequence`, oldest first. */
  *since(sequence = 0): Generator<LoggedRequest, void> {
    const first = Math.max(sequence, this.#sequence - this.#limit, this.#forgotten) + 1;
    for (let number = first; number <= this.#sequence; number += 1) {
      yield this.#entries[(number - 1) % this.#limit] as LoggedRequest;
    }
  }

  /** Forgets the requests so far; the sequence goes on. */
  clear(): void {
    this.#entries.length = 0;
    this.#forgotten = this.#sequence;
  }

  /** Calls `listener` at each later request. Returns how to stop. */
  subscribe(listener: (request: LoggedRequest) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
