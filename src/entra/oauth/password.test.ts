import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { ask, busyFabrikam, ORIGIN, TENANT, tokenPath } from '../../../test/support/entra.ts';
import { SERVICES } from '../../tenant/index.ts';

async function setUp() {
  const stage = await busyFabrikam();
  const { clients, grant, entra } = stage;
  grant(clients.tool, ['User.Read']);
  grant(clients.web, ['User.Read']);
  const form = {
    grant_type: 'password',
    client_id: clients.tool.appId,
    username: 'ada@fabrikam.example',
    password: 'anything',
    scope: 'User.Read openid profile offline_access',
  };
  const signIn = (changes: Record<string, string> = {}, path = tokenPath) =>
    ask(entra, path, { ...form, ...changes });
  return { ...stage, form, signIn };
}

describe('a user name and a password', () => {
  it('sign somebody in, and Graph takes the token', async () => {
    const { entra, clients, people, signIn } = await setUp();
    const { status, body } = await signIn({ client_info: '1' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      token_type: 'Bearer',
      expires_in: 3599,
      scope: 'openid profile User.Read',
      refresh_token: expect.any(String),
    });
    const info = JSON.parse(Buffer.from(String(body['client_info']), 'base64url').toString());
    expect(info).toEqual({ uid: people.ada.id, utid: TENANT });
    expect(decodeJwt(String(body['access_token']))).toMatchObject({
      aud: '00000003-0000-0000-c000-000000000000',
      iss: `https://sts.windows.net/${TENANT}/`,
      appid: clients.tool.appId,
      appidacr: '0',
      app_displayname: 'Tool',
      idtyp: 'user',
      oid: people.ada.id,
      upn: 'ada@fabrikam.example',
      name: 'Ada Smith',
      amr: ['pwd'],
      scp: 'User.Read',
      wids: ['b79fbf4d-3ef9-4689-8143-76b194e85509'],
      ver: '1.0',
    });
    expect(decodeJwt(String(body['id_token']))).toMatchObject({
      aud: clients.tool.appId,
      iss: `https://login.microsoftonline.com/${TENANT}/v2.0`,
      preferred_username: 'ada@fabrikam.example',
      oid: people.ada.id,
      tid: TENANT,
      ver: '2.0',
    });
    expect(await entra.authenticate(`Bearer ${body['access_token']}`)).toEqual({
      kind: 'delegated',
      appId: clients.tool.appId,
      appDisplayName: 'Tool',
      permissions: new Set(['User.Read']),
      userId: people.ada.id,
    });
  });

  it('of an administrator give a token with the directory role', async () => {
    const { signIn } = await setUp();
    const { body } = await signIn({ username: 'ROOT@fabrikam.example' });
    expect(decodeJwt(String(body['access_token']))['wids']).toContain('62e90394-69f5-4237-9190-012177145e10');
  });

  it('name the audience as the request names the API', async () => {
    const { signIn } = await setUp();
    for (const [scope, audience] of [
      ['https://graph.microsoft.com/.default', 'https://graph.microsoft.com'],
      ['https://graph.microsoft.com//.default', 'https://graph.microsoft.com/'],
      ['https://graph.microsoft.com/user.read', 'https://graph.microsoft.com'],
      [`${ORIGIN}/.default`, 'https://graph.microsoft.com'],
      ['00000003-0000-0000-c000-000000000000/.default', '00000003-0000-0000-c000-000000000000'],
    ] as const) {
      const { body } = await signIn({ scope });
      expect(decodeJwt(String(body['access_token'])).aud, scope).toBe(audience);
    }
    const { body } = await signIn({ scope: 'https://graph.microsoft.com/.default' });
    expect(body['scope']).toBe('https://graph.microsoft.com/User.Read https://graph.microsoft.com/.default');
    expect(body).not.toHaveProperty('id_token');
    expect(body).not.toHaveProperty('refresh_token');
  });

  it('work at version 1, which names a resource', async () => {
    const { signIn } = await setUp();
    const { body } = await signIn({ resource: 'https://graph.microsoft.com' }, `/${TENANT}/oauth2/token`);
    expect(body).toMatchObject({
      expires_in: '3599',
      resource: 'https://graph.microsoft.com',
      scope: 'User.Read',
      refresh_token: expect.any(String),
    });
    expect(decodeJwt(String(body['id_token']))).toMatchObject({
      iss: `https://sts.windows.net/${TENANT}/`,
      upn: 'ada@fabrikam.example',
      ver: '1.0',
    });
  });

  it('need the password where one is known', async () => {
    const { tenant, people, signIn } = await setUp();
    const pia = { username: 'pia@fabrikam.example' };
    expect((await signIn({ ...pia, password: 'sesame' })).status).toBe(200);
    expect((await signIn(pia)).body).toMatchObject({ error: 'invalid_grant', error_codes: [50126] });
    tenant.collection('users').update(people.pia.id, { $passwordExpired: true }, SERVICES.seed);
    expect((await signIn({ ...pia, password: 'sesame' })).body).toMatchObject({
      error_codes: [50055],
      suberror: 'user_password_expired',
    });
  });

  it('come from a confidential client with its secret', async () => {
    const { clients, signIn } = await setUp();
    const web = { client_id: clients.web.appId };
    expect((await signIn({ ...web, client_secret: 'secret' })).status).toBe(200);
    expect(await signIn(web)).toMatchObject({ status: 401, body: { error_codes: [7000218] } });
    expect((await signIn({ client_secret: 'secret' })).body).toMatchObject({ error_codes: [700025] });
  });

  it.each([
    ['nobody', { username: 'eve@fabrikam.example' }, 'invalid_grant', 50034],
    ['an empty password', { password: '' }, 'invalid_grant', 50126],
    ['a disabled account', { username: 'dan@fabrikam.example' }, 'invalid_grant', 50057],
    ['what was not granted', { scope: 'Group.Read.All' }, 'invalid_grant', 65001],
    ['what does not exist', { scope: 'Group.Raed.All' }, 'invalid_client', 650053],
    ['what is no scope', { scope: 'a"b' }, 'invalid_scope', 70011],
    [
      'two APIs',
      { scope: 'User.Read https://management.azure.com/user_impersonation' },
      'invalid_scope',
      28000,
    ],
    ['an unknown API', { scope: 'https://vault.example/.default' }, 'invalid_resource', 500011],
    ['no user name', { username: '' }, 'invalid_request', 90014],
    ['no scope', { scope: '' }, 'invalid_request', 900144],
    ['an unknown client', { client_id: TENANT }, 'unauthorized_client', 700016],
  ])('are refused: %s', async (_what, changes: Record<string, string>, error, code) => {
    const { signIn } = await setUp();
    const { status, body } = await signIn(changes);
    expect(status).toBe(400);
    expect(body).toMatchObject({ error, error_codes: [code] });
  });

  it('are refused where the tenant is not named', async () => {
    const { tenant, clients, signIn } = await setUp();
    expect((await signIn({}, '/common/oauth2/v2.0/token')).body).toMatchObject({ error_codes: [9001023] });
    const anywhere = '/organizations/oauth2/v2.0/token';
    expect((await signIn({}, anywhere)).body).toMatchObject({ error_codes: [50194] });
    tenant
      .collection('applications')
      .update(clients.tool.id, { signInAudience: 'AzureADMultipleOrgs' }, SERVICES.seed);
    expect((await signIn({}, anywhere)).status).toBe(200);
  });

  it('meet conditional access, which a client hears about in full', async () => {
    const { policy, signIn } = await setUp();
    policy('mfa');
    const { status, body } = await signIn();
    expect(status).toBe(400);
    expect(body).toMatchObject({
      error: 'invalid_grant',
      error_codes: [50076],
      suberror: 'basic_action',
      claims: '{"access_token":{"capolids":{"essential":true,"values":["policy-mfa"]}}}',
      error_description: expect.stringContaining(
        "AADSTS50076: Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '00000003-0000-0000-c000-000000000000'.",
      ),
    });
    const { body: old } = await signIn(
      { resource: 'https://graph.microsoft.com' },
      `/${TENANT}/oauth2/token`,
    );
    expect(old).toMatchObject({ error: 'interaction_required', error_codes: [50076] });
  });

  it('need an assignment where the application asks for one', async () => {
    const { tenant, people, clients, signIn } = await setUp();
    const [principal] = tenant.collection('servicePrincipals').where('appId', clients.tool.appId);
    const principals = tenant.collection('servicePrincipals');
    principals.update(principal?.id as string, { appRoleAssignmentRequired: true }, SERVICES.seed);
    expect((await signIn()).body).toMatchObject({ error: 'access_denied', error_codes: [50105] });
    tenant.collection('appRoleAssignments').insert(
      {
        id: 'a',
        principalId: people.ada.id,
        resourceId: principal?.id as string,
        appRoleId: '00000000-0000-0000-0000-000000000000',
      },
      SERVICES.seed,
    );
    expect((await signIn()).status).toBe(200);
    principals.update(principal?.id as string, { accountEnabled: false }, SERVICES.seed);
    expect((await signIn()).body).toMatchObject({ error: 'unauthorized_client', error_codes: [7000112] });
  });

  it('are in the log, whichever way it goes', async () => {
    const { signIn, signIns, clients } = await setUp();
    await signIn();
    await signIn({ username: 'pia@fabrikam.example' });
    await signIn({ username: 'eve@fabrikam.example' });
    expect(signIns()).toMatchObject([
      {
        userDisplayName: 'Ada Smith',
        appId: clients.tool.appId,
        appDisplayName: 'Tool',
        resourceDisplayName: 'Microsoft Graph',
        resourceId: '00000003-0000-0000-c000-000000000000',
        isInteractive: true,
        status: { errorCode: 0 },
      },
      { userPrincipalName: 'pia@fabrikam.example', status: { errorCode: 50126 } },
      { userPrincipalName: 'eve@fabrikam.example', userDisplayName: '', status: { errorCode: 50034 } },
    ]);
  });
});

