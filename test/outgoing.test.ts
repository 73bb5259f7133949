import { mkdtempSync, rmSync } from 'node:fs';
import { connect, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch } from '../server/index.ts';

// Nothing that the emulator does reaches out of this machine: no telemetry, no look-ups, no requests.

const LOOPBACK = ['localhost', '127.0.0.1', '::1'];

const destinations = new Set<string>();
const { connect: original } = Socket.prototype;
let cache: string;

beforeAll(() => {
  cache = mkdtempSync(join(tmpdir(), 'tenantless-outgoing-'));
  Socket.prototype.connect = function record(this: Socket, ...args: unknown[]) {
    // net.connect passes on a list of its own: [options, callback].
    const [first] = args;
    const options = (Array.isArray(first) ? first[0] : first) as { host?: string; path?: string };
    destinations.add(options.path ?? options.host ?? 'localhost');
    return original.apply(this, args as never);
  } as typeof original;
});
afterAll(() => {
  Socket.prototype.connect = original;
  rmSync(cache, { recursive: true, force: true });
});

it('a week in the life of a tenant stays on this machine', async () => {
  await using emulator = await launch({ tenant: 'contoso-jit', clockMode: 'manual', cache });
  const { tenantId, clientId, clientSecret } = emulator.info;
  const ask = async (path: string, body?: URLSearchParams | object, headers: Record<string, string> = {}) => {
    const form = body instanceof URLSearchParams;
    const sent = form ? body : body && JSON.stringify(body);
    const type = body && !form ? { 'Content-Type': 'application/json' } : {};
    const init = { method: body ? 'POST' : 'GET', headers: { ...type, ...headers }, body: sent ?? null };
    const response = await fetch(`${emulator.httpUrl}${path}`, init);
    expect(response.ok, path).toBe(true);
    return response.json();
  };

  await ask('/_tenantless/devices', { user: 'aoife.gallagher@contoso.com' });
  await ask('/_tenantless/devices/device-1/actions', { do: 'enroll' });
  await ask('/_tenantless/clock', { advance: 'P7D' });

  const credentials = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  const scope = 'https://graph.microsoft.com/.default';
  const form = new URLSearchParams({ ...credentials, scope });
  const { access_token } = (await ask(`/${tenantId}/oauth2/v2.0/token`, form)) as { access_token: string };
  const headers = { Authorization: `Bearer ${access_token}` };
  const devices = await ask('/v1.0/deviceManagement/managedDevices', undefined, headers);
  expect(devices).toMatchObject({ value: [{ userPrincipalName: 'aoife.gallagher@contoso.com' }] });
  await ask('/_tenantless/verify');

  const client = connect(emulator.proxyPort as number, '127.0.0.1');
  client.write('CONNECT registry.npmjs.org:443 HTTP/1.1\r\nHost: registry.npmjs.org:443\r\n\r\n');
  expect(await text(client)).toContain('403 Forbidden');

  // Our own requests; without them, the recording would have seen nothing and prove nothing.
  expect(destinations).toContain('127.0.0.1');
  expect([...destinations].filter((host) => !LOOPBACK.includes(host))).toEqual([]);
});
