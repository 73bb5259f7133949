import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import net, { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { signIn, start } from '../../test/support/served.ts';
import { unfinishedControl, withoutDeadline } from '../../test/support/stopping.ts';
import { STOOD_IN_HOSTS } from '../hosts.ts';
import type { TenantlessServer } from '../index.ts';
import { HEADER_LIMIT } from '../limits.ts';
import { PROXY_TIMEOUTS } from './limits.ts';
import { tunnel } from './tunnel.ts';

const closing: Server[] = [];
afterEach(() => {
  for (const server of closing.splice(0)) server.close();
});

async function listen(server: Server): Promise<number> {
  closing.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Everything that a server of ours says until it ends the connection. */
function say(server: TenantlessServer, words: string): Promise<string> {
  const socket = connect({ port: server.proxyPort as number, host: '127.0.0.1', allowHalfOpen: true });
  socket.write(words);
  return text(socket).finally(() => socket.destroy());
}

const connectTo = (authority: string) => `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`;

/** A tunnel that stands, with what the proxy itself says read. */
async function openTunnel(
  server: TenantlessServer,
  authority: string,
  allowHalfOpen = false,
): Promise<Socket> {
  const socket = connect({ port: server.proxyPort as number, host: '127.0.0.1', allowHalfOpen });
  socket.write(connectTo(authority));
  const established = 'HTTP/1.1 200 Connection Established\r\n\r\n';
  await once(socket, 'readable');
  expect(String(socket.read(established.length))).toBe(established);
  return socket;
}

async function secured(server: TenantlessServer, socket: Socket, servername: string): Promise<TLSSocket> {
  const { certificate: ca } = server.authority;
  const encrypted = connectTls({ socket, servername, ca, ALPNProtocols: ['http/1.1'] });
  await new Promise((resolve, reject) => encrypted.once('secureConnect', resolve).once('error', reject));
  return encrypted;
}

/** Sends a GET and reads one answer that says how long it is. */
async function get(socket: Socket, host: string, path: string, authorization = ''): Promise<string> {
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: ${authorization}\r\n\r\n`);
  let heard = '';
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    heard += chunk;
    const length = Number(/content-length: (\d+)/i.exec(heard)?.[1] ?? Number.NaN);
    const body = heard.split('\r\n\r\n').slice(1).join('\r\n\r\n');
    if (Buffer.byteLength(body) >= length) return body;
  }
  throw new Error(`no answer: ${heard}`);
}

describe('a tunnel to a host that we stand in for', () => {
  it.each(STOOD_IN_HOSTS)('ends here, with a certificate for %s', async (host) => {
    const server = await start();
    const socket = await secured(server, await openTunnel(server, `${host}:443`), host);
    expect(socket.authorized).toBe(true);
    socket.destroy();
  });

  it('carries many requests, which see the real host', async () => {
    const server = await start();
    const authorization = await signIn(server);
    const host = 'graph.microsoft.com';
    const socket = await secured(server, await openTunnel(server, `${host}:443`), host);
    for (let top = 1; top <= 3; top += 1) {
      const answer = JSON.parse(await get(socket, host, `/v1.0/users?$top=${top}`, authorization));
      expect(answer).toMatchObject({ url: `/v1.0/users?$top=${top}`, origin: `https://${host}` });
    }
    socket.destroy();
  });

  it('works for a client that does not wait for it to stand', async () => {
    const server = await start();
    const socket = connect(server.proxyPort as number, '127.0.0.1');
    socket.write(Buffer.concat([Buffer.from(connectTo('graph.microsoft.com:443')), await clientHello()]));
    let heard = Buffer.alloc(0);
    for await (const chunk of socket) {
      heard = Buffer.concat([heard, chunk]);
      if (heard.includes('\r\n\r\n') && heard.length > heard.indexOf('\r\n\r\n') + 4) break;
    }
    // 0x16 begins a handshake message: the server's hello.
    expect(heard[heard.indexOf('\r\n\r\n') + 4]).toBe(0x16);
  });
});

/** The first message of a TLS client. */
async function clientHello(): Promise<Buffer> {
  let client: TLSSocket | undefined;
  const hello = await new Promise<Buffer>((resolve) => {
    const eavesdropper = createServer((socket) => socket.once('data', resolve));
    void listen(eavesdropper).then((port) => {
      client = connectTls({ port, host: '127.0.0.1', servername: 'graph.microsoft.com' });
      client.on('error', () => {});
    });
  });
  client?.destroy();
  return hello;
}

