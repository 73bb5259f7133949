import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { attachmentOf } from '../../server/attach/attachment.ts';
import { type Launched, launch } from '../../server/index.ts';
import { writeTrustBundle } from '../../server/tls/trust-bundle.ts';
import { resolveVariables, type Way } from '../../src/cli/environment.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** How a program ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export type Program = readonly [file: string, ...args: string[]];

/**
 * An emulator, and a place to run programs that know nothing of it: they have what `tenantless env` prints in their
 * environment, a home of their own, and nothing else.
 */
export interface Attached extends AsyncDisposable {
  readonly emulator: Launched;
  environment(ways: readonly Way[]): Record<string, string>;
  run(ways: readonly Way[], program: Program, more?: Readonly<Record<string, string>>): Promise<Ended>;
  /** Runs one of the programs in this folder, which prints one JSON value; fails with what it said else. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  json(ways: readonly Way[], program: string, ...args: string[]): Promise<any>;
}

export async function attach(): Promise<Attached> {
  const folder = mkdtempSync(join(tmpdir(), 'tenantless-clients-'));
  const cache = join(folder, 'cache');
  const home = join(folder, 'home');
  mkdirSync(home);
  const emulator = await launch({ tenant: 'contoso', clockMode: 'manual', cache });
  const { certificate, file } = emulator.authority;
  const trusted = { extra: file, bundle: writeTrustBundle(cache, certificate, {}) };

  const environment: Attached['environment'] = (ways) => {
    const situation = { attachment: attachmentOf(emulator, emulator.info), ways, environment: {} };
    const variables = Object.entries(resolveVariables(situation, trusted));
    const set = variables.filter((pair): pair is [string, string] => pair[1] !== null);
    return { PATH: process.env['PATH'] ?? '', HOME: home, XDG_CONFIG_HOME: home, ...Object.fromEntries(set) };
  };
  const run: Attached['run'] = (ways, [file, ...args], more = {}) =>
    new Promise((resolve) => {
      const options = { env: { ...environment(ways), ...more }, cwd: home, maxBuffer: 2 ** 26 };
      execFile(file, args, options, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr }),
      );
    });
  const json: Attached['json'] = async (ways, program, ...args) => {
    const ended = await run(ways, [process.execPath, here(`./programs/${program}`), ...args]);
    if (ended.code !== 0) throw new Error(`${program} ended with ${ended.code}:\n${ended.stderr}`);
    return JSON.parse(ended.stdout);
  };
  const dispose = async () => {
    await emulator.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { emulator, environment, run, json, [Symbol.asyncDispose]: dispose };
}

/** A file of a program in node_modules of this folder. */
export function installed(path: string): string {
  const file = here(`./node_modules/${path}`);
  if (!existsSync(file))
    throw new Error(
      'The programs that this folder tests are not installed: node scripts/setup.mjs --clients',
    );
  return file;
}
