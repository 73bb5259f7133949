import type { ScenarioResult } from '../scenario/index.ts';

/** A whole run. */
export interface RunReport {
  readonly results: readonly ScenarioResult[];
  /** How long it took in real time, in milliseconds. */
  readonly milliseconds: number;
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly errors: number;
}

export function countResults(results: readonly ScenarioResult[]): Counts {
  const count = (status: ScenarioResult['status']) =>
    results.filter((result) => result.status === status).length;
  return { passed: count('passed'), failed: count('failed'), errors: count('error') };
}

/** The command that plays a scenario again, alike to the byte. */
export function replayCommand({ file, seed }: ScenarioResult): string {
  return `tenantless run ${/\s/.test(file) ? JSON.stringify(file) : file} --seed ${seed}`;
}

/** `scenarios/golden.yaml:12`, as terminals and editors make links of it. */
export function placeOf(file: string, line: number | undefined): string {
  return line === undefined ? file : `${file}:${line}`;
}
