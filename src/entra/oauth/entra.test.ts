import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { HOUR, SECOND } from '../../clock/index.ts';
import { SERVICES, Tenant } from '../../tenant/index.ts';
import { REMEMBERED_TOKENS } from './authenticate.ts';
import { createEntra, createSigningJwk, type Entra } from './index.ts';

const TENANT = '10000000-0000-4000-8000-000000000001';
const APP = '20000000-0000-4000-8000-000000000002';
const ORIGIN = 'https://localhost:8443';
const GRAPH_SCOPE = 'https://graph.microsoft.com/.default';
const PERMISSIONS = ['User.Read.All', 'DeviceManagementConfiguration.ReadWrite.All'];

let jwk: Awaited<ReturnType<typeof createSigningJwk>>;
beforeAll(async () => {
  jwk = await createSigningJwk();
});

function seeded(id = TENANT): Tenant {
  const tenant = new Tenant();
  tenant.collection('organization').insert(
    {
      id,
      displayName: 'Fabrikam',
      createdDateTime: '2020-01-01T00:00:00Z',
      verifiedDomains: [{ name: 'Fabrikam.example', isDefault: true }],
    },
    SERVICES.seed,
  );
  tenant.collection('applications').insert(
    {
      id: '30000000-0000-4000-8000-000000000003',
      appId: APP,
      displayName: 'Fabrikam Automation',
      $secrets: [
        { value: 'old+secret', endDateTime: '2026-08-01T00:00:00Z' },
        { value: 'good:secret/~', endDateTime: '2027-08-01T00:00:00Z' },
      ],
      $permissions: PERMISSIONS,
    },
    SERVICES.seed,
  );
  return tenant;
}

function setUp(id?: string): { tenant: Tenant; entra: Entra } {
  const tenant = seeded(id);
  return { tenant, entra: createEntra(tenant, { signingKey: jwk }) };
}

async function ask(
  entra: Entra,
  method: string,
  url: string,
  form?: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Readonly<Record<string, string>>; body: Record<string, unknown> }> {
  const response = await entra.handle({
    method,
    url,
    origin: ORIGIN,
    header: (name) => headers[name],
    body: form && new URLSearchParams(form).toString(),
  });
  if (!response) throw new Error(`nothing answers ${method} ${url}`);
  return { ...response, body: JSON.parse(response.body) as Record<string, unknown> };
}

const grant = {
  grant_type: 'client_credentials',
  client_id: APP,
  client_secret: 'good:secret/~',
  scope: GRAPH_SCOPE,
};
const tokenPath = (tenant = TENANT) => `/${tenant}/oauth2/v2.0/token`;

async function signIn(entra: Entra): Promise<string> {
  return String((await ask(entra, 'POST', tokenPath(), grant)).body['access_token']);
}

