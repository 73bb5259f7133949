import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Launched, launch } from '../server/index.ts';
import { tenantless } from './support/cli.ts';

// `tenantless explain` as people run it, against a server that runs.

let cache: string;
let emulator: Launched;
let serial: string;
beforeAll(async () => {
  cache = mkdtempSync(join(tmpdir(), 'tenantless-explain-'));
  emulator = await launch({ tenant: 'contoso-jit', clockMode: 'manual', cache });
});
afterAll(async () => {
  await emulator?.close();
  rmSync(cache, { recursive: true, force: true });
});

const explain = (...args: readonly string[]) =>
  tenantless(['explain', ...args], { TENANTLESS_CACHE: cache, TENANTLESS_URL: emulator.httpUrl as string });

describe('tenantless explain', () => {
  it('says where devices come from while there are none', async () => {
    const { code, stderr } = await explain('anything');
    expect(code).toBe(2);
    expect(stderr).toContain("there is no device 'anything'");
    expect(stderr).toContain('POST /_tenantless/devices');
  });

  it('tells of a device, by its serial number, where it stands and why it gets what it gets', async () => {
    const phone = emulator.simulation.create({ user: 'priya.raman@contoso.com', passcode: false });
    serial = phone.serialNumber;
    emulator.simulation.act(phone.id, { do: 'enroll' });
    const { code, stdout, stderr } = await explain(serial.toLowerCase());
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('✗ not registered: everything is in place');
    expect(stdout).toMatch(
      /✓ .*\(iosDeviceFeaturesConfiguration\): applies\n\s+1\. it is assigned to all users/,
    );
    expect(stdout).toContain('On the device: nonCompliant');
    expect(stdout).toMatch(
      /✗ Require a password to unlock mobile devices: .*; found no passcode \(“.+”, remediated\)/,
    );
    expect(stdout).toMatch(/✗ .+ \(compliance-not-met\)\n/);
    expect(stdout).toMatch(/✓ Enrolled user exists: found exists \(built in\)/);
    expect(stdout).toContain('Assigned to nobody: ');
    // The profiles of automated enrollment are six, and what keeps them from this phone is the same.
    expect(stdout.match(/no token has the serial number/g)).toHaveLength(1);
    expect(stdout).toMatch(
      /✗ Corporate iPhones – .*, Training room – .* \(depIOSEnrollmentProfile\): do not apply/,
    );
  });

  it('takes a name as it is typed, and tells of one app only', async () => {
    const { code, stdout } = await explain("priya's iphone", 'authenticator', '--json');
    expect(code).toBe(0);
    const { device, assignments, standing } = JSON.parse(stdout);
    expect(device.serialNumber).toBe(serial);
    expect(standing).toBeUndefined();
    expect(assignments).toMatchObject([{ name: 'Microsoft Authenticator', intent: 'required' }]);
  });

  it('lists what there is when it does not know a name', async () => {
    expect((await explain('tablet')).stderr).toContain(`There are device-1 (Priya’s iPhone, ${serial}).`);
    const { code, stderr } = await explain('device-1', 'nothing');
    expect(code).toBe(2);
    expect(stderr).toMatch(/there is no policy or app 'nothing'. There are “.*“Microsoft Authenticator”/);
  });

  it('asks which one is meant when several devices have the name', async () => {
    emulator.simulation.create({ user: 'priya.raman@contoso.com' });
    const { code, stderr } = await explain('Priya’s iPhone');
    expect(code).toBe(2);
    expect(stderr).toContain('Name one by its id: device-1');
  });
});
