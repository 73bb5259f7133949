import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { explanationSchema } from '../server/control/explanation-schema.ts';
import { CONTROL_BODY_LIMIT } from '../server/control/limits.ts';
import * as schemas from '../server/control/schemas.ts';
import { type ControlClient, conforms, createControlClient, PERSON } from './support/control-client.ts';

let client: ControlClient;
beforeAll(async () => {
  client = await createControlClient({ version: '9.8.7' });
});
afterAll(() => client?.[Symbol.asyncDispose]());
beforeEach(async () => {
  await client.call('POST', '/reset');
});

describe('the control API', () => {
  it('lists its endpoints, and gives its certificate authority away', async () => {
    const { json } = await client.call('GET', '');
    conforms(schemas.indexSchema, json);
    expect(json).toMatchObject({ name: 'tenantless', version: '9.8.7' });
    const ca = await client.call('GET', '/ca.pem');
    expect(ca.headers.get('content-type')).toBe('application/x-pem-file');
    expect(ca.text).toBe(client.emulator.authority.certificate);
  });

  it('is described by an OpenAPI document in which every route exists and every reference leads somewhere', async () => {
    const { json: document, text } = await client.call('GET', '/openapi.json');
    expect(document.openapi).toBe('3.1.0');
    expect(document.servers).toEqual([{ url: '/_tenantless' }]);
    for (const [, name] of text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g))
      expect(document.components.schemas, name).toHaveProperty(name as string);
    expect(text.match(/"\$ref":"(?!#\/components\/schemas\/)/)).toBeNull();

    const names: string[] = [];
    const { json: index } = await client.call('GET', '');
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
      const answer = await client.call('PURGE', path.replace('{id}', 'x'));
      expect(answer.status, path).toBe(405);
      const declared = Object.keys(methods).map((method) => method.toUpperCase());
      expect(answer.headers.get('allow')?.split(', ')).toEqual(declared);
    }
    expect(new Set(names).size).toBe(names.length);
    expect(names).toHaveLength(listed.length);
  });

  it('has every endpoint in its documentation', async () => {
    const text = readFileSync(fileURLToPath(new URL('../docs/control-api.md', import.meta.url)), 'utf8');
    const { json } = await client.call('GET', '');
    for (const { method, path } of json.endpoints) expect(text).toContain(`\`${method} ${path}\``);
  });

  it('says what is near when there is nothing', async () => {
    expect((await client.refused(404, 'GET', '/devises')).message).toContain(
      'Did you mean /_tenantless/devices?',
    );
    expect((await client.refused(404, 'GET', '/cheese/cake')).message).toContain('GET /_tenantless lists');
  });

  it('refuses pages of other sites, and takes its own', async () => {
    for (const headers of [{ Origin: 'https://evil.example' }, { Origin: 'null' }]) {
      expect((await client.call('POST', '/clock', { advance: 'PT1H' }, headers)).status).toBe(403);
      expect((await client.call('DELETE', '/requests', undefined, headers)).status).toBe(403);
    }
    const own = await client.call(
      'POST',
      '/clock',
      { advance: 'PT1H' },
      { Origin: client.emulator.httpUrl as string },
    );
    expect(own.status).toBe(200);
    expect(own.headers.get('access-control-allow-origin')).toBeNull();
    expect(own.json.now).toBe('2026-09-01T09:00:00Z');
  });

  it('refuses a body that is no JSON, missing, or too long', async () => {
    expect((await client.refused(400, 'POST', '/clock', '{"advance":')).message).toContain('no JSON');
    expect((await client.refused(400, 'POST', '/clock')).message).toContain('missing');
    const long = JSON.stringify({ user: 'x'.repeat(CONTROL_BODY_LIMIT) });
    expect((await client.refused(413, 'POST', '/devices', long)).code).toBe('PayloadTooLarge');
    await client.refused(400, 'GET', '/devices/%zz');
  });
});

