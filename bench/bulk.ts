import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from './median.ts';
import { PROGRAM, runOnce, type Taken } from './program.ts';

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const POLICIES = at('fixtures/policies/exported');
const SCENARIOS = at('scenarios/golden');

const SINGLE = ['sso-extension.json', 'authenticator.json'];

/** The peer of `verify`: a program that reads the files and does nothing with them. */
const READ_ALL = `const { readdirSync, readFileSync } = require('node:fs');
const folder = process.argv[1];
for (const name of readdirSync(folder)) JSON.parse(readFileSync(folder + '/' + name, 'utf8'));`;

export interface BulkFigures {
  readonly files: number;
  readonly scenarios: Taken;
  readonly verify: Taken;
  /** Seconds of processor time for reading and parsing the policies alone. */
  readonly reading: number;
}

/** Lets the built program play many scenarios, and judge a folder of many policies, from its beginning to its end. */
export function measureBulk(files: number, rounds: number): BulkFigures {
  const folder = mkdtempSync(join(tmpdir(), 'tenantless-bench-'));
  try {
    const [scenarios, policies] = [join(folder, 'scenarios'), join(folder, 'policies')];
    for (const each of [scenarios, policies]) mkdirSync(each);
    // What others include is no scenario, and a matrix would be many of them.
    const [parts, stories] = goldenFiles();
    for (const part of parts) copyFileSync(join(SCENARIOS, part), join(scenarios, part));
    const policy = JSON.parse(readFileSync(join(POLICIES, 'compliance.json'), 'utf8'));
    // Two of the single sign-on policies would be in each other's way.
    for (const name of SINGLE) copyFileSync(join(POLICIES, name), join(policies, name));
    for (let number = 0; number < files; number += 1) {
      copyFileSync(
        join(SCENARIOS, stories[number % stories.length] as string),
        join(scenarios, `${number}.yaml`),
      );
      if (number >= SINGLE.length)
        writeFileSync(join(policies, `${number}.json`), JSON.stringify(renamed(policy, number), null, 2));
    }
    const runs = Array.from({ length: rounds }, () => ({
      scenarios: runOnce([PROGRAM, 'run', scenarios, '--reporter', 'dot']),
      verify: runOnce([PROGRAM, 'verify', policies, '--format', 'json']),
      reading: runOnce(['--eval', READ_ALL, policies]).cpuSeconds,
    }));
    return {
      files,
      scenarios: middle(runs.map((run) => run.scenarios)),
      verify: middle(runs.map((run) => run.verify)),
      reading: median(runs.map(({ reading }) => reading)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the golden scenarios include, and those of them that are one scenario each. */
function goldenFiles(): [parts: string[], stories: string[]] {
  const files = readdirSync(SCENARIOS).filter((name) => name.endsWith('.yaml'));
  const single = (name: string) => !/^matrix:/m.test(readFileSync(join(SCENARIOS, name), 'utf8'));
  return [
    files.filter((name) => name.startsWith('_')),
    files.filter((name) => !name.startsWith('_') && single(name)),
  ];
}

/** The same object of another policy. */
function renamed(policy: { id?: string; displayName?: string }, number: number) {
  const id = policy.id?.replace(/.{6}$/, String(number).padStart(6, '0'));
  return { ...policy, ...(id && { id }), displayName: `${policy.displayName} ${number}` };
}

const middle = (all: readonly Taken[]): Taken => ({
  cpuSeconds: median(all.map(({ cpuSeconds }) => cpuSeconds)),
  seconds: median(all.map(({ seconds }) => seconds)),
});
