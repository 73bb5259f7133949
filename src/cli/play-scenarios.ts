import { availableParallelism } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { type LoadedScenario, type Patience, runRepeatedly, type ScenarioResult } from '../scenario/index.ts';
import type { Assumptions } from '../tenant/index.ts';
import { CliError, EXIT } from './exit.ts';

export interface Settings {
  readonly seed: number;
  readonly strict: boolean;
  /** What is taken for true where a scenario says nothing about it. */
  readonly assumptions?: Partial<Assumptions>;
  /** Values of parameters by name. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Whether golden traces are written. */
  readonly update: boolean;
  /** How often each is played; undefined: as often as is worth it. */
  readonly repeat: number | undefined;
  /** How long a function of a scenario may take, in seconds of real time. */
  readonly timeout: number;
}

/** What a worker is given. It reads the scenarios by itself: those in TypeScript can't be sent. */
export interface Work extends Settings {
  readonly paths: readonly string[];
}

/** What a worker says: that it has nothing to do, or how a scenario came out. */
export type Said = 'ready' | Played;

export interface Played {
  readonly number: number;
  readonly result: ScenarioResult;
  /** Real time, in milliseconds. */
  readonly milliseconds: number;
}

/** What a function of a scenario must not do, and what to do about it. */
export const ENDED_BY_A_SCENARIO = [
  'a function of a scenario ended the process, so not all scenarios were played and nothing is reported',
  'Look for process.exit in it, or in what it calls; throw an error instead.',
] as const;

/** What is to be said of an error that nobody waited for: where it came from is half of the answer. */
export function escapedError(error: unknown): CliError {
  const { message = String(error), stack = '' } = (error ?? {}) as Partial<Error>;
  const place = /^ +at .*?((?:file:|\/|[A-Za-z]:\\)[^()]*:\d+:\d+)\)?$/m.exec(stack)?.[1];
  return new CliError(
    EXIT.usage,
    `an error came when no function of a scenario was waited for any more, so nothing is reported: ${message}${place === undefined ? '' : ` (${place})`}`,
    'A function has to wait for all that it begins: look for a missing await.',
  );
}

/** A worker reads all of the program anew, in which time some scenarios are played. */
const WORTH_A_WORKER = 150;
/** How many scenarios a thread takes each time. */
const AT_A_TIME = 8;

export async function playScenario(
  scenario: LoadedScenario,
  number: number,
  { seed, strict, assumptions = {}, update, repeat, timeout }: Settings,
): Promise<Played> {
  const started = performance.now();
  const options = { conditions: { strict }, assumptions, update, patience: patienceOf(timeout) };
  const result = await runRepeatedly(scenario, seed, options, repeat);
  return { number, result, milliseconds: performance.now() - started };
}

/** Waits for a function, and for one that never ends not longer than that. What it lets fly past its promise is its failure too. */
function patienceOf(seconds: number): Patience {
  return async (call) => {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      const error = new Error(`it did not come to an end within ${seconds} s (--timeout gives it longer)`);
      timer = setTimeout(reject, seconds * 1000, error);
    });
    let heed = (_error: Error) => {};
    const escaped = new Promise<never>((_, reject) => {
      heed = reject;
    });
    process.on('uncaughtException', heed);
    try {
      return await Promise.race([call(), tooLate, escaped]);
    } finally {
      clearTimeout(timer);
      process.off('uncaughtException', heed);
    }
  };
}

/**
 * Plays scenarios, over several threads if there are many, and tells of each in their order. Rejects when a thread ends before it has
 * told of what it took.
 * @param scenarios by their number among all of `paths`
 * @param stop when it aborts, what is being played is left, and what has been played is told
 */
export async function playScenarios(
  scenarios: ReadonlyMap<number, LoadedScenario>,
  { workers, ...work }: Work & { readonly workers: number | undefined },
  tell: (played: Played) => void,
  stop: AbortSignal = new AbortController().signal,
): Promise<void> {
  const numbers = [...scenarios.keys()];
  const threads = workers ?? Math.min(availableParallelism(), Math.floor(numbers.length / WORTH_A_WORKER));
  const inOrder = createQueue(numbers, tell);
  let next = 0;
  const take = () => {
    next += AT_A_TIME;
    return stop.aborted ? [] : numbers.slice(next - AT_A_TIME, next);
  };
  const others = Array.from({ length: threads - 1 }, () => startWorker(work, take, inOrder.add));
  const stopped = new Promise<void>((resolve) =>
    stop.addEventListener('abort', () => resolve(), { once: true }),
  );
  const all = async () => {
    // This thread has read everything by now, so that it begins before the others can.
    for (let share = take(); share.length > 0; share = take()) {
      for (const number of share)
        inOrder.add(await playScenario(scenarios.get(number) as LoadedScenario, number, work));
      // What the others say, and whoever stops us, is heard in between.
      await nextTurn();
    }
    await Promise.all(others.map((worker) => worker.end()));
  };
  await Promise.race([all(), stopped]);
  if (!stop.aborted) return;
  for (const worker of others) worker.kill();
  inOrder.flush();
}

/** A thread that takes a share whenever it has nothing to do. */
function startWorker(work: Work, take: () => number[], tell: (played: Played) => void) {
  const worker = new Worker(workerModule(), { workerData: work });
  let owed = 0;
  let ending = false;
  const ended = new Promise<void>((resolve, reject) => {
    worker.on('error', (error) => reject(escapedError(error)));
    worker.on('exit', () => {
      if (owed === 0) resolve();
      else reject(new CliError(EXIT.usage, ...ENDED_BY_A_SCENARIO));
    });
  });
  // Whoever waits for the end hears of it.
  ended.catch(() => {});
  worker.on('message', (said: Said) => {
    if (said !== 'ready') {
      owed -= 1;
      tell(said);
      return;
    }
    const share = take();
    owed = share.length;
    if (owed > 0) worker.postMessage(share);
    else if (ending) void worker.terminate();
  });
  return {
    /** Ends it when it has played what it took. */
    async end(): Promise<void> {
      ending = true;
      if (owed === 0) await worker.terminate();
      await ended;
    },
    kill(): void {
      owed = 0;
      void worker.terminate();
    },
  };
}

/** A thread begins with JavaScript; from source, that is a line which makes it read TypeScript. */
function workerModule(): URL {
  const own = import.meta.url;
  if (!own.endsWith('.ts')) return new URL('./run-worker.js', own);
  const loader = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  const worker = JSON.stringify(new URL('./run-worker.ts', own).href);
  const line = `import { register } from ${loader}; register(); await import(${worker});`;
  return new URL(`data:text/javascript,${encodeURIComponent(line)}`);
}

/** Holds back what comes before its turn. */
function createQueue(numbers: readonly number[], tell: (played: Played) => void) {
  const waiting = new Map<number, Played>();
  let next = 0;
  return {
    add(played: Played): void {
      waiting.set(played.number, played);
      for (
        let ready = waiting.get(numbers[next] as number);
        ready;
        ready = waiting.get(numbers[next] as number)
      ) {
        waiting.delete(ready.number);
        next += 1;
        tell(ready);
      }
    },
    /** Tells of what still waits for others that won't come. */
    flush(): void {
      for (const played of [...waiting.values()].sort((a, b) => a.number - b.number)) tell(played);
      waiting.clear();
      next = numbers.length;
    },
  };
}
