import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import {
  APP,
  ask,
  grant,
  PERMISSIONS,
  setUp,
  signIn,
  tokenPath,
} from '../../../test/support/client-credentials.ts';
import { HOUR, SECOND } from '../../clock/index.ts';
import { REMEMBERED_TOKENS } from './authenticate.ts';
import { createEntra, createSigningJwk } from './index.ts';

describe('authenticate', () => {
  it('says who it is, and from the second time on without a promise', async () => {
    const { entra } = setUp();
    const header = `Bearer ${await signIn(entra)}`;
    const first = await entra.authenticate(header);
    expect(first).toEqual({
      kind: 'application',
      appId: APP,
      appDisplayName: 'Fabrikam Automation',
      permissions: new Set(PERMISSIONS),
    });
    expect(entra.authenticate(header)).toBe(first);
  });

  it('takes a token of an earlier process that had the same key', async () => {
    const header = `Bearer ${await signIn(setUp().entra)}`;
    expect(await setUp().entra.authenticate(header)).toMatchObject({ appId: APP });
  });

  it('lets a token expire on the tenant’s clock, whether it was seen before or not', async () => {
    const { tenant, entra } = setUp();
    const seen = `Bearer ${await signIn(entra)}`;
    const unseen = `bearer ${await signIn(entra)}`;
    await entra.authenticate(seen);
    tenant.clock.advance(HOUR - SECOND);
    expect(await entra.authenticate(seen)).toMatchObject({ appId: APP });
    tenant.clock.advance(SECOND);
    expect(entra.authenticate(seen)).toEqual({ failure: 'expired' });
    expect(await entra.authenticate(unseen)).toEqual({ failure: 'expired' });
  });

  it('goes on with a token after the clock went back in a reset', async () => {
    const { tenant, entra } = setUp();
    tenant.markOrigin();
    tenant.clock.advance(10 * HOUR);
    const header = `Bearer ${await signIn(entra)}`;
    tenant.reset();
    expect(await entra.authenticate(header)).toMatchObject({ appId: APP });
  });

  it.each([
    [undefined, 'missing'],
    ['', 'missing'],
    ['Bearer ', 'missing'],
    ['Basic abc', 'missing'],
    ['Bearer garbage', 'notJwt'],
    ['Bearer a.b.c', 'malformed'],
    ['Bearer a.b', 'malformed'],
    [`Bearer ${btoa('{"alg":"RS256"}')}.${btoa('[')}.x`, 'malformed'],
  ])('refuses %s', async (header, failure) => {
    expect(await setUp().entra.authenticate(header)).toEqual({ failure });
  });

  it('refuses a changed token, one of another key, and one that claims to need no signature', async () => {
    const { tenant, entra } = setUp();
    const [header, payload, signature] = (await signIn(entra)).split('.') as [string, string, string];
    const claims = { ...decodeJwt(`${header}.${payload}.${signature}`), roles: ['Everything'] };
    const forged = btoa(JSON.stringify(claims)).replaceAll('=', '').replaceAll('+', '-').replaceAll('/', '_');
    expect(await entra.authenticate(`Bearer ${header}.${forged}.${signature}`)).toEqual({
      failure: 'badSignature',
    });
    const none = btoa('{"alg":"none","typ":"JWT"}').replaceAll('=', '');
    expect(await entra.authenticate(`Bearer ${none}.${forged}.`)).toEqual({ failure: 'badSignature' });
    const other = createEntra(tenant, { signingKey: await createSigningJwk() });
    expect(await entra.authenticate(`Bearer ${await signIn(other)}`)).toEqual({ failure: 'badSignature' });
  });

  it('refuses a token of another tenant that shares the key', async () => {
    const other = setUp('50000000-0000-4000-8000-000000000005').entra;
    const response = await ask(other, 'POST', tokenPath('50000000-0000-4000-8000-000000000005'), grant);
    const header = `Bearer ${response.body['access_token']}`;
    expect(await setUp().entra.authenticate(header)).toEqual({ failure: 'badSignature' });
  });

  it('refuses a token for another service', async () => {
    const { entra } = setUp();
    const scope = 'https://management.azure.com//.default';
    const { body } = await ask(entra, 'POST', tokenPath(), { ...grant, scope });
    expect(await entra.authenticate(`Bearer ${body['access_token']}`)).toEqual({ failure: 'wrongAudience' });
  });

  it('remembers a bounded number of tokens, and verifies a forgotten one anew', async () => {
    const { entra } = setUp();
    const token = await signIn(entra);
    // The header is what is remembered, so spaces make as many headers as it takes from one token.
    const header = (n: number) => `Bearer${' '.repeat(n + 1)}${token}`;
    for (let n = 0; n <= REMEMBERED_TOKENS; n += 1) await entra.authenticate(header(n));
    expect(entra.authenticate(header(REMEMBERED_TOKENS))).not.toBeInstanceOf(Promise);
    const forgotten = entra.authenticate(header(0));
    expect(forgotten).toBeInstanceOf(Promise);
    expect(await forgotten).toMatchObject({ appId: APP });
  });
});
