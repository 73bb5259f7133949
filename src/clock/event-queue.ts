/** Something due at a moment of virtual time. It is data, so that a snapshot can hold it; `clock.on(kind)` says what it does. */
export interface ScheduledEvent {
  /** Virtual time in milliseconds since the Unix epoch. */
  readonly at: number;
  readonly kind: string;
  /** Whom it concerns, usually an entity id. */
  readonly subject: string;
}

/** What is due at one moment, in the order of scheduling: kind, subject, kind, subject … */
interface Moment {
  readonly at: number;
  readonly events: string[];
  /** Where in `events` the next one begins. */
  next: number;
}

/**
 * Events in order of time, then of scheduling. Most of them fall on whole seconds, so that a fleet's million pending
 * check-ins share some ten thousand moments: only the moments are kept in a binary heap, and an event costs two slots
 * of its moment's list.
 */
export class EventQueue {
  readonly #moments = new Map<number, Moment>();
  readonly #heap: Moment[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** When the next event is due; Infinity when there is none. */
  get nextAt(): number {
    return this.#heap[0]?.at ?? Number.POSITIVE_INFINITY;
  }

  push(at: number, kind: string, subject: string): void {
    let moment = this.#moments.get(at);
    if (!moment) {
      moment = { at, events: [], next: 0 };
      this.#moments.set(at, moment);
      this.#rise(moment);
    }
    moment.events.push(kind, subject);
    this.#size += 1;
  }

  pop(): ScheduledEvent | undefined {
    const moment = this.#heap[0];
    if (!moment) return undefined;
    const { at, events, next } = moment;
    moment.next = next + 2;
    this.#size -= 1;
    if (moment.next === events.length) {
      this.#moments.delete(at);
      this.#dropFirst();
    }
    return { at, kind: events[next] as string, subject: events[next + 1] as string };
  }

  /** All events in the order in which they are due. Costs n log n. */
  toArray(): ScheduledEvent[] {
    const all: ScheduledEvent[] = [];
    for (const { at, events, next } of [...this.#heap].sort((one, other) => one.at - other.at)) {
      for (let i = next; i < events.length; i += 2) {
        all.push({ at, kind: events[i] as string, subject: events[i + 1] as string });
      }
    }
    return all;
  }

  /** The subjects of the events of a kind, in no particular order. */
  *subjectsOf(kind: string): Generator<string, void> {
    for (const { events, next } of this.#heap) {
      for (let i = next; i < events.length; i += 2) if (events[i] === kind) yield events[i + 1] as string;
    }
  }

  clear(): void {
    this.#moments.clear();
    this.#heap.length = 0;
    this.#size = 0;
  }

  /** Puts a moment into the heap. */
  #rise(moment: Moment): void {
    const heap = this.#heap;
    let hole = heap.length;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const above = heap[parent] as Moment;
      if (above.at <= moment.at) break;
      heap[hole] = above;
      hole = parent;
    }
    heap[hole] = moment;
  }

  #dropFirst(): void {
    const heap = this.#heap;
    const last = heap.pop() as Moment;
    const { length } = heap;
    if (length === 0) return;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= length) break;
      if (child + 1 < length && (heap[child + 1] as Moment).at < (heap[child] as Moment).at) child += 1;
      if ((heap[child] as Moment).at >= last.at) break;
      heap[hole] = heap[child] as Moment;
      hole = child;
    }
    heap[hole] = last;
  }
}
