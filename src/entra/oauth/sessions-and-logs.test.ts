import { describe, expect, it } from 'vitest';
import { browserOf } from '../../../test/support/browser.ts';
import { ask, busyFabrikam, GRAPH_SCOPE, ORIGIN, TENANT, tokenPath } from '../../../test/support/entra.ts';
import { SERVICES } from '../../tenant/index.ts';
import { SESSION_PEOPLE } from './session.ts';

describe('an application that signs in as itself', () => {
  const form = (client: { appId: string }) => ({
    grant_type: 'client_credentials',
    client_id: client.appId,
    client_secret: 'secret',
    scope: GRAPH_SCOPE,
  });

  it('is in the log, whichever way it goes', async () => {
    const { tenant, entra, clients, grant, signIns } = await busyFabrikam();
    grant(clients.web, []);
    const headers = { 'client-request-id': 'my-request' };
    await ask(entra, tokenPath, form(clients.web), { headers });
    await ask(entra, tokenPath, { ...form(clients.web), client_secret: 'wrong' });
    const [principal] = tenant.collection('servicePrincipals').where('appId', clients.web.appId);
    expect(signIns()).toMatchObject([
      {
        appDisplayName: 'Web',
        servicePrincipalId: principal?.id,
        servicePrincipalName: 'Web',
        userId: '00000000-0000-0000-0000-000000000000',
        resourceDisplayName: 'Microsoft Graph',
        correlationId: 'my-request',
        signInEventTypes: ['servicePrincipal'],
        isInteractive: false,
        status: { errorCode: 0 },
      },
      { status: { errorCode: 7000215, failureReason: expect.stringContaining('Invalid client secret') } },
    ]);
  });

  it('meets the policies for applications', async () => {
    const { entra, clients, grant, policy, signIns } = await busyFabrikam();
    grant(clients.web, []);
    const clientApplications = { includeServicePrincipals: ['ServicePrincipalsInMyTenant'] };
    policy('block', { users: { includeUsers: ['None'] }, clientApplications });
    const { body } = await ask(entra, tokenPath, form(clients.web));
    expect(body).toMatchObject({ error: 'invalid_grant', error_codes: [53003], suberror: 'message_only' });
    expect(signIns().at(-1)).toMatchObject({ conditionalAccessStatus: 'failure' });
  });

  it('has a service principal, or there is nobody to sign in', async () => {
    const { entra, clients } = await busyFabrikam();
    const { status, body } = await ask(entra, tokenPath, form(clients.api));
    expect(status).toBe(401);
    expect(body['error_description']).toContain(
      `AADSTS7000229: The client application ${clients.api.appId} is missing service principal in the tenant ${TENANT}.`,
    );
  });
});

describe('OpenID Connect', () => {
  it('tells a client about its user, under the name that its ID token has', async () => {
    const { entra, clients, grant } = await busyFabrikam();
    grant(clients.tool, ['User.Read']);
    const { body } = await ask(entra, tokenPath, {
      grant_type: 'password',
      client_id: clients.tool.appId,
      username: 'ada@fabrikam.example',
      password: 'x',
      scope: 'User.Read openid email',
    });
    const claims = JSON.parse(
      Buffer.from(String(body['id_token']).split('.')[1] ?? '', 'base64url').toString(),
    );
    expect(claims['email']).toBe('ada@fabrikam.example');
    const headers = { authorization: `Bearer ${body['access_token']}` };
    const { status, body: info } = await ask(entra, '/oidc/userinfo', undefined, { headers });
    expect(status).toBe(200);
    expect(info).toEqual({
      sub: claims['sub'],
      name: 'Ada Smith',
      family_name: 'Smith',
      given_name: 'ada',
      picture: 'https://graph.microsoft.com/v1.0/me/photo/$value',
      email: 'ada@fabrikam.example',
    });
    expect((await ask(entra, '/oidc/userinfo')).status).toBe(401);
  });

  it('has the address of that here, or at Microsoft Graph for who came by the real name', async () => {
    const { entra } = await busyFabrikam();
    const address = `/${TENANT}/v2.0/.well-known/openid-configuration`;
    expect((await ask(entra, address)).body['userinfo_endpoint']).toBe(`${ORIGIN}/oidc/userinfo`);
    const origin = 'https://login.microsoftonline.com';
    const { body } = await ask(entra, address, undefined, { origin });
    expect(body['userinfo_endpoint']).toBe('https://graph.microsoft.com/oidc/userinfo');
  });

  it('lets pages ask beforehand whether they may', async () => {
    const { entra } = await busyFabrikam();
    const { status, headers } = await ask(entra, tokenPath, undefined, { method: 'OPTIONS' });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': 'POST',
    });
  });
});

describe('a session', () => {
  it('remembers a bounded number of people', async () => {
    const { tenant, entra, clients, grant } = await busyFabrikam();
    grant(clients.tool, ['User.Read']);
    const browser = browserOf(entra);
    const parameters = { client_id: clients.tool.appId, response_type: 'code', scope: 'openid' };
    const address = `/${TENANT}/oauth2/v2.0/authorize?${new URLSearchParams(parameters)}`;
    const select = `${address}&prompt=select_account`;
    for (let number = 0; number <= SESSION_PEOPLE; number += 1) {
      const displayName = `Guest ${number}`;
      const userPrincipalName = `guest${number}@fabrikam.example`;
      tenant.collection('users').insert({ id: `g${number}`, displayName, userPrincipalName }, SERVICES.seed);
      await browser.open(`${select}&login_hint=${userPrincipalName}`);
      await browser.press(displayName);
    }
    const { text } = await browser.open(`${select}&login_hint=nobody`);
    expect(text.match(/name="user"/g)).toHaveLength(SESSION_PEOPLE);
    expect(text).not.toContain('guest0@');
  });
});
