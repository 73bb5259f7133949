import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
// Inside the project, so that its dependencies are found.
const folder = mkdtempSync(join(root, 'node_modules', '.examples-'));
afterAll(() => rmSync(folder, { recursive: true }));

const page = readFileSync(join(root, 'docs', 'library.md'), 'utf8');
const fleets = readFileSync(join(root, 'docs', 'fleet.md'), 'utf8');
const examples = Array.from(`${page}${fleets}`.matchAll(/```ts\n(.*?)```/gs), ([, code]) => code as string);
const CONFIG =
  "export default { test: { include: ['node_modules/.examples-*/*.test.mts'], exclude: [] } };\n";
const SOURCES: Record<string, string> = {
  tenantless: 'src/index.ts',
  'tenantless/msw': 'src/testing/handlers.ts',
  'tenantless/testing': 'src/testing/index.ts',
  'tenantless/vitest': 'src/testing/vitest.ts',
};

/** An example in a file, with what it imports of ours from source. */
function write(name: string, code: string): string {
  const local = code.replace(/from '(tenantless[^']*)'/g, (_, entry: string) => {
    return `from '${pathToFileURL(join(root, SOURCES[entry] as string)).href}'`;
  });
  const file = join(folder, name);
  writeFileSync(file, local);
  return file;
}

describe('docs/library.md and docs/fleet.md', () => {
  it.each(examples.map((code, index) => [index + 1, code] as const))(
    'example %i prints what its comments say',
    (index, code) => {
      const file = write(`example-${index}.mts`, code);
      const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', file], {
        cwd: root,
        encoding: 'utf8',
      });
      const promised = Array.from(code.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm), ([, text]) => text);
      expect(stdout.trimEnd().split('\n'), stderr).toEqual(promised);
    },
  );

  it('has examples', () => expect(examples.length).toBe(5));

  it('has tests that pass in vitest', () => {
    const [, code = ''] = /```typescript\n(.*?)```/s.exec(page) ?? [];
    const file = write('example.test.mts', code);
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    // From the root, where the scenarios are that it names; our own settings don't include it.
    const args = [
      'run',
      '--config',
      write('vitest.config.mjs', CONFIG),
      '--root',
      root,
      '--reporter',
      'json',
      file,
    ];
    const { stdout, stderr } = spawnSync(process.execPath, [vitest, ...args], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(JSON.parse(stdout), stderr).toMatchObject({ success: true, numPassedTests: 6 });
  }, 60_000);
});
