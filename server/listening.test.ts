import { Agent, createServer } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { ask, json, start } from '../test/support/served.ts';
import { unfinishedControl, withoutDeadline } from '../test/support/stopping.ts';
import { EnvironmentError } from './index.ts';
import { listenAt } from './listening.ts';

const hasIpv6 = Object.values(networkInterfaces()).some((list) =>
  list?.some(({ address }) => address === '::1'),
);

describe('ports', () => {
  it('that are taken are an error that says what to do', async () => {
    const server = await start();
    const again = start({ port: server.port });
    await expect(again).rejects.toThrow(EnvironmentError);
    await expect(again).rejects.toMatchObject({
      message: `port ${server.port} on 127.0.0.1 is taken by another process`,
      fix: expect.stringContaining('--port 0'),
    });
    const http = start({ httpPort: server.httpPort as number });
    await expect(http).rejects.toMatchObject({ fix: expect.stringContaining('--http-port 0') });
    const proxy = start({ proxyPort: server.proxyPort as number });
    await expect(proxy).rejects.toMatchObject({ fix: expect.stringContaining('--proxy-port 0') });
  });

  it('are released when only one of both could be had', async () => {
    const server = await start();
    const free = await start();
    const { port } = free;
    await free.close();
    await expect(start({ port, httpPort: server.httpPort as number })).rejects.toThrow(EnvironmentError);
    expect((await start({ port })).port).toBe(port);
  });

  it('are the same on both loopback addresses, where the machine has both', async () => {
    const server = await start();
    const answered = await fetch(`http://[::1]:${server.httpPort}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    expect(answered).toBe(hasIpv6);
  });

  it('do without a second address that the machine lacks', async () => {
    const { port, stop } = await listenAt(createServer, ['127.0.0.1', '203.0.113.1'], 0, '--port');
    expect(port).toBeGreaterThan(0);
    await stop();
  });

  it('may do without plain HTTP', async () => {
    const server = await start({ httpPort: false });
    expect(server.httpUrl).toBeUndefined();
    expect((await ask(server, '/health', { plain: false })).status).toBe(200);
  });

  it('are on loopback only unless told otherwise', async () => {
    const error = await start({ address: '203.0.113.1' }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ message: expect.stringContaining('no address of this machine') });
    const server = await start();
    const refused = await new Promise<boolean>((resolve) => {
      const socket = connect(server.port, '127.0.0.2');
      socket.once('connect', () => resolve(false));
      socket.once('error', () => resolve(true));
    });
    expect(refused).toBe(true);
  });
});

describe('broken requests', () => {
  const say = (port: number, text: string) =>
    new Promise<string>((resolve) => {
      let heard = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(text));
      socket.on('data', (data) => {
        heard += data.toString();
      });
      socket.on('error', () => {});
      socket.on('close', () => resolve(heard));
    });

  it('are answered with 400, and their connection ends', async () => {
    const server = await start();
    expect(await say(server.httpPort as number, 'what?\r\n\r\n')).toMatch(/^HTTP\/1.1 400 Bad Request/);
  });

  it('do no harm when they are plain HTTP at the HTTPS port', async () => {
    const server = await start();
    expect(await say(server.port, 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')).not.toContain('200');
    expect((await ask(server, '/health', { plain: false })).status).toBe(200);
  });
});

describe('close', () => {
  it('ends at once though connections are kept alive or were never used', async () => {
    const server = await start();
    const agent = new Agent({ keepAlive: true });
    await ask(server, '/health', { agent });
    const unused = connect(server.port, '127.0.0.1');
    unused.on('error', () => {});
    await new Promise((resolve) => unused.once('connect', resolve));
    await withoutDeadline(() => server.close());
    agent.destroy();
  });

  it('lets a request that is under way finish', async () => {
    const { control, underWay } = unfinishedControl();
    const server = await start({ control });
    const agent = new Agent({ keepAlive: true });
    const slow = ask(server, '/_tenantless/slow', { agent });
    const finish = await underWay;
    await withoutDeadline(() => {
      const closed = server.close();
      finish();
      return closed;
    });
    expect(json(await slow)).toEqual({ done: true });
    agent.destroy();
    await expect(ask(server, '/health')).rejects.toThrow(/ECONNREFUSED/);
  });

  it('tells answers that would never end', async () => {
    let begun = () => {};
    const underWay = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const server = await start({
      control:
        ({ closing }) =>
        (_request, response) => {
          response.write('beginning');
          begun();
          closing.addEventListener('abort', () => response.end(', end'));
        },
    });
    const endless = ask(server, '/_tenantless/events');
    await underWay;
    await withoutDeadline(() => server.close());
    expect((await endless).text).toBe('beginning, end');
  });

  it('happens by itself with await using', async () => {
    let port: number;
    {
      await using server = await start();
      port = server.httpPort as number;
    }
    await expect(fetch(`http://127.0.0.1:${port}/health`)).rejects.toThrow();
  });
});
