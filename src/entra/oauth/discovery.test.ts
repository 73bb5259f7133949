import { describe, expect, it } from 'vitest';
import { ask, ORIGIN, setUp, TENANT, tokenPath } from '../../../test/support/client-credentials.ts';

describe('discovery', () => {
  it('gives the issuer of the real service and the addresses of this one', async () => {
    const { entra } = setUp();
    const { body } = await ask(entra, 'GET', `/fabrikam.example/v2.0/.well-known/openid-configuration`);
    expect(body).toMatchObject({
      issuer: `https://login.microsoftonline.com/${TENANT}/v2.0`,
      token_endpoint: `${ORIGIN}/${TENANT}/oauth2/v2.0/token`,
      jwks_uri: `${ORIGIN}/${TENANT}/discovery/v2.0/keys`,
    });
  });

  it.each(['common', 'organizations'])('leaves the tenant open for %s', async (name) => {
    const { entra } = setUp();
    const { body } = await ask(entra, 'GET', `/${name}/v2.0/.well-known/openid-configuration`);
    expect(body['issuer']).toBe('https://login.microsoftonline.com/{tenantid}/v2.0');
    expect(body['token_endpoint']).toBe(`${ORIGIN}/${name}/oauth2/v2.0/token`);
  });

  it('has a version 1, whose addresses answer', async () => {
    const { entra } = setUp();
    const { body } = await ask(entra, 'GET', `/${TENANT}/.well-known/openid-configuration`);
    expect(body['issuer']).toBe(`https://sts.windows.net/${TENANT}/`);
    const keys = await ask(entra, 'GET', String(body['jwks_uri']).slice(ORIGIN.length));
    expect(keys.body['keys']).toHaveLength(1);
  });

  it('calls an unknown tenant invalid_tenant', async () => {
    const { entra } = setUp();
    const { status, body } = await ask(entra, 'GET', '/other.example/v2.0/.well-known/openid-configuration');
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: 'invalid_tenant', error_codes: [90002] });
  });

  const instance = (authority: string) =>
    `/common/discovery/instance?api-version=1.1&authorization_endpoint=${encodeURIComponent(authority)}`;

  it('vouches for its own address and for the real sign-in hosts as aliases of each other', async () => {
    const { entra } = setUp();
    const own = await ask(entra, 'GET', instance(`${ORIGIN}/${TENANT}/oauth2/v2.0/authorize`));
    expect(own.body['tenant_discovery_endpoint']).toBe(
      `${ORIGIN}/${TENANT}/v2.0/.well-known/openid-configuration`,
    );
    expect(own.body['metadata']).toContainEqual({
      preferred_network: 'localhost:8443',
      preferred_cache: 'localhost:8443',
      aliases: ['localhost:8443'],
    });
    const real = await ask(entra, 'GET', instance('https://login.windows.net/common/oauth2/authorize'));
    expect(real.body['metadata']).toEqual([
      expect.objectContaining({
        preferred_cache: 'login.windows.net',
        aliases: expect.arrayContaining(['login.microsoftonline.com', 'sts.windows.net']),
      }),
    ]);
  });

  it.each([
    ['https://login.evil.example/common/oauth2/authorize', 'invalid_instance', 50049],
    ['nonsense', 'invalid_request', 50050],
  ])('refuses the instance %s', async (authority, error, code) => {
    const { entra } = setUp();
    const response = await ask(entra, 'GET', instance(authority));
    expect(response).toMatchObject({ status: 400, body: { error, error_codes: [code] } });
  });

  it('says that users of the tenant sign in here', async () => {
    const { entra } = setUp();
    const managed = await ask(entra, 'GET', '/common/userrealm/ada%40fabrikam.example?api-version=1.0');
    expect(managed.body).toMatchObject({ account_type: 'Managed', domain_name: 'fabrikam.example' });
    const unknown = await ask(entra, 'GET', '/common/UserRealm?user=ada@other.example&api-version=1.0');
    expect(unknown.body).toMatchObject({ account_type: 'Unknown' });
  });

  it('leaves other addresses and methods alone', async () => {
    const { entra } = setUp();
    const request = { origin: ORIGIN, header: () => undefined, body: undefined };
    expect(await entra.handle({ ...request, method: 'GET', url: tokenPath() })).toBeUndefined();
    expect(await entra.handle({ ...request, method: 'GET', url: '/health' })).toBeUndefined();
  });
});