describe('the clock', () => {
  it('moves forwards, and tells where it is', async () => {
    const { json } = await client.call('GET', '/clock');
    conforms(schemas.clockSchema, json);
    expect(json).toEqual({
      now: '2026-09-01T08:00:00Z',
      mode: 'manual',
      // Intune's next synchronization with Apple.
      pendingEvents: 1,
      nextEventAt: '2026-09-01T14:00:00Z',
    });
    expect((await client.call('POST', '/clock', { advance: 'PT5M' })).json.now).toBe('2026-09-01T08:05:00Z');
    expect((await client.call('POST', '/clock', { set: '2026-09-02T00:00:00Z' })).json.now).toBe(
      '2026-09-02T00:00:00Z',
    );
    expect((await client.call('POST', '/clock', { mode: 'realtime' })).json.mode).toBe('realtime');
    expect((await client.call('POST', '/clock', { mode: 'manual' })).json.mode).toBe('manual');
  });

  it('says why it does not', async () => {
    const [back] =
      (await client.refused(400, 'POST', '/clock', { set: '2020-01-01T00:00:00Z' })).details ?? [];
    expect(back).toEqual({
      path: 'set',
      message: 'time runs forwards only, and it is 2026-09-01T08:00:00Z',
      fix: 'To go back, take a snapshot now and put it back later, or reset.',
    });
    expect((await client.refused(400, 'POST', '/clock', { advance: 'P4000D' })).message).toContain(
      'more than ten years',
    );
    expect(
      (await client.refused(400, 'POST', '/clock', { advance: 'PT1M', mode: 'manual' })).message,
    ).toContain('exactly one of');
  });
});

describe('a device', () => {
  it('is created, enrolls, registers at the first sign-in, is remediated, and explains itself', async () => {
    const created = await client.call('POST', '/devices', { user: PERSON, passcode: false });
    conforms(schemas.deviceSchema, created.json);
    const { id } = created.json;
    expect(created.headers.get('location')).toBe(`/_tenantless/devices/${id}`);
    expect((await client.call('GET', `/devices/${id}`)).json).toEqual(created.json);
    await client.refused(404, 'GET', `/devices/${id}/profile.mobileconfig`);

    const enrolled = await client.act(id, { do: 'enroll' });
    conforms(schemas.actionResultSchema, enrolled.json);
    expect(enrolled.json.device).toMatchObject({ enrolled: true, registered: false });
    const signedIn = await client.act(id, { do: 'signIn', app: 'Microsoft Teams' });
    conforms(schemas.actionResultSchema, signedIn.json);
    expect(signedIn.json.device).toMatchObject({ registered: true, complianceState: 'noncompliant' });

    const explained = await client.call('GET', `/devices/${id}/explain`);
    conforms(explanationSchema, explained.json);
    expect(explained.json.compliant.failing).toHaveLength(1);

    await client.act(id, { do: 'setPasscode', length: 6 });
    const rechecked = await client.act(id, { do: 'recheck' });
    expect(rechecked.json.device).toMatchObject({
      complianceState: 'compliant',
      signedIn: ['Microsoft Teams'],
    });

    const trace = await client.call('GET', `/devices/${id}/trace`);
    conforms(schemas.traceSchema, trace.json);
    expect(trace.json.trace.map(({ step }: { step: string }) => step)).toEqual(
      expect.arrayContaining(['InstallProfile', 'JITRegistrationStarted', 'JITRegistrationCompleted']),
    );
    for (const answer of [
      await client.call('GET', `/devices/${id}/trace?format=text`),
      await client.call('GET', `/devices/${id}/trace`, undefined, { Accept: 'text/plain' }),
    ]) {
      expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
      expect(answer.text).toMatch(/^\+00:00:00 .*person → intune/);
      expect(answer.text).toContain('JITRegistrationCompleted');
    }
    // Whoever takes both gets what programs read.
    const both = await client.call('GET', `/devices/${id}/trace`, undefined, {
      Accept: 'application/json, text/plain, */*',
    });
    expect(both.json).toEqual(trace.json);

    const told = await client.call('GET', `/devices/${id}/explain?format=text`);
    expect(told.text).toContain('It is compliant');

    const profile = await client.call('GET', `/devices/${id}/profile.mobileconfig`);
    expect(profile.headers.get('content-type')).toBe('application/x-apple-aspen-config');
    expect(profile.text).toContain('com.apple.extensiblesso');
    expect(profile.text).toContain('device_registration');
    const { id: policy, name } = (await client.call('GET', `/devices/${id}`)).json.profiles[0];
    for (const of of [policy, encodeURIComponent(name)]) {
      const same = await client.call('GET', `/devices/${id}/profile.mobileconfig?policy=${of}`);
      expect(same.text).toBe(profile.text);
    }
    await client.refused(404, 'GET', `/devices/${id}/profile.mobileconfig?policy=none`);
  });

  it('goes on as the clock moves, when nobody waits for it', async () => {
    const { json: device } = await client.call('POST', '/devices', { user: PERSON });
    const begun = await client.call('POST', `/devices/${device.id}/actions?wait=false`, { do: 'enroll' });
    conforms(schemas.actionResultSchema, begun.json);
    const seen: string[] = [];
    const managed = client.emulator.tenant.collection('deviceManagement/managedDevices');
    while (!seen.includes('compliant')) {
      const { nextEventAt } = (await client.call('GET', '/clock')).json;
      await client.call('POST', '/clock', { set: nextEventAt });
      const [known] = managed;
      if (known && seen.at(-1) !== known.complianceState) seen.push(known.complianceState);
    }
    expect(seen).toEqual(['unknown', 'compliant']);
  });

  it('refuses what it cannot do with a 200 that says why, and nonsense with a 400', async () => {
    const id = await client.createDevice();
    const { status, json } = await client.act(id, { do: 'checkIn' });
    expect(status).toBe(200);
    expect(json.trace.at(-1)).toMatchObject({ outcome: 'refused' });
    expect(
      (await client.refused(400, 'POST', `/devices/${id}/actions`, { do: 'dance' })).details?.[0],
    ).toMatchObject({
      path: 'do',
      message: expect.stringContaining("'enroll', 'signIn'"),
    });
    expect(
      (await client.refused(400, 'POST', `/devices/${id}/actions`, { do: 'signIn', app: 'Nope' }))
        .details?.[0],
    ).toMatchObject({
      path: 'app',
      fix: expect.stringContaining('bundle id'),
    });
  });

  it('is refused when it makes no sense, with the place and the likely fix', async () => {
    const { details } = await client.refused(400, 'POST', '/devices', {
      user: PERSON,
      osversion: '18.1',
      passcode: 'no',
    });
    expect(details).toEqual([
      { path: 'passcode', message: "expected true or false or an object, got 'no'" },
      { path: 'osversion', message: 'nothing of this name is known here', fix: "Did you mean 'osVersion'?" },
    ]);
    expect((await client.refused(400, 'POST', '/devices', { user: 'hamish' })).details?.[0]).toMatchObject({
      path: 'user',
      fix: expect.stringContaining(PERSON),
    });
  });

  it('is not found when it is not there', async () => {
    for (const rest of ['', '/trace', '/explain', '/profile.mobileconfig'])
      await client.refused(404, 'GET', `/devices/nix${rest}`);
    await client.refused(404, 'POST', '/devices/nix/actions', { do: 'enroll' });
  });
});

