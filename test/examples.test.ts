import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Launched, launch } from '../server/index.ts';

const run = promisify(execFile);
let cache: string;
let emulator: Launched;

beforeAll(async () => {
  cache = mkdtempSync(join(tmpdir(), 'tenantless-examples-'));
  emulator = await launch({ tenant: 'contoso', clockMode: 'manual', cache });
});

afterAll(async () => {
  await emulator?.close();
  rmSync(cache, { recursive: true, force: true });
});

describe('the examples in docs', () => {
  it('sign in in every way', async () => {
    const script = fileURLToPath(new URL('../docs/examples/sign-in.mjs', import.meta.url));
    const { stdout } = await run(process.execPath, [script], {
      env: {
        PATH: process.env['PATH'] ?? '',
        AZURE_TENANT_ID: emulator.info.tenantId,
        NODE_EXTRA_CA_CERTS: emulator.authority.file,
        TENANTLESS_URL: emulator.url,
      },
    });
    const ways = ['Authorization code', 'Refresh token', 'Device code', 'Password', 'On behalf of'];
    expect(stdout).toBe(ways.map((way) => `${way}: Priya Raman\n`).join(''));
  });

  it('set up just-in-time registration with nothing but the environment block', async () => {
    const script = fileURLToPath(new URL('../docs/examples/set-up-jit.mjs', import.meta.url));
    const { tenantId, clientId, clientSecret } = emulator.info;
    await run(process.execPath, [script], {
      env: {
        PATH: process.env['PATH'] ?? '',
        AZURE_TENANT_ID: tenantId,
        AZURE_CLIENT_ID: clientId,
        AZURE_CLIENT_SECRET: clientSecret,
        AZURE_AUTHORITY_HOST: emulator.url,
        NODE_EXTRA_CA_CERTS: emulator.authority.file,
        TENANTLESS_URL: emulator.url,
      },
    });
    const { tenant } = emulator;
    const [policy] = tenant.collection('deviceManagement/deviceConfigurations');
    expect(
      tenant.collection('deviceManagement/deviceConfigurations/assignments').where('$parent', policy?.id),
    ).toMatchObject([{ target: { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' } }]);
    expect([...tenant.collection('deviceAppManagement/mobileApps/assignments')]).toMatchObject([
      { $parent: '33333333-0000-4000-8000-000000000001', intent: 'required' },
    ]);
  });
});
