import type { IncomingMessage, ServerResponse } from 'node:http';
import { tooManyReaders } from './errors.ts';
import type { EventKind, EventLog } from './event-log.ts';
import { HEARTBEAT, MAX_READERS, READER_PATIENCE } from './limits.ts';

export interface StreamLimits {
  readonly heartbeat?: number;
  readonly patience?: number;
  readonly readers?: number;
}

export interface ReaderOptions {
  /** `Last-Event-ID`: where the reader was when it lost the connection. */
  readonly lastEventId: string | undefined;
  readonly kinds: ReadonlySet<EventKind>;
  /** What every reader is told at first, and once in a while if it is news. */
  readonly state: () => unknown;
}

/**
 * Server-sent events. A reader has a place in the log rather than a buffer of its own: it is sent more only when it
 * has taken what it was sent. One that stops reading is dropped after a while; one that falls further back than the log
 * reaches is told how many events it missed.
 */
export class EventStream {
  readonly #log: EventLog;
  /** Distinguishes this server's events from those of one that ran here before. */
  readonly #run: string;
  readonly #limits: Required<StreamLimits>;
  readonly #readers = new Set<ServerResponse>();
  #closed = false;

  constructor(log: EventLog, run: string, limits: StreamLimits = {}) {
    this.#log = log;
    this.#run = run;
    this.#limits = { heartbeat: HEARTBEAT, patience: READER_PATIENCE, readers: MAX_READERS, ...limits };
  }

  /** Throws ControlError when there are too many readers. */
  admit(): void {
    if (this.#readers.size >= this.#limits.readers) throw tooManyReaders(this.#limits.readers);
  }

  serve(request: IncomingMessage, response: ServerResponse, options: ReaderOptions): void {
    const { kinds, state } = options;
    let { next, missed } = this.#resume(options.lastEventId);
    let told = '';
    let stuckSince: NodeJS.Timeout | undefined;
    let scheduled = false;

    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    request.socket.setNoDelay(true);
    this.#readers.add(response);

    const id = () => `${this.#run}-${next - 1}`;
    const send = (kind: string, content: unknown): boolean =>
      response.write(`event: ${kind}\nid: ${id()}\ndata: ${JSON.stringify(content)}\n\n`);
    const tellState = (): void => {
      const text = JSON.stringify(state());
      if (kinds.has('clock') && text !== told) send('clock', state());
      told = text;
    };

    const pump = (): void => {
      scheduled = false;
      if (stuckSince || response.destroyed) return;
      for (let flowing = true; next <= this.#log.lastSequence || missed > 0; ) {
        if (!flowing) {
          stuckSince = setTimeout(() => response.destroy(), this.#limits.patience);
          return;
        }
        const lost = this.#log.firstSequence - next;
        if (lost > 0) {
          missed += lost;
          next += lost;
        }
        if (missed > 0) {
          flowing = send('missed', { events: missed });
          missed = 0;
          continue;
        }
        const event = this.#log.at(next);
        next += 1;
        if (event && kinds.has(event.kind)) flowing = send(event.kind, event.content());
      }
    };
    // A burst of changes is sent when it is over, not in its midst.
    const wake = (): void => {
      if (scheduled) return;
      scheduled = true;
      setImmediate(pump);
    };
    response.on('drain', () => {
      clearTimeout(stuckSince);
      stuckSince = undefined;
      wake();
    });
    const heartbeat = setInterval(() => {
      if (stuckSince) return;
      response.write(': still here\n\n');
      tellState();
    }, this.#limits.heartbeat).unref();
    const unsubscribe = this.#log.subscribe(wake);
    response.on('close', () => {
      clearTimeout(stuckSince);
      clearInterval(heartbeat);
      unsubscribe();
      this.#readers.delete(response);
    });

    response.write('retry: 1000\n\n');
    tellState();
    wake();
    if (this.#closed) response.end();
  }

  /** Ends every reader's connection; clients connect again to whoever listens then. */
  close(): void {
    this.#closed = true;
    for (const response of this.#readers) response.end();
  }

  #resume(lastEventId: string | undefined): { next: number; missed: number } {
    const { lastSequence } = this.#log;
    if (lastEventId === undefined || lastEventId === '') return { next: lastSequence + 1, missed: 0 };
    const [run, sequence] = [
      lastEventId.slice(0, lastEventId.lastIndexOf('-')),
      lastEventId.slice(lastEventId.lastIndexOf('-') + 1),
    ];
    const seen = Number(sequence);
    // Of another run nobody knows what it missed: all that there is comes again.
    if (run !== this.#run || !Number.isInteger(seen) || seen > lastSequence) return { next: 1, missed: 0 };
    return { next: seen + 1, missed: 0 };
  }
}