describe('Microsoft’s own tools', () => {
  const AZURE_CLI = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
  const GRAPH_TOOLS = '14d82eec-204b-4c2f-b7e8-296a70dab67e';

  it('have what Microsoft has granted them, and nothing else', async () => {
    const { tenant, signIn } = await setUp();
    const cli = { client_id: AZURE_CLI, scope: 'https://graph.microsoft.com/.default' };
    const { body } = await signIn(cli, '/organizations/oauth2/v2.0/token');
    expect(decodeJwt(String(body['access_token']))).toMatchObject({
      appid: AZURE_CLI,
      app_displayname: 'Microsoft Azure CLI',
      scp: expect.stringContaining('Directory.AccessAsUser.All'),
    });
    const azure = await signIn({
      ...cli,
      scope: 'https://management.core.windows.net//.default offline_access',
    });
    expect(azure.status).toBe(200);
    const more = await signIn({ ...cli, scope: 'Mail.Send' });
    expect(more.body).toMatchObject({ error_codes: [65002] });
    expect(tenant.collection('oauth2PermissionGrants').size).toBe(2);
  });

  it('that ask for consent are like any other', async () => {
    const { signIn } = await setUp();
    expect((await signIn({ client_id: GRAPH_TOOLS })).body).toMatchObject({ error_codes: [65001] });
  });
});
