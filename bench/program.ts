import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median } from './median.ts';

export const PROGRAM = fileURLToPath(new URL('../dist/src/cli/main.js', import.meta.url));
const REPORT_CPU = fileURLToPath(new URL('report-cpu.cjs', import.meta.url));
const POLICIES = fileURLToPath(new URL('../fixtures/policies/exported', import.meta.url));

/** What a program took from its beginning to its end, in seconds. */
export interface Taken {
  readonly cpuSeconds: number;
  readonly seconds: number;
}

/** Runs Node once. Throws when it ends with another code than 0. */
export function runOnce(args: readonly string[]): Taken {
  const started = performance.now();
  const ended = spawnSync(process.execPath, ['--require', REPORT_CPU, ...args], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  const seconds = (performance.now() - started) / 1000;
  if (ended.status !== 0) throw new Error(`${args.join(' ')} ended with ${ended.status}: ${ended.stderr}`);
  return { cpuSeconds: Number(ended.output[3]), seconds };
}

/** A program with one option, by the library that we use too: what starting costs a program that does nothing. */
const COMMANDER = `import { Command } from 'commander';
new Command('hello').version('1.0.0').option('--name <name>', 'whom to greet').parse();`;

const PEERS = {
  node: ['--eval', '0'],
  commander: ['--input-type=module', '--eval', COMMANDER],
};

const CASES: readonly { readonly name: string; readonly args: readonly string[]; readonly aim: number }[] = [
  { name: '--version', args: ['--version'], aim: 1.5 },
  { name: '--help', args: ['--help'], aim: 1.5 },
  { name: 'verify --help', args: ['verify', '--help'], aim: 1.5 },
  { name: 'verify FILE', args: ['verify', `${POLICIES}/sso-extension.json`, '--format', 'json'], aim: 3 },
];

export interface ProgramFigures {
  readonly name: string;
  readonly aim: number;
  /** Seconds of processor time; medians. */
  readonly ours: number;
  readonly commander: number;
  readonly node: number;
  /** Seconds by the clock; median. */
  readonly seconds: number;
  /** How many times what the program with commander takes: the median of the rounds' ratios. */
  readonly timesCommander: number;
}

/** What it takes to start the built program for something small, turn by turn with both peers. */
export function measureProgram(rounds: number): ProgramFigures[] {
  const taken = Array.from({ length: rounds }, () => ({
    node: runOnce(PEERS.node).cpuSeconds,
    commander: runOnce(PEERS.commander).cpuSeconds,
    ours: CASES.map(({ args }) => runOnce([PROGRAM, ...args])),
  }));
  return CASES.map(({ name, aim }, index) => {
    const ours = taken.map((round) => round.ours[index] as Taken);
    return {
      name,
      aim,
      ours: median(ours.map(({ cpuSeconds }) => cpuSeconds)),
      commander: median(taken.map(({ commander }) => commander)),
      node: median(taken.map(({ node }) => node)),
      seconds: median(ours.map(({ seconds }) => seconds)),
      timesCommander: median(
        ours.map(({ cpuSeconds }, round) => cpuSeconds / (taken[round]?.commander ?? Number.NaN)),
      ),
    };
  });
}
