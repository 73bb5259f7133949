import { mkdtempSync, rmSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { CONTROL_BODY_LIMIT } from '../server/control/limits.ts';
import * as schemas from '../server/control/schemas.ts';
import { type Launched, launch } from '../server/index.ts';

const PERSON = 'hamish.kerr@contoso.com';

let cache: string;
let emulator: Launched;
let base: string;

beforeAll(async () => {
  cache = mkdtempSync(join(tmpdir(), 'tenantless-control-'));
  emulator = await launch({ fixture: 'contoso-jit', clockMode: 'manual', cache, version: '9.8.7' });
  base = `${emulator.httpUrl}/_tenantless`;
});

afterAll(async () => {
  await emulator?.close();
  rmSync(cache, { recursive: true, force: true });
});

beforeEach(async () => {
  await call('POST', '/reset');
});

interface Called {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // The tests look into answers of all shapes.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly json: any;
}

async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Called> {
  const response = await fetch(base + path, {
    method,
    headers,
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson ? JSON.parse(text) : undefined,
  };
}

/** An answer is what the document says, and nothing that the document leaves out. */
function conforms(schema: z.ZodType, value: unknown): void {
  expect(schema.parse(value)).toEqual(value);
}

async function refused(status: number, method: string, path: string, body?: unknown) {
  const answer = await call(method, path, body);
  expect({ path, status: answer.status }).toEqual({ path, status });
  conforms(schemas.NAMED_SCHEMAS['Error'] as z.ZodType, answer.json);
  expect(answer.text).not.toMatch(/\bat .*\.ts:\d+/);
  return answer.json.error as { code: string; message: string; details?: Record<string, string>[] };
}

async function createDevice(facts: object = {}): Promise<string> {
  const { status, json } = await call('POST', '/devices', { user: PERSON, ...facts });
  expect(status).toBe(201);
  return json.id;
}

const act = (id: string, action: object) => call('POST', `/devices/${id}/actions`, action);

async function graph(path: string): Promise<number> {
  const { tenantId, clientId, clientSecret } = emulator.info;
  const signIn = await fetch(`${emulator.httpUrl}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: 'https://graph.microsoft.com/.default',
    }),
  });
  const { access_token } = (await signIn.json()) as { access_token: string };
  const response = await fetch(emulator.httpUrl + path, {
    headers: { Authorization: `Bearer ${access_token}` },
  });
  await response.arrayBuffer();
  return response.status;
}

describe('the control API', () => {
  it('lists its endpoints, and gives its certificate authority away', async () => {
    const { json } = await call('GET', '');
    conforms(schemas.indexSchema, json);
    expect(json).toMatchObject({ name: 'tenantless', version: '9.8.7' });
    const ca = await call('GET', '/ca.pem');
    expect(ca.headers.get('content-type')).toBe('application/x-pem-file');
    expect(ca.text).toBe(emulator.authority.certificate);
  });

  it('is described by an OpenAPI document in which every route exists and every reference leads somewhere', async () => {
    const { json: document, text } = await call('GET', '/openapi.json');
    expect(document.openapi).toBe('3.1.0');
    expect(document.servers).toEqual([{ url: '/_tenantless' }]);
    for (const [, name] of text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g))
      expect(document.components.schemas, name).toHaveProperty(name as string);
    expect(text.match(/"\$ref":"(?!#\/components\/schemas\/)/)).toBeNull();

    const names: string[] = [];
    const { json: index } = await call('GET', '');
    const listed = index.endpoints.map(
      (each: { method: string; path: string }) => `${each.method} ${each.path}`,
    );
    for (const [path, methods] of Object.entries<
      Record<string, { operationId: string; parameters?: { name: string; in: string }[] }>
    >(document.paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        names.push(operation.operationId);
        expect(listed).toContain(`${method.toUpperCase()} /_tenantless${path === '/' ? '' : path}`);
        const inPath = (operation.parameters ?? [])
          .filter((each) => each.in === 'path')
          .map(({ name }) => name);
        expect(inPath).toEqual(Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => name));
      }
      // A method that no endpoint has shows that the path is there.
      const answer = await call('PATCH', path.replace('{id}', 'x'));
      expect(answer.status, path).toBe(405);
      const declared = Object.keys(methods).map((method) => method.toUpperCase());
      expect(answer.headers.get('allow')?.split(', ')).toEqual(declared);
    }
    expect(new Set(names).size).toBe(names.length);
    expect(names).toHaveLength(listed.length);
  });

  it('says what is near when there is nothing', async () => {
    expect((await refused(404, 'GET', '/devises')).message).toContain('Did you mean /_tenantless/devices?');
    expect((await refused(404, 'GET', '/cheese/cake')).message).toContain('GET /_tenantless lists');
  });

  it('refuses pages of other sites, and takes its own', async () => {
    for (const headers of [{ Origin: 'https://evil.example' }, { Origin: 'null' }]) {
      expect((await call('POST', '/clock', { advance: 'PT1H' }, headers)).status).toBe(403);
      expect((await call('DELETE', '/requests', undefined, headers)).status).toBe(403);
    }
    const own = await call('POST', '/clock', { advance: 'PT1H' }, { Origin: emulator.httpUrl as string });
    expect(own.status).toBe(200);
    expect(own.headers.get('access-control-allow-origin')).toBeNull();
    expect(own.json.now).toBe('2026-09-01T09:00:00Z');
  });

  it('refuses a body that is no JSON, missing, or too long', async () => {
    expect((await refused(400, 'POST', '/clock', '{"advance":')).message).toContain('no JSON');
    expect((await refused(400, 'POST', '/clock')).message).toContain('missing');
    const long = JSON.stringify({ user: 'x'.repeat(CONTROL_BODY_LIMIT) });
    expect((await refused(413, 'POST', '/devices', long)).code).toBe('PayloadTooLarge');
    await refused(400, 'GET', '/devices/%zz');
  });
});

describe('the clock', () => {
  it('moves forwards, and tells where it is', async () => {
    const { json } = await call('GET', '/clock');
    conforms(schemas.clockSchema, json);
    expect(json).toEqual({
      now: '2026-09-01T08:00:00Z',
      mode: 'manual',
      pendingEvents: 0,
      nextEventAt: null,
    });
    expect((await call('POST', '/clock', { advance: 'PT5M' })).json.now).toBe('2026-09-01T08:05:00Z');
    expect((await call('POST', '/clock', { set: '2026-09-02T00:00:00Z' })).json.now).toBe(
      '2026-09-02T00:00:00Z',
    );
    expect((await call('POST', '/clock', { mode: 'realtime' })).json.mode).toBe('realtime');
    expect((await call('POST', '/clock', { mode: 'manual' })).json.mode).toBe('manual');
  });

  it('says why it does not', async () => {
    const [back] = (await refused(400, 'POST', '/clock', { set: '2020-01-01T00:00:00Z' })).details ?? [];
    expect(back).toEqual({
      path: 'set',
      message: 'time runs forwards only, and it is 2026-09-01T08:00:00Z',
      fix: 'To go back, take a snapshot now and put it back later, or reset.',
    });
    expect((await refused(400, 'POST', '/clock', { advance: 'P4000D' })).message).toContain(
      'more than ten years',
    );
    expect((await refused(400, 'POST', '/clock', { advance: 'PT1M', mode: 'manual' })).message).toContain(
      'exactly one of',
    );
  });
});

describe('a device', () => {
  it('is created, enrolls, registers at the first sign-in, is remediated, and explains itself', async () => {
    const created = await call('POST', '/devices', { user: PERSON, passcode: false });
    conforms(schemas.deviceSchema, created.json);
    const { id } = created.json;
    expect(created.headers.get('location')).toBe(`/_tenantless/devices/${id}`);
    expect((await call('GET', `/devices/${id}`)).json).toEqual(created.json);
    await refused(404, 'GET', `/devices/${id}/profile.mobileconfig`);

    const enrolled = await act(id, { do: 'enroll' });
    conforms(schemas.actionResultSchema, enrolled.json);
    expect(enrolled.json.device).toMatchObject({ enrolled: true, registered: false });
    const signedIn = await act(id, { do: 'signIn', app: 'Microsoft Teams' });
    conforms(schemas.actionResultSchema, signedIn.json);
    expect(signedIn.json.device).toMatchObject({ registered: true, complianceState: 'noncompliant' });

    const explained = await call('GET', `/devices/${id}/explain`);
    conforms(schemas.explanationSchema, explained.json);
    expect(explained.json.compliant.failing).toHaveLength(1);

    await act(id, { do: 'setPasscode', length: 6 });
    const rechecked = await act(id, { do: 'recheck' });
    expect(rechecked.json.device).toMatchObject({
      complianceState: 'compliant',
      signedIn: ['Microsoft Teams'],
    });

    const trace = await call('GET', `/devices/${id}/trace`);
    conforms(schemas.traceSchema, trace.json);
    expect(trace.json.trace.map(({ step }: { step: string }) => step)).toEqual(
      expect.arrayContaining(['InstallProfile', 'JITRegistrationStarted', 'JITRegistrationCompleted']),
    );
    for (const answer of [
      await call('GET', `/devices/${id}/trace?format=text`),
      await call('GET', `/devices/${id}/trace`, undefined, { Accept: 'text/plain' }),
    ]) {
      expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
      expect(answer.text).toMatch(/^\+00:00:00 .*person → intune/);
      expect(answer.text).toContain('JITRegistrationCompleted');
    }
    // Whoever takes both gets what programs read.
    const both = await call('GET', `/devices/${id}/trace`, undefined, {
      Accept: 'application/json, text/plain, */*',
    });
    expect(both.json).toEqual(trace.json);

    const profile = await call('GET', `/devices/${id}/profile.mobileconfig`);
    expect(profile.headers.get('content-type')).toBe('application/x-apple-aspen-config');
    expect(profile.text).toContain('com.apple.extensiblesso');
    expect(profile.text).toContain('device_registration');
  });

  it('refuses what it cannot do with a 200 that says why, and nonsense with a 400', async () => {
    const id = await createDevice();
    const { status, json } = await act(id, { do: 'checkIn' });
    expect(status).toBe(200);
    expect(json.trace.at(-1)).toMatchObject({ outcome: 'refused' });
    expect(
      (await refused(400, 'POST', `/devices/${id}/actions`, { do: 'dance' })).details?.[0],
    ).toMatchObject({
      path: 'do',
      message: expect.stringContaining("'enroll', 'signIn'"),
    });
    expect(
      (await refused(400, 'POST', `/devices/${id}/actions`, { do: 'signIn', app: 'Nope' })).details?.[0],
    ).toMatchObject({
      path: 'app',
      fix: expect.stringContaining('bundle id'),
    });
  });

  it('is refused when it makes no sense, with the place and the likely fix', async () => {
    const { details } = await refused(400, 'POST', '/devices', {
      user: PERSON,
      osversion: '18.1',
      passcode: 'no',
    });
    expect(details).toEqual([
      { path: 'passcode', message: "expected true or false or an object, got 'no'" },
      { path: 'osversion', message: 'nothing of this name is known here', fix: "Did you mean 'osVersion'?" },
    ]);
    expect((await refused(400, 'POST', '/devices', { user: 'hamish' })).details?.[0]).toMatchObject({
      path: 'user',
      fix: expect.stringContaining(PERSON),
    });
  });

  it('is not found when it is not there', async () => {
    for (const rest of ['', '/trace', '/explain', '/profile.mobileconfig'])
      await refused(404, 'GET', `/devices/nix${rest}`);
    await refused(404, 'POST', '/devices/nix/actions', { do: 'enroll' });
  });
});

describe('the list of devices', () => {
  it('comes in pages, and for one person', async () => {
    const ids = [
      await createDevice(),
      await createDevice({ user: 'noor.haddad@contoso.com' }),
      await createDevice(),
    ];
    const idsOf = ({ devices }: { devices: { id: string }[] }) => devices.map(({ id }) => id);
    const all = (await call('GET', '/devices')).json;
    conforms(schemas.deviceListSchema, all);
    expect(idsOf(all)).toEqual(ids);
    expect(all).not.toHaveProperty('next');

    const first = (await call('GET', '/devices?limit=2')).json;
    expect(idsOf(first)).toEqual(ids.slice(0, 2));
    expect(first.total).toBe(3);
    const rest = (await call('GET', first.next.replace('/_tenantless', ''))).json;
    expect(idsOf(rest)).toEqual(ids.slice(2));
    expect(rest).not.toHaveProperty('next');

    const mine = (await call('GET', `/devices?limit=1&user=${PERSON.toUpperCase()}`)).json;
    expect(idsOf(mine)).toEqual([ids[0]]);
    expect(idsOf((await call('GET', mine.next.replace('/_tenantless', ''))).json)).toEqual([ids[2]]);
  });

  it('refuses parameters that make no sense', async () => {
    for (const query of [
      'limit=0',
      'limit=1001',
      'limit=x',
      'after=nix',
      'user=nobody@contoso.com',
      'top=5',
      'limit=1&limit=2',
    ])
      await refused(400, 'GET', `/devices?${query}`);
  });
});

describe('state', () => {
  it('goes back to where it began', async () => {
    const before = (await call('GET', '/snapshot')).json;
    await createDevice();
    await call('POST', '/clock', { advance: 'P1D' });
    const { status, json } = await call('POST', '/reset', {});
    expect(status).toBe(200);
    conforms(schemas.clockSchema, json);
    expect((await call('GET', '/snapshot')).json).toEqual(before);
    await refused(400, 'POST', '/reset', { everything: true });
  });

  it('is put back from a snapshot taken in the middle of things, and goes on the same', async () => {
    const id = await createDevice({ passcode: false });
    await act(id, { do: 'enroll', waitForApps: false });
    const snapshot = await call('GET', '/snapshot');
    conforms(schemas.NAMED_SCHEMAS['Snapshot'] as z.ZodType, snapshot.json);
    const goOn = async () => {
      await act(id, { do: 'signIn', app: 'Microsoft Teams' });
      await call('POST', '/clock', { advance: 'PT8H' });
      return (await call('GET', `/devices/${id}/trace`)).json;
    };
    const once = await goOn();
    await call('POST', '/reset');
    await refused(404, 'GET', `/devices/${id}`);
    expect((await call('PUT', '/snapshot', snapshot.text)).status).toBe(204);
    expect((await call('GET', '/snapshot')).json).toEqual(snapshot.json);
    expect(await goOn()).toEqual(once);
  });

  it('is not touched by a snapshot that is no good', async () => {
    const { text, json: good } = await call('GET', '/snapshot');
    const bad: [object, string][] = [
      [{ ...good, format: 2 }, 'format'],
      [{ ...good, colections: {} }, 'colections'],
      [
        { ...good, collections: { ...good.collections, users: [{ name: 'no id' }] } },
        'collections.users.0.id',
      ],
      [{ ...good, collections: { ...good.collections, users: [{ id: 'a' }, { id: 'a' }] } }, 'collections'],
      [{ ...good, clock: { ...good.clock, now: 'noon' } }, 'clock.now'],
    ];
    for (const [snapshot, path] of bad)
      expect((await refused(400, 'PUT', '/snapshot', snapshot)).details?.[0]?.['path']).toBe(path);
    expect((await call('GET', '/snapshot')).text).toBe(text);
  });
});

describe('verify', () => {
  it('judges the tenant as it is', async () => {
    const { json } = await call('GET', '/verify?enrollment=webDeviceEnrollment&firstApp=Microsoft%20Outlook');
    conforms(schemas.verifyReportSchema, json);
    expect(json).toMatchObject({
      verdict: 'pass',
      firstApp: 'Microsoft Outlook',
      enrollments: [{ type: 'webDeviceEnrollment', registers: true }],
    });
    await refused(400, 'GET', '/verify?enrollment=carrierPigeon');
    expect((await refused(400, 'GET', '/verify?firstApp=Nope')).details?.[0]).toMatchObject({
      path: 'firstApp',
    });
    expect((await refused(400, 'GET', '/verify?user=nobody')).details?.[0]).toMatchObject({ path: 'user' });
  });
});

describe('what happened', () => {
  it('lists the requests to Graph, those that nothing answered with the nearest path, and forgets them', async () => {
    await call('DELETE', '/requests');
    expect(await graph('/v1.0/users?$top=1')).toBe(200);
    expect(await graph('/beta/deviceManagement/managedDevicez')).toBeGreaterThanOrEqual(400);
    expect(await graph('/v1.0/groups')).toBe(200);
    const { json } = await call('GET', '/requests');
    conforms(schemas.requestListSchema, json);
    expect(json.requests.map(({ url }: { url: string }) => url)).toEqual([
      '/v1.0/users?$top=1',
      '/beta/deviceManagement/managedDevicez',
      '/v1.0/groups',
    ]);
    const unmatched = (await call('GET', '/requests?unmatched=true')).json;
    expect(unmatched.requests).toMatchObject([{ nearest: '/deviceManagement/managedDevices' }]);
    const first = (await call('GET', '/requests?unmatched=false&limit=1')).json;
    expect(first.requests).toHaveLength(1);
    const second = (await call('GET', first.next.replace('/_tenantless', ''))).json;
    expect(second.requests).toMatchObject([{ url: '/v1.0/groups', status: 200 }]);
    expect((await call('DELETE', '/requests')).status).toBe(204);
    expect((await call('GET', '/requests')).json).toEqual({ requests: [], last: json.last });
  });

  it('lists the changes in the tenant', async () => {
    const { last } = (await call('GET', '/journal')).json;
    const id = await createDevice();
    await act(id, { do: 'enroll' });
    const { json } = await call('GET', `/journal?after=${last}&set=deviceManagement/managedDevices`);
    conforms(schemas.journalSchema, json);
    expect(json.changes[0]).toMatchObject({ change: 'create', set: 'deviceManagement/managedDevices' });
    const page = (await call('GET', `/journal?after=${last}&limit=1`)).json;
    expect(page.changes).toMatchObject([{ sequence: last + 1 }]);
    expect(page.next).toBe(`/_tenantless/journal?after=${last + 1}&limit=1`);
  });
});

describe('events', () => {
  it('are sent as they happen, and go on after a lost connection', async () => {
    const first = await connect('/events');
    const id = await createDevice();
    await act(id, { do: 'enroll' });
    await graph('/v1.0/users?$top=1');
    const seen = await eventsUntil(first, (events) => events.some(({ event }) => event === 'request'));
    first.destroy();
    expect(seen[0]).toMatchObject({ event: 'clock', data: { now: '2026-09-01T08:00:00Z' } });
    const of = (kind: string) => seen.filter(({ event }) => event === kind).map(({ data }) => data);
    expect(of('trace')).toEqual((await call('GET', `/devices/${id}/trace`)).json.trace);
    for (const change of of('change')) conforms(schemas.changeSchema, change);
    expect(of('change')).toContainEqual(
      expect.objectContaining({ change: 'create', set: 'deviceManagement/managedDevices' }),
    );
    expect(of('clock').at(-1)).toEqual((await call('GET', '/clock')).json);
    conforms(schemas.requestSchema, of('request')[0]);

    // Something happens while nobody listens.
    await call('POST', '/clock', { advance: 'P1D' });
    const again = await connect('/events?kinds=trace,clock', seen.at(-1)?.id);
    const missed = await eventsUntil(
      again,
      (events) => events.filter(({ event }) => event === 'clock').length === 2,
    );
    again.destroy();
    const checkIns = missed.filter(({ event }) => event === 'trace');
    expect(checkIns.length).toBeGreaterThan(0);
    const { trace } = (await call('GET', `/devices/${id}/trace`)).json;
    expect(checkIns.map(({ data }) => data)).toEqual(trace.slice(of('trace').length));
  });

  it('are of known kinds only', async () => {
    expect((await refused(400, 'GET', '/events?kinds=trace,clok')).details?.[0]).toMatchObject({
      path: 'kinds',
      fix: "Did you mean 'clock'?",
    });
  });

  it('end at once when the server stops', async () => {
    const other = await launch({ fixture: 'empty', clockMode: 'manual', cache });
    const reader = await connect('/events', undefined, `${other.httpUrl}/_tenantless`);
    const ended = new Promise((resolve) => reader.on('end', resolve));
    reader.resume();
    const started = performance.now();
    await other.close();
    await ended;
    expect(performance.now() - started).toBeLessThan(500);
  });
});

interface Received {
  readonly event: string;
  readonly id: string;
  readonly data: unknown;
}

function connect(path: string, lastEventId?: string, to = base): Promise<IncomingMessage> {
  const headers = lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId };
  return new Promise((resolve, reject) => {
    get(to + path, { headers }, resolve).on('error', reject);
  });
}

async function eventsUntil(
  reader: IncomingMessage,
  done: (events: Received[]) => boolean,
): Promise<Received[]> {
  const events: Received[] = [];
  let rest = '';
  reader.setEncoding('utf8');
  for await (const piece of reader.iterator({ destroyOnReturn: false })) {
    const blocks = (rest + piece).split('\n\n');
    rest = blocks.pop() as string;
    for (const block of blocks) {
      if (!block.startsWith('event: ')) continue;
      const [event = '', id = '', data = ''] = block
        .split('\n')
        .map((line) => line.slice(line.indexOf(': ') + 2));
      events.push({ event, id, data: JSON.parse(data) });
    }
    if (done(events)) break;
  }
  return events;
}
