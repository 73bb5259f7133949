import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { ask, busyFabrikam, GRAPH_SCOPE, tokenPath } from '../../../test/support/entra.ts';
import { HOUR } from '../../clock/index.ts';
import { SERVICES } from '../../tenant/index.ts';

async function setUp() {
  const stage = await busyFabrikam();
  const { clients, grant, entra } = stage;
  const { tool, api } = clients;
  grant(tool, ['access_as_user'], api.appId);
  grant(tool, ['User.Read']);
  grant(api, ['User.Read']);
  const called = async (scope: string) => {
    const form = {
      grant_type: 'password',
      client_id: tool.appId,
      username: 'ada@fabrikam.example',
      password: 'x',
    };
    return String((await ask(entra, tokenPath, { ...form, scope })).body['access_token']);
  };
  const form = {
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    requested_token_use: 'on_behalf_of',
    client_id: api.appId,
    client_secret: 'secret',
    scope: GRAPH_SCOPE,
  };
  const act = (changes: Record<string, string>) => ask(entra, tokenPath, { ...form, ...changes });
  return { ...stage, called, act };
}

describe('an API that was called', () => {
  it('gets a token of the version that it asks for, and calls Graph for the same user', async () => {
    const { called, act, clients, people, signIns } = await setUp();
    const assertion = await called('api://fabrikam/access_as_user');
    expect(decodeJwt(assertion)).toMatchObject({
      aud: clients.api.appId,
      azp: clients.tool.appId,
      azpacr: '0',
      scp: 'access_as_user',
      oid: people.ada.id,
      preferred_username: 'ada@fabrikam.example',
      ver: '2.0',
    });
    const { status, body } = await act({ assertion });
    expect(status).toBe(200);
    expect(decodeJwt(String(body['access_token']))).toMatchObject({
      aud: 'https://graph.microsoft.com',
      appid: clients.api.appId,
      appidacr: '1',
      oid: people.ada.id,
      scp: 'User.Read',
    });
    expect(signIns().at(-1)).toMatchObject({ appDisplayName: 'API', isInteractive: false });
  });

  it('passes on how the user has signed in', async () => {
    const { act, called, policy, tenant } = await setUp();
    const assertion = await called('api://fabrikam/.default');
    policy('mfa');
    expect((await act({ assertion })).body).toMatchObject({ error_codes: [50076], suberror: 'basic_action' });
    tenant.collection('identity/conditionalAccess/policies').remove('policy-mfa', SERVICES.seed);
    expect((await act({ assertion })).status).toBe(200);
  });

  it.each([
    ['a token for another API', 'User.Read', {}, 'invalid_grant', 500131],
    ['no secret', 'api://fabrikam/.default', { client_secret: '' }, 'invalid_client', 7000218],
    ['what was not granted', 'api://fabrikam/.default', { scope: 'Group.Read.All' }, 'invalid_grant', 65001],
    ['no token', 'api://fabrikam/.default', { assertion: 'a.b.c' }, 'invalid_grant', 50013],
    ['nothing', 'api://fabrikam/.default', { assertion: '' }, 'invalid_request', 90014],
    ['another use', 'api://fabrikam/.default', { requested_token_use: '' }, 'invalid_request', 900144],
  ])('is refused: %s', async (_what, scope, changes, error, code) => {
    const { called, act } = await setUp();
    const { body } = await act({ assertion: await called(scope), ...changes });
    expect(body).toMatchObject({ error, error_codes: [code] });
  });

  it('says what it was called with and what it should have been', async () => {
    const { called, act, clients } = await setUp();
    const { body } = await act({ assertion: await called('User.Read') });
    expect(body['error_description']).toContain(
      `The audience in the assertion was '00000003-0000-0000-c000-000000000000' and the expected audience is '${clients.api.appId}' or one of the Application Uris of this application with App ID '${clients.api.appId}'(API).`,
    );
  });

  it('is refused with a token that has expired, and with one that has no user', async () => {
    const { tenant, entra, called, act, clients } = await setUp();
    const assertion = await called('api://fabrikam/.default');
    tenant.clock.advance(2 * HOUR);
    const { body } = await act({ assertion });
    expect(body).toMatchObject({ error_codes: [500133] });
    expect(body['error_description']).toContain(
      'Current time: 2026-09-01T10:00:00Z, expiry time of assertion 2026-09-01T09:00:00Z.',
    );
    const itself = await ask(entra, tokenPath, {
      grant_type: 'client_credentials',
      client_id: clients.web.appId,
      client_secret: 'secret',
      scope: 'api://fabrikam/.default',
    });
    const own = await act({ assertion: String(itself.body['access_token']) });
    expect(own.body).toMatchObject({ error_codes: [50013] });
  });

  it('may trust clients without anybody’s consent', async () => {
    const { tenant, entra, clients } = await setUp();
    const { web, api } = clients;
    const form = {
      grant_type: 'password',
      client_id: web.appId,
      client_secret: 'secret',
      username: 'ada@fabrikam.example',
      password: 'x',
      scope: 'api://fabrikam/access_as_user',
    };
    expect((await ask(entra, tokenPath, form)).body).toMatchObject({ error_codes: [65001] });
    const trusted = [{ appId: web.appId, delegatedPermissionIds: ['60000000-0000-4000-8000-000000000001'] }];
    const changed = { ...api.api, preAuthorizedApplications: trusted };
    tenant.collection('applications').update(api.id, { api: changed }, SERVICES.seed);
    const { body } = await ask(entra, tokenPath, form);
    expect(decodeJwt(String(body['access_token']))['scp']).toBe('access_as_user');
  });
});
