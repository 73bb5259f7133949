import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { send, sendError } from './respond.ts';

const JSON_HEADERS = { 'Content-Type': 'application/json', Date: 'Tue, 01 Sep 2026 08:00:00 GMT' };
const BODY = '{"deviceName":"Zoë’s iPhone 📱"}';
const BODY_BYTES = new TextEncoder().encode(BODY).length;

/** All that comes back over one connection, on which requests with these methods are sent. */
async function conversation(methods: readonly string[], listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1').setEncoding('utf8');
  const last = methods.length - 1;
  methods.forEach((method, index) => {
    const connection = index === last ? 'close' : 'keep-alive';
    socket.write(`${method} / HTTP/1.1\r\nHost: localhost\r\nConnection: ${connection}\r\n\r\n`);
  });
  let text = '';
  for await (const piece of socket) text += piece;
  server.close();
  return text;
}

const bodies = (text: string) => text.split(/HTTP\/1\.1 .*\r\n(?:.+\r\n)*\r\n/).slice(1);

describe('an answer', () => {
  it('says its length in bytes, so that the next one on the connection begins where it should', async () => {
    const text = await conversation(['GET', 'GET'], (_, response) => send(response, 200, JSON_HEADERS, BODY));
    expect(text.match(/content-length: \d+/gi)).toEqual(Array(2).fill(`Content-Length: ${BODY_BYTES}`));
    expect(bodies(text)).toEqual([BODY, BODY]);
  });

  it('may be bytes already', async () => {
    const bytes = Buffer.from(BODY);
    const text = await conversation(['GET'], (_, response) => send(response, 200, JSON_HEADERS, bytes));
    expect(text).toContain(`Content-Length: ${BODY_BYTES}\r\n`);
    expect(bodies(text)).toEqual([BODY]);
  });

  it('to HEAD has the headers of the one to GET, and no body', async () => {
    const text = await conversation(['HEAD', 'GET'], (_, response) =>
      send(response, 200, JSON_HEADERS, BODY),
    );
    expect(text.match(/content-length: \d+/gi)).toEqual(Array(2).fill(`Content-Length: ${BODY_BYTES}`));
    expect(bodies(text)).toEqual(['', BODY]);
  });

  it('without a body has no length when its status says so, and none to read otherwise', async () => {
    const none = await conversation(['GET'], (_, response) => send(response, 204, {}, undefined));
    expect(none).not.toMatch(/content-length|transfer-encoding/i);
    const empty = await conversation(['GET'], (_, response) => send(response, 202, {}, undefined));
    expect(empty).toMatch(/content-length: 0/i);
  });

  it('has the date that it is given, once', async () => {
    const text = await conversation(['GET'], (_, response) => send(response, 200, JSON_HEADERS, BODY));
    expect(text.match(/^date: .*$/gim)).toEqual([`Date: ${JSON_HEADERS.Date}`]);
  });

  it('that is an error has the shape of Graph’s', async () => {
    const text = await conversation(['GET'], (_, response) =>
      sendError(response, 400, 'BadRequest', 'That’s no path.', { Connection: 'close' }),
    );
    expect(text).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(JSON.parse(bodies(text)[0] ?? '')).toEqual({
      error: { code: 'BadRequest', message: 'That’s no path.' },
    });
  });
});
