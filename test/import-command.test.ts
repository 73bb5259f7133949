import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { launch } from '../server/index.ts';
import { tenantless } from './support/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'tenantless-import-'));
afterAll(() => rmSync(folder, { recursive: true }));

const importing = (...args: readonly string[]) => tenantless(['import', ...args]);

describe('tenantless import', () => {
  it.each(['intune-cd', 'intune-management', 'microsoft365dsc.json', 'graph-batch.json'])(
    'makes a tenant of %s that can be served',
    async (format) => {
      const file = join(folder, `${format}.tenant.json`);
      const { code, stdout, stderr } = await importing(
        `fixtures/policies/formats/${format}`,
        '--output',
        file,
      );
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toContain(`tenantless start --tenant ${file}`);
      await using emulator = await launch({ tenant: file, cache: folder, port: 0, httpPort: 0 });
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

  it('writes over nothing, unless it is told to', async () => {
    const file = join(folder, 'once.json');
    const args = ['fixtures/policies/exported', '--output', file];
    expect((await importing(...args)).code).toBe(0);
    const before = readFileSync(file, 'utf8');
    expect(await importing(...args, '--seed', '9')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--force'),
    });
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(JSON.parse((await importing(...args, '--seed', '9', '--force', '--json')).stdout)).toMatchObject({
      file,
    });
    expect(readFileSync(file, 'utf8')).not.toBe(before);
  });

  it('says what is wrong with what it cannot read', async () => {
    expect(await importing('package.json', '--output', join(folder, 'x.json'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('package.json'),
    });
  });
});
