import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fleetSummarySchema } from '../server/control/fleet-schemas.ts';
import { type Launched, launch } from '../server/index.ts';
import type { FleetSummary } from '../src/fleet/index.ts';
import { tenantless } from './support/cli.ts';
import { conforms } from './support/control-client.ts';

// `tenantless fleet` as people run it: in a process of its own, and against a server that runs.

let folder: string;
let emulator: Launched;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tenantless-fleet-'));
  emulator = await launch({ tenant: 'contoso-jit', clockMode: 'manual', cache: folder });
});
afterAll(async () => {
  await emulator?.close();
  rmSync(folder, { recursive: true, force: true });
});

const enroll = (...args: readonly string[]) =>
  tenantless(['fleet', 'enroll', ...args], { TENANTLESS_CACHE: folder });

function mixFile(text: string): string {
  const file = join(folder, 'mix.yaml');
  writeFileSync(file, text);
  return file;
}

describe('tenantless fleet enroll', () => {
  it('tells how a fleet in a fresh tenant came out', async () => {
    const mix = mixFile('enrollmentTypes: { webDeviceEnrollment: 1 }\nfirstApps:\n  Google Chrome: 1\n');
    const { code, stdout, stderr } = await enroll('--count', '40', '--mix', mix, '--ramp', '1h');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/webDeviceEnrollment +40 +40 +0 +\d+ +\d+ +40\n/);
    expect(stdout).toMatch(/\d+ {2}The first sign-in is in an app with its own network stack/);
  });

  it('enrolls into the tenant of a server, with the same summary as data', async () => {
    const { code, stdout } = await enroll(
      '--count',
      '25',
      '--seed',
      '3',
      '--url',
      emulator.httpUrl as string,
      '--json',
    );
    expect(code).toBe(0);
    const summary = JSON.parse(stdout) as FleetSummary;
    conforms(fleetSummarySchema, summary);
    expect(summary).toMatchObject({ devices: 25, seed: 3 });
    expect(emulator.simulation.list()).toHaveLength(25);
    const here = JSON.parse((await enroll('--count', '25', '--seed', '3', '--json')).stdout) as FleetSummary;
    expect(here).toMatchObject({ devices: 25, enrolled: 25, seed: 3 });
  });

  it('shows where a mix is wrong', async () => {
    const mix = mixFile('passcodes:\n  none: 1\nmodels:\n  iPhone Sixteen: 2\n');
    const { code, stderr } = await enroll('--count', '5', '--mix', mix);
    expect(code).toBe(2);
    expect(stderr).toContain('mix.yaml:4:3: models.iPhone Sixteen: nothing of this name is known here');
    const broken = await enroll('--count', '5', '--mix', mixFile('passcodes: {none'));
    expect(broken).toMatchObject({ code: 2, stderr: expect.stringMatching(/mix\.yaml:\d+:\d+: /) });
    expect((await enroll('--count', '5', '--mix', 'nowhere.yaml')).stderr).toContain(
      "there is no file 'nowhere.yaml'",
    );
  });

  it('takes the mix that its page shows', async () => {
    const page = readFileSync(fileURLToPath(new URL('../docs/fleet.md', import.meta.url)), 'utf8');
    const [, mix = ''] = /```yaml\n(.*?)```/s.exec(page) ?? [];
    const { code, stdout, stderr } = await enroll('--count', '30', '--mix', mixFile(mix), '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ devices: 30 });
  });

  it('refuses more devices than there is memory for, and says how there is more', async () => {
    const { code, stderr } = await tenantless(['fleet', 'enroll', '--count', '200000'], {
      TENANTLESS_CACHE: folder,
      NODE_OPTIONS: '--max-old-space-size=500',
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /200000 devices take about 1\.0 GB of memory, and Node gives this process 0\.\d GB/,
    );
    expect(stderr).toMatch(/NODE_OPTIONS=--max-old-space-size=11\d\d gives it more; --count \d+000 fits\./);
  });

  it('refuses more devices than a server enrolls at once', async () => {
    const { code, stderr } = await enroll('--count', '10001', '--url', emulator.httpUrl as string);
    expect(code).toBe(2);
    expect(stderr).toContain('count: expected at most 10000, got 10001');
  });

  it('says what a wrong tenant, count or ramp should be', async () => {
    expect((await enroll('--count', '5', '--tenant', 'cantoso')).stderr).toContain(
      "'cantoso' is neither a tenant",
    );
    expect((await enroll('--count', 'many')).stderr).toContain('It is a number from 1 to 1000000.');
    expect((await enroll('--count', '5', '--ramp', 'long')).stderr).toContain('such as 10m or PT10M');
  });
});
