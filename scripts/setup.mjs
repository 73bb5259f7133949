#!/usr/bin/env node
// Makes a fresh clone ready with nothing but Node: installs the locked dependencies when they are missing or older than
// the lock file, and generates the type model when it is missing or older than what it is made from.
// `--model` generates only (npm's `prepare`, which runs inside an installation). `--clients` also installs the programs that
// test/clients runs.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const at = (...parts) => join(root, ...parts);
const modified = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

function run(command, args, why, cwd = root) {
  process.stderr.write(`${why}\n`);
  const result = spawnSync(command, args, {
    cwd,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (result.error) fail(`could not run ${command}: ${result.error.message}`);
  if (result.status !== 0)
    fail(`${[command, ...args].join(' ')} ended with ${result.status ?? result.signal}`);
}

function fail(message) {
  process.stderr.write(`setup: ${message}\n`);
  process.exit(3);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19))
  fail(`Node 20.19 or newer is needed; this is ${process.versions.node}`);

/** Installs what a folder's lock file says, unless it was installed since. */
function install(what, ...folder) {
  const lock = modified(at(...folder, 'package-lock.json'));
  if (modified(at(...folder, 'node_modules', '.package-lock.json')) + 1000 >= lock) return;
  const args = ['ci', '--no-fund', '--no-audit', '--ignore-scripts', '--loglevel=error'];
  run('npm', args, `Installing ${what} (once) …`, at(...folder));
}

if (!process.argv.includes('--model')) install('the locked dependencies');
if (process.argv.includes('--clients')) install('the programs that test/clients runs', 'test', 'clients');

const generated = at('src', 'graph', 'model', 'generated');
const inputs = [
  ...readdirSync(at('scripts', 'model')).map((name) => at('scripts', 'model', name)),
  at('src', 'graph', 'model', 'notation.ts'),
  at('node_modules', '@microsoft', 'microsoft-graph-types', 'package.json'),
  at('node_modules', '@microsoft', 'microsoft-graph-types-beta', 'package.json'),
];
const newestInput = Math.max(...inputs.map(modified));
const oldestOutput = Math.min(modified(join(generated, 'v1.0.ts')), modified(join(generated, 'beta.ts')));
// A published package carries the generated model and not the generator's inputs.
if (existsSync(at('node_modules', '@microsoft', 'microsoft-graph-types')) && oldestOutput < newestInput) {
  run(
    process.execPath,
    [at('node_modules', 'tsx', 'dist', 'cli.mjs'), at('scripts', 'model', 'generate.ts')],
    'Generating the Graph type model …',
  );
}
