import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpResponse, http, passthrough, type RequestHandler } from 'msw';
import { setupServer } from 'msw/node';
import { afterEach, expect, it } from 'vitest';
import { tenantHandlers } from './handlers.ts';
import { createTenant } from './index.ts';

const server = setupServer();
afterEach(() => server.close());

const SETTLED = 50;

async function stage(receiver: RequestHandler, sets = 1) {
  const tenant = await createTenant();
  const handlers = Array.from({ length: sets }, () => tenantHandlers(tenant)).flat();
  server.listen({ onUnhandledRequest: 'error' });
  server.resetHandlers(...handlers, receiver);
  const [{ clientId = '', clientSecret = '' } = {}] = tenant.info.registrations;
  const signIn = `https://login.microsoftonline.com/${tenant.info.tenantId}/oauth2/v2.0/token`;
  const scope = 'https://graph.microsoft.com/.default';
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    scope,
  });
  const { access_token } = (await (await fetch(signIn, { method: 'POST', body })).json()) as {
    access_token: string;
  };
  const send = (method: string, path: string, content: object) =>
    fetch(`https://graph.microsoft.com/v1.0${path}`, {
      method,
      headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
      body: JSON.stringify(content),
    });
  const subscribe = (notificationUrl: string) =>
    send('POST', '/subscriptions', {
      changeType: 'updated',
      notificationUrl,
      resource: 'users',
      expirationDateTime: new Date(tenant.clock.now.getTime() + 3_600_000).toISOString(),
    });
  const change = (jobTitle: string) => send('PATCH', '/users/priya.raman@contoso.com', { jobTitle });
  return { tenant, subscribe, change };
}

/** A handler of msw's that takes notifications, and what came. */
function hook(statuses: number[] = []) {
  const came: unknown[] = [];
  const handler = http.post('http://localhost/hook', async ({ request }) => {
    const token = new URL(request.url).searchParams.get('validationToken');
    if (token !== null) return HttpResponse.text(token);
    came.push(await request.json());
    return new HttpResponse(null, { status: statuses.shift() ?? 202 });
  });
  return { came, handler };
}

it('tells a subscriber whose address is a handler of the test', async () => {
  const { came, handler } = hook();
  const { tenant, subscribe, change } = await stage(handler);
  const created = await subscribe('http://localhost/hook');
  expect(created.status).toBe(201);
  expect((await change('Told of')).status).toBe(204);
  await expect.poll(() => came).toHaveLength(1);
  const { id } = (await created.json()) as { id: string };
  expect(came).toMatchObject([{ value: [{ subscriptionId: id, changeType: 'updated' }] }]);
  expect(tenant.notifications).toHaveLength(1);
});

it('tells it once, however often handlers were made of the tenant', async () => {
  const { came, handler } = hook();
  const { subscribe, change } = await stage(handler, 2);
  await subscribe('http://localhost/hook');
  await change('Once');
  await expect.poll(() => came).toHaveLength(1);
  await new Promise((resolve) => setTimeout(resolve, SETTLED));
  expect(came).toHaveLength(1);
});

it('tells it again when it had no time', async () => {
  const { came, handler } = hook([503]);
  const { subscribe, change } = await stage(handler);
  await subscribe('http://localhost/hook');
  await change('Twice');
  await expect.poll(() => came).toHaveLength(2);
  expect(came[1]).toEqual(came[0]);
});

it('sends nothing where nobody was asked by fetch', async () => {
  const { came, handler } = hook();
  const { tenant, change } = await stage(handler);
  await tenant.graph.post('/subscriptions', {
    changeType: 'updated',
    notificationUrl: 'http://localhost/hook',
    resource: 'users',
    expirationDateTime: new Date(tenant.clock.now.getTime() + 3_600_000).toISOString(),
  });
  await change('Taken by the tenant itself');
  await new Promise((resolve) => setTimeout(resolve, SETTLED));
  expect(tenant.notifications).toHaveLength(1);
  expect(came).toEqual([]);
});

it('tells a receiver that listens, and follows it nowhere else', async () => {
  let answers: 'token' | 'elsewhere' = 'elsewhere';
  const came: string[] = [];
  const receiver = createServer((request, response) => {
    const token = new URL(request.url ?? '', 'http://localhost').searchParams.get('validationToken');
    if (answers === 'elsewhere')
      return response.writeHead(307, { location: 'https://example.com/hook' }).end();
    if (token !== null) return response.writeHead(200, { 'content-type': 'text/plain' }).end(token);
    came.push(request.url ?? '');
    return response.writeHead(202).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  try {
    const { subscribe, change } = await stage(http.post(url, () => passthrough()));
    const refused = (await (await subscribe(url)).json()) as { error: { message: string } };
    expect(refused.error.message).toContain("HTTP status code is '307'");
    answers = 'token';
    expect((await subscribe(url)).status).toBe(201);
    await change('Told of');
    await expect.poll(() => came).toEqual(['/hook']);
  } finally {
    receiver.closeAllConnections();
    await new Promise((resolve) => receiver.close(resolve));
  }
});