describe('a tunnel to another host', () => {
  it('is refused, and says why and what to do', async () => {
    const server = await start();
    const answer = await say(server, connectTo('registry.npmjs.org:443'));
    expect(answer).toMatch(/^HTTP\/1.1 403 Forbidden\r\n/);
    expect(answer).toContain('does not stand in for registry.npmjs.org');
    expect(answer).toContain('--proxy-passthrough');
  });

  it('is passed on when the server was started to do so', async () => {
    const port = await listen(createServer((socket) => socket.end('hello')));
    const refusing = await start();
    // An address of this machine that is not written as loopback: nothing leaves the machine in this test either.
    const elsewhere = `[::ffff:127.0.0.1]:${port}`;
    expect(await say(refusing, connectTo(elsewhere))).toContain('403 Forbidden');
    const passing = await start({ proxyPassthrough: true });
    expect(await text(await openTunnel(passing, elsewhere))).toBe('hello');
  });

  it('is passed on when it stays on this machine, and each side may end first', async () => {
    const upper = createServer({ allowHalfOpen: true }, (socket) => {
      let heard = '';
      socket.on('data', (data) => {
        heard += data;
      });
      socket.once('end', () => socket.end(heard.toUpperCase()));
    });
    const port = await listen(upper);
    const socket = await openTunnel(await start(), `127.0.0.1:${port}`, true);
    socket.end('all that I have to say');
    expect(await text(socket)).toBe('ALL THAT I HAVE TO SAY');
  });

  it('ends when either side breaks off', async () => {
    const sides: Socket[] = [];
    const port = await listen(
      createServer((socket) => {
        sides.push(socket.on('error', () => {}));
        socket.write('ready');
      }),
    );
    const server = await start();
    for (const breaking of ['client', 'host']) {
      const client = await openTunnel(server, `127.0.0.1:${port}`);
      client.on('error', () => {});
      await once(client, 'readable');
      expect(String(client.read())).toBe('ready');
      const host = sides.at(-1) as Socket;
      const other = breaking === 'client' ? host : client;
      const ended = once(other.resume(), 'close');
      (breaking === 'client' ? client : host).resetAndDestroy();
      await ended;
    }
  });

  it('that cannot be reached is a 502', async () => {
    const gone = createServer();
    const port = await listen(gone);
    await new Promise((resolve) => gone.close(resolve));
    const answer = await say(await start(), connectTo(`127.0.0.1:${port}`));
    expect(answer).toMatch(/^HTTP\/1.1 502 Bad Gateway/);
    expect(answer).toContain('ECONNREFUSED');
  });

  it('that does not answer is a 504', async () => {
    const original = net.connect;
    net.connect = (() => new net.Socket()) as typeof net.connect;
    syncBuiltinESMExports();
    try {
      const port = await listen(
        createServer({ allowHalfOpen: true }, (client) =>
          tunnel(client, Buffer.alloc(0), { host: 'silent.example', port: 1 }, { connect: 20, idle: 1000 }),
        ),
      );
      const client = original({ port, host: '127.0.0.1' });
      expect(await text(client)).toMatch(
        /^HTTP\/1.1 504 Gateway Timeout[\s\S]*silent.example:1 does not answer/,
      );
    } finally {
      net.connect = original;
      syncBuiltinESMExports();
    }
  });

  it('ends when nothing moves in it for long', async () => {
    const quiet = await listen(createServer((socket) => socket.on('error', () => {})));
    const port = await listen(
      createServer((client) =>
        tunnel(client, Buffer.alloc(0), { host: '127.0.0.1', port: quiet }, { ...PROXY_TIMEOUTS, idle: 50 }),
      ),
    );
    const began = performance.now();
    expect(await text(connect({ port, host: '127.0.0.1' }))).toContain('200 Connection Established');
    expect(performance.now() - began).toBeGreaterThan(45);
  });
});

