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
    const order = this.#scheduled;
    this.#scheduled += 1;
    let hole = this.#at.length;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      // What was scheduled later never goes before what is due at the same time.
      if ((this.#at[parent] as number) <= at) break;
      this.#move(parent, hole);
      hole = parent;
    }
    this.#place(hole, at, order, kind, subject);
  }

  pop(): ScheduledEvent | undefined {
    const at = this.#at.pop();
    if (at === undefined) return undefined;
    const order = this.#order.pop() as number;
    const kind = this.#kind.pop() as string;
    const subject = this.#subject.pop() as string;
    const length = this.#at.length;
    if (length === 0) return { at, kind, subject };
    const first = {
      at: this.#at[0] as number,
      kind: this.#kind[0] as string,
      subject: this.#subject[0] as string,
    };
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= length) break;
      if (
        child + 1 < length &&
        this.#isBefore(child + 1, this.#at[child] as number, this.#order[child] as number)
      ) {
        child += 1;
      }
      if (!this.#isBefore(child, at, order)) break;
      this.#move(child, hole);
      hole = child;
    }
    this.#place(hole, at, order, kind, subject);
    return first;
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

  #isBefore(index: number, at: number, order: number): boolean {
    const difference = (this.#at[index] as number) - at;
    return difference < 0 || (difference === 0 && (this.#order[index] as number) < order);
  }

  #move(from: number, to: number): void {
    this.#place(
      to,
      this.#at[from] as number,
      this.#order[from] as number,
      this.#kind[from] as string,
      this.#subject[from] as string,
    );
  }

  #place(index: number, at: number, order: number, kind: string, subject: string): void {
    this.#at[index] = at;
    this.#order[index] = order;
    this.#kind[index] = kind;
    this.#subject[index] = subject;
  }
}
