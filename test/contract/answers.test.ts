import { type Client, ResponseType } from '@microsoft/microsoft-graph-client';
import { beforeAll, describe, expect, it } from 'vitest';
import { refusal, serveContract } from '../support/contract.ts';

// What stands around the data of an answer: status, headers, control information. Real responses: Microsoft365DSC#4427,
// IntuneBackupAndRestore PR 82, live captures.

const contract = serveContract('contoso-jit');
const POLICIES = '/deviceManagement/deviceCompliancePolicies';
const JSON_OF = (amount: string) =>
  `application/json;odata.metadata=${amount};odata.streaming=true;IEEE754Compatible=false;charset=utf-8`;

let graph: Client;
let token: string;
beforeAll(async () => {
  graph = contract.client('beta');
  token = (await contract.credential().getToken('https://graph.microsoft.com/.default')).token;
});

const send = (method: string, path: string, headers: Record<string, string> = {}, body?: string) =>
  fetch(`${contract.emulator.url}/v1.0${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, ...headers },
    ...(body !== undefined && { body }),
  });

describe('headers', () => {
  const EVERY_ANSWER = {
    'cache-control': 'no-cache',
    'strict-transport-security': 'max-age=31536000',
    vary: 'Accept-Encoding',
    date: expect.stringMatching(/ GMT$/),
    'request-id': expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    'client-request-id': 'mine',
    'x-ms-ags-diagnostic': expect.stringMatching(
      /^\{"ServerInfo":\{"DataCenter":".*","Slice":".*","Ring":".*","ScaleUnit":".*","RoleInstance":".*"\}\}$/,
    ),
  };

  it.each<[string, string, string, number, object]>([
    [
      'a list of Intune',
      'GET',
      POLICIES,
      200,
      { 'content-type': JSON_OF('minimal'), 'odata-version': '4.0' },
    ],
    [
      'a list of the directory',
      'GET',
      '/users?$top=1',
      200,
      {
        'content-type': JSON_OF('minimal'),
        'odata-version': '4.0',
        'x-ms-resource-unit': expect.any(String),
      },
    ],
    ['an error', 'GET', '/users/none', 404, { 'content-type': 'application/json' }],
    ['a method that there is not', 'OPTIONS', '/users', 405, { 'content-type': 'application/json' }],
    ['a question for headers alone', 'HEAD', '/users', 405, { 'content-type': 'application/json' }],
    ['the metadata', 'GET', '/$metadata', 200, { 'content-type': 'application/xml', 'odata-version': '4.0' }],
  ])('of %s', async (_, method, path, status, own) => {
    const response = await send(method, path, { 'client-request-id': 'mine' });
    expect(response.status).toBe(status);
    expect(Object.fromEntries(response.headers)).toMatchObject({ ...EVERY_ANSWER, ...own });
  });

  it('say where a new object of the directory is; Intune does not', async () => {
    const json = { 'Content-Type': 'application/json' };
    const group = { displayName: 'x', mailEnabled: false, mailNickname: 'x', securityEnabled: true };
    const created = await send('POST', '/groups', json, JSON.stringify(group));
    const { id } = (await created.json()) as { id: string };
    expect(created.headers.get('location')).toBe(`${contract.emulator.url}/v1.0/groups/${id}`);
    const category = await send('POST', '/deviceManagement/deviceCategories', json, '{"displayName":"x"}');
    expect([category.status, category.headers.get('location')]).toEqual([201, null]);
  });

  it('name an id of the service alone when the client sent none', async () => {
    const { headers } = await send('GET', '/users?$top=1');
    expect(headers.get('client-request-id')).toBe(headers.get('request-id'));
  });
});

describe('control information', () => {
  const asked = (amount: string) =>
    graph
      .api(POLICIES)
      .header('Accept', `application/json;odata.metadata=${amount}`)
      .responseType(ResponseType.RAW)
      .get() as Promise<Response>;

  it.each<[string, (row: Record<string, unknown>) => void]>([
    ['minimal', (row) => expect(row['@odata.type']).toBe('#microsoft.graph.iosCompliancePolicy')],
    [
      'full',
      (row) =>
        expect(row).toMatchObject({
          '@odata.editLink': `deviceManagement/deviceCompliancePolicies('${row['id']}')/microsoft.graph.iosCompliancePolicy`,
          'createdDateTime@odata.type': '#DateTimeOffset',
        }),
    ],
    ['none', (row) => expect(Object.keys(row).filter((name) => name.includes('@'))).toEqual([])],
  ])('is %s for whoever asks for that', async (amount, check) => {
    const response = await asked(amount);
    expect(response.headers.get('content-type')).toBe(JSON_OF(amount));
    const { value } = (await response.json()) as { value: Record<string, unknown>[] };
    expect(value).toHaveLength(1);
    check(value[0] ?? {});
  });

  it('may be sent back, but for the addresses of operations, which clients take out', async () => {
    const { value } = (await (await asked('full')).json()) as { value: Record<string, unknown>[] };
    const { id, ...policy } = value[0] ?? {};
    const kept = Object.entries(policy).filter(([name]) => !name.startsWith('#'));
    expect(kept.length).toBeLessThan(Object.keys(policy).length);
    const changed = await graph
      .api(`${POLICIES}/${id}`)
      .patch({ ...Object.fromEntries(kept), description: 'sent back' });
    expect(changed).toMatchObject({ id, description: 'sent back' });
  });
});

describe('addresses', () => {
  it.each([
    ['/Users?$top=1&$select=id', 'users(id)'],
    ['/users/?$top=1&$select=id', 'users(id)'],
    ['//users?$top=1&$select=id', 'users(id)'],
    ['/DEVICEMANAGEMENT/deviceCATEGORIES', 'deviceManagement/deviceCategories'],
  ])('such as %s are understood', async (path, context) => {
    const body = (await (await send('GET', path)).json()) as Record<string, string>;
    expect(body['@odata.context']).toBe(`${contract.emulator.url}/v1.0/$metadata#${context}`);
  });

  it('that are no text are refused', async () => {
    expect(await refusal(graph.api('/users/%ZZ').get())).toMatchObject({ statusCode: 400 });
  });
});
