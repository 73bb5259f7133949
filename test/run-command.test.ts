import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = mkdtempSync(join(tmpdir(), 'tenantless-run-'));
afterAll(() => rmSync(folder, { recursive: true }));

function tenantless(...args: string[]) {
  const program = join(root, 'src', 'cli', 'main.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', program, ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '' },
  });
  return { status, stdout, stderr };
}

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
  it('ends with 0 when all comes true, in YAML and in TypeScript', () => {
    const { status, stdout } = tenantless(
      'run',
      'scenarios/timing',
      file('good.yaml', story('enrolled: true')),
    );
    expect(stdout).toContain('3 passed');
    expect(status).toBe(0);
  });

  it('is strict when it is told to be', () => {
    const ignored = `name: Skips
given: { tenant: contoso-jit }
devices: {}
steps: [{ graph: { path: '/v1.0/deviceManagement/managedDevices?$skip=1' } }]
then: {}
`;
    const path = file('skips.yaml', ignored);
    expect(tenantless('run', path).status).toBe(0);
    const { status, stdout } = tenantless('run', path, '--strict');
    expect(status).toBe(1);
    expect(stdout).toContain('400');
  });

  it('ends with 1 when an expectation fails, and shows the trace', () => {
    const { status, stdout } = tenantless('run', file('bad.yaml', story('registered: true')), '--seed', '5');
    expect(stdout).toContain('1 failed');
    expect(stdout).toContain('InstallProfile');
    expect(stdout).toContain('--seed 5');
    expect(status).toBe(1);
  });

  it('writes reports to files', () => {
    const path = join(folder, 'report.xml');
    const { status, stdout } = tenantless(
      'run',
      file('ok.yaml', story('enrolled: true')),
      '--reporter',
      'junit',
      '--output',
      path,
    );
    expect([status, stdout]).toEqual([0, '']);
    expect(readFileSync(path, 'utf8')).toContain('<testcase name="A phone"');
  });

  it.each([
    ['a file that is not there', ['nowhere.yaml'], "there is no file or folder 'nowhere.yaml'"],
    ['a file of another kind', ['package.json'], 'should end in .yaml'],
    ['a folder without scenarios', [mkdtempSync(join(folder, 'empty-'))], 'no scenario (.yaml, .yml'],
    ['a scenario with a mistake', [file('typo.yaml', story('enroled: true'))], "Did you mean 'enrolled'?"],
    [
      'a module that cannot be loaded',
      [file('broken.ts', 'export const x = ;')],
      'the module cannot be loaded',
    ],
    ['a seed that is no number', ['scenarios/golden', '--seed', 'x'], 'A seed is a whole number.'],
    ['a text that no name holds', ['scenarios/golden', '--grep', 'zzz'], "no scenario's name holds 'zzz'"],
  ])('ends with 2 and a clear message for %s', (_, args, message) => {
    const { status, stderr } = tenantless('run', ...args);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(status).toBe(2);
  });
});
