import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { graphClient } from '../test/support/graph-client.ts';
import { ask, start } from '../test/support/served.ts';
import { BODY_LIMIT } from './limits.ts';

const APPS = '/v1.0/deviceAppManagement/mobileApps';

async function setup() {
  const client = graphClient();
  const { tenant } = client;
  const server = await start({ tenant });
  const app = client.post(APPS, { '@odata.type': '#microsoft.graph.iosLobApp', displayName: 'W' }).body.id;
  const versions = `${APPS}/${app}/microsoft.graph.iosLobApp/contentVersions`;
  client.post(versions, {});
  const size = BODY_LIMIT + 1024;
  const file = client.post(`${versions}/1/files`, { name: 'W.ipa', size, sizeEncrypted: size }).body.id;
  tenant.clock.advance(2_000);
  const uri = new URL(client.get(`${versions}/1/files/${file}`).body.azureStorageUri);
  const received = () =>
    tenant.collection('deviceAppManagement/mobileApps/contentVersions/files').get(file)?.['$received'];
  return { server, path: uri.pathname + uri.search, size, received };
}

describe('uploads of app content', () => {
  it('may be longer than any other body, and need no token', async () => {
    const { server, path, size, received } = await setup();
    const answer = await ask(server, path, {
      method: 'PUT',
      headers: { 'x-ms-blob-type': 'BlockBlob' },
      body: Buffer.alloc(size),
    });
    expect([answer.status, answer.headers['x-ms-version']]).toEqual([201, '2017-04-17']);
    expect(received()).toBe(size);
  });

  it('come in blocks as well, also below the host of Graph', async () => {
    const { server, path, received } = await setup();
    const headers = { host: 'graph.microsoft.com' };
    for (const block of ['QQ', 'Qg']) {
      const put = { method: 'PUT', headers, body: Buffer.alloc(1000) };
      expect((await ask(server, `${path}&comp=block&blockid=${block}`, put)).status).toBe(201);
    }
    const body = '<BlockList><Latest>QQ</Latest><Latest>Qg</Latest></BlockList>';
    expect((await ask(server, `${path}&comp=blocklist`, { method: 'PUT', headers, body })).status).toBe(201);
    expect(received()).toBe(2000);
  });

  it('are refused in the words of the storage that they go to', async () => {
    const { server, path } = await setup();
    const answer = await ask(server, path.replace(/sig=.*/, 'sig=x'), { method: 'PUT', body: 'x' });
    expect([answer.status, answer.headers['content-type']]).toEqual([403, 'application/xml']);
    expect(answer.text).toContain('<Code>AuthenticationFailed</Code>');
    const list = await ask(server, `${path}&comp=blocklist`, {
      method: 'PUT',
      body: Buffer.alloc(BODY_LIMIT + 1),
    });
    expect(list.status).toBe(413);
  });

  it('that break off leave the server as it was', async () => {
    const { server, path, received } = await setup();
    const head = `PUT ${path} HTTP/1.1\r\nHost: localhost:${server.httpPort}\r\nx-ms-blob-type: BlockBlob\r\nContent-Length: 1000\r\n\r\n`;
    const socket = connect(server.httpPort as number, '127.0.0.1');
    socket.write(`${head}half`, () => socket.destroy());
    await new Promise((resolve) => socket.once('close', resolve));
    expect((await ask(server, '/health')).status).toBe(200);
    expect(received()).toBeUndefined();
  });
});
