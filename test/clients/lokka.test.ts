import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Attached, attach, installed } from './attached.ts';

const NOBODY = '00000000-0000-4000-8000-00000000dead';

let attached: Attached;
beforeAll(async () => {
  attached = await attach();
});
afterAll(() => attached?.[Symbol.asyncDispose]());

interface Message {
  readonly id?: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  readonly result?: any;
}

/** Starts the server of the Model Context Protocol, and speaks to it as an assistant does: a line of JSON each way. */
function startLokka() {
  const { tenantId, clientId, clientSecret } = attached.emulator.info;
  const child = spawn(process.execPath, [installed('@merill/lokka/build/main.js')], {
    env: {
      ...attached.environment(['hook']),
      TENANT_ID: tenantId,
      CLIENT_ID: clientId,
      CLIENT_SECRET: clientSecret,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let last = 0;
  const send = (message: object) => child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const request = async (method: string, params: object = {}): Promise<Message['result']> => {
    last += 1;
    send({ id: last, method, params });
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error(`Lokka ended before it answered ${method}`);
      const message = JSON.parse(value) as Message;
      if (message.id === last) return message.result;
    }
  };
  const stop = async () => {
    const gone = once(child, 'exit');
    child.kill();
    await gone;
  };
  return { send, request, stop };
}

describe('@merill/lokka', () => {
  it('lets an assistant ask Graph and Azure, and write', async () => {
    const lokka = startLokka();
    try {
      const client = { name: 'test', version: '1' };
      const hello = { protocolVersion: '2024-11-05', capabilities: {}, clientInfo: client };
      expect(await lokka.request('initialize', hello)).toMatchObject({
        serverInfo: { name: 'Lokka-Microsoft' },
      });
      lokka.send({ method: 'notifications/initialized' });
      const { tools } = await lokka.request('tools/list');
      expect(tools.map(({ name }: { name: string }) => name)).toContain('Lokka-Microsoft');

      /** What stands after the tool's own heading. */
      const call = async (args: object) => {
        const { content } = await lokka.request('tools/call', { name: 'Lokka-Microsoft', arguments: args });
        const text = content[0].text as string;
        return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
      };
      const queryParams = { $select: 'displayName', $filter: "startsWith(displayName,'Aoife')" };
      const users = { apiType: 'graph', method: 'get', path: '/users', graphApiVersion: 'v1.0' };
      expect(await call({ ...users, queryParams, consistencyLevel: 'eventual' })).toMatchObject({
        '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users(displayName)',
        value: [{ displayName: 'Aoife Gallagher' }],
      });
      const body = {
        displayName: 'Assistants',
        mailEnabled: false,
        mailNickname: 'a',
        securityEnabled: true,
      };
      const created = await call({ apiType: 'graph', method: 'post', path: '/groups', body });
      expect(attached.emulator.tenant.collection('groups').get(created.id)?.displayName).toBe('Assistants');
      expect(await call({ apiType: 'graph', method: 'get', path: `/groups/${NOBODY}` })).toMatchObject({
        statusCode: 404,
      });
      const subscriptions = {
        apiType: 'azure',
        method: 'get',
        path: '/subscriptions',
        apiVersion: '2022-12-01',
      };
      expect(await call(subscriptions)).toMatchObject({ value: [] });
    } finally {
      await lokka.stop();
    }
  });
});
