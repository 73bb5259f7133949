import type { LoadedScenario } from './parse.ts';
import { runScenario, type ScenarioResult } from './run.ts';
import type { RunOptions } from './world.ts';

/**
 * Plays a scenario several times and compares: one that differs from itself is an error. Without a number, once; twice where
 * the scenario has functions of its own, which can bring in chance and the computer's time. Nothing else can.
 */
export async function runRepeatedly(
  loaded: LoadedScenario,
  seed: number,
  options: RunOptions,
  times = hasFunctions(loaded.scenario) ? 2 : 1,
): Promise<ScenarioResult> {
  const result = await runScenario(loaded, seed, options);
  const first = times > 1 ? JSON.stringify(result) : '';
  for (let time = 2; time <= times; time += 1) {
    const again = await runScenario(loaded, seed, options);
    if (JSON.stringify(again) === first) continue;
    const difference = firstDifference(JSON.parse(first), JSON.parse(JSON.stringify(again)), []);
    const message = `the run differs from itself, in run ${time} at ${difference}. With the same seed it must not: take chance and time from the tenant`;
    return { ...result, status: 'error', failures: [], error: { message } };
  }
  return result;
}

function hasFunctions(value: unknown): boolean {
  if (typeof value === 'function') return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasFunctions);
}

function firstDifference(a: unknown, b: unknown, path: readonly string[]): string {
  const bothObjects = typeof a === 'object' && typeof b === 'object' && a !== null && b !== null;
  if (!bothObjects) return `${path.join('.')}: ${JSON.stringify(a)}, then ${JSON.stringify(b)}`;
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const key = [...new Set([...Object.keys(one), ...Object.keys(other)])].find(
    (each) => JSON.stringify(one[each]) !== JSON.stringify(other[each]),
  );
  return key === undefined ? path.join('.') : firstDifference(one[key], other[key], [...path, key]);
}
