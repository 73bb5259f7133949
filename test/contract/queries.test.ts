import { type Client, PageIterator } from '@microsoft/microsoft-graph-client';
import { beforeAll, describe, expect, it } from 'vitest';
import { refusal, serveContract } from '../support/contract.ts';
import { enrollDevices } from '../support/graph-client.ts';

// What the Graph client offers to ask with: query options, counts, pages.

const contract = serveContract('generated:250');
const USERS = 250;
const DEVICES = 1500;
const MANAGED = '/deviceManagement/managedDevices';
type Row = Record<string, unknown> & { id: string };

let graph: Client;
beforeAll(() => {
  graph = contract.client();
  enrollDevices(contract.emulator.tenant, DEVICES);
});

/** Everything, page by page, as the client's own iterator fetches it. */
async function all(client: Client, path: string, top?: number): Promise<{ rows: Row[]; firstPage: number }> {
  const rows: Row[] = [];
  const request = client.api(path);
  const first = await (top === undefined ? request : request.top(top)).get();
  const firstPage = first.value.length;
  const iterator = new PageIterator(client, first, (row: Row) => rows.push(row) > 0);
  await iterator.iterate();
  expect(iterator.isComplete()).toBe(true);
  return { rows, firstPage };
}

describe('pages', () => {
  it.each([
    ['/users', 100, undefined],
    ['/users', 40, 40],
    ["/users?$filter=userType eq 'Member'&$select=id,displayName", 50, 50],
    ['/users?$orderby=displayName desc', 60, 60],
  ])('of %s have %i rows, and the iterator finds each user once', async (path, size, top) => {
    const { rows, firstPage } = await all(graph, path, top);
    expect(firstPage).toBe(size);
    expect(rows).toHaveLength(USERS);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(USERS);
  });

  it.each([
    [undefined, 1000],
    [400, 400],
  ])('of managed devices have the size that was asked for (%s), 1000 otherwise', async (top, size) => {
    const request = graph.api(MANAGED).select('id,deviceName');
    const first = await (top === undefined ? request : request.top(top)).get();
    expect(first.value).toHaveLength(size);
    expect(first['@odata.count']).toBe(size);
    expect(first['@odata.nextLink']).toContain('$skiptoken=LastDeviceName%3d%27');
    const { rows } = await all(graph, `${MANAGED}?$select=id,deviceName`, top);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(DEVICES);
    expect(Object.keys(rows.at(-1) ?? {})).toEqual(['id', 'deviceName']);
  });

  it('of members follow links that the service made', async () => {
    const created = await graph.api('/groups').post({
      displayName: 'Everybody',
      mailEnabled: false,
      mailNickname: 'everybody',
      securityEnabled: true,
    });
    const { rows: users } = await all(graph, '/users?$select=id');
    const link = ({ id }: Row) => `${contract.emulator.url}/v1.0/directoryObjects/${id}`;
    for (let from = 0; from < users.length; from += 20) {
      const members = users.slice(from, from + 20).map(link);
      await graph.api(`/groups/${created.id}`).patch({ 'members@odata.bind': members });
    }
    const { rows } = await all(graph, `/groups/${created.id}/members`, 99);
    expect(rows.map(({ id }) => id).sort()).toEqual(users.map(({ id }) => id).sort());
    expect(rows[0]).toMatchObject({ '@odata.type': '#microsoft.graph.user' });
    const [group] = (await graph.api('/groups').filter("displayName eq 'Everybody'").expand('members').get())
      .value;
    expect(group.members).toHaveLength(20);
  });

  it('may be left early', async () => {
    let seen = 0;
    const iterator = new PageIterator(graph, await graph.api('/users').top(30).get(), () => {
      seen += 1;
      return seen < 45;
    });
    await iterator.iterate();
    expect(seen).toBe(45);
    expect(iterator.isComplete()).toBe(false);
    await iterator.resume();
    expect(iterator.isComplete()).toBe(false);
  });
});

