import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { median } from './median.ts';

const PROGRAM = fileURLToPath(new URL('../dist/src/cli/main.js', import.meta.url));
const ARGUMENTS = ['start', '--json', '--port', '0', '--http-port', '0'];

export interface StartupFigures {
  /** Seconds until the ready line, the first time on a machine: keys and certificates are made. */
  readonly first: number;
  /** Seconds until the ready line from then on; median. */
  readonly later: number;
}

/** Starts the built program several times, with a cache directory of its own. */
export async function measureStartup(runs: number): Promise<StartupFigures> {
  const cache = mkdtempSync(join(tmpdir(), 'tenantless-bench-'));
  try {
    const first = await startOnce(cache);
    const later: number[] = [];
    for (let run = 0; run < runs; run += 1) later.push(await startOnce(cache));
    return { first, later: median(later) };
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

async function startOnce(cache: string): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, [PROGRAM, ...ARGUMENTS], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TENANTLESS_CACHE: cache },
  });
  await once(createInterface({ input: child.stdout }), 'line');
  const seconds = (performance.now() - started) / 1000;
  child.kill('SIGTERM');
  await once(child, 'exit');
  return seconds;
}
