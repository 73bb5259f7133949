import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serveContoso } from './support/served-graph.ts';

interface Received {
  readonly url: URL;
  readonly body: string;
  readonly contentType: string | undefined;
}

/** Somebody who wants to be told. Echoes validation tokens unless told otherwise. */
class Receiver {
  readonly notifications: Received[] = [];
  validations = 0;
  answerValidation = (token: string): { status: number; type: string; body: string } => ({
    status: 200,
    type: 'text/plain',
    body: token,
  });
  /** What it answers to notifications, one after the other; the last one stays. */
  statuses = [202];
  #server: Server | undefined;
  #port = 0;
  #waiting: (() => void)[] = [];

  async listen(): Promise<void> {
    this.#server = createServer((request, response) => {
      void read(request).then((body) => {
        const url = new URL(request.url ?? '', 'http://localhost');
        const token = url.searchParams.get('validationToken');
        if (token !== null) {
          this.validations += 1;
          const { status, type, body: text } = this.answerValidation(token);
          response.writeHead(status, { 'Content-Type': type }).end(text);
          return;
        }
        this.notifications.push({ url, body, contentType: request.headers['content-type'] });
        const status = this.statuses.length > 1 ? this.statuses.shift() : this.statuses[0];
        response.writeHead(status ?? 202).end();
        for (const resolve of this.#waiting.splice(0)) resolve();
      });
    });
    await new Promise<void>((resolve) => this.#server?.listen(0, '127.0.0.1', resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/told?from=graph`;
  }

  /** Resolves when so many notifications have come in all. */
  async received(count: number): Promise<readonly Received[]> {
    while (this.notifications.length < count)
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return this.notifications;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server?.closeAllConnections();
      this.#server?.close(() => resolve());
    });
  }
}