describe('query options', () => {
  it('select, and say so in the context', async () => {
    const { value, ...rest } = await graph.api('/users').select(['id', 'userPrincipalName']).top(1).get();
    expect(Object.keys(value[0])).toEqual(['id', 'userPrincipalName']);
    expect(rest['@odata.context']).toBe(
      `${contract.emulator.url}/v1.0/$metadata#users(id,userPrincipalName)`,
    );
  });

  it('filter, with characters that a URL has to escape', async () => {
    const name = "Zoë O'Brien & Söhne #1 100%+";
    const created = await graph.api('/groups').post({
      displayName: name,
      mailEnabled: false,
      mailNickname: 'zoe',
      securityEnabled: true,
    });
    const filter = `displayName eq '${name.replace("'", "''")}'`;
    const find = async (text: string) => (await graph.api('/groups').filter(text).get()).value;
    expect(await find(encodeURIComponent(filter))).toMatchObject([{ id: created.id, displayName: name }]);
    expect(await find("startswith(displayName,'Zo%C3%AB')")).toMatchObject([{ id: created.id }]);
    await graph.api(`/groups/${created.id}`).delete();
    expect(await find(encodeURIComponent(filter))).toEqual([]);
  });

  it('order', async () => {
    const request = graph.api('/users').select('displayName').orderby('displayName').top(999);
    const names = ((await request.get()).value as Row[]).map(({ displayName }) => String(displayName));
    const folded = names.map((name) => name.toLowerCase());
    expect(folded).toEqual([...folded].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
  });

  it('count, as a number beside the rows and as text alone, with consistency level eventual only', async () => {
    const eventually = (path: string) => graph.api(path).header('ConsistencyLevel', 'eventual');
    expect((await eventually('/users').count().top(1).get())['@odata.count']).toBe(USERS);
    expect(await graph.api('/users').count().top(1).get()).not.toHaveProperty('@odata.count');
    expect(await eventually('/users/$count').get()).toBe(String(USERS));
    const error = await refusal(graph.api('/users/$count').get());
    expect(error).toMatchObject({
      statusCode: 400,
      code: 'Request_BadRequest',
      message: '$count is not currently supported.',
    });
  });

  it('search, with consistency level eventual only', async () => {
    const [{ displayName }] = (await graph.api('/users').top(1).get()).value;
    const search = () => graph.api('/users').search(`"displayName:${displayName}"`);
    const { value } = await search().header('ConsistencyLevel', 'eventual').get();
    expect(value).toContainEqual(expect.objectContaining({ displayName }));
    expect(value.length).toBeLessThan(USERS);
    expect(await refusal(search().get())).toMatchObject({
      statusCode: 400,
      code: 'Request_UnsupportedQuery',
      message:
        "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
    });
  });

  it('of advanced queries are refused without what they need', async () => {
    const query = () => graph.api('/users').filter("endsWith(userPrincipalName,'x')");
    expect(await refusal(query().get())).toMatchObject({
      statusCode: 400,
      code: 'Request_UnsupportedQuery',
      message: expect.stringContaining("Operator 'endsWith' is not supported"),
    });
    expect((await query().header('ConsistencyLevel', 'eventual').count().get()).value).toEqual([]);
  });

  it('filter managed devices as Intune does: what it does not filter by is ignored', async () => {
    const rows = async (filter: string) =>
      (await graph.api(MANAGED).filter(filter).select('id,complianceState').get()).value as Row[];
    const noncompliant = await rows("complianceState eq 'noncompliant'");
    expect(noncompliant).toHaveLength(DEVICES / 3);
    expect(new Set(noncompliant.map(({ complianceState }) => complianceState))).toEqual(
      new Set(['noncompliant']),
    );
    expect(await rows("userId eq 'nobody'")).toHaveLength(1000);
    expect(await refusal(rows("id eq 'x'"))).toMatchObject({
      statusCode: 400,
      message: 'Invalid filter clause',
    });
  });

  it('that cannot be read say where', async () => {
    const queries: [string, RegExp][] = [
      [
        '/users?$select=shoeSize',
        /^Parsing OData Select and Expand failed: Could not find a property named 'shoeSize' on type 'microsoft\.graph\.user'\.$/,
      ],
      ['/users?$filter=displayName eq', /^Invalid filter clause/],
      ['/users?$filter=shoeSize eq 1', /^Invalid filter clause: .*shoeSize/],
      ['/users?$top=ten', /\$top/],
      ['/users?$orderby=shoeSize', /shoeSize/],
      ['/users?$top=1000', /^Invalid page size specified: '1000'\. Must be between 1 and 999 inclusive\.$/],
      ['/users?$skip=1', /^'\$skip' is not supported by the service\.$/],
      ['/users?$skiptoken=invented', /page token/],
    ];
    for (const [path, message] of queries) {
      const error = await refusal(graph.api(path).get());
      expect(error.statusCode, path).toBe(400);
      expect(error.message, path).toMatch(message);
    }
  });
});
