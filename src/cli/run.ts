import { writeFileSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  countResults,
  jsonReport,
  junitReport,
  listResult,
  listSummary,
  type RunReport,
} from '../report/index.ts';
import { runScenario } from '../scenario/index.ts';
import { DEFAULT_SEED } from '../tenant/index.ts';
import { CliError, EXIT } from './exit.ts';
import { print, style } from './output.ts';
import { readScenarios } from './read-scenarios.ts';

interface RunFlags {
  readonly reporter: 'list' | 'json' | 'junit';
  readonly output?: string;
  readonly seed: number;
  readonly grep?: string;
  readonly strict?: boolean;
}

export function configure(command: Command): void {
  command
    .argument('[path...]', 'scenario files (YAML or TypeScript), or folders of them', ['scenarios'])
    .addOption(
      new Option('--reporter <name>', 'how to report').choices(['list', 'json', 'junit']).default('list'),
    )
    .option('--output <file>', 'write the report to a file instead of standard output')
    .option('--seed <number>', 'same seed, same bytes', seed, DEFAULT_SEED)
    .option('--grep <text>', 'only scenarios whose name holds this text')
    .option(
      '--strict',
      'refuse what the service ignores without a word, where a scenario says nothing about it',
    )
    .action((paths: string[], flags: RunFlags) => run(paths, flags));
}

async function run(paths: readonly string[], flags: RunFlags): Promise<void> {
  const scenarios = (await readScenarios(paths)).filter(
    ({ scenario }) => !flags.grep || scenario.name.toLowerCase().includes(flags.grep.toLowerCase()),
  );
  if (scenarios.length === 0) throw new CliError(EXIT.usage, `no scenario's name holds '${flags.grep}'`);
  const lines: string[] = [];
  const colours = style(process.stdout);
  const emit = (line: string) => (flags.output ? lines.push(line) : print(line));
  const started = performance.now();
  const results = scenarios.map((scenario) => {
    const result = runScenario(scenario, flags.seed, { conditions: { strict: flags.strict ?? false } });
    if (flags.reporter === 'list') emit(listResult(result, colours));
    return result;
  });
  const report: RunReport = { results, milliseconds: performance.now() - started };
  if (flags.reporter === 'list') emit(listSummary(report, colours));
  else emit((flags.reporter === 'json' ? jsonReport(report) : junitReport(report)).trimEnd());
  if (flags.output) write(flags.output, `${lines.join('\n')}\n`);
  const { failed, errors } = countResults(results);
  process.exitCode = errors > 0 ? EXIT.usage : failed > 0 ? EXIT.expectationFailed : EXIT.ok;
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new CliError(EXIT.environment, `cannot write '${file}': ${(error as Error).message}`);
  }
}

function seed(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new InvalidArgumentError('A seed is a whole number.');
  return number;
}
