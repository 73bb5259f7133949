import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { ANSWER_LIMIT, sendOut } from './send-out.ts';

/** Asks somebody who does that with requests. */
async function asked(answer: RequestListener, timeout = 60_000) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/told?what=1`;
  const headers = { 'Content-Type': 'text/plain', 'X-Own': '1' };
  try {
    return await sendOut({ method: 'POST', url, headers, body: 'été', timeout });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

it('sends what it is given, and answers what came back', async () => {
  const got: unknown[] = [];
  const answer = await asked(({ method, url, headers }, response) => {
    got.push(method, url, headers['x-own'], headers['content-length']);
    response.writeHead(202, { 'Content-Type': 'text/plain' }).end('thanks');
  });
  expect(got).toEqual(['POST', '/told?what=1', '1', '5']);
  expect(answer).toEqual({ status: 202, contentType: 'text/plain', body: 'thanks' });
});

it('tells who is silent from who is not there', async () => {
  expect(await asked(() => {}, 20)).toBe('timeout');
  expect(await asked((_, response) => void response.write('begins'), 20)).toBe('timeout');
  expect(await asked(({ socket }) => socket.destroy())).toBe('unreachable');
});

it('reads so much of an answer and no more', async () => {
  const answer = await asked((_, response) => {
    response.write('a'.repeat(ANSWER_LIMIT));
    setTimeout(() => response.end('b'), 20);
  });
  expect(answer).toMatchObject({ status: 200, body: 'a'.repeat(ANSWER_LIMIT) });
});
