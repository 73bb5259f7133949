import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
let cache: string;

beforeAll(() => {
  cache = mkdtempSync(join(tmpdir(), 'tenantless-demo-'));
});

afterAll(() => {
  rmSync(cache, { recursive: true, force: true });
});

/** What `npm start -- --once` prints. Rejects when it doesn't exit with 0. */
async function demo(...flags: string[]): Promise<string> {
  const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const { stdout } = await run(process.execPath, [tsx, 'src/cli/main.ts', 'demo', '--once', ...flags], {
    cwd: root,
    env: { ...process.env, TENANTLESS_CACHE: cache, NO_COLOR: '1' },
  });
  // The port is the only thing that differs from run to run.
  return stdout.replace(/localhost:\d+/, 'localhost');
}

describe('npm start', () => {
  it('tells the whole story, the same each time, and finds every expectation met', async () => {
    const [first, second] = [await demo(), await demo()];
    expect(second).toBe(first);
    expect(first).toMatch(/All \d+ expectations hold/);
    expect(first).toContain('Graph: complianceState noncompliant, isCompliant false.');
    expect(first.match(/^ {2}✓ /gm)).toHaveLength(6);
    for (const line of first.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('tells every message when asked to', async () => {
    const full = await demo('--full');
    expect(full.match(/TokenUpdate/g)).toHaveLength(6);
  });
});
