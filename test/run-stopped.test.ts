// What becomes of a run that does not come to its end by itself.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT, SOURCE, tenantless } from './support/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'tenantless-stopped-'));
// Of a module in the older format, tsx leaves no place in the stack.
writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
afterAll(() => rmSync(folder, { recursive: true }));

const path = (name: string) => join(folder, name);

/** A module with so many scenarios that pass, and one that does something else. */
function stories(name: string, count: number, odd: string): string {
  const define = join(ROOT, 'src/scenario/define.ts');
  const text = `import { defineScenario } from ${JSON.stringify(define)};
const odd = async () => { ${odd} };
export const all = Array.from({ length: ${count} }, (_, index) => defineScenario({
  name: \`Story \${index + 1}\`,
  given: { tenant: 'empty' },
  steps: index === ${count} - 1 ? [{ name: 'Our odd function', run: odd }] : [],
  then: {},
}));
`;
  writeFileSync(path(name), text);
  return path(name);
}

const FOREVER = 'await new Promise((resolve) => setTimeout(resolve, 1e8))';

describe('Ctrl-C in a run', () => {
  it('reports what was played, says so everywhere, and ends as a shell expects', async () => {
    const file = stories('stopped.ts', 12, `console.error('it has begun'); ${FOREVER}`);
    const reports = [
      'list',
      ...['json', 'blob', 'markdown', 'junit', 'ctrf'].map((name) => `${name}=${path(`stopped.${name}`)}`),
    ];
    const args = ['run', file, ...reports.flatMap((reporter) => ['--reporter', reporter])];
    const child = spawn(process.execPath, [...SOURCE, ...args], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'] },
    });
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => {
      said += chunk;
      if (String(chunk).includes('it has begun')) child.kill('SIGINT');
    });
    expect(await new Promise((resolve) => child.on('exit', resolve))).toBe(130);
    expect(said).toContain('Stopped. What was played so far is reported');
    expect(said).toContain('11 passed, 1 not played');
    expect(JSON.parse(readFileSync(path('stopped.json'), 'utf8'))).toMatchObject({ passed: 11, unplayed: 1 });
    expect(readFileSync(path('stopped.markdown'), 'utf8')).toContain(
      '### ❌ Tenantless: 11 passed, 1 not played',
    );
    expect(readFileSync(path('stopped.junit'), 'utf8')).toMatch(
      /<testsuites name="tenantless" tests="12" failures="0" errors="0" skipped="1".*<testcase name="Story 12"[^>]*><skipped message="Not played: the run was stopped"/s,
    );
    expect(JSON.parse(readFileSync(path('stopped.ctrf'), 'utf8')).results).toMatchObject({
      summary: { tests: 12, passed: 11, skipped: 1 },
      tests: expect.arrayContaining([expect.objectContaining({ name: 'Story 12', status: 'skipped' })]),
    });
    // A part that was stopped does not let the whole pass.
    const merged = await tenantless(['merge-reports', path('stopped.blob')]);
    expect([merged.code, merged.stdout]).toEqual([1, expect.stringContaining('11 passed, 1 not played')]);
  }, 60_000);
});

describe('--bail', () => {
  const failing = () => {
    const file = stories('bail.ts', 30, '');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(
        'then: {},',
        "then: index % 10 === 1 ? { findings: { phone: ['x'] }, checks: [] } : {},",
      ),
    );
    return file;
  };

  it.each([
    [['--bail'], 1, 28],
    [['--bail', '2'], 2, 18],
    [['--bail', '4'], 3, 0],
  ])(
    '%j stops when so many have not passed, and says what was not played',
    async (flags, bad, unplayed) => {
      const json = path(`bail-${bad}.json`);
      const ended = await tenantless([
        'run',
        failing(),
        '--workers',
        '1',
        ...flags,
        '--reporter',
        'list',
        '--reporter',
        `json=${json}`,
      ]);
      expect(ended).toMatchObject({ code: 2, stderr: '' });
      const said = JSON.parse(readFileSync(json, 'utf8'));
      expect([said.errors, said.passed + said.errors + said.unplayed, said.unplayed]).toEqual([
        bad,
        30,
        unplayed,
      ]);
    },
    60_000,
  );

  it('takes no path for its number', async () => {
    const { code, stderr } = await tenantless(['run', '--bail', 'scenarios/golden']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('tenantless run --bail -- scenarios/golden')]);
  }, 60_000);
});

