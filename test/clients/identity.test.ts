import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Attached, attach } from './attached.ts';

let attached: Attached;
beforeAll(async () => {
  attached = await attach();
});
afterAll(() => attached?.[Symbol.asyncDispose]());

function expectToken(token: string): void {
  const claims = JSON.parse(Buffer.from(token.split('.')[1] as string, 'base64url').toString());
  const { tenantId, clientId } = attached.emulator.info;
  expect(claims).toMatchObject({ aud: 'https://graph.microsoft.com', appid: clientId, tid: tenantId });
}

describe('@azure/identity', () => {
  it.each(['proxy', 'hook'] as const)('signs in at login.microsoftonline.com: %s', async (way) => {
    const { secret, environment, wrong } = await attached.json([way], 'identity.mjs');
    expectToken(secret);
    expectToken(environment);
    expect(wrong).toContain('AADSTS7000215: Invalid client secret provided.');
  });
});

describe('@azure/msal-node', () => {
  it('signs in at login.microsoftonline.com, and keeps its token', async () => {
    const { token, again } = await attached.json(['hook'], 'msal.mjs');
    expectToken(token);
    expect(again).toBe(true);
  });
});

describe('people', () => {
  it('sign in by device code with @azure/identity, in a browser and silently with MSAL', async () => {
    const [tool, person] = ['55555555-0000-4000-8000-000000000004', 'priya.raman@contoso.com'];
    const { prompts, account, renewed, me } = await attached.json(['hook'], 'person.mjs', tool, person);
    expect(prompts).toMatchObject([
      { userCode: expect.any(String), message: expect.stringContaining('enter the code') },
    ]);
    expect(account).toBe(person);
    expect(renewed).toBe(true);
    expect(me).toEqual([person, person, person]);
  });
});
