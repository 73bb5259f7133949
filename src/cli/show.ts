import { type Command, InvalidArgumentError } from 'commander';
import { listResult } from '../report/list.ts';
import { type LoadedScenario, runScenario } from '../scenario/index.ts';
import { DEFAULT_SEED } from '../tenant/index.ts';
import { pageStyle } from './conversation/layout.ts';
import { AT_ONCE, createClockPace, createKeyPace, type Pace } from './conversation/pace.ts';
import { tellScenario } from './conversation/tell-scenario.ts';
import { CliError, EXIT } from './exit.ts';
import { print } from './output.ts';
import { readScenarios } from './read-scenarios.ts';

interface ShowFlags {
  readonly grep?: string;
  readonly step?: boolean;
  readonly pace?: number;
}

export function configure(command: Command): void {
  command
    .argument('<path...>', 'scenario files (YAML or TypeScript), or folders of them')
    .option('--grep <text>', 'only scenarios whose name holds this text')
    .option('--step', 'a message for each key: any goes on, a tells the rest, q leaves')
    .option('--pace <times>', 'as time passes, so many times as fast as the clock: 1, 10, 60', pace)
    .action((paths: string[], flags: ShowFlags) => show(paths, flags));
}

/** Plays scenarios and tells them message by message, with what Graph shows at each moment. */
async function show(paths: readonly string[], { grep, step, pace: times }: ShowFlags): Promise<void> {
  if (step && times !== undefined)
    throw new CliError(EXIT.usage, '--step and --pace exclude each other', 'Leave one of them out.');
  const all = await readScenarios(paths);
  const wanted = all.filter(({ scenario }) =>
    scenario.name.toLowerCase().includes(grep?.toLowerCase() ?? ''),
  );
  if (wanted.length === 0) throw new CliError(EXIT.usage, `no scenario's name holds '${grep}'`);
  const leave = () => {
    rhythm.end();
    process.exit(process.exitCode ?? EXIT.ok);
  };
  const rhythm: Pace = step
    ? createKeyPace(process.stdin, leave)
    : times === undefined
      ? AT_ONCE
      : createClockPace(times);
  try {
    for (const loaded of wanted) await tell(loaded, rhythm);
  } finally {
    rhythm.end();
  }
}

async function tell(loaded: LoadedScenario, rhythm: Pace): Promise<void> {
  const paint = pageStyle(process.stdout);
  const result = await runScenario(loaded, DEFAULT_SEED);
  if (result.status !== 'error') {
    for (const { lines, at } of tellScenario(paint, loaded.scenario, result)) {
      await rhythm.before(at);
      for (const line of lines) print(line);
    }
    print();
  }
  if (result.status === 'passed') return print(`  ${paint.green('✓')} It came out as the scenario says.`);
  print(listResult(result, paint));
  process.exitCode = result.status === 'error' ? EXIT.usage : EXIT.expectationFailed;
}

function pace(text: string): number {
  const times = Number(text);
  if (!(times > 0 && times <= 100_000))
    throw new InvalidArgumentError('It is a number above 0, up to 100000.');
  return times;
}
