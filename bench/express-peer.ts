// The peer: a bare Express 5 application that answers the same requests with one canned object.
import type { AddressInfo } from 'node:net';
import express from 'express';
import { answerCpuQuestions } from './load.ts';

const canned = JSON.parse(process.argv[2] ?? '{}') as object;
// Rows of a list have no context of their own.
const { '@odata.context': _, ...row } = canned as Record<string, unknown>;
const page = { value: Array.from({ length: 100 }, () => row) };
const app = express();

app.get('/devices/:id', (_request, response) => {
  response.json(canned);
});
app.get('/devices', (_request, response) => {
  response.json(page);
});
app.post('/devices', express.json(), (request, response) => {
  response.status(201).json(request.body);
});

app.post('/batch', express.json(), (request, response) => {
  const { requests } = request.body as { requests: { id: string }[] };
  response.json({ responses: requests.map(({ id }) => ({ id, status: 200, body: canned })) });
});

answerCpuQuestions();
const server = app.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ url: `http://127.0.0.1:${port}` }));
});