describe('a request for a whole address', () => {
  const ask = (server: TenantlessServer, line: string, headers: readonly string[] = [], body = '') =>
    say(server, [line, 'Host: proxy', 'Connection: close', ...headers, '', body].join('\r\n'));

  it('is answered for a host that we stand in for, as axios asks for it', async () => {
    const server = await start();
    const line = 'GET https://graph.microsoft.com/v1.0/users?$top=1 HTTP/1.1';
    const answer = await ask(server, line, [`Authorization: ${await signIn(server)}`]);
    expect(JSON.parse(answer.slice(answer.indexOf('{')))).toMatchObject({
      url: '/v1.0/users?$top=1',
      origin: 'https://graph.microsoft.com',
      who: expect.any(String),
    });
    const signInHost = 'https://login.microsoftonline.com';
    const discovery = await ask(
      server,
      `GET ${signInHost}/common/v2.0/.well-known/openid-configuration HTTP/1.1`,
    );
    expect(discovery).toContain(`"token_endpoint":"${signInHost}/common/oauth2/v2.0/token"`);
  });

  it('is passed on to this machine without what concerns the proxy only, and refused for other hosts', async () => {
    const echo = createHttpServer(async (request, response) => {
      const { method, url, headers } = request;
      response.setHeader('X-Answer', ['1', '2']);
      response.end(JSON.stringify({ method, url, headers, body: await text(request) }));
    });
    const port = await listen(echo);
    const server = await start();
    const headers = ['Proxy-Authorization: secret', 'X-Mine: kept', 'Content-Length: 5'];
    const answer = await ask(server, `POST http://127.0.0.1:${port}/a?b HTTP/1.1`, headers, 'hello');
    expect(answer.match(/x-answer: \d/gi)).toHaveLength(2);
    const seen = JSON.parse(answer.slice(answer.indexOf('{'), answer.lastIndexOf('}') + 1));
    expect(seen).toMatchObject({ method: 'POST', url: '/a?b', body: 'hello', headers: { 'x-mine': 'kept' } });
    expect(seen.headers.host).toBe(`127.0.0.1:${port}`);
    expect(seen.headers).not.toHaveProperty('proxy-authorization');

    expect(await ask(server, 'GET http://www.example.com/ HTTP/1.1')).toMatch(/^HTTP\/1.1 403 Forbidden/);
    await new Promise((resolve) => echo.close(resolve));
    expect(await ask(server, `GET http://127.0.0.1:${port}/ HTTP/1.1`)).toMatch(/^HTTP\/1.1 502 Bad Gateway/);
  });

  it('is what the proxy expects; a path alone is told what this port is for', async () => {
    const answer = await ask(await start(), 'GET /v1.0/users HTTP/1.1');
    expect(answer).toMatch(/^HTTP\/1.1 400 Bad Request/);
    expect(answer).toContain('HTTPS_PROXY');
  });
});

describe('the proxy', () => {
  it('refuses what is no host with a port, and headers that are too long', async () => {
    const server = await start();
    expect(await say(server, connectTo('graph.microsoft.com'))).toMatch(/^HTTP\/1.1 400 Bad Request/);
    const long = `X-Long: ${'x'.repeat(HEADER_LIMIT)}\r\n`;
    const request = connectTo('graph.microsoft.com:443').replace(/\r\n$/, `${long}\r\n`);
    expect(await say(server, request)).toMatch(/^HTTP\/1.1 431 /);
  });

  it('ends its tunnels when the server closes, after the request under way in one', async () => {
    const { control, underWay } = unfinishedControl();
    const server = await start({ control });
    const host = 'graph.microsoft.com';
    const idle = await secured(server, await openTunnel(server, `${host}:443`), host);
    await get(idle, host, '/v1.0/users');
    const idleEnd = once(idle.resume(), 'close');
    const busyHost = 'login.microsoftonline.com';
    const busy = await secured(server, await openTunnel(server, `${busyHost}:443`), busyHost);
    const slow = get(busy, busyHost, '/_tenantless/slow');
    const finish = await underWay;
    await withoutDeadline(() => {
      const closed = server.close();
      finish();
      return closed;
    });
    expect(await slow).toBe('{"done":true}');
    await idleEnd;
    await expect(say(server, connectTo(`${host}:443`))).rejects.toThrow('ECONNREFUSED');
  });

  it('can be left out', async () => {
    const server = await start({ proxyPort: false });
    expect(server.proxyUrl).toBeUndefined();
    expect((await start()).proxyUrl).toMatch(/^http:\/\/localhost:\d+$/);
  });
});
