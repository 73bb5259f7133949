import { type Command, InvalidArgumentError, Option } from 'commander';
import { countResults, type RunReport } from '../report/index.ts';
import type { LoadedScenario } from '../scenario/index.ts';
import { DEFAULT_SEED } from '../tenant/index.ts';
import { type AssumptionFlags, addAssumptionFlag } from './assumption-flags.ts';
import { CliError, EXIT } from './exit.ts';
import { endProcess } from './output.ts';
import { ENDED_BY_A_SCENARIO, type Played, playScenarios } from './play-scenarios.ts';
import { createProgress } from './progress.ts';
import { readScenarios } from './read-scenarios.ts';
import { reportError } from './report-error.ts';
import { collectTarget, REPORTER_HELP, Reports, type Target } from './reports.ts';
import { heedStopSignals } from './stop-signals.ts';

interface RunFlags extends AssumptionFlags {
  readonly reporter: readonly Target[];
  readonly seed: number;
  readonly grep?: string;
  readonly tag: readonly string[];
  readonly shard?: Shard;
  readonly workers?: number;
  readonly strict?: boolean;
  readonly watch?: boolean;
  readonly param: Readonly<Record<string, string>>;
  readonly update?: boolean;
  readonly repeat?: number;
  readonly timeout: number;
}

/** How long a function of a scenario may take, in seconds of real time, where nobody says. */
const FUNCTION_TIMEOUT = 30;

/** A part of all scenarios, from 1 to `of`. */
interface Shard {
  readonly part: number;
  readonly of: number;
}

export function configure(command: Command): void {
  command
    .argument('[path...]', 'scenario files (YAML or TypeScript), or folders of them', ['scenarios'])
    .option('--reporter <name[=file]>', REPORTER_HELP, collectTarget, [])
    .option('--seed <number>', 'same seed, same bytes', seed, DEFAULT_SEED)
    .option('--grep <text>', 'only scenarios whose name holds this text')
    .option(
      '--tag <name>',
      'only scenarios with this tag; may be repeated, for one of them',
      (value: string, previous: readonly string[]) => [...previous, value],
      [],
    )
    .option('--shard <i/n>', 'only the i-th of n parts; merge-reports puts their reports together', shard)
    .option('--workers <number>', 'how many threads play (default: as many as are worth it)', workers)
    .option(
      '--strict',
      'refuse what the service ignores without a word, where a scenario says nothing about it',
    )
    .option(
      '--param <name=value>',
      'a value for a parameter of the scenarios; may be repeated',
      parameter,
      {},
    )
    .option('--update', 'write the golden traces of the scenarios that have them, instead of comparing')
    .option(
      '--repeat <number>',
      'play each so often; one that differs from itself is an error (default: 2 with functions in TypeScript, else 1)',
      repeat,
    )
    .option(
      '--timeout <seconds>',
      'how long a function of a scenario in TypeScript may take',
      timeout,
      FUNCTION_TIMEOUT,
    )
    .addOption(new Option('--retries <number>').argParser(retries).hideHelp())
    .option('--watch', 'play again when a file changes, until you stop it')
    .action((paths: string[], flags: RunFlags) => run(paths, flags));
  addAssumptionFlag(command);
}

async function run(paths: readonly string[], flags: RunFlags): Promise<void> {
  if (!flags.watch) {
    // What a function left open, or never ended, must not hold the process.
    return endProcess(await runOnce(paths, flags));
  }
  const { watchPaths } = await import('./watch-paths.ts');
  await watchPaths(paths, () => runOnce(paths, flags));
}

