import type { IncomingMessage, ServerResponse } from 'node:http';
import { tooManyReaders } from './errors.ts';
import type { EventKind, EventLog } from './event-log.ts';
import { EventReader } from './event-reader.ts';
import { HEARTBEAT, MAX_READERS, READER_PATIENCE } from './limits.ts';

export interface StreamLimits {
  /** Milliseconds. */
  readonly heartbeat?: number;
  /** Milliseconds. */
  readonly patience?: number;
  readonly readers?: number;
}

export interface StreamOptions {
  readonly log: EventLog;
  readonly run: string;
  readonly limits?: StreamLimits;
  /** Called before the first reader is served: events are logged from then on. */
  readonly start: () => void;
  /** What a new reader is told at first. */
  readonly clock: () => unknown;
  /** Called before each heartbeat, while there are readers. */
  readonly beforeBeat: () => void;
}

/** Everybody who reads events. */
export class EventStream {
  readonly #options: StreamOptions;
  readonly #limits: Required<StreamLimits>;
  readonly #readers = new Set<EventReader>();
  #heartbeat: NodeJS.Timeout | undefined;
  #started = false;
  #closed = false;

  constructor(options: StreamOptions) {
    this.#options = options;
    this.#limits = {
      heartbeat: HEARTBEAT,
      patience: READER_PATIENCE,
      readers: MAX_READERS,
      ...options.limits,
    };
  }

  /** Throws ControlError when there are too many readers. */
  admit(): void {
    if (this.#readers.size >= this.#limits.readers) throw tooManyReaders(this.#limits.readers);
  }

  serve(
    request: IncomingMessage,
    response: ServerResponse,
    kinds: ReadonlySet<EventKind>,
    lastEventId: string | undefined,
  ): void {
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
    });
    if (request.method === 'HEAD' || this.#closed) {
      response.end();
      return;
    }
    const { log, run, clock, start } = this.#options;
    if (!this.#started) start();
    this.#started = true;
    const reader = new EventReader(response, {
      log,
      run,
      kinds,
      lastEventId,
      patience: this.#limits.patience,
    });
    reader.tell('clock', clock());
    this.#readers.add(reader);
    this.#heartbeat ??= setInterval(() => this.#beat(), this.#limits.heartbeat).unref();
    response.on('close', () => {
      this.#readers.delete(reader);
      if (this.#readers.size > 0) return;
      clearInterval(this.#heartbeat);
      this.#heartbeat = undefined;
    });
  }

  /** Ends every connection, and each later one at once. */
  close(): void {
    this.#closed = true;
    for (const reader of this.#readers) reader.end();
  }

  #beat(): void {
    this.#options.beforeBeat();
    for (const reader of this.#readers) reader.beat();
  }
}
