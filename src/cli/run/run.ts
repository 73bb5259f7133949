import type { RunReport } from '../../report/index.ts';
import type { LoadedScenario } from '../../scenario/index.ts';
import { CliError, EXIT } from '../exit.ts';
import { endProcess } from '../output.ts';
import { ENDED_BY_A_SCENARIO, escapedError, type Played, playScenarios } from '../play-scenarios.ts';
import { createProgress } from '../progress.ts';
import { readScenarios } from '../read-scenarios.ts';
import { reportError } from '../report-error.ts';
import { exitCodeOf, Reports } from '../reports.ts';
import type { RunFlags } from '../run.ts';
import { heedStopSignals } from '../stop-signals.ts';

export async function run(paths: readonly string[], flags: RunFlags): Promise<void> {
  if (!flags.watch) {
    // What a function left open, or never ended, must not hold the process.
    return endProcess(await runOnce(paths, flags).catch(reportError));
  }
  const { watchPaths } = await import('../watch-paths.ts');
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
  const enough = new AbortController();
  let bad = 0;
  const unexpected = () => {
    progress.clear();
    if (stop && stop.exitCode() === undefined) tellOfSuddenEnd();
  };
  process.once('exit', unexpected);
  let heed = (_error: unknown) => {};
  const escaped = new Promise<never>((_, reject) => {
    // Whoever waits for a function at the moment hears of it as well, and knows whose it is.
    heed = (error) => {
      if (process.listenerCount('uncaughtException') === 1) reject(escapedError(error));
    };
  });
  process.on('uncaughtException', heed);
  try {
    const tell = (each: Played) => {
      played.push(each);
      if (reports.speaksMeanwhile) progress.clear();
      reports.each(each.result);
      progress.tell(each.result.status);
      if (each.result.status !== 'passed') bad += 1;
      if (bad === Number(flags.bail)) enough.abort();
    };
    await Promise.race([
      playScenarios(scenarios, work, tell, AbortSignal.any([enough.signal, ...(stop ? [stop.signal] : [])])),
      escaped,
    ]);
  } finally {
    process.off('exit', unexpected);
    process.off('uncaughtException', heed);
    progress.clear();
  }
  const numbers = new Set(played.map(({ number }) => number));
  const unplayed = [...scenarios]
    .filter(([number]) => !numbers.has(number))
    .map(([, { file, scenario }]) => ({ name: scenario.name, file }));
  const report: RunReport = {
    results: played.map(({ result }) => result),
    durations: played.map(({ milliseconds }) => milliseconds),
    milliseconds: performance.now() - begun,
    started,
    ...(unplayed.length > 0 && { unplayed }),
    ...(flags.shard && { shard: flags.shard }),
  };
  await reports.end(report);
  return stop?.exitCode() ?? exitCodeOf(report);
}

/** A function that ends the process would let a run of which nothing is known pass. */
function tellOfSuddenEnd(): void {
  process.exitCode = reportError(new CliError(EXIT.usage, ...ENDED_BY_A_SCENARIO));
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
    const whichAre = known.length === 0 ? 'None of them has a tag.' : `The tags are ${known.join(', ')}.`;
    throw new CliError(
      EXIT.usage,
      `no scenario has the tag ${tag.join(' or ')}${grep === undefined ? '' : ` and '${grep}' in its name`}`,
      whichAre,
    );
  }
  // A part may be empty: there may be more machines than scenarios.
  return new Map(shard ? wanted.filter((_, index) => index % shard.of === shard.part - 1) : wanted);
}
