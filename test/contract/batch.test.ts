import { BatchRequestContent, BatchResponseContent, type Client } from '@microsoft/microsoft-graph-client';
import { beforeAll, describe, expect, it } from 'vitest';
import { refusal, serveContract } from '../support/contract.ts';

// Batches as the Graph client builds and reads them.

const contract = serveContract();

let graph: Client;
beforeAll(() => {
  graph = contract.client();
});

/** The client takes the host away and leaves the rest, so the version must not be there (msgraph-sdk-javascript#1178). */
const request = (path: string, init?: RequestInit) =>
  new Request(`https://graph.microsoft.com/${path}`, init);
const json = (method: string, body: object): RequestInit => ({
  method,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
const read = async (response: Response | undefined) => (await response?.json()) as Record<string, any>;

async function post(content: BatchRequestContent): Promise<BatchResponseContent> {
  return new BatchResponseContent(await graph.api('/$batch').post(await content.getContent()));
}

describe('BatchRequestContent and BatchResponseContent', () => {
  it('ask for several things at once', async () => {
    const answers = await post(
      new BatchRequestContent([
        { id: 'users', request: request('users?$top=2&$select=id') },
        { id: 'devices', request: request('deviceManagement/deviceConfigurations') },
        { id: 'nobody', request: request('users/00000000-0000-0000-0000-000000000000') },
      ]),
    );
    expect((await read(answers.getResponseById('users'))).value).toHaveLength(2);
    expect(answers.getResponseById('devices').status).toBe(200);
    const nobody = answers.getResponseById('nobody');
    expect(nobody.status).toBe(404);
    expect((await read(nobody)).error.code).toBe('Request_ResourceNotFound');
  });

  it('create, change and delete one after the other', async () => {
    const body = { displayName: 'Batch', mailEnabled: false, mailNickname: 'batch', securityEnabled: true };
    const created = await post(
      new BatchRequestContent([
        { id: '1', request: request('groups', json('POST', body)) },
        { id: '2', request: request("groups?$filter=displayName eq 'Batch'"), dependsOn: ['1'] },
      ]),
    );
    const { id } = await read(created.getResponseById('1'));
    expect((await read(created.getResponseById('2'))).value).toMatchObject([{ id }]);
    const changed = await post(
      new BatchRequestContent([
        { id: '1', request: request(`groups/${id}`, json('PATCH', { description: 'changed' })) },
        { id: '2', request: request(`groups/${id}`, { method: 'DELETE' }), dependsOn: ['1'] },
        { id: '3', request: request(`groups/${id}`), dependsOn: ['2'] },
      ]),
    );
    expect([...changed.getResponses().values()].map(({ status }) => status)).toEqual([204, 204, 404]);
  });

  it('say what depends on a failure', async () => {
    const answers = await post(
      new BatchRequestContent([
        { id: '1', request: request('nothing') },
        { id: '2', request: request('users'), dependsOn: ['1'] },
      ]),
    );
    expect(answers.getResponseById('2').status).toBe(424);
  });

  it('are refused as a whole when a write has no body', async () => {
    const content = await new BatchRequestContent([
      { id: '1', request: request('users', { method: 'POST' }) },
    ]).getContent();
    expect((await refusal(graph.api('/$batch').post(content))).message).toBe(
      'Write request id : 1 does not contain Content-Type header or body.',
    );
  });
});
