/** [documented] how far beyond its limit a client is counted: x-ms-throttle-limit-percentage goes up to 1.8. */
const COUNTED_UP_TO = 1.8;

export interface Reading {
  /** How much of the limit is in use; beyond 1 the request is refused. */
  readonly share: number;
  /** How long to wait before the same request fits, in seconds, rounded up. */
  readonly wait: number;
}

/**
 * A token bucket, seen from the other side: what was spent leaks away at the rate that the limit allows. Refused requests
 * count as well [documented], so a client that doesn't wait stays out.
 */
export class Meter {
  readonly #limit: number;
  readonly #perMillisecond: number;
  #level = 0;
  #at: number;

  /** @param period in milliseconds */
  constructor(limit: number, period: number, now: number) {
    this.#limit = limit;
    this.#perMillisecond = limit / period;
    this.#at = now;
  }

  spend(cost: number, now: number): Reading {
    const leaked = (now - this.#at) * this.#perMillisecond;
    this.#at = now;
    const level = Math.max(0, this.#level - leaked) + cost;
    this.#level = Math.min(level, this.#limit * COUNTED_UP_TO);
    const excess = this.#level + cost - this.#limit;
    return {
      share: this.#level / this.#limit,
      wait: Math.max(1, Math.ceil(excess / this.#perMillisecond / 1000)),
    };
  }
}
