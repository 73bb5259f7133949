// For reference: what node:http itself costs, with one canned object and nothing else.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerCpuQuestions } from './load.ts';

const canned = JSON.parse(process.argv[2] ?? '{}') as object;
// Rows of a list have no context of their own.
const { '@odata.context': _, ...row } = canned as Record<string, unknown>;
const page = { value: Array.from({ length: 100 }, () => row) };

function answer(response: ServerResponse, status: number, value: unknown): void {
  const text = JSON.stringify(value);
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
  });
  response.end(text);
}

answerCpuQuestions();
const server = createServer((request, response) => {
  if (request.method === 'POST') {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      text += chunk;
    });
    request.on('end', () => {
      const body = JSON.parse(text) as { requests?: { id: string }[] };
      const responses = body.requests?.map(({ id }) => ({ id, status: 200, body: canned }));
      if (responses) answer(response, 200, { responses });
      else answer(response, 201, body);
    });
    return;
  }
  answer(response, 200, request.url?.startsWith('/devices/') ? canned : page);
}).listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ url: `http://127.0.0.1:${port}` }));
});