describe('the list of devices', () => {
  it('comes in pages, and for one person', async () => {
    const ids = [
      await client.createDevice(),
      await client.createDevice({ user: 'noor.haddad@contoso.com' }),
      await client.createDevice(),
    ];
    const idsOf = ({ devices }: { devices: { id: string }[] }) => devices.map(({ id }) => id);
    const all = (await client.call('GET', '/devices')).json;
    conforms(schemas.deviceListSchema, all);
    expect(idsOf(all)).toEqual(ids);
    expect(all).not.toHaveProperty('next');

    const first = (await client.call('GET', '/devices?limit=2')).json;
    expect(idsOf(first)).toEqual(ids.slice(0, 2));
    expect(first.total).toBe(3);
    const rest = (await client.call('GET', first.next.replace('/_tenantless', ''))).json;
    expect(idsOf(rest)).toEqual(ids.slice(2));
    expect(rest).not.toHaveProperty('next');

    const mine = (await client.call('GET', `/devices?limit=1&user=${PERSON.toUpperCase()}`)).json;
    expect(idsOf(mine)).toEqual([ids[0]]);
    expect(idsOf((await client.call('GET', mine.next.replace('/_tenantless', ''))).json)).toEqual([ids[2]]);
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
      await client.refused(400, 'GET', `/devices?${query}`);
  });
});
