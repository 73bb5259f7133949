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
const blocks = (kind: string, text = page) =>
  Array.from(text.matchAll(new RegExp(`\`\`\`${kind}\\n(.*?)\`\`\``, 'gs')), ([, code]) => code as string);
const examples = blocks('ts', page + fleets);
/** What node:test finds in its environment, it takes for being a part of another run. */
const { NODE_TEST_CONTEXT: _, ...WITHOUT_VITEST } = process.env;
const CONFIG =
  "export default { test: { include: ['node_modules/.examples-*/*.test.mts'], exclude: [] } };\n";
const SOURCES: Record<string, string> = {
  tenantless: 'src/index.ts',
  'tenantless/msw': 'src/testing/handlers.ts',
  'tenantless/testing': 'src/testing/index.ts',
  'tenantless/vitest': 'src/testing/vitest.ts',
  'tenantless/vitest/setup': 'src/testing/vitest-setup.ts',
};

/** An example in a file, with what it imports of ours from source. */
function write(name: string, code: string): string {
  const local = code.replace(/'(tenantless(?:\/[\w/]+)?)'(?=;|\])/g, (_, entry: string) => {
    return `'${pathToFileURL(join(root, SOURCES[entry] as string)).href}'`;
  });
  const file = join(folder, name);
  writeFileSync(file, local);
  return file;
}

/** Runs vitest from the root, where the scenarios are that the page names; our own settings don't include it. */
function runVitest(config: string, file: string) {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const settings = write('vitest.config.mts', config);
  const args = [vitest, 'run', '--config', settings, '--root', root, '--reporter', 'json', file];
  return spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
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

  it('has examples', () => expect(examples.length).toBe(4));

  const [ownTenant = '', sharedServer = ''] = blocks('typescript');

  it('has tests that pass in vitest', () => {
    const { stdout, stderr } = runVitest(CONFIG, write('example.test.mts', ownTenant));
    const report = JSON.parse(stdout);
    expect(report, stderr).toMatchObject({ success: true, numFailedTests: 0, numPendingTests: 0 });
    // Its own tests, and one for each golden scenario, of which there are more files than 10.
    expect(report.numPassedTests).toBeGreaterThan(10);
  }, 60_000);

  it('has a test of a server that serves the whole run', () => {
    const [config = ''] = blocks('ts config');
    const here = config.replace(
      '{ test: {',
      "{ test: { include: ['node_modules/.examples-*/*.test.mts'], exclude: [],",
    );
    const { stdout, stderr } = runVitest(here, write('server.test.mts', sharedServer));
    expect(JSON.parse(stdout), stderr).toMatchObject({ success: true, numPassedTests: 1 });
  }, 60_000);

  it('has a test that passes in node:test', () => {
    const [code = ''] = blocks('js');
    const args = ['--import', 'tsx', '--test', '--test-reporter', 'tap', write('node-test.mts', code)];
    const { stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: root,
      encoding: 'utf8',
      env: WITHOUT_VITEST,
    });
    expect(stdout, stderr).toContain('# pass 1\n# fail 0');
  }, 60_000);
});
