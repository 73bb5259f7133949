import { describe, expect, it, vi } from 'vitest';
import {
  application,
  type Client,
  createUser,
  graphClient,
  ORIGIN,
} from '../../../test/support/graph-client.ts';
import { SERVICES, Tenant } from '../../tenant/index.ts';
import { DELTA_FILTER_LIMIT, DELTA_TOKEN_LIFETIME } from './delta.ts';
import { DELTA_MEMBERS_LIMIT, smallestAfter } from './delta-rows.ts';

type Row = Record<string, unknown> & { id: string };

interface Round {
  rows: Row[];
  pages: number;
  deltaLink: string;
}

const path = (link: string) => link.slice(ORIGIN.length);

/** Follows next links to the end of a round. */
function round(client: Client, url: string, headers: Record<string, string> = {}): Round {
  const rows: Row[] = [];
  for (let pages = 1, at = url; ; pages += 1) {
    const { status, body, text } = client.get(at, headers);
    if (status !== 200) throw new Error(text);
    rows.push(...body.value);
    if (body['@odata.deltaLink']) return { rows, pages, deltaLink: path(body['@odata.deltaLink']) };
    at = path(body['@odata.nextLink']);
  }
}

function createGroup(client: Client, name: string, more: object = {}): string {
  const group = { displayName: name, mailEnabled: false, mailNickname: 'g', securityEnabled: true, ...more };
  return client.post('/v1.0/groups', group).body.id;
}

const addMember = (client: Client, group: string, id: string) =>
  client.post(`/v1.0/groups/${group}/members/$ref`, { '@odata.id': `${ORIGIN}/v1.0/directoryObjects/${id}` });

describe('a round of a delta', () => {
  it('costs the same on every page, and what has changed when it goes on', () => {
    const client = graphClient();
    const devices = client.tenant.collection('devices');
    for (let index = 0; index < 1000; index += 1) {
      devices.insert({ id: `device-${index}`, displayName: `${index}` } as never, SERVICES.seed);
    }
    const looked = vi.spyOn(devices, 'at');
    const costs: number[] = [];
    let url = '/v1.0/devices/delta?$select=displayName';
    for (let link: string | undefined = url; link !== undefined; ) {
      looked.mockClear();
      const { body } = client.get(link, { prefer: 'odata.maxpagesize=50' });
      costs.push(looked.mock.calls.length);
      url = path(body['@odata.nextLink'] ?? body['@odata.deltaLink']);
      link = body['@odata.nextLink'] && url;
    }
    expect(costs).toHaveLength(20);
    expect(new Set(costs.slice(0, -1)).size).toBe(1);
    devices.update('device-7', { displayName: 'new' }, SERVICES.seed);
    looked.mockClear();
    expect(client.get(url).body.value).toEqual([{ id: 'device-7', displayName: 'new' }]);
    expect(looked.mock.calls.length).toBeLessThan(5);
  });
});

