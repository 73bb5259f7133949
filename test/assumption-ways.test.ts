import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Launched, launch } from '../server/index.ts';
import { assumptionsOf } from '../src/tenant/index.ts';
import { tenantless } from './support/cli.ts';

// The ways by which somebody says what to take for true: docs/assumptions.md.

let folder: string;
let emulator: Launched;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tenantless-assume-'));
  const assumptions = { deviceStateCode: 'older' } as const;
  emulator = await launch({ tenant: 'contoso', clockMode: 'manual', cache: folder, assumptions });
});
afterAll(async () => {
  await emulator?.close();
  rmSync(folder, { recursive: true, force: true });
});

const STORY = {
  name: 'A wrong first app',
  given: { tenant: 'contoso-jit' },
  devices: { phone: { user: 'priya.raman@contoso.com' } },
  steps: [
    { device: 'phone', do: 'enroll' },
    { device: 'phone', do: 'signIn', app: 'Google Chrome' },
    { device: 'phone', do: 'signIn', app: 'Microsoft Teams' },
  ],
  then: { devices: { phone: { registered: false } } },
} as const;

const ask = async (method: string, path: string, body?: object) => {
  const response = await fetch(`${emulator.httpUrl}/_tenantless${path}`, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: answers of several shapes
  return { status: response.status, body: (await response.json()) as any };
};

describe('what is taken for true', () => {
  it('is read and changed through the control API, and a reset goes back to what the server was started with', async () => {
    const { body } = await ask('GET', '/assumptions');
    expect(body.deviceStateCode).toMatchObject({
      choice: 'older',
      default: 'precise',
      evidence: 'documented',
    });
    expect(body.wrongFirstApp.choice).toBe('recovers');
    const changed = await ask('PATCH', '/assumptions', { wrongFirstApp: 'staysUnregistered' });
    expect(changed.body.wrongFirstApp.choice).toBe('staysUnregistered');
    expect(assumptionsOf(emulator.tenant).wrongFirstApp).toBe('staysUnregistered');
    const refused = await ask('PATCH', '/assumptions', { wrongFirstApp: 'maybe' });
    expect(refused.status).toBe(400);
    expect(JSON.stringify(refused.body)).toContain('recovers');
    await ask('POST', '/reset', {});
    expect(assumptionsOf(emulator.tenant)).toMatchObject({
      deviceStateCode: 'older',
      wrongFirstApp: 'recovers',
    });
  });

  it('is given by a scenario, or else on the command line', async () => {
    const write = (name: string, assumptions: object) => {
      const file = join(folder, name);
      writeFileSync(file, JSON.stringify({ ...STORY, given: { ...STORY.given, assumptions } }));
      return file;
    };
    const silent = write('silent.yaml', {});
    const stays = ['--assume', 'wrongFirstApp=staysUnregistered'];
    expect((await tenantless(['run', silent])).code).toBe(1);
    expect((await tenantless(['run', silent, ...stays])).code).toBe(0);
    expect(
      (await tenantless(['run', write('stays.yaml', { wrongFirstApp: 'staysUnregistered' })])).code,
    ).toBe(0);
    expect(
      (await tenantless(['run', write('recovers.yaml', { wrongFirstApp: 'recovers' }), ...stays])).code,
    ).toBe(1);
    const wrong = await tenantless(['run', silent, '--assume', 'wrongFirstApp=never']);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain(
      "'never' is no choice for wrongFirstApp: it is recovers or staysUnregistered",
    );
  });

  it('is heeded by verify', async () => {
    const policies = join(import.meta.dirname, '../fixtures/policies/exported');
    const args = ['verify', policies, '--enrollment', 'userEnrollmentWithCompanyPortal'];
    expect((await tenantless(args)).code).toBe(0);
    const { code, stdout } = await tenantless([
      ...args,
      '--assume',
      'userEnrollmentWithCompanyPortal=doesNotRegister',
    ]);
    expect(code).toBe(1);
    expect(stdout.replace(/\s+/g, ' ')).toContain('just-in-time registration is taken not to work with it');
  });
});
