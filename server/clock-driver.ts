import type { Clock } from '../src/clock/index.ts';

/** A timer can't be set further ahead than this. */
const LONGEST_TIMER = 2 ** 31 - 1;
/** How often the clock catches up besides, in milliseconds: its mode, time and events change without a request too. */
const CLOCK_RECHECK = 1000;

/** Keeps a tenant's clock with real time while it is in realtime mode. */
export interface ClockDriver {
  /** Catches up with real time; call it before anything looks at the tenant. */
  tick(): void;
  /** Sets the timer for the next event; call it after anything that may have scheduled one. */
  arm(): void;
  stop(): void;
}

/** @param fail told of an event that threw when the timer ran it */
export function createClockDriver(clock: Clock, fail: (error: unknown) => void): ClockDriver {
  let timer: NodeJS.Timeout | undefined;
  let armedFor = Number.POSITIVE_INFINITY;

  function disarm(): void {
    clearTimeout(timer);
    timer = undefined;
    armedFor = Number.POSITIVE_INFINITY;
  }

  function arm(): void {
    const due = clock.mode === 'realtime' ? clock.nextEventAt : Number.POSITIVE_INFINITY;
    if (due === armedFor) return;
    disarm();
    if (due === Number.POSITIVE_INFINITY) return;
    armedFor = due;
    const delay = Math.min(Math.max(0, due - clock.now), LONGEST_TIMER);
    timer = setTimeout(() => {
      disarm();
      catchUp();
    }, delay);
    // The clock alone is no reason for the process to go on.
    timer.unref();
  }

  function catchUp(): void {
    try {
      clock.tick();
    } catch (error) {
      fail(error);
    }
    arm();
  }

  const recheck = setInterval(catchUp, CLOCK_RECHECK).unref();
  return {
    tick: () => clock.tick(),
    arm,
    stop() {
      clearInterval(recheck);
      disarm();
    },
  };
}
