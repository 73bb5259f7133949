import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Attached, attach, installed } from './attached.ts';

let attached: Attached;
beforeAll(async () => {
  installed('@microsoft/msgraph-sdk/index.js');
  attached = await attach();
});
afterAll(() => attached?.[Symbol.asyncDispose]());

describe('@microsoft/msgraph-sdk', () => {
  it('reads pages, creates, changes and deletes, and understands errors', async () => {
    const users = [...attached.emulator.tenant.collection('users')];
    const names = users.map(({ displayName }) => displayName).toSorted();
    const printed = await attached.json(['hook'], 'kiota.mjs');
    expect(printed.count).toBe(users.length);
    const seen = [...printed.first, ...printed.second].map(({ displayName }) => displayName);
    expect(seen).toEqual(names.slice(0, 4));
    expect(printed.nextLink).toContain('https://graph.microsoft.com/v1.0/users?');
    const { id } = printed.created;
    expect(printed.found).toMatchObject([{ id, odataType: '#microsoft.graph.user', displayName: 'Kiota' }]);
    expect(printed.changed).toMatchObject({ jobTitle: 'Generated', businessPhones: ['+44 113 496 0000'] });
    expect(printed.gone).toMatchObject({
      status: 404,
      code: 'Request_ResourceNotFound',
      message: expect.stringContaining(`Resource '${id}' does not exist`),
    });
  });
});