async function read(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

describe('subscriptions', () => {
  let served: Served;
  let receiver: Receiver;
  const soon = '2026-09-02T08:00:00Z';

  beforeAll(async () => {
    served = await serveContoso();
    receiver = new Receiver();
    await receiver.listen();
  });

  afterEach(() => {
    receiver.answerValidation = (token) => ({ status: 200, type: 'text/plain', body: token });
    receiver.notifications.length = 0;
  });

  afterAll(async () => {
    await receiver.close();
    await served.close();
  });

  const subscribe = (body: object) =>
    served.send('POST', '/v1.0/subscriptions', {
      changeType: 'updated,deleted',
      notificationUrl: receiver.url,
      resource: 'users',
      expirationDateTime: soon,
      clientState: 'secret',
      ...body,
    });

  it('are created once their address has sent the token back', async () => {
    const before = receiver.validations;
    const { status, body } = await subscribe({});
    expect(status).toBe(201);
    expect(receiver.validations).toBe(before + 1);
    expect(body).toMatchObject({
      resource: 'users',
      changeType: 'updated,deleted',
      expirationDateTime: soon,
      applicationId: served.clientId,
      latestSupportedTlsVersion: 'v1_2',
    });
    const listed = await served.send('GET', '/v1.0/subscriptions');
    expect(listed.body.value.map(({ id }: { id: string }) => id)).toContain(body.id);
    expect((await served.send('DELETE', `/v1.0/subscriptions/${body.id}`)).status).toBe(204);
  });

  it.each([
    [
      'refuses',
      (token: string) => ({ status: 403, type: 'text/plain', body: token }),
      "HTTP status code is '403'",
    ],
    ['answers something else', () => ({ status: 200, type: 'text/plain', body: 'x' }), 'validation token'],
    ['answers in HTML', (token: string) => ({ status: 200, type: 'text/html', body: token }), 'plain text'],
  ])('are not created when the address %s', async (_what, answer, message) => {
    receiver.answerValidation = answer;
    const { status, body } = await subscribe({});
    expect(status).toBe(400);
    expect(body.error.code).toBe('ValidationError');
    expect(body.error.message).toContain(message);
  });

  it('are not created when nobody answers', async () => {
    const { status, body } = await subscribe({ notificationUrl: 'http://127.0.0.1:1/x' });
    expect(status).toBe(400);
    expect(body.error.message).toBe(
      'Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request.',
    );
  });

  it('never reach beyond this machine', async () => {
    const { status, body } = await subscribe({ notificationUrl: 'https://example.com/hook' });
    expect(status).toBe(400);
    expect(body.error.message).toContain('loopback');
  });

  it('can be created in a batch, beside others', async () => {
    const { status, body } = await served.send('POST', '/v1.0/$batch', {
      requests: [
        { id: '1', method: 'GET', url: '/users?$top=1' },
        {
          id: '2',
          method: 'POST',
          url: '/subscriptions',
          headers: { 'Content-Type': 'application/json' },
          body: {
            changeType: 'updated',
            notificationUrl: receiver.url,
            resource: 'groups',
            expirationDateTime: soon,
          },
        },
      ],
    });
    expect(status).toBe(200);
    const statuses = body.responses.map((each: { id: string; status: number }) => [each.id, each.status]);
    expect(Object.fromEntries(statuses)).toEqual({ 1: 200, 2: 201 });
    for (const { id, body: created } of body.responses)
      if (id === '2') await served.send('DELETE', `/v1.0/subscriptions/${created.id}`);
  });

  it('tell of changes to users, each once', async () => {
    const { body: subscription } = await subscribe({});
    const [user] = (await served.send('GET', '/v1.0/users?$top=1')).body.value;
    await served.send('PATCH', `/v1.0/users/${user.id}`, { jobTitle: 'Told of' });
    const [first] = await receiver.received(1);
    expect(first?.url.searchParams.get('from')).toBe('graph');
    expect(first?.contentType).toContain('application/json');
    expect(JSON.parse(first?.body ?? '')).toEqual({
      value: [
        {
          changeType: 'updated',
          clientState: 'secret',
          resource: `Users/${user.id}`,
          resourceData: {
            '@odata.type': '#Microsoft.Graph.User',
            '@odata.id': `Users/${user.id}`,
            id: user.id,
            organizationId: served.tenantId,
          },
          subscriptionExpirationDateTime: soon,
          subscriptionId: subscription.id,
          tenantId: served.tenantId,
        },
      ],
    });
    await served.send('DELETE', `/v1.0/subscriptions/${subscription.id}`);
    await served.send('PATCH', `/v1.0/users/${user.id}`, { jobTitle: 'Told of no more' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(receiver.notifications).toHaveLength(1);
  });

  it('tell who joined and left a group', async () => {
    const [user] = (await served.send('GET', '/v1.0/users?$top=1')).body.value;
    const group = (
      await served.send('POST', '/v1.0/groups', {
        displayName: 'Told of',
        mailEnabled: false,
        mailNickname: 'told',
        securityEnabled: true,
      })
    ).body;
    const { body: subscription } = await subscribe({ resource: `/groups/${group.id}/members` });
    const member = `/v1.0/groups/${group.id}/members`;
    await served.send('POST', `${member}/$ref`, {
      '@odata.id': `https://graph.microsoft.com/v1.0/users/${user.id}`,
    });
    const [joined] = await receiver.received(1);
    expect(JSON.parse(joined?.body ?? '').value[0].resourceData['members@delta']).toEqual([{ id: user.id }]);
    await served.send('DELETE', `${member}/${user.id}/$ref`);
    const [, left] = await receiver.received(2);
    expect(JSON.parse(left?.body ?? '').value[0].resourceData['members@delta']).toEqual([
      { id: user.id, '@removed': 'deleted' },
    ]);
    await served.send('DELETE', `/v1.0/subscriptions/${subscription.id}`);
  });

  it('are told again when the receiver had no time', async () => {
    const { body: subscription } = await subscribe({});
    const [user] = (await served.send('GET', '/v1.0/users?$top=1')).body.value;
    receiver.statuses = [503, 202];
    await served.send('PATCH', `/v1.0/users/${user.id}`, { jobTitle: 'Twice' });
    const [first, second] = await receiver.received(2);
    expect(second?.body).toBe(first?.body);
    await served.send('DELETE', `/v1.0/subscriptions/${subscription.id}`);
  });

  it.each([
    ['without a resource', { resource: undefined }, "'resource' is required"],
    ['about what nobody is told of', { resource: 'me/messages' }, 'me/messages'],
    ['with an unknown kind of change', { changeType: 'renamed' }, 'renamed'],
    ['for too long', { expirationDateTime: '2027-09-01T08:00:00Z' }, 'can only be 41760 minutes'],
    ['that have ended', { expirationDateTime: '2020-01-01T00:00:00Z' }, 'must be in the future'],
    ['with a long client state', { clientState: 'x'.repeat(129) }, '128'],
    ['with resource data', { includeResourceData: true }, 'Resource data'],
  ])('are refused %s', async (_what, body, message) => {
    const answer = await subscribe(body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain(message);
  });

  it('last 45 minutes at least, can be renewed, and end', async () => {
    const { body } = await subscribe({ expirationDateTime: '2026-09-01T08:01:00Z' });
    expect(body.expirationDateTime).toBe('2026-09-01T08:45:00Z');
    const url = `/v1.0/subscriptions/${body.id}`;
    const renewed = await served.send('PATCH', url, { expirationDateTime: '2026-09-01T08:50:00Z' });
    expect(renewed).toMatchObject({ status: 200, body: { expirationDateTime: '2026-09-01T08:50:00Z' } });
    await served.advance('PT55M');
    expect((await served.send('GET', url)).status).toBe(404);
  });
});
