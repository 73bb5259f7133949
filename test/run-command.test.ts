import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT, tenantless as runProgram, SOURCE } from './support/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'tenantless-run-'));
afterAll(() => rmSync(folder, { recursive: true }));

const tenantless = (...args: string[]) => runProgram(args);

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const story = (expected: string) => `
name: A phone
given: { tenant: contoso-jit }
devices: { phone: { user: priya.raman@contoso.com } }
steps: [{ device: phone, do: enroll }]
then: { devices: { phone: { ${expected} } } }
`;

describe('tenantless run', () => {
  it('ends with 0 when all comes true, in YAML and in TypeScript', async () => {
    const { code, stdout } = await tenantless(
      'run',
      'scenarios/timing',
      file('good.yaml', story('enrolled: true')),
    );
    expect(stdout).toContain('3 passed');
    expect(code).toBe(0);
  });

  it('is strict when it is told to be', async () => {
    const ignored = `name: Skips
given: { tenant: contoso-jit }
devices: {}
steps: [{ graph: { path: '/v1.0/deviceManagement/managedDevices?$skip=1' } }]
then: {}
`;
    const path = file('skips.yaml', ignored);
    expect((await tenantless('run', path)).code).toBe(0);
    const { code, stdout } = await tenantless('run', path, '--strict');
    expect(code).toBe(1);
    expect(stdout).toContain('400');
  });

  it('ends with 1 when an expectation fails, and shows the trace', async () => {
    const { code, stdout } = await tenantless(
      'run',
      file('bad.yaml', story('registered: true')),
      '--seed',
      '5',
    );
    expect(stdout).toContain('1 failed');
    expect(stdout).toContain('InstallProfile');
    expect(stdout).toContain('--seed 5');
    expect(code).toBe(1);
  });

  it('writes reports to files', async () => {
    const path = join(folder, 'report.xml');
    const { code, stdout } = await tenantless(
      'run',
      file('ok.yaml', story('enrolled: true')),
      ...[
        '--reporter',
        'dot',
        '--reporter',
        `junit=${path}`,
        '--reporter',
        `ctrf=${join(folder, 'ctrf.json')}`,
      ],
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/^·\n/);
    expect(readFileSync(path, 'utf8')).toContain('<testcase name="A phone"');
    expect(JSON.parse(readFileSync(join(folder, 'ctrf.json'), 'utf8'))).toMatchObject({
      results: { summary: { tests: 1, passed: 1 } },
    });
  });

  it('plays the scenarios with a tag', async () => {
    const { code, stdout } = await tenantless('run', '--tag', 'golden');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ \d+ passed in /m);
    expect(await tenantless('run', '--tag', 'bronze')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/no scenario has the tag bronze[\s\S]*golden/),
    });
  });

  it('plays parts on several machines, and puts their reports together', async () => {
    const path = [1, 2, 3, 4, 5].map((number) =>
      file(`part-${number}.yaml`, story(`enrolled: ${number !== 4}`).replace('A phone', `Phone ${number}`)),
    );
    const blobs: string[] = [];
    for (const part of [1, 2]) {
      const blob = join(folder, `blob-${part}.json`);
      const ended = await tenantless('run', ...path, '--shard', `${part}/2`, '--reporter', `blob=${blob}`);
      expect(ended.code).toBe(part === 2 ? 1 : 0);
      blobs.push(blob);
    }
    expect(await tenantless('merge-reports', blobs[0] as string)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('part 2/2 is missing'),
    });
    expect(await tenantless('merge-reports', ...blobs, blobs[0] as string)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('are both of part 1/2'),
    });
    expect(await tenantless('merge-reports', join(folder, 'blob-3.json'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Its job failed before it could write'),
    });
    expect(await tenantless('merge-reports', join(folder, 'blob-*.json'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('This shell leaves the star to the command'),
    });
    const { code, stdout } = await tenantless('merge-reports', ...blobs);
    expect(code).toBe(1);
    expect(stdout).toContain('4 passed, 1 failed');
    expect([...stdout.matchAll(/[✓✗] Phone (\d)/g)].map(([, number]) => number)).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
    ]);
    expect(await tenantless('merge-reports', file('other.json', '{}'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is no report to merge'),
    });
  });

  it('comes out the same over several threads', async () => {
    const playedBy = async (workers: string) => {
      const args = ['scenarios/golden', '--reporter', 'json', '--workers', workers];
      return { ...JSON.parse((await tenantless('run', ...args)).stdout), milliseconds: 0 };
    };
    const one = await playedBy('1');
    const many = await playedBy('3');
    expect(many).toEqual(one);
    expect(many).toMatchObject({ failed: 0, errors: 0, passed: expect.any(Number) });
  }, 60_000);

  it('plays again when a file changes', async () => {
    const path = file('watched.yaml', story('enrolled: false'));
    const child = spawn(process.execPath, [...SOURCE, 'run', path, '--watch'], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'] },
    });
    let output = '';
    const says = (text: string) =>
      new Promise<void>((resolve) => {
        const look = () => output.includes(text) && resolve();
        for (const stream of [child.stdout, child.stderr]) stream.on('data', look);
        look();
      });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    await says('Watching');
    expect(output).toContain('1 failed');
    writeFileSync(path, 'name: [');
    await says('error: ');
    writeFileSync(path, story('enrolled: true'));
    await says('1 passed');
    child.kill('SIGTERM');
    expect(await new Promise((resolve) => child.on('exit', resolve))).toBe(0);
  }, 60_000);

  it.each([
    [['--reporter', 'json', '--reporter', 'list'], 'cannot share standard output with list'],
    [['--reporter', 'xml'], 'one of list, dot, json'],
    [['--reporter', 'junit='], 'no file after the ='],
    [['--shard', '3/2'], 'the second of three parts'],
    [['--workers', '0'], 'from 1 to 999'],
  ])('says what is wrong with %s', async (args, message) => {
    const { code, stderr } = await tenantless('run', 'scenarios/timing', ...args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  it.each([
    ['a file that is not there', ['nowhere.yaml'], "there is no file or folder 'nowhere.yaml'"],
    ['a file of another kind', ['package.json'], 'should end in .yaml'],
    ['a folder without scenarios', [mkdtempSync(join(folder, 'empty-'))], 'no scenario (.yaml, .yml'],
    ['a scenario with a mistake', [file('typo.yaml', story('enroled: true'))], "Did you mean 'enrolled'?"],
    [
      'a module that cannot be compiled',
      [file('broken.ts', '\nexport const x = ;')],
      'broken.ts:2:17: the module cannot be loaded: Unexpected ";"',
    ],
    [
      'a module that throws',
      [file('throws.ts', "throw new TypeError('no such thing')")],
      'the module cannot be loaded: TypeError: no such thing',
    ],
    [
      'a module without a scenario',
      [file('other.ts', 'export const x = 1')],
      'other.ts: it exports no scenario (export const',
    ],
    ['a seed that is no number', ['scenarios/golden', '--seed', 'x'], 'A seed is a whole number.'],
    ['a text that no name holds', ['scenarios/golden', '--grep', 'zzz'], "no scenario's name holds 'zzz'"],
  ])('ends with 2 and a clear message for %s', async (_, args, message) => {
    const { code, stderr } = await tenantless('run', ...args);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(code).toBe(2);
  });
});
