import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as graphSchemas from '../server/control/graph-schemas.ts';
import { conditionSettingsSchema } from '../src/graph/conditions/schema.ts';
import { type ControlClient, conforms, createControlClient } from './support/control-client.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

let client: ControlClient;
beforeAll(async () => {
  client = await createControlClient();
});
afterAll(() => client?.[Symbol.asyncDispose]());
beforeEach(async () => {
  await client.call('POST', '/reset');
  await client.call('DELETE', '/permissions');
});

const lastRequest = async () => (await client.call('GET', '/requests?limit=1000')).json.requests.at(-1);

describe('the settings', () => {
  it('are off, can be switched, and go back with a reset', async () => {
    const { json: before } = await client.call('GET', '/conditions');
    conforms(conditionSettingsSchema, before);
    expect(before).toMatchObject({ strict: false });
    expect((await client.call('PATCH', '/conditions', { strict: true })).json).toEqual({
      ...before,
      strict: true,
    });
    expect(await client.graph('/beta/deviceManagement/managedDevices?$skip=1')).toBe(400);
    await client.call('POST', '/reset');
    expect((await client.call('GET', '/conditions')).json).toEqual(before);
    expect(await client.graph('/beta/deviceManagement/managedDevices?$skip=1')).toBe(200);
  });

  it('stay as they are when a snapshot is put back', async () => {
    const { text } = await client.call('GET', '/snapshot');
    await client.call('PATCH', '/conditions', { strict: true });
    expect((await client.call('PUT', '/snapshot', text)).status).toBe(204);
    expect((await client.call('GET', '/conditions')).json).toMatchObject({ strict: true });
  });

  it('say what is wrong with a change, and change nothing', async () => {
    const { message } = await client.refused(400, 'PATCH', '/conditions', { strikt: true });
    expect(message).toContain("Did you mean 'strict'?");
    await client.refused(400, 'PATCH', '/conditions', { strict: 'yes' });
    expect((await client.call('GET', '/conditions')).json).toMatchObject({ strict: false });
  });
});

describe('the list of requests', () => {
  it('says what was ignored, what was injected, and which permissions suffice', async () => {
    await client.graph('/beta/deviceManagement/managedDevices?$skip=1');
    const faithful = await lastRequest();
    expect(faithful).toMatchObject({ status: 200, ignored: ['$skip has no effect on managedDevices'] });
    expect(faithful).not.toHaveProperty('injected');
    expect(faithful.requires[0]).toBe('DeviceManagementManagedDevices.Read.All');
    await client.call('PATCH', '/conditions', { strict: true });
    await client.graph('/beta/deviceManagement/managedDevices?$skip=1');
    const strict = await lastRequest();
    expect(strict).toMatchObject({ status: 400, injected: ['strict'] });
    conforms(graphSchemas.requestSchema, strict);
  });
});

describe('the report on permissions', () => {
  it('is there as JSON, and begins anew when told', async () => {
    await client.graph('/v1.0/deviceManagement/deviceConfigurations');
    const { json } = await client.call('GET', '/permissions');
    conforms(graphSchemas.permissionReportSchema, json);
    expect(json.callers[0].sufficient[0].permission).toBe('DeviceManagementConfiguration.Read.All');
    expect((await client.call('DELETE', '/permissions')).status).toBe(204);
    expect((await client.call('GET', '/permissions')).json).toEqual({ callers: [] });
  });

  it('is printed for people by tenantless permissions', async () => {
    await client.graph('/v1.0/deviceManagement/deviceConfigurations');
    const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
    const main = join(root, 'src', 'cli', 'main.ts');
    const run = async (...args: string[]) => {
      const url = client.emulator.httpUrl as string;
      return (await promisify(execFile)(process.execPath, [tsx, main, 'permissions', '--url', url, ...args]))
        .stdout;
    };
    const text = await run();
    expect(text).toMatch(/Sufficient for this run:\n\s+DeviceManagementConfiguration\.Read\.All/);
    expect(text).toMatch(/1 × read deviceManagement\/deviceConfigurations/);
    expect(text).toContain('Held and not needed:');
    expect(JSON.parse(await run('--json', '--reset'))).toHaveProperty('callers');
    expect(await run()).toContain('No request so far');
  }, 30_000);
});
