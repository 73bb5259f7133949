import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type LoadedScenario, runScenario, type ScenarioResult } from '../scenario/index.ts';
import type { Assumptions } from '../tenant/index.ts';

/** What a worker is given. It reads the scenarios by itself: those in TypeScript can't be sent. */
export interface Work {
  readonly paths: readonly string[];
  readonly seed: number;
  readonly strict: boolean;
  /** What is taken for true where a scenario says nothing about it. */
  readonly assumptions?: Partial<Assumptions>;
  /** Which of all scenarios of the paths it plays. */
  readonly numbers: readonly number[];
}

export interface Played {
  readonly number: number;
  readonly result: ScenarioResult;
  /** Real time, in milliseconds. */
  readonly milliseconds: number;
}

/** A worker reads all of the program anew, in which time some scenarios are played. */
const WORTH_A_WORKER = 150;

/** Plays one scenario. */
export async function playScenario(
  scenario: LoadedScenario,
  number: number,
  { seed, strict, assumptions = {} }: Omit<Work, 'paths' | 'numbers'>,
): Promise<Played> {
  const started = performance.now();
  const result = await runScenario(scenario, seed, { conditions: { strict }, assumptions });
  return { number, result, milliseconds: performance.now() - started };
}

/**
 * Plays scenarios, over several threads if there are many, and tells of each in their order.
 * @param scenarios by their number among all of `paths`
 */
export async function playScenarios(
  scenarios: ReadonlyMap<number, LoadedScenario>,
  { paths, workers, ...how }: Omit<Work, 'numbers'> & { readonly workers: number | undefined },
  tell: (played: Played) => void,
): Promise<void> {
  const numbers = [...scenarios.keys()];
  const threads = workers ?? Math.min(availableParallelism(), Math.floor(numbers.length / WORTH_A_WORKER));
  if (threads <= 1) {
    for (const [number, scenario] of scenarios) tell(await playScenario(scenario, number, how));
    return;
  }
  const inOrder = createQueue(numbers, tell);
  const shares = Array.from({ length: threads }, (_, thread) =>
    numbers.filter((_number, index) => index % threads === thread),
  );
  await Promise.all(shares.map((share) => runWorker({ paths, ...how, numbers: share }, inOrder)));
}

function runWorker(work: Work, tell: (played: Played) => void): Promise<void> {
  const worker = new Worker(workerModule(), { workerData: work });
  return new Promise((resolve, reject) => {
    worker.on('message', tell);
    worker.on('error', reject);
    worker.on('exit', () => resolve());
  });
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
