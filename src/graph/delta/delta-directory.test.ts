import { describe, expect, it } from 'vitest';
import { addMember, createGroup, path, type Row, round } from '../../../test/support/delta-round.ts';
import { application, createUser, graphClient, ORIGIN } from '../../../test/support/graph-client.ts';
import { SERVICES } from '../../tenant/index.ts';
import { DELTA_FILTER_LIMIT } from './delta.ts';
import { DELTA_MEMBERS_LIMIT, smallestAfter } from './delta-rows.ts';

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
