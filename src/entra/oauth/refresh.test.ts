import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { ask, busyFabrikam, entraOf, tokenPath } from '../../../test/support/entra.ts';
import { DAY, HOUR, toIso } from '../../clock/index.ts';
import { SERVICES } from '../../tenant/index.ts';
import { REFRESH_TOKEN_DAYS } from './refresh-token.ts';

async function setUp() {
  const stage = await busyFabrikam();
  const { clients, grant, entra } = stage;
  grant(clients.tool, ['User.Read', 'Group.Read.All']);
  const { body } = await ask(entra, tokenPath, {
    grant_type: 'password',
    client_id: clients.tool.appId,
    username: 'ada@fabrikam.example',
    password: 'x',
    scope: 'User.Read offline_access',
  });
  const form = {
    grant_type: 'refresh_token',
    client_id: clients.tool.appId,
    refresh_token: String(body['refresh_token']),
    scope: 'https://graph.microsoft.com/.default offline_access openid',
  };
  const refresh = (changes: Record<string, string> = {}) => ask(entra, tokenPath, { ...form, ...changes });
  return { ...stage, form, refresh };
}

describe('a refresh token', () => {
  it('gives new tokens, for another scope or the one from before', async () => {
    const { refresh, people, signIns } = await setUp();
    const { status, body } = await refresh();
    expect(status).toBe(200);
    expect(decodeJwt(String(body['access_token']))).toMatchObject({
      aud: 'https://graph.microsoft.com',
      oid: people.ada.id,
      scp: 'User.Read Group.Read.All',
    });
    expect(decodeJwt(String(body['id_token']))['oid']).toBe(people.ada.id);
    const again = await refresh({ refresh_token: String(body['refresh_token']), scope: '' });
    expect(again.body).toMatchObject({
      scope: expect.stringContaining('https://graph.microsoft.com/User.Read'),
    });
    expect(signIns().at(-1)).toMatchObject({
      isInteractive: false,
      signInEventTypes: ['nonInteractiveUser'],
      status: { errorCode: 0 },
    });
  });

  it('outlives a restart with the same key, and a reset of the tenant', async () => {
    const { tenant, form } = await setUp();
    tenant.restore(tenant.snapshot());
    expect((await ask(await entraOf(tenant), tokenPath, form)).status).toBe(200);
  });

  it('is good for as long as it is used', async () => {
    const { tenant, refresh } = await setUp();
    tenant.clock.advance((REFRESH_TOKEN_DAYS - 1) * DAY);
    const { body } = await refresh();
    tenant.clock.advance((REFRESH_TOKEN_DAYS - 1) * DAY);
    expect((await refresh({ refresh_token: String(body['refresh_token']) })).status).toBe(200);
    expect((await refresh()).body).toMatchObject({
      error: 'invalid_grant',
      error_codes: [700082],
      suberror: 'bad_token',
      error_description: expect.stringContaining(
        'The token was issued on 2026-09-01T08:00:00Z and was inactive for 90.00:00:00.',
      ),
    });
  });

  it('is void after the sessions were revoked', async () => {
    const { tenant, people, refresh } = await setUp();
    tenant.clock.advance(HOUR);
    const signInSessionsValidFromDateTime = toIso(tenant.clock.now);
    tenant.collection('users').update(people.ada.id, { signInSessionsValidFromDateTime }, SERVICES.entra);
    expect((await refresh()).body).toMatchObject({
      error: 'invalid_grant',
      error_codes: [50173],
      error_description: expect.stringContaining(
        "The grant was issued on '2026-09-01T08:00:00Z' and the TokensValidFrom date (before which tokens are not valid) for this user is '2026-09-01T09:00:00Z'.",
      ),
    });
  });

  it('is of no use to a user who is disabled or gone, or once consent is', async () => {
    const { tenant, people, refresh } = await setUp();
    const users = tenant.collection('users');
    users.update(people.ada.id, { accountEnabled: false }, SERVICES.seed);
    expect((await refresh()).body).toMatchObject({ error_codes: [50057] });
    users.update(people.ada.id, { accountEnabled: true }, SERVICES.seed);
    const grants = tenant.collection('oauth2PermissionGrants');
    grants.remove(grants.first?.id as string, SERVICES.seed);
    expect((await refresh({ scope: 'User.Read' })).body).toMatchObject({ error_codes: [65001] });
    users.remove(people.ada.id, SERVICES.seed);
    expect((await refresh()).body).toMatchObject({ error_codes: [70008] });
  });

  it('meets the policies of the day', async () => {
    const { policy, refresh, signIns } = await setUp();
    policy('compliantDevice');
    expect((await refresh()).body).toMatchObject({ error_codes: [530003], suberror: 'message_only' });
    expect(signIns().at(-1)).toMatchObject({
      conditionalAccessStatus: 'failure',
      appliedConditionalAccessPolicies: [{ displayName: 'Policy compliantDevice', result: 'failure' }],
    });
  });

  it.each([
    ['nothing', { refresh_token: '' }, 9002313],
    ['no token', { refresh_token: 'garbage' }, 9002313],
    ['another client', { client_id: 'web' }, 9002313],
    ['a secret', { client_secret: 'secret' }, 700025],
  ])('is refused: %s', async (_what, changes: Record<string, string>, code) => {
    const { clients, refresh } = await setUp();
    const client = changes['client_id'] === undefined ? {} : { client_id: clients.web.appId };
    expect((await refresh({ ...changes, ...client })).body).toMatchObject({ error_codes: [code] });
  });

  it('is no access token', async () => {
    const { entra, form } = await setUp();
    expect(await entra.authenticate(`Bearer ${form.refresh_token}`)).toEqual({ failure: 'wrongAudience' });
    const { body } = await ask(entra, tokenPath, form);
    const misused = await ask(entra, tokenPath, { ...form, refresh_token: String(body['access_token']) });
    expect(misused.body).toMatchObject({ error_codes: [9002313] });
  });
});
