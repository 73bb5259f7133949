import { describe, expect, it } from 'vitest';
import { application, createUser, graphClient } from '../../../test/support/graph-client.ts';
import { BATCH_LIMIT } from './batch.ts';

const JSON_HEADERS = { 'Content-Type': 'application/json' };
const get = (id: string, url: string, more: object = {}) => ({ id, method: 'GET', url, ...more });

interface ItemAnswer {
  id: string;
  status: number;
  headers: Record<string, string>;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  body: any;
}

function send(requests: unknown, client = graphClient(), version = 'v1.0') {
  const answer = client.post(`/${version}/$batch`, { requests });
  const responses: ItemAnswer[] = answer.body?.responses ?? [];
  return { ...answer, responses, by: (id: string) => responses.find((each) => each.id === id) };
}

describe('a batch', () => {
  it('answers each of its requests, the last one first', () => {
    const client = graphClient();
    createUser(client, 'Ann');
    const { status, headers, responses } = send(
      [
        get('1', '/users?$select=displayName'),
        get('two', 'organization'),
        get('3', '/users/$count', { headers: { ConsistencyLevel: 'eventual' } }),
      ],
      client,
    );
    expect(status).toBe(200);
    expect(headers['Content-Type']).toBe('application/json');
    expect(responses.map(({ id, status }) => [id, status])).toEqual([
      ['3', 200],
      ['two', 200],
      ['1', 200],
    ]);
    expect(responses[2]?.body).toEqual({
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users(displayName)',
      value: [{ displayName: 'Ann' }],
    });
    expect(responses[2]?.headers).toEqual({
      'Cache-Control': 'no-cache',
      'Content-Type': expect.stringMatching(/^application\/json;odata\.metadata=minimal/),
      'OData-Version': '4.0',
      'x-ms-resource-unit': '1',
    });
    // What is no JSON comes as base64.
    expect(responses[0]?.headers['Content-Type']).toBe('text/plain');
    expect(atob(responses[0]?.body)).toBe('1');
  });

  it('speaks the version that it was sent to', () => {
    const { responses } = send([get('1', '/deviceManagement/assignmentFilters')]);
    expect(responses[0]?.status).toBe(400);
    const beta = send([get('1', '/organization')], graphClient(), 'beta');
    expect(beta.responses[0]?.body['@odata.context']).toMatch(/\/beta\/\$metadata#organization$/);
    // [recorded] msgraph-sdk-javascript#1178
    expect(send([get('1', '/v1.0/users')]).responses[0]?.body.error.message).toBe(
      "Resource not found for the segment 'v1.0'.",
    );
  });

  it('gives each request its own refusal, in the words of its family', () => {
    const client = graphClient(undefined, application('User.Read.All'));
    const { by, headers } = send(
      [
        get('directory', '/users/00000000-0000-0000-0000-000000000000'),
        get('intune', '/deviceManagement/managedDevices'),
        get('unknown', '/nothing'),
        get('nested', '/$batch'),
        { ...get('write', '/users'), method: 'POST', headers: JSON_HEADERS, body: {} },
      ],
      client,
    );
    expect(by('directory')?.body.error.code).toBe('Request_ResourceNotFound');
    expect(by('directory')?.body.error.innerError['request-id']).toBe(headers['request-id']);
    expect(by('intune')?.status).toBe(403);
    expect(JSON.parse(by('intune')?.body.error.message).Message).toMatch(/^Application is not authorized/);
    expect(by('unknown')?.status).toBe(400);
    expect(by('nested')?.status).toBe(400);
    expect(by('write')?.body.error.code).toBe('Authorization_RequestDenied');
  });

  it('writes, and runs in order what depends on something', () => {
    const client = graphClient();
    const body = { displayName: 'G', mailEnabled: false, mailNickname: 'g', securityEnabled: true };
    const { responses } = send(
      [
        { id: '1', method: 'post', url: '/groups', headers: { 'content-type': 'application/json' }, body },
        get('2', '/groups?$select=displayName', { dependsOn: ['1'] }),
      ],
      client,
    );
    expect(responses.map(({ id, status }) => [id, status])).toEqual([
      ['1', 201],
      ['2', 200],
    ]);
    expect(responses[0]?.headers['Location']).toContain(responses[0]?.body.id);
    expect(responses[1]?.body.value).toEqual([{ displayName: 'G' }]);
    const gone = send([{ id: 'd', method: 'DELETE', url: `/groups/${responses[0]?.body.id}` }], client);
    expect(gone.responses[0]).toMatchObject({ status: 204, body: null });
  });

  it('fails what depends on a failure, and what depends on that', () => {
    const { responses } = send([
      get('a', '/nothing'),
      get('b', '/users', { dependsOn: ['A'] }),
      get('c', '/users', { dependsOn: ['b'] }),
    ]);
    expect(responses.map(({ status }) => status)).toEqual([400, 424, 424]);
    expect(send([get('a', '/users'), get('b', '/nothing', { dependsOn: ['a'] })]).by('b')?.status).toBe(400);
  });

  it('lets several depend on the first', () => {
    const { responses } = send([
      get('a', '/nothing'),
      get('b', '/users', { dependsOn: ['a'] }),
      get('c', '/users', { dependsOn: ['a'] }),
    ]);
    expect(responses.map(({ status }) => status)).toEqual([400, 424, 424]);
  });

  it('reads a body that is no JSON from base64', () => {
    const item = { id: '1', method: 'POST', url: '/users', headers: { 'Content-Type': 'text/plain' } };
    const { responses } = send([{ ...item, body: btoa('{}') }]);
    expect(responses[0]?.body.error.message).toMatch(/^Unable to read JSON request payload/);
    expect(send([{ ...item, body: 'no base64!' }]).status).toBe(400);
  });

  it.each([
    ['no requests', undefined, 'Invalid batch payload format.'],
    ['an empty list', [], 'Invalid batch payload format.'],
    ['no id', [{ method: 'GET', url: '/users' }], 'Invalid batch payload format.'],
    ['no method', [{ id: '1', url: '/users' }], 'Invalid batch payload format.'],
    ['no URL', [{ id: '1', method: 'GET' }], 'Invalid batch payload format.'],
    ['no object', ['/users'], 'Invalid batch payload format.'],
    ['headers that are none', [get('1', '/users', { headers: [1] })], 'Invalid batch payload format.'],
    [
      'ids that differ in case only',
      [get('a', '/users'), get('A', '/users')],
      'Request Id A has to be unique in a batch.',
    ],
    [
      'a write without a type',
      [{ id: '1', method: 'POST', url: '/users', body: {} }],
      'Write request id : 1 does not contain Content-Type header or body.',
    ],
    [
      'a write without a body',
      [{ id: '1', method: 'PATCH', url: '/users', headers: JSON_HEADERS }],
      'Write request id : 1 does not contain Content-Type header or body.',
    ],
    [
      'a dependency that comes later',
      [get('1', '/users', { dependsOn: ['2'] }), get('2', '/users')],
      'Invalid dependency for request Id 1.',
    ],
    [
      'some that depend and some that do not',
      [get('1', '/users'), get('2', '/users', { dependsOn: ['1'] }), get('3', '/users')],
      'Batch should be either fully sequential or fully parallel.',
    ],
    [
      'two dependencies of one',
      [
        get('1', '/users'),
        get('2', '/users', { dependsOn: ['1'] }),
        get('3', '/u', { dependsOn: ['1', '2'] }),
      ],
      'Batch should be either fully sequential or fully parallel.',
    ],
  ])('is refused as a whole with %s', (_what, requests, message) => {
    const { status, body } = send(requests);
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code: 'BadRequest', message });
  });

  it('has a limit', () => {
    const many = Array.from({ length: BATCH_LIMIT + 1 }, (_, index) => get(String(index), '/organization'));
    expect(send(many.slice(1)).responses).toHaveLength(BATCH_LIMIT);
    const { status, body } = send(many);
    expect(status).toBe(400);
    expect(body.error.code).toBe('MaximumValueExceeded');
  });

  it('is posted with a token', () => {
    expect(graphClient().get('/v1.0/$batch').status).toBe(405);
    expect(graphClient().post('/v1.0/$batch/users', { requests: [] }).status).toBe(400);
    expect(send([get('1', '/users')], graphClient(undefined, { failure: 'missing' })).status).toBe(401);
  });

  it('is in the log with its requests', () => {
    const client = graphClient();
    send([get('1', '/users?$top=5'), get('2', '/nothing')], client);
    expect(
      [...client.graph.requests.since()].map(({ method, url, status, resource }) => [
        method,
        url,
        status,
        resource,
      ]),
    ).toEqual([
      ['GET', '/v1.0/users?$top=5', 200, 'users'],
      ['GET', '/v1.0/nothing', 400, undefined],
      ['POST', '/v1.0/$batch', 200, '$batch'],
    ]);
  });
});
