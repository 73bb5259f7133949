import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Attached, attach } from './attached.ts';

let attached: Attached;
// biome-ignore lint/suspicious/noExplicitAny: whatever the program printed
let printed: any;
beforeAll(async () => {
  attached = await attach();
  printed = await attached.json(['hook'], 'graph-client.mjs');
});
afterAll(() => attached?.[Symbol.asyncDispose]());

describe('@microsoft/microsoft-graph-client', () => {
  it('reads all pages', () => {
    const { pages } = printed;
    const users = [...attached.emulator.tenant.collection('users')].map(({ displayName }) => displayName);
    expect(pages.names).toEqual(users);
    expect(pages.complete).toBe(true);
    expect(pages.nextLink).toMatch(/^https:\/\/graph\.microsoft\.com\/v1\.0\/users\?/);
  });

  it('tracks changes by delta links', () => {
    const { id, changed, removed } = printed.changes;
    expect(changed).toMatchObject([{ id, description: 'They go first' }]);
    expect(removed).toMatchObject([{ id, '@removed': { reason: expect.any(String) } }]);
  });

  it('sends batches whose requests depend on each other', () => {
    const { batch } = printed;
    expect(batch[1]).toMatchObject({ status: 200, body: { value: [{ displayName: 'Contoso' }] } });
    expect(batch[2]).toMatchObject({ status: 201, body: { displayName: 'Batched' } });
    expect(batch[3]).toMatchObject({ status: 200, body: { value: [{ id: batch[2].body.id }] } });
    expect(batch[4]).toMatchObject({ status: 404, body: { error: { code: 'Request_ResourceNotFound' } } });
    expect(batch[5]).toMatchObject({ status: 424 });
  });

  it('understands errors', () => {
    expect(printed.refusal).toMatchObject({
      known: true,
      statusCode: 404,
      code: 'Request_ResourceNotFound',
      message: expect.stringContaining("Resource 'nobody@contoso.com' does not exist"),
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('waits as long as it is told when it is throttled, and tries again', async () => {
    const faults = `${attached.emulator.httpUrl}/_tenantless/faults`;
    const fault = { match: { path: '/users' }, times: 2, effect: { status: 429, retryAfter: 1 } };
    const headers = { 'Content-Type': 'application/json' };
    await fetch(faults, { method: 'POST', headers, body: JSON.stringify(fault) });
    const { users, waited } = await attached.json(['hook'], 'retry.mjs');
    expect(users).toBe(attached.emulator.tenant.collection('users').size);
    expect(waited).toBeGreaterThan(2000);
    expect(await (await fetch(faults)).json()).toMatchObject({ faults: [{ matched: 3, hits: 2 }] });
  });
});