describe('a delta of users', () => {
  it.each(['/delta', '/delta()', '/microsoft.graph.delta', '/microsoft.graph.delta()'])(
    'begins with all of them and goes on with what changed: users%s',
    (name) => {
      const client = graphClient();
      const ann = createUser(client, 'Ann');
      const first = round(client, `/v1.0/users${name}`);
      expect(first.rows).toEqual([{ id: ann, displayName: 'Ann', userPrincipalName: 'ann@contoso.com' }]);
      expect(first.deltaLink).toMatch(/^\/v1\.0\/users\/[\w.()]*delta[()]*\?\$deltatoken=[\w-]+$/);
      expect(round(client, first.deltaLink).rows).toEqual([]);

      const bob = createUser(client, 'Bob');
      client.patch(`/v1.0/users/${ann}`, { jobTitle: 'Engineer' });
      const second = round(client, first.deltaLink);
      expect(second.rows.map(({ id, jobTitle }) => [id, jobTitle])).toEqual([
        [bob, undefined],
        [ann, 'Engineer'],
      ]);
      client.delete(`/v1.0/users/${bob}`);
      const third = round(client, second.deltaLink);
      expect(third.rows).toEqual([{ id: bob, '@removed': { reason: 'changed' } }]);
      expect(round(client, third.deltaLink).rows).toEqual([]);
      // An old link still tells all that has happened since.
      expect(round(client, first.deltaLink).rows.map(({ id }) => id)).toEqual([bob, ann]);
    },
  );

  it('pages through both kinds of rounds and loses nothing that happens meanwhile', () => {
    const client = graphClient();
    const ids = Array.from({ length: 7 }, (_, index) => createUser(client, `User${index}`));
    const sized = { prefer: 'odata.maxpagesize=3' };
    const first = client.get('/v1.0/users/delta', sized).body;
    expect(first.value).toHaveLength(3);
    expect(first['@odata.nextLink']).toMatch(/\/v1\.0\/users\/delta\?\$skiptoken=[\w-]+$/);
    client.delete(`/v1.0/users/${ids[0]}`);
    client.patch(`/v1.0/users/${ids[1]}`, { jobTitle: 'x' });
    const rest = round(client, path(first['@odata.nextLink']), sized);
    expect(rest.rows.map(({ id }) => id)).toEqual(ids.slice(3));
    const caught = round(client, rest.deltaLink);
    expect(caught.rows.map(({ id }) => id)).toEqual(ids.slice(0, 2));

    for (const id of ids.slice(1)) client.patch(`/v1.0/users/${id}`, { city: 'Berlin' });
    const changes = round(client, caught.deltaLink, sized);
    expect(changes.pages).toBe(2);
    expect(changes.rows.map(({ id }) => id)).toEqual(ids.slice(1));
  });

  it('follows the selected properties only, and always shows the id', () => {
    const client = graphClient();
    const ann = createUser(client, 'Ann');
    const { body } = client.get('/v1.0/users/delta?$select=displayName,city');
    expect(body['@odata.context']).toBe(`${ORIGIN}/v1.0/$metadata#users(displayName,city)`);
    expect(body.value).toEqual([{ id: ann, displayName: 'Ann' }]);
    const link = path(body['@odata.deltaLink']);
    client.patch(`/v1.0/users/${ann}`, { jobTitle: 'x' });
    expect(round(client, link).rows).toEqual([]);
    client.patch(`/v1.0/users/${ann}`, { city: 'Berlin' });
    expect(round(client, link).rows).toEqual([{ id: ann, displayName: 'Ann', city: 'Berlin' }]);
    // Set, and set back: it has been set, so it is shown.
    client.patch(`/v1.0/users/${ann}`, { city: null });
    expect(round(client, link).rows).toEqual([{ id: ann, displayName: 'Ann', city: null }]);
    expect(client.get('/v1.0/users/delta?$select=nothing').status).toBe(400);
  });

  it('shows what changed and no more to who prefers that', () => {
    const client = graphClient();
    const ann = createUser(client, 'Ann');
    const { deltaLink } = round(client, '/v1.0/users/delta?$select=displayName,city,jobTitle');
    client.patch(`/v1.0/users/${ann}`, { city: 'Berlin' });
    const { body, headers } = client.get(deltaLink, { prefer: 'return=minimal' });
    expect(body.value).toEqual([{ id: ann, city: 'Berlin' }]);
    expect(headers['Preference-Applied']).toBe('return=minimal');
    const bob = createUser(client, 'Bob');
    expect(client.get(deltaLink, { prefer: 'return=minimal' }).body.value).toContainEqual({
      id: bob,
      displayName: 'Bob',
    });
  });

  it('can begin now', () => {
    const client = graphClient();
    createUser(client, 'Ann');
    const latest = round(client, '/v1.0/users/delta?$deltatoken=latest');
    expect(latest.rows).toEqual([]);
    const bob = createUser(client, 'Bob');
    expect(round(client, latest.deltaLink).rows.map(({ id }) => id)).toEqual([bob]);
  });

  it('can be narrowed to some of them, by id', () => {
    const client = graphClient();
    const [ann, bob, cora] = ['Ann', 'Bob', 'Cora'].map((name) => createUser(client, name));
    const filter = `id eq '${cora}' or id eq '${ann}'`;
    const { rows, deltaLink } = round(client, `/v1.0/users/delta?$filter=${filter}`);
    expect(rows.map(({ id }) => id)).toEqual([ann, cora]);
    for (const id of [bob, cora]) client.patch(`/v1.0/users/${id}`, { city: 'Berlin' });
    expect(round(client, deltaLink).rows.map(({ id }) => id)).toEqual([cora]);
    const refused = client.get("/v1.0/users/delta?$filter=displayName eq 'Ann'");
    expect(refused.body.error).toMatchObject({
      code: 'Request_UnsupportedQuery',
      message:
        "Unsupported or invalid query filter clause specified for property 'displayName' of resource 'User'.",
    });
    const many = Array.from({ length: DELTA_FILTER_LIMIT + 1 }, (_, index) => `id eq '${index}'`);
    expect(client.get(`/v1.0/users/delta?$filter=${many.slice(1).join(' or ')}`).status).toBe(200);
    expect(client.get(`/v1.0/users/delta?$filter=${many.join(' or ')}`).status).toBe(400);
  });

  it('says in the log what it ignores', () => {
    const client = graphClient();
    client.get('/v1.0/users/delta?$top=5');
    expect([...client.graph.requests.since()].at(-1)).toMatchObject({
      resource: 'users/delta',
      ignored: ['$top has no effect on delta'],
    });
  });

  it('needs the permission to read them, and is only read', () => {
    expect(graphClient(undefined, application()).get('/v1.0/users/delta').status).toBe(403);
    expect(graphClient().post('/v1.0/users/delta', {}).status).toBe(405);
    expect(graphClient().get('/v1.0/users/delta/delta').status).toBe(400);
  });
});

