import { EventQueue, type ScheduledEvent } from './event-queue.ts';

/** `manual`: time stands still until it is advanced. `realtime`: it follows `source`, and may be advanced on top of that. */
export type ClockMode = 'manual' | 'realtime';

export interface ClockSnapshot {
  readonly now: string;
  readonly mode: ClockMode;
  readonly events: readonly ScheduledEvent[];
}

export type EventHandler = (subject: string, at: number) => void;

/**
 * A tenant's time. Nothing in a tenant reads the computer's clock: cadences, grace periods and lifetimes are events
 * here, run in order of time and, at the same time, in the order in which they were scheduled.
 */
export class Clock {
  #now: number;
  #mode: ClockMode;
  #running = false;
  /** The source's reading that corresponds to `#now`, in realtime mode. */
  #anchor: number;
  readonly #source: () => number;
  readonly #queue = new EventQueue();
  readonly #handlers = new Map<string, EventHandler>();

  /**
   * @param start where virtual time begins, in milliseconds since the Unix epoch
   * @param source what `realtime` follows, in milliseconds; its origin doesn't matter
   */
  constructor(start: number, mode: ClockMode = 'manual', source: () => number = () => 0) {
    this.#now = start;
    this.#mode = mode;
    this.#source = source;
    this.#anchor = source();
  }

  /** Virtual time in milliseconds since the Unix epoch. It moves only in `advance`, `advanceTo`, `runUntil` and `tick`. */
  get now(): number {
    return this.#now;
  }

  get mode(): ClockMode {
    return this.#mode;
  }

  set mode(mode: ClockMode) {
    this.tick();
    this.#mode = mode;
    this.#anchor = this.#source();
  }

  /** When the next event is due; Infinity when there is none. */
  get nextEventAt(): number {
    return this.#queue.nextAt;
  }

  get pendingEvents(): number {
    return this.#queue.size;
  }

  /** Says what events of a kind do. One handler a kind; a later one replaces an earlier one. */
  on(kind: string, handler: EventHandler): void {
    this.#handlers.set(kind, handler);
  }

  /** Whether somebody has said what events of a kind do; running any other is an error. */
  handles(kind: string): boolean {
    return this.#handlers.has(kind);
  }

  /** Schedules an event; one in the past is due now. There is no cancelling: a handler checks that its event still means something. */
  schedule(at: number, kind: string, subject: string): void {
    this.#queue.push(Math.max(at, this.#now), kind, subject);
  }

  /** Whom the pending events of a kind concern, in no particular order. */
  subjectsOf(kind: string): Iterable<string> {
    return this.#queue.subjectsOf(kind);
  }

  /** Moves time on by `milliseconds`, running all that becomes due, in order. Throws RangeError on a negative span. */
  advance(milliseconds: number): void {
    this.advanceTo(this.#now + milliseconds);
  }

  /** Moves time to `target` (milliseconds since the epoch), running all that becomes due. Time never runs backwards: throws RangeError. */
  advanceTo(target: number): void {
    if (!(target >= this.#now)) {
      throw new RangeError(
        `time runs forwards only: ${toIso(this.#now)} is now, ${describe(target)} was asked for`,
      );
    }
    this.runUntil(() => false, target);
    this.#now = target;
  }

  /**
   * Runs due events in order until `done()` holds (asked before each event) or the next one lies after `deadline`.
   * Leaves the time where the last event was. Returns whether `done()` held.
   */
  runUntil(done: () => boolean, deadline: number): boolean {
    if (this.#running) throw new Error('the clock cannot be advanced from within one of its own events');
    this.#running = true;
    try {
      while (!done()) {
        if (!(this.#queue.nextAt <= deadline)) return false;
        const event = this.#queue.pop() as ScheduledEvent;
        this.#now = event.at;
        const handler = this.#handlers.get(event.kind);
        if (!handler) throw new Error(`nothing handles clock events of the kind '${event.kind}'`);
        handler(event.subject, event.at);
        this.#now = event.at;
      }
      return true;
    } finally {
      this.#running = false;
    }
  }

  /** In realtime mode, catches up with the source. Does nothing in manual mode, or while events run. */
  tick(): void {
    if (this.#mode !== 'realtime' || this.#running) return;
    const reading = this.#source();
    const elapsed = Math.max(0, reading - this.#anchor);
    this.#anchor = reading;
    if (elapsed > 0) this.advance(elapsed);
  }

  snapshot(): ClockSnapshot {
    return { now: toIso(this.#now), mode: this.#mode, events: this.#queue.toArray() };
  }

  /** Goes back (or forth) to a snapshot without running anything in between. Keeps the present mode. */
  restore(snapshot: ClockSnapshot): void {
    this.#now = Date.parse(snapshot.now);
    this.#anchor = this.#source();
    this.#queue.clear();
    for (const { at, kind, subject } of snapshot.events) this.#queue.push(at, kind, subject);
  }
}

const DAY = 86_400_000;
const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));
/** The day that was written last: most moments that are written one after another lie on the same day. */
let writtenDay = Number.NaN;
let writtenDate = '';
/** What was written of whole seconds: the records of a fleet share their texts. */
const WRITTEN = new Map<number, string>();
const WRITTEN_KEPT = 20_000;

/** Milliseconds since the epoch as Graph writes a moment: UTC, no fraction when there is none. */
export function toIso(milliseconds: number): string {
  const known = WRITTEN.get(milliseconds);
  if (known !== undefined) return known;
  const day = Math.floor(milliseconds / DAY);
  if (day !== writtenDay) {
    writtenDate = new Date(day * DAY).toISOString().slice(0, -13);
    writtenDay = day;
  }
  const ofDay = milliseconds - day * DAY;
  const seconds = Math.floor(ofDay / 1000);
  const fraction = Math.floor(ofDay) % 1000;
  const minutes = Math.floor(seconds / 60);
  const time = `${TWO_DIGITS[Math.floor(minutes / 60)]}:${TWO_DIGITS[minutes % 60]}:${TWO_DIGITS[seconds % 60]}`;
  if (fraction !== 0) return `${writtenDate}${time}.${String(fraction).padStart(3, '0')}Z`;
  const text = `${writtenDate}${time}Z`;
  if (WRITTEN.size >= WRITTEN_KEPT) WRITTEN.clear();
  WRITTEN.set(milliseconds, text);
  return text;
}

function describe(milliseconds: number): string {
  return Number.isFinite(milliseconds) ? toIso(milliseconds) : String(milliseconds);
}
