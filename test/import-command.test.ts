import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { launch } from '../server/index.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tenantless-import-'));
afterAll(() => rmSync(folder, { recursive: true }));

function tenantless(...args: string[]) {
  const program = join(root, 'src/cli/main.ts');
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '' };
  return spawnSync(process.execPath, ['--import', 'tsx', program, ...args], {
    cwd: root,
    encoding: 'utf8',
    env,
  });
}

describe('tenantless import', () => {
  it.each(['intune-cd', 'intune-management', 'microsoft365dsc.json', 'graph-batch.json'])(
    'makes a tenant of %s that can be served',
    async (format) => {
      const file = join(folder, `${format}.tenant.json`);
      const { status, stdout, stderr } = tenantless(
        'import',
        `fixtures/policies/formats/${format}`,
        '--output',
        file,
      );
      expect([status, stderr]).toEqual([0, '']);
      expect(stdout).toContain(`tenantless start --tenant ${file}`);
      await using emulator = await launch({ fixture: file, cache: folder, port: 0, httpPort: 0 });
      const policies = [...emulator.tenant.collection('deviceManagement/deviceConfigurations')];
      expect(policies.length).toBeGreaterThan(0);
      emulator.tenant.collection('deviceManagement/deviceConfigurations').remove(policies[0]?.id ?? '', {
        kind: 'service',
        id: 'test',
        name: 'Test',
      });
      emulator.tenant.reset();
      expect(emulator.tenant.collection('deviceManagement/deviceConfigurations').size).toBe(policies.length);
    },
  );

  it('writes over nothing, unless it is told to', () => {
    const file = join(folder, 'once.json');
    const args = ['import', 'fixtures/policies/exported', '--output', file];
    expect(tenantless(...args).status).toBe(0);
    const before = readFileSync(file, 'utf8');
    expect(tenantless(...args, '--seed', '9')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--force'),
    });
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(JSON.parse(tenantless(...args, '--seed', '9', '--force', '--json').stdout)).toMatchObject({
      file,
    });
    expect(readFileSync(file, 'utf8')).not.toBe(before);
  });

  it('says what is wrong with what it cannot read', () => {
    expect(tenantless('import', 'package.json', '--output', join(folder, 'x.json'))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('package.json'),
    });
  });
});