describe('a delta of groups', () => {
  it('tells who joined and who left', () => {
    const client = graphClient();
    const [ann, bob] = ['Ann', 'Bob'].map((name) => createUser(client, name)) as [string, string];
    const group = createGroup(client, 'G');
    const empty = createGroup(client, 'Empty');
    addMember(client, group, ann);
    const { rows, deltaLink } = round(client, '/v1.0/groups/delta?$select=displayName,members');
    expect(rows).toEqual([
      { id: group, displayName: 'G', 'members@delta': [{ '@odata.type': '#microsoft.graph.user', id: ann }] },
      { id: empty, displayName: 'Empty' },
    ]);
    addMember(client, group, bob);
    client.delete(`/v1.0/users/${ann}`);
    expect(round(client, deltaLink).rows).toEqual([
      {
        id: group,
        displayName: 'G',
        'members@delta': [
          { '@odata.type': '#microsoft.graph.user', id: bob },
          { '@odata.type': '#microsoft.graph.user', id: ann, '@removed': { reason: 'deleted' } },
        ],
      },
    ]);
  });

  it('has members unasked, owners when they are selected', () => {
    const client = graphClient();
    const ann = createUser(client, 'Ann');
    const group = createGroup(client, 'G');
    const owner = { '@odata.id': `${ORIGIN}/v1.0/users/${ann}` };
    client.post(`/v1.0/groups/${group}/owners/$ref`, owner);
    addMember(client, group, ann);
    const [unasked] = round(client, '/v1.0/groups/delta').rows;
    expect(unasked).toHaveProperty('members@delta');
    expect(unasked).not.toHaveProperty('owners@delta');
    expect(unasked).toMatchObject({ displayName: 'G', securityEnabled: true });
    const [selected] = round(client, '/v1.0/groups/delta?$select=owners').rows;
    expect(Object.keys(selected ?? {})).toEqual(['id', 'owners@delta']);
    const names = round(client, '/v1.0/groups/delta?$select=displayName');
    client.delete(`/v1.0/groups/${group}/members/${ann}/$ref`);
    expect(round(client, names.deltaLink).rows).toEqual([]);
  });

  it('knows which deleted groups can be restored', () => {
    const client = graphClient();
    const { deltaLink } = round(client, '/v1.0/groups/delta');
    const security = createGroup(client, 'Security');
    const unified = createGroup(client, 'Unified', { groupTypes: ['Unified'] });
    for (const id of [security, unified]) client.delete(`/v1.0/groups/${id}`);
    expect(round(client, deltaLink).rows).toEqual([
      { id: security, '@removed': { reason: 'deleted' } },
      { id: unified, '@removed': { reason: 'changed' } },
    ]);
  });

  it('shows large groups in several pages, and each member once', () => {
    const client = graphClient();
    const group = createGroup(client, 'Large');
    const other = createGroup(client, 'Other');
    const links = client.tenant.links('groups/members');
    const ids = Array.from({ length: DELTA_MEMBERS_LIMIT + 10 }, () => client.tenant.random.guid());
    for (const id of ids) links.link(group, id, SERVICES.seed);
    const { rows, pages, deltaLink } = round(client, '/v1.0/groups/delta');
    expect(pages).toBe(2);
    expect(rows.map(({ id }) => id)).toEqual([group, group, other]);
    const shown = rows.flatMap((row) => (row['members@delta'] as Row[] | undefined) ?? []);
    expect(shown.map(({ id }) => id)).toEqual([...ids].sort());
    for (const id of ids) links.unlink(group, id, SERVICES.seed);
    const removed = round(client, deltaLink);
    expect(removed.pages).toBe(2);
    expect(removed.rows.flatMap((row) => row['members@delta'])).toHaveLength(ids.length);
  });

  it('takes the smallest ids after one', () => {
    const ids = Array.from({ length: 100 }, (_, index) => String((index * 37) % 100).padStart(2, '0'));
    expect(smallestAfter(ids, '', 3)).toEqual(['00', '01', '02']);
    expect(smallestAfter(ids, '02', 3)).toEqual(['03', '04', '05']);
    expect(smallestAfter(ids, '97', 3)).toEqual(['98', '99']);
  });
});