describe('token endpoint', () => {
  it('answers as the service does', async () => {
    const { entra } = setUp();
    const { status, headers, body } = await ask(entra, 'POST', tokenPath(), grant);
    expect(status).toBe(200);
    expect(headers['Cache-Control']).toBe('no-store, no-cache');
    expect(body).toEqual({
      token_type: 'Bearer',
      expires_in: 3599,
      ext_expires_in: 3599,
      access_token: expect.any(String),
    });
  });

  it('signs tokens that the published keys verify, with the claims of an app-only Graph token', async () => {
    const { tenant, entra } = setUp();
    const token = await signIn(entra);
    const keys = await ask(entra, 'GET', `/${TENANT}/discovery/v2.0/keys`);
    const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(keys.body as never), {
      issuer: `https://sts.windows.net/${TENANT}/`,
      audience: 'https://graph.microsoft.com',
      currentDate: new Date(tenant.clock.now),
    });
    const now = tenant.clock.now / 1000;
    expect(protectedHeader).toMatchObject({ typ: 'JWT', alg: 'RS256', kid: expect.any(String) });
    expect(payload).toMatchObject({
      tid: TENANT,
      appid: APP,
      app_displayname: 'Fabrikam Automation',
      idtyp: 'app',
      roles: PERMISSIONS,
      ver: '1.0',
      nbf: now - 300,
      iat: now - 300,
      exp: now + 3600,
      xms_tcdt: 1_577_836_800,
    });
    expect(payload.sub).toBe(payload['oid']);
    expect(keys.body['keys']).toEqual([expect.not.objectContaining({ d: expect.anything() })]);
  });

  it("carries the service principal's id when the tenant holds one, and no roles when there are none", async () => {
    const { tenant, entra } = setUp();
    tenant
      .collection('servicePrincipals')
      .insert({ id: '40000000-0000-4000-8000-000000000004', appId: APP }, SERVICES.seed);
    tenant
      .collection('applications')
      .update('30000000-0000-4000-8000-000000000003', { $permissions: [] }, SERVICES.seed);
    const claims = decodeJwt(await signIn(entra));
    expect(claims['oid']).toBe('40000000-0000-4000-8000-000000000004');
    expect(claims).not.toHaveProperty('roles');
  });

  it('takes basic credentials, form-encoded as RFC 6749 asks', async () => {
    const { entra } = setUp();
    const basic = btoa(`${APP}:${encodeURIComponent('good:secret/~')}`);
    const form = { grant_type: 'client_credentials', scope: GRAPH_SCOPE };
    const { status } = await ask(entra, 'POST', tokenPath(), form, { authorization: `Basic ${basic}` });
    expect(status).toBe(200);
  });

  it('takes the tenant by a verified domain, in any case', async () => {
    const { entra } = setUp();
    expect((await ask(entra, 'POST', tokenPath('FABRIKAM.example'), grant)).status).toBe(200);
  });

  it('answers version 1, which names a resource and writes numbers as text', async () => {
    const { entra } = setUp();
    const { scope: _, ...rest } = grant;
    const { body } = await ask(entra, 'POST', `/${TENANT}/oauth2/token`, {
      ...rest,
      resource: 'https://graph.microsoft.com/',
    });
    expect(body).toMatchObject({ expires_in: '3599', resource: 'https://graph.microsoft.com/' });
    expect(decodeJwt(String(body['access_token'])).aud).toBe('https://graph.microsoft.com/');
  });

  it('takes its own address for Microsoft Graph', async () => {
    const { entra } = setUp();
    const { body } = await ask(entra, 'POST', tokenPath(), { ...grant, scope: `${ORIGIN}/.default` });
    expect(decodeJwt(String(body['access_token'])).aud).toBe('https://graph.microsoft.com');
  });

  const without = (name: keyof typeof grant) =>
    Object.fromEntries(Object.entries(grant).filter(([key]) => key !== name));

  it.each([
    ['a wrong secret', { ...grant, client_secret: 'wrong' }, 401, 'invalid_client', 7000215],
    ['an expired secret', { ...grant, client_secret: 'old+secret' }, 401, 'invalid_client', 7000222],
    ['no secret', without('client_secret'), 401, 'invalid_client', 7000216],
    [
      'an assertion',
      { ...without('client_secret'), client_assertion: 'a.b.c' },
      401,
      'invalid_client',
      50027,
    ],
    ['an unknown application', { ...grant, client_id: TENANT }, 400, 'unauthorized_client', 700016],
    ['no application', without('client_id'), 400, 'invalid_request', 900144],
    ['no grant type', without('grant_type'), 400, 'invalid_request', 900144],
    ['another grant', { ...grant, grant_type: 'magic' }, 400, 'unsupported_grant_type', 70003],
    ['no scope', without('scope'), 400, 'invalid_request', 900144],
    ['a delegated scope', { ...grant, scope: 'User.Read' }, 400, 'invalid_scope', 1002012],
    ['two scopes', { ...grant, scope: `${GRAPH_SCOPE} User.Read` }, 400, 'invalid_scope', 1002012],
    [
      'another resource',
      { ...grant, scope: 'https://vault.example/.default' },
      400,
      'invalid_resource',
      500011,
    ],
  ])('refuses %s', async (_what, form, status, error, code) => {
    const { entra } = setUp();
    const response = await ask(entra, 'POST', tokenPath(), form as Record<string, string>);
    expect(response.status).toBe(status);
    expect(response.body).toMatchObject({ error, error_codes: [code] });
  });

  it.each([
    ['90000000-0000-4000-8000-000000000009', 'invalid_request', 90002],
    ['woodgrove.example', 'invalid_request', 90002],
    ['contoso', 'invalid_request', 900023],
    ['common', 'invalid_request', 50059],
  ])('refuses the tenant %s', async (tenant, error, code) => {
    const { entra } = setUp();
    const response = await ask(entra, 'POST', tokenPath(tenant), grant);
    expect(response).toMatchObject({ status: 400, body: { error, error_codes: [code] } });
  });

  it('writes errors in the service’s shape, with the client’s correlation id and virtual time', async () => {
    const { entra } = setUp();
    const { headers, body } = await ask(
      entra,
      'POST',
      tokenPath(),
      { ...grant, client_secret: 'wrong' },
      { 'client-request-id': 'my-request' },
    );
    const traceId = String(body['trace_id']);
    expect(body).toEqual({
      error: 'invalid_client',
      error_description: `AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${APP}'.\r\nTrace ID: ${traceId}\r\nCorrelation ID: my-request\r\nTimestamp: 2026-09-01 08:00:00Z`,
      error_codes: [7000215],
      timestamp: '2026-09-01 08:00:00Z',
      trace_id: traceId,
      correlation_id: 'my-request',
      error_uri: 'https://login.microsoftonline.com/error?code=7000215',
    });
    expect(headers['x-ms-request-id']).toBe(traceId);
  });
});

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