describe('a function of a scenario', () => {
  it('that never ends is a failure, and the others are played', async () => {
    const file = stories('endless.ts', 2, FOREVER);
    const { code, stdout } = await tenantless(['run', file, '--timeout', '1']);
    expect(code).toBe(1);
    expect(stdout).toContain('it did not come to an end within 1 s');
    expect(stdout).toContain('Our odd function');
    expect(stdout).toContain('1 passed, 1 failed');
  }, 60_000);

  it.each([['1'], ['2']])(
    'that ends the process lets no run pass, with %s threads',
    async (workers) => {
      const file = stories(`exits-${workers}.ts`, 40, 'process.exit(0)');
      const { code, stderr } = await tenantless(['run', file, '--workers', workers]);
      expect([code, stderr]).toEqual([2, expect.stringContaining('Look for process.exit in it')]);
    },
    60_000,
  );

  it('that lets an error fly past its promise fails, and the others are played', async () => {
    const late = "setTimeout(() => { throw new Error('it flew') }, 1)";
    const file = stories('flies.ts', 2, `${late}; await new Promise((resolve) => setTimeout(resolve, 500));`);
    const { code, stdout, stderr } = await tenantless(['run', file]);
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(/steps\.0 {2}\S*flies\.ts:2\n\s+Our odd function\n[\s\S]*"it flew"/);
    expect(stdout).toContain('1 passed, 1 failed');
  }, 60_000);

  it.each([['1'], ['2']])(
    'whose error comes when it has ended lets no run pass, with %s threads',
    async (workers) => {
      const file = stories(
        `escapes-${workers}.ts`,
        40,
        "process.nextTick(() => { throw new Error('too late') })",
      );
      const { code, stdout, stderr } = await tenantless(['run', file, '--workers', workers]);
      expect([code, stdout]).toEqual([2, expect.not.stringContaining('passed')]);
      expect(stderr).toMatch(
        /^error: .*: too late \(.*escapes-\d\.ts:2:\d+\)\n {2}.*look for a missing await\.\n$/,
      );
    },
    60_000,
  );

  it('is told with its kind and its line', async () => {
    const file = stories('throws.ts', 1, "\n  throw new TypeError('no such thing')");
    const { code, stdout } = await tenantless(['run', file]);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /steps\.0 {2}\S*throws\.ts:3\n\s+Our odd function\n[\s\S]*"TypeError: no such thing"/,
    );
  }, 60_000);
});

it('tells its verdict and writes its reports, though nobody reads what it prints', async () => {
  const file = stories('unread.ts', 3, "throw new Error('no')");
  const args = ['run', file, '--reporter', 'list', '--reporter', `json=${path('unread.json')}`];
  const child = spawn(process.execPath, [...SOURCE, ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] },
  });
  child.stdout.destroy();
  let told = '';
  child.stderr.on('data', (chunk) => (told += chunk));
  expect([await new Promise((resolve) => child.on('exit', resolve)), told]).toEqual([1, '']);
  expect(JSON.parse(readFileSync(path('unread.json'), 'utf8'))).toMatchObject({ passed: 2, failed: 1 });
}, 60_000);

it.skipIf(!existsSync('/dev/full'))(
  'lets half a report not pass',
  async () => {
    const file = stories('full.ts', 3, '');
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [...SOURCE, 'run', file], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'] },
      stdio: ['ignore', full, 'pipe'],
    });
    let told = '';
    child.stderr?.on('data', (chunk) => (told += chunk));
    expect([await new Promise((resolve) => child.on('exit', resolve)), told]).toEqual([
      3,
      'error: cannot write to standard output (ENOSPC)\n',
    ]);
  },
  60_000,
);
