import type { ServerResponse } from 'node:http';
import type { EventKind, EventLog } from './event-log.ts';

export interface ReaderOptions {
  readonly log: EventLog;
  /** Distinguishes this server's events from those of one that ran here before. */
  readonly run: string;
  readonly kinds: ReadonlySet<EventKind>;
  /** Where the reader was when it lost the connection. */
  readonly lastEventId: string | undefined;
  /** How long it may leave what it was sent unread, in milliseconds. */
  readonly patience: number;
}

/**
 * One connection that gets server-sent events. It has a place in the log rather than a buffer of its own, and is sent
 * more only when it has taken what it was sent.
 */
export class EventReader {
  readonly #response: ServerResponse;
  readonly #options: ReaderOptions;
  readonly #stop: () => void;
  /** The next event to send. */
  #next: number;
  #scheduled = false;
  #stuck: NodeJS.Timeout | undefined;

  /** The head of the response has been written already. */
  constructor(response: ServerResponse, options: ReaderOptions) {
    this.#response = response;
    this.#options = options;
    const { log, run, lastEventId } = options;
    const seen = sequenceOf(lastEventId, run, log.lastSequence);
    this.#next = (seen ?? log.lastSequence) + 1;
    response.write('retry: 1000\n\n');
    // Of events that this server doesn't know nobody can say how many there were.
    if (lastEventId && seen === undefined) this.#send('missed', { events: null });
    // A burst of changes is sent when it is over, not in its midst.
    this.#stop = log.subscribe(() => this.#wake());
    response.on('drain', () => {
      clearTimeout(this.#stuck);
      this.#stuck = undefined;
      this.#wake();
    });
    response.on('close', () => {
      clearTimeout(this.#stuck);
      this.#stop();
    });
    this.#wake();
  }

  /** Tells the reader something that is in no log. */
  tell(kind: EventKind, content: unknown): void {
    if (this.#options.kinds.has(kind)) this.#send(kind, content);
  }

  /** A comment, so that both ends learn whether the connection still stands. */
  beat(): void {
    if (!this.#response.writableNeedDrain) this.#response.write(': still here\n\n');
  }

  end(): void {
    this.#response.end();
  }

  #wake(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#pump();
    });
  }

  #pump(): void {
    const { log, kinds, patience } = this.#options;
    if (this.#response.writableEnded || this.#response.destroyed) return;
    while (this.#next <= log.lastSequence) {
      if (this.#response.writableNeedDrain) {
        this.#stuck ??= setTimeout(() => this.#response.destroy(), patience).unref();
        return;
      }
      const missed = log.firstSequence - this.#next;
      if (missed > 0) {
        this.#next += missed;
        this.#send('missed', { events: missed });
        continue;
      }
      const event = log.at(this.#next);
      this.#next += 1;
      if (event && kinds.has(event.kind)) this.#send(event.kind, event.content());
    }
  }

  #send(kind: string, content: unknown): void {
    const id = `${this.#options.run}-${this.#next - 1}`;
    this.#response.write(`event: ${kind}\nid: ${id}\ndata: ${JSON.stringify(content)}\n\n`);
  }
}

/** The event that an id stands for; undefined when it is none of this run's. */
function sequenceOf(id: string | undefined, run: string, last: number): number | undefined {
  if (!id?.startsWith(`${run}-`)) return undefined;
  const sequence = Number(id.slice(run.length + 1));
  return Number.isInteger(sequence) && sequence >= 0 && sequence <= last ? sequence : undefined;
}