async function runOnce(paths: readonly string[], flags: RunFlags): Promise<number> {
  const reports = new Reports(flags.reporter);
  const parameters = flags.param;
  const scenarios = select(await readScenarios(paths, parameters), flags);
  const started = Date.now();
  const begun = performance.now();
  const played: Played[] = [];
  const { seed, workers, strict = false, assume: assumptions, update = false, repeat, timeout } = flags;
  const progress = createProgress(process.stderr, scenarios.size, !reports.leavesRoomBelow(process.stdout));
  const work = { paths, seed, strict, assumptions, workers, parameters, update, repeat, timeout };
  const stop = flags.watch ? undefined : heedStopSignals();
  const unexpected = () => {
    progress.clear();
    if (stop && stop.exitCode() === undefined) tellOfSuddenEnd();
  };
  process.once('exit', unexpected);
  try {
    const tell = (each: Played) => {
      played.push(each);
      if (reports.speaksMeanwhile) progress.clear();
      reports.each(each.result);
      progress.tell(each.result.status);
    };
    await playScenarios(scenarios, work, tell, stop?.signal);
  } finally {
    process.off('exit', unexpected);
    progress.clear();
  }
  const unplayed = scenarios.size - played.length;
  const report: RunReport = {
    results: played.map(({ result }) => result),
    durations: played.map(({ milliseconds }) => milliseconds),
    milliseconds: performance.now() - begun,
    started,
    ...(unplayed > 0 && { unplayed }),
  };
  await reports.end(report);
  return stop?.exitCode() ?? exitCodeOf(report);
}

/** A function that ends the process would let a run of which nothing is known pass. */
function tellOfSuddenEnd(): void {
  process.exitCode = reportError(new CliError(EXIT.usage, ...ENDED_BY_A_SCENARIO));
}

export function exitCodeOf({ results, unplayed = 0 }: RunReport): number {
  const { failed, errors } = countResults(results);
  return errors > 0 ? EXIT.usage : failed + unplayed > 0 ? EXIT.expectationFailed : EXIT.ok;
}

/** The scenarios that are asked for, by their number among all. */
function select(all: readonly LoadedScenario[], { grep, tag, shard }: RunFlags): Map<number, LoadedScenario> {
  const text = grep?.toLowerCase() ?? '';
  const wanted = [...all.entries()].filter(
    ([, { scenario }]) =>
      scenario.name.toLowerCase().includes(text) &&
      (tag.length === 0 || scenario.tags.some((each) => tag.includes(each))),
  );
  if (wanted.length === 0) {
    if (tag.length === 0) throw new CliError(EXIT.usage, `no scenario's name holds '${grep}'`);
    const known = [...new Set(all.flatMap(({ scenario }) => scenario.tags))].sort();
    throw new CliError(
      EXIT.usage,
      `no scenario has the tag ${tag.join(' or ')}${grep === undefined ? '' : ` and '${grep}' in its name`}`,
      `The tags are ${known.join(', ') || 'none'}.`,
    );
  }
  // A part may be empty: there may be more machines than scenarios.
  return new Map(shard ? wanted.filter((_, index) => index % shard.of === shard.part - 1) : wanted);
}

function shard(text: string): Shard {
  const [, part, of] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  if (part === undefined || of === undefined || Number(part) < 1 || Number(part) > Number(of))
    throw new InvalidArgumentError('It looks like 2/3: the second of three parts.');
  return { part: Number(part), of: Number(of) };
}

function parameter(
  text: string,
  previous: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const [, name, value] = /^([A-Za-z][\w-]*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError('It looks like name=value.');
  return { ...previous, [name]: value };
}

function repeat(text: string): number {
  if (!/^[1-9]\d?$/.test(text)) throw new InvalidArgumentError('It is a number from 1 to 99.');
  return Number(text);
}

function timeout(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text))
    throw new InvalidArgumentError('It is a number of seconds, from 1 to 99999.');
  return Number(text);
}

/** Other runners have them, and scripts give them. */
function retries(text: string): number {
  if (text === '0') return 0;
  throw new InvalidArgumentError(
    'There are none: the same scenario and seed give the same run, so what fails fails again. --repeat shows whether a run differs from itself.',
  );
}

function workers(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError('It is a number from 1 to 999.');
  return Number(text);
}

function seed(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new InvalidArgumentError('A seed is a whole number.');
  return number;
}
