export const EVENT_KINDS = ['change', 'trace', 'request', 'clock'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Something that happened, as a reader of `events` gets it. */
export interface ControlEvent {
  /** 1, 2, 3 …; never reused while the server runs. */
  readonly sequence: number;
  readonly kind: EventKind;
  /** What it says; made when somebody reads it. */
  readonly content: () => unknown;
}

/** The latest events of all kinds, in the order in which they happened. They refer to what others keep. */
export class EventLog {
  readonly #events: ControlEvent[] = [];
  readonly #limit: number;
  readonly #listeners = new Set<() => void>();
  #sequence = 0;

  /** @param limit how many are kept */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get lastSequence(): number {
    return this.#sequence;
  }

  /** The oldest kept event's number. */
  get firstSequence(): number {
    return this.#sequence - this.#events.length + 1;
  }

  add(kind: EventKind, content: () => unknown): void {
    this.#events[this.#sequence % this.#limit] = { sequence: this.#sequence + 1, kind, content };
    this.#sequence += 1;
    for (const listener of this.#listeners) listener();
  }

  at(sequence: number): ControlEvent | undefined {
    const event = this.#events[(sequence - 1) % this.#limit];
    return event?.sequence === sequence ? event : undefined;
  }

  /** Calls `listener` whenever there is something new. Returns how to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
