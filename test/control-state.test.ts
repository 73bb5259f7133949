import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import * as graphSchemas from '../server/control/graph-schemas.ts';
import { SNAPSHOT_LIMIT } from '../server/control/limits.ts';
import * as schemas from '../server/control/schemas.ts';
import { BODY_LIMIT } from '../server/limits.ts';
import { type ControlClient, conforms, createControlClient, eventsUntil } from './support/control-client.ts';
import { withoutDeadline } from './support/stopping.ts';

let client: ControlClient;
beforeAll(async () => {
  client = await createControlClient();
});
afterAll(() => client?.[Symbol.asyncDispose]());
beforeEach(async () => {
  await client.call('POST', '/reset');
});

describe('state', () => {
  it('goes back to where it began', async () => {
    const before = (await client.call('GET', '/snapshot')).json;
    await client.createDevice();
    await client.call('POST', '/clock', { advance: 'P1D' });
    const { status, json } = await client.call('POST', '/reset', {});
    expect(status).toBe(200);
    conforms(schemas.clockSchema, json);
    expect((await client.call('GET', '/snapshot')).json).toEqual(before);
    await client.refused(400, 'POST', '/reset', { everything: true });
  });

  it('is put back from a snapshot taken in the middle of things, and goes on the same', async () => {
    const id = await client.createDevice({ passcode: false });
    await client.act(id, { do: 'enroll', waitForApps: false });
    const snapshot = await client.call('GET', '/snapshot');
    conforms(schemas.NAMED_SCHEMAS['Snapshot'] as z.ZodType, snapshot.json);
    const goOn = async () => {
      await client.act(id, { do: 'signIn', app: 'Microsoft Teams' });
      await client.call('POST', '/clock', { advance: 'PT8H' });
      return (await client.call('GET', `/devices/${id}/trace`)).json;
    };
    const once = await goOn();
    await client.call('POST', '/reset');
    await client.refused(404, 'GET', `/devices/${id}`);
    expect((await client.call('PUT', '/snapshot', snapshot.text)).status).toBe(204);
    expect((await client.call('GET', '/snapshot')).json).toEqual(snapshot.json);
    expect(await goOn()).toEqual(once);
  });

  it('takes what the services have yet to do with it', async () => {
    const { clock } = client.emulator.tenant;
    clock.schedule(clock.now + 1000, 'approvalExpired', 'nobody');
    const { text, json } = await client.call('GET', '/snapshot');
    expect(json.clock.events).toContainEqual(expect.objectContaining({ kind: 'approvalExpired' }));
    expect((await client.call('PUT', '/snapshot', text)).status).toBe(204);
  });

  it('is not touched by a snapshot that is no good', async () => {
    const { text, json: good } = await client.call('GET', '/snapshot');
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
      expect((await client.refused(400, 'PUT', '/snapshot', snapshot)).details?.[0]?.['path']).toBe(path);
    expect((await client.call('GET', '/snapshot')).text).toBe(text);
  });
});

describe('a large snapshot', () => {
  it('may be larger than what Graph takes', async () => {
    const { json: snapshot } = await client.call('GET', '/snapshot');
    snapshot.collections['things/large'] = [{ id: 'large', text: 'x'.repeat(BODY_LIMIT + 1) }];
    expect((await client.call('PUT', '/snapshot', snapshot)).status).toBe(204);
    expect((await client.call('GET', '/snapshot')).json).toEqual(snapshot);
  });

  it('has its limit, too', async () => {
    const { port, hostname } = new URL(client.emulator.httpUrl as string);
    const headers = { 'Content-Length': SNAPSHOT_LIMIT + 1 };
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const sent = request(
        { hostname, port, path: '/_tenantless/snapshot', method: 'PUT', headers },
        resolve,
      );
      sent.on('error', reject).flushHeaders();
    });
    expect(answer.statusCode).toBe(413);
    expect(answer.headers.connection).toBe('close');
    answer.destroy();
  });
});

