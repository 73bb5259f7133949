import { availableParallelism } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { type LoadedScenario, runRepeatedly, type ScenarioResult } from '../scenario/index.ts';
import type { Assumptions } from '../tenant/index.ts';

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

/** A worker reads all of the program anew, in which time some scenarios are played. */
const WORTH_A_WORKER = 150;
/** How many scenarios a thread takes each time. */
const AT_A_TIME = 8;

/** Plays one scenario. */
export async function playScenario(
  scenario: LoadedScenario,
  number: number,
  { seed, strict, assumptions = {}, update, repeat }: Settings,
): Promise<Played> {
  const started = performance.now();
  const options = { conditions: { strict }, assumptions, update };
  const result = await runRepeatedly(scenario, seed, options, repeat);
  return { number, result, milliseconds: performance.now() - started };
}

/**
 * Plays scenarios, over several threads if there are many, and tells of each in their order.
 * @param scenarios by their number among all of `paths`
 */
export async function playScenarios(
  scenarios: ReadonlyMap<number, LoadedScenario>,
  { workers, ...work }: Work & { readonly workers: number | undefined },
  tell: (played: Played) => void,
): Promise<void> {
  const numbers = [...scenarios.keys()];
  const threads = workers ?? Math.min(availableParallelism(), Math.floor(numbers.length / WORTH_A_WORKER));
  const inOrder = createQueue(numbers, tell);
  let next = 0;
  const take = () => {
    next += AT_A_TIME;
    return numbers.slice(next - AT_A_TIME, next);
  };
  const others = Array.from({ length: threads - 1 }, () => startWorker(work, take, inOrder));
  // This thread has read everything by now, so that it begins before the others can.
  for (let share = take(); share.length > 0; share = take()) {
    for (const number of share)
      inOrder(await playScenario(scenarios.get(number) as LoadedScenario, number, work));
    // What the others say is heard in between.
    if (threads > 1) await nextTurn();
  }
  await Promise.all(others.map((worker) => worker.end()));
}

/** A thread that takes a share whenever it has nothing to do. */
function startWorker(work: Work, take: () => number[], tell: (played: Played) => void) {
  const worker = new Worker(workerModule(), { workerData: work });
  let busy = false;
  let ending = false;
  const ended = new Promise<void>((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', () => resolve());
  });
  // Whoever waits for the end hears of it.
  ended.catch(() => {});
  worker.on('message', (said: Said) => {
    if (said !== 'ready') return tell(said);
    const share = take();
    busy = share.length > 0;
    if (busy) worker.postMessage(share);
    else if (ending) void worker.terminate();
  });
  return {
    /** Ends it when it has played what it took. */
    async end(): Promise<void> {
      ending = true;
      if (!busy) await worker.terminate();
      await ended;
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
function createQueue(numbers: readonly number[], tell: (played: Played) => void): (played: Played) => void {
  const waiting = new Map<number, Played>();
  let next = 0;
  return (played) => {
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
  };
}
