import type { ScenarioResult } from '../scenario/index.ts';

/** A scenario that nobody came to. */
export interface Unplayed {
  readonly name: string;
  readonly file: string;
}

/** Why it has no result. */
export const NOT_PLAYED = 'Not played: the run was stopped';

/** A whole run. */
export interface RunReport {
  readonly results: readonly ScenarioResult[];
  /** How long it took in real time, in milliseconds. */
  readonly milliseconds: number;
  /** When it began: milliseconds since the Unix epoch, real time. */
  readonly started: number;
  /** How long each of the results took in real time, in milliseconds. */
  readonly durations: readonly number[];
  /** Which scenarios were to be played and weren't, as somebody stopped the run, or enough had failed; none if left out. */
  readonly unplayed?: readonly Unplayed[];
  /** Which part of all scenarios this was, where it was one. */
  readonly shard?: { readonly part: number; readonly of: number };
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

/** `3 passed, 1 failed, 2 not played`, each as it is painted. */
export function countWords(
  { results, unplayed = [] }: Pick<RunReport, 'results' | 'unplayed'>,
  paint: { readonly good: (text: string) => string; readonly bad: (text: string) => string } = PLAIN,
): string {
  const { passed, failed, errors } = countResults(results);
  return [
    paint.good(`${passed} passed`),
    ...(failed > 0 ? [paint.bad(`${failed} failed`)] : []),
    ...(errors > 0 ? [paint.bad(`${errors} with errors`)] : []),
    ...(unplayed.length > 0 ? [paint.bad(`${unplayed.length} not played`)] : []),
  ].join(', ');
}

const PLAIN = { good: (text: string) => text, bad: (text: string) => text };

/** The command that plays a scenario again, alike to the byte. */
export function replayCommand({
  file,
  name,
  seed,
  given,
  strict,
  assumptions,
}: Pick<ScenarioResult, 'file' | 'name' | 'seed' | 'given' | 'strict' | 'assumptions'>): string {
  const parameters = Object.entries(given).flatMap(([key, value]) => [
    '--param',
    `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  ]);
  const assumed = Object.entries(assumptions).flatMap(([key, choice]) => ['--assume', `${key}=${choice}`]);
  const words = ['tenantless', 'run', file, '--grep', name, '--seed', `${seed}`, ...parameters, ...assumed];
  return commandLine([...words, ...(strict ? ['--strict'] : [])]);
}

/** Words as one line for a shell. */
export const commandLine = (words: readonly string[]) => words.map(asWord).join(' ');

/** As a shell takes it for one word. */
function asWord(word: string): string {
  return /^[\w./:@~,=+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** `scenarios/golden.yaml:12`, as terminals and editors make links of it. */
export function placeOf(file: string, line: number | undefined): string {
  return line === undefined ? file : `${file}:${line}`;
}

/** What is to be said of a scenario that didn't come true: a sentence for each expectation, or what makes no sense in it. */
export function failureMessages({
  failures,
  error,
}: ScenarioResult): { text: string; file?: string; line?: number }[] {
  const at = ({ file, line }: { readonly file?: string; readonly line?: number }) => ({
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line }),
  });
  if (error) return [{ text: error.message, ...at(error) }];
  return failures.map((failure) => ({
    text: failureText(failure),
    ...at(failure),
  }));
}

/** `then.devices.phone.registered: expected true, got false`. */
function failureText({ path, expected, actual, message, diff }: ScenarioResult['failures'][number]): string {
  const place = path.join('.');
  if (diff !== undefined) return `${place}: ${message}\n${diff}`;
  const compared = `expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual) ?? 'nothing'}`;
  return `${place}: ${message === undefined ? '' : `${message}; `}${compared}`;
}