describe('verify', () => {
  it('judges the tenant as it is', async () => {
    const { json } = await client.call(
      'GET',
      '/verify?enrollment=webDeviceEnrollment&firstApp=Microsoft%20Outlook',
    );
    conforms(schemas.verifyReportSchema, json);
    expect(json).toMatchObject({
      verdict: 'pass',
      firstApp: 'Microsoft Outlook',
      enrollments: [{ type: 'webDeviceEnrollment', registers: true }],
    });
    const told = await client.call('GET', '/verify', undefined, { Accept: 'text/plain' });
    expect(told.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(told.text).toMatch(/Web-based device enrollment +yes +yes/);
    await client.refused(400, 'GET', '/verify?enrollment=carrierPigeon');
    expect((await client.refused(400, 'GET', '/verify?firstApp=Nope')).details?.[0]).toMatchObject({
      path: 'firstApp',
    });
    expect((await client.refused(400, 'GET', '/verify?user=nobody')).details?.[0]).toMatchObject({
      path: 'user',
    });
  });
});

describe('verify of a tenant in which something is wrong', () => {
  it('says what would mend it', async () => {
    const { text } = await client.call('GET', '/snapshot');
    const broken = text.replaceAll('{{DEVICEREGISTRATION}}', '{{DEVICEREGISTRATION}} ');
    await client.call('PUT', '/snapshot', broken);
    const { json } = await client.call('GET', '/verify');
    conforms(schemas.verifyReportSchema, json);
    const repair = [{ pointer: expect.stringContaining('/value'), value: '{{DEVICEREGISTRATION}}' }];
    expect(json).toMatchObject({
      verdict: 'fail',
      findings: expect.arrayContaining([
        expect.objectContaining({ rule: 'device-registration-value-spaces', repair }),
      ]),
    });
  });
});

describe('what happened', () => {
  it('lists the requests to Graph, those that nothing answered with the nearest path, and forgets them', async () => {
    await client.call('DELETE', '/requests');
    expect(await client.graph('/v1.0/users?$top=1')).toBe(200);
    expect(await client.graph('/beta/deviceManagement/managedDevicez')).toBeGreaterThanOrEqual(400);
    expect(await client.graph('/v1.0/groups')).toBe(200);
    const { json } = await client.call('GET', '/requests');
    conforms(graphSchemas.requestListSchema, json);
    expect(json.requests.map(({ url }: { url: string }) => url)).toEqual([
      '/v1.0/users?$top=1',
      '/beta/deviceManagement/managedDevicez',
      '/v1.0/groups',
    ]);
    const unmatched = (await client.call('GET', '/requests?unmatched=true')).json;
    expect(unmatched.requests).toMatchObject([{ nearest: '/deviceManagement/managedDevices' }]);
    const first = (await client.call('GET', '/requests?unmatched=false&limit=1')).json;
    expect(first.requests).toHaveLength(1);
    const second = (await client.call('GET', first.next.replace('/_tenantless', ''))).json;
    expect(second.requests).toMatchObject([{ url: '/v1.0/groups', status: 200 }]);
    expect((await client.call('DELETE', '/requests')).status).toBe(204);
    expect((await client.call('GET', '/requests')).json).toEqual({ requests: [], last: json.last });
  });

  it('lists the changes in the tenant', async () => {
    const { last } = (await client.call('GET', '/journal')).json;
    const id = await client.createDevice();
    await client.act(id, { do: 'enroll' });
    const { json } = await client.call('GET', `/journal?after=${last}&set=deviceManagement/managedDevices`);
    conforms(schemas.journalSchema, json);
    expect(json.changes[0]).toMatchObject({ change: 'create', set: 'deviceManagement/managedDevices' });
    const page = (await client.call('GET', `/journal?after=${last}&limit=1`)).json;
    expect(page.changes).toMatchObject([{ sequence: last + 1 }]);
    expect(page.next).toBe(`/_tenantless/journal?after=${last + 1}&limit=1`);
  });
});

describe('events', () => {
  it('are sent as they happen, and go on after a lost connection', async () => {
    const first = await client.connect('/events');
    const id = await client.createDevice();
    await client.act(id, { do: 'enroll' });
    await client.graph('/v1.0/users?$top=1');
    const seen = await eventsUntil(first, (events) => events.some(({ event }) => event === 'request'));
    first.destroy();
    expect(seen[0]).toMatchObject({ event: 'clock', data: { now: '2026-09-01T08:00:00Z' } });
    const of = (kind: string) => seen.filter(({ event }) => event === kind).map(({ data }) => data);
    expect(of('trace')).toEqual((await client.call('GET', `/devices/${id}/trace`)).json.trace);
    for (const change of of('change')) conforms(schemas.changeSchema, change);
    expect(of('change')).toContainEqual(
      expect.objectContaining({ change: 'create', set: 'deviceManagement/managedDevices' }),
    );
    expect(of('clock').at(-1)).toEqual((await client.call('GET', '/clock')).json);
    conforms(graphSchemas.requestSchema, of('request')[0]);

    // Something happens while nobody listens.
    await client.call('POST', '/clock', { advance: 'P1D' });
    const again = await client.connect('/events?kinds=trace,clock', seen.at(-1)?.id);
    const missed = await eventsUntil(
      again,
      (events) => events.filter(({ event }) => event === 'clock').length === 2,
    );
    again.destroy();
    const checkIns = missed.filter(({ event }) => event === 'trace');
    expect(checkIns.length).toBeGreaterThan(0);
    const { trace } = (await client.call('GET', `/devices/${id}/trace`)).json;
    expect(checkIns.map(({ data }) => data)).toEqual(trace.slice(of('trace').length));
  });

  it('are of known kinds only', async () => {
    expect((await client.refused(400, 'GET', '/events?kinds=trace,clok')).details?.[0]).toMatchObject({
      path: 'kinds',
      fix: "Did you mean 'clock'?",
    });
  });

  it('end at once when the server stops', async () => {
    await using other = await createControlClient({ tenant: 'empty' });
    const reader = await other.connect('/events');
    const ended = new Promise((resolve) => reader.on('end', resolve));
    reader.resume();
    await withoutDeadline(() => other.emulator.close());
    await ended;
  });
});
