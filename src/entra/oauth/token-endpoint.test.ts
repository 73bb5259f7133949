import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import {
  APP,
  ask,
  GRAPH_SCOPE,
  grant,
  ORIGIN,
  PERMISSIONS,
  setUp,
  signIn,
  TENANT,
  tokenPath,
} from '../../../test/support/client-credentials.ts';
import { SERVICES } from '../../tenant/index.ts';
import { REFUSED_LIMIT } from './entra.ts';

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
    // No tenant's log has it; whoever looks for the reason finds it all the same.
    expect(entra.refused).toMatchObject([
      { method: 'POST', url: tokenPath(tenant), status: 400, why: expect.stringMatching(`^AADSTS${code}: `) },
    ]);
  });

  it('remembers the latest refusals only', async () => {
    const { entra } = setUp();
    for (let index = 0; index <= REFUSED_LIMIT; index += 1)
      await ask(entra, 'POST', tokenPath('common'), grant);
    expect(entra.refused).toHaveLength(REFUSED_LIMIT);
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
