/** Something due at a moment of virtual time. It is data, so that a snapshot can hold it; `clock.on(kind)` says what it does. */
export interface ScheduledEvent {
  /** Virtual time in milliseconds since the Unix epoch. */
  readonly at: number;
  readonly kind: string;
  /** Whom it concerns, usually an entity id. */
  readonly subject: string;
}

/**
 * A binary heap ordered by time, then by the order of scheduling. Its four columns are parallel arrays: a million
 * pending check-ins cost 32 bytes each and leave nothing for the garbage collector to trace.
 */
export class EventQueue {
  readonly #at: number[] = [];
  readonly #order: number[] = [];
  readonly #kind: string[] = [];
  readonly #subject: string[] = [];
  #scheduled = 0;

  get size(): number {
    return this.#at.length;
  }

  /** When the next event is due; Infinity when there is none. */
  get nextAt(): number {
    return this.#at[0] ?? Number.POSITIVE_INFINITY;
  }

  push(at: number, kind: string, subject: string): void {
    let index = this.#at.length;
    this.#place(index, at, this.#scheduled, kind, subject);
    this.#scheduled += 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (this.#before(parent, index)) break;
      this.#swap(parent, index);
      index = parent;
    }
  }

  pop(): ScheduledEvent | undefined {
    const last = this.#at.length - 1;
    if (last < 0) return undefined;
    const event = {
      at: this.#at[0] as number,
      kind: this.#kind[0] as string,
      subject: this.#subject[0] as string,
    };
    this.#swap(0, last);
    this.#at.pop();
    this.#order.pop();
    this.#kind.pop();
    this.#subject.pop();
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      if (left >= last) break;
      const right = left + 1;
      const smaller = right < last && this.#before(right, left) ? right : left;
      if (this.#before(index, smaller)) break;
      this.#swap(index, smaller);
      index = smaller;
    }
    return event;
  }

  /** All events in the order in which they are due. Costs n log n. */
  toArray(): ScheduledEvent[] {
    return this.#at
      .map((at, index) => ({ at, order: this.#order[index] as number, index }))
      .sort((a, b) => a.at - b.at || a.order - b.order)
      .map(({ at, index }) => ({
        at,
        kind: this.#kind[index] as string,
        subject: this.#subject[index] as string,
      }));
  }

  clear(): void {
    for (const column of [this.#at, this.#order, this.#kind, this.#subject]) column.length = 0;
    this.#scheduled = 0;
  }

  #before(one: number, other: number): boolean {
    const difference = (this.#at[one] as number) - (this.#at[other] as number);
    return (
      difference < 0 || (difference === 0 && (this.#order[one] as number) < (this.#order[other] as number))
    );
  }

  #place(index: number, at: number, order: number, kind: string, subject: string): void {
    this.#at[index] = at;
    this.#order[index] = order;
    this.#kind[index] = kind;
    this.#subject[index] = subject;
  }

  #swap(one: number, other: number): void {
    if (one === other) return;
    const [at, order, kind, subject] = [this.#at[one], this.#order[one], this.#kind[one], this.#subject[one]];
    this.#place(
      one,
      this.#at[other] as number,
      this.#order[other] as number,
      this.#kind[other] as string,
      this.#subject[other] as string,
    );
    this.#place(other, at as number, order as number, kind as string, subject as string);
  }
}