it.each(['devices', 'applications', 'servicePrincipals'])('%s have a delta', (set) => {
  const client = graphClient();
  const id = '7b7c2b0e-3a39-4f5c-9f60-0d8e5c2f9f10';
  const { deltaLink } = round(client, `/beta/${set}/delta`);
  client.tenant.collection(set).insert({ id, displayName: 'New' }, SERVICES.seed);
  expect(round(client, deltaLink).rows).toMatchObject([{ id, displayName: 'New' }]);
});

it('Intune has none', () => {
  expect(graphClient().get('/v1.0/deviceManagement/managedDevices/delta').status).toBe(404);
});

describe('a delta token', () => {
  const started = (tenant?: Tenant) => {
    const client = graphClient(tenant);
    return { client, link: round(client, '/v1.0/users/delta?$select=displayName').deltaLink };
  };

  it('expires', () => {
    const { client, link } = started();
    client.tenant.clock.advance(DELTA_TOKEN_LIFETIME);
    expect(client.get(link).status).toBe(200);
    client.tenant.clock.advance(1);
    const { status, body } = client.get(link);
    expect(status).toBe(400);
    expect(body.error.code).toBe('syncStateNotFound');
  });

  it('is no good when the journal no longer reaches back, and the answer says where to begin anew', () => {
    const { client, link } = started(new Tenant({ journalLimit: 3 }));
    const users: string = 'users';
    for (let index = 0; index < 4; index += 1)
      client.tenant.collection(users).insert({ id: `u${index}`, displayName: 'U' }, SERVICES.seed);
    const { status, body, headers } = client.get(link);
    expect(status).toBe(410);
    expect(body.error.code).toBe('resyncRequired');
    expect(headers['Location']).toBe(`${ORIGIN}/v1.0/users/delta?$select=displayName&$deltatoken=`);
    expect(round(client, path(headers['Location'] ?? '')).rows).toHaveLength(4);
  });

  it('is no good after the tenant was replaced', () => {
    const { client, link } = started();
    client.tenant.markOrigin();
    const next = client.get('/v1.0/users/delta').body;
    client.tenant.reset();
    expect(client.get(link).status).toBe(410);
    expect(client.get(path(next['@odata.deltaLink'])).status).toBe(410);
    expect(round(client, '/v1.0/users/delta').rows).toEqual([]);
  });

  it('belongs to its set and its link', () => {
    const { client, link } = started();
    const token = /=([\w-]+)$/.exec(link)?.[1] ?? '';
    const forged = btoa(JSON.stringify(['users', { kind: 'next', after: -1e15, at: 0 }, null, null]));
    const unknown = btoa(JSON.stringify(['users', { kind: 'toString' }, null, null]));
    for (const url of [
      `/v1.0/groups/delta?$deltatoken=${token}`,
      `/v1.0/users/delta?$skiptoken=${token}`,
      '/v1.0/users/delta?$deltatoken=nonsense',
      '/v1.0/users/delta?$deltatoken=%F0%9F%98%80',
      `/v1.0/users/delta?$deltatoken=${forged}`,
      `/v1.0/users/delta?$deltatoken=${unknown}`,
    ]) {
      const { status, body } = client.get(url);
      expect(status, url).toBe(400);
      expect(body.error.message).toBe('Badly formed token.');
    }
    expect(client.get(`/v1.0/users/delta?deltaToken=${token}`).status).toBe(200);
  });
});
