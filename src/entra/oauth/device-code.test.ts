import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { browserOf } from '../../../test/support/browser.ts';
import { ask, busyFabrikam, ORIGIN, TENANT, tokenPath } from '../../../test/support/entra.ts';
import { SIGN_IN_CODES, SIGN_IN_CODES_KEPT } from '../../tenant/index.ts';
import { DEVICE_CODE_LIFETIME } from './codes.ts';

async function setUp() {
  const stage = await busyFabrikam();
  const { entra, clients, grant } = stage;
  grant(clients.tool, ['User.Read']);
  const request = { client_id: clients.tool.appId, scope: 'User.Read openid offline_access' };
  const begin = async (path = `/${TENANT}/oauth2/v2.0/devicecode`, form: Record<string, string> = request) =>
    (await ask(entra, path, form)).body;
  const poll = (code: unknown, changes: Record<string, string> = {}) =>
    ask(entra, tokenPath, {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      client_id: clients.tool.appId,
      device_code: String(code),
      ...changes,
    });
  return { ...stage, begin, poll, browser: browserOf(entra) };
}

describe('a device code', () => {
  it('is typed in elsewhere, by somebody who signs in there', async () => {
    const { begin, poll, browser, people, signIns } = await setUp();
    const begun = await begin();
    expect(begun).toMatchObject({
      user_code: expect.stringMatching(/^[A-Z2-9]{9}$/),
      verification_uri: `${ORIGIN}/devicelogin`,
      expires_in: 900,
      interval: 1,
      message: `To sign in, use a web browser to open the page ${ORIGIN}/devicelogin and enter the code ${begun['user_code']} to authenticate.`,
    });
    const waiting = await poll(begun['device_code']);
    expect(waiting).toMatchObject({
      status: 400,
      body: { error: 'authorization_pending', error_codes: [70016] },
    });
    expect((await browser.open('/devicelogin')).heading).toBe('Enter code');
    const typed = ` ${String(begun['user_code']).toLowerCase()} `;
    expect((await browser.press('Next', { user_code: typed })).heading).toBe('Sign in');
    expect((await browser.press('Ada Smith')).heading).toBe('You have signed in to Tool');
    const { body } = await poll(begun['device_code']);
    expect(decodeJwt(String(body['access_token']))).toMatchObject({ oid: people.ada.id, scp: 'User.Read' });
    expect(body).toMatchObject({ refresh_token: expect.any(String), id_token: expect.any(String) });
    expect((await poll(begun['device_code'])).body).toMatchObject({ error_codes: [54005] });
    // Polling is no sign-in.
    expect(signIns()).toMatchObject([{ userDisplayName: 'Ada Smith', isInteractive: true }]);
  });

  it('is answered by one request of a test', async () => {
    const { entra, begin, poll } = await setUp();
    const { user_code, device_code } = await begin();
    const answers = { user_code: String(user_code), user: 'ada@fabrikam.example' };
    expect((await ask(entra, '/common/oauth2/deviceauth', answers)).status).toBe(200);
    expect((await poll(device_code)).status).toBe(200);
  });

  it('works at version 1', async () => {
    const { entra, clients, begin } = await setUp();
    const begun = await begin(`/${TENANT}/oauth2/devicecode`, {
      client_id: clients.tool.appId,
      resource: 'https://graph.microsoft.com',
    });
    expect(begun).toMatchObject({
      verification_url: `${ORIGIN}/devicelogin`,
      expires_in: '900',
      interval: '1',
    });
    await ask(entra, '/devicelogin', { user_code: String(begun['user_code']), user: 'ada@fabrikam.example' });
    const { body } = await ask(entra, `/${TENANT}/oauth2/token`, {
      grant_type: 'device_code',
      client_id: clients.tool.appId,
      code: String(begun['device_code']),
      resource: 'https://graph.microsoft.com',
    });
    expect(body).toMatchObject({ resource: 'https://graph.microsoft.com', scope: 'User.Read' });
  });

  it('is declined by whoever leaves the page', async () => {
    const { begin, poll, browser } = await setUp();
    const { user_code, device_code } = await begin();
    await browser.open(`/devicelogin?otc=${user_code}`);
    await browser.press('Next');
    expect((await browser.press('Cancel')).heading).toBe('Sign-in was declined');
    expect((await poll(device_code)).body).toMatchObject({ error: 'authorization_declined' });
  });

  it('expires on the tenant’s clock', async () => {
    const { tenant, begin, poll, browser } = await setUp();
    const { user_code, device_code } = await begin();
    tenant.clock.advance(DEVICE_CODE_LIFETIME);
    expect((await poll(device_code)).body).toMatchObject({ error: 'expired_token', error_codes: [70019] });
    await browser.open('/devicelogin');
    const late = await browser.press('Next', { user_code: String(user_code) });
    expect(late).toMatchObject({ status: 400, heading: 'Enter code' });
  });

  it('meets a policy about device codes', async () => {
    const { entra, begin, poll, policy } = await setUp();
    policy('block', { authenticationFlows: { transferMethods: 'deviceCodeFlow' } });
    const { user_code, device_code } = await begin();
    const { text } = await ask(entra, '/devicelogin', {
      user_code: String(user_code),
      user: 'ada@fabrikam.example',
    });
    expect(text).toContain('AADSTS53003: Access has been blocked by Conditional Access policies.');
    expect((await poll(device_code)).body).toMatchObject({ error: 'authorization_pending' });
  });

  it.each([
    ['an unknown code', 'bad', {}, 'bad_verification_code', 70018],
    ['no code', undefined, {}, 'invalid_request', 90014],
    ['a confidential client', undefined, { client_id: 'web' }, 'invalid_client', 7000218],
  ])('is refused: %s', async (_what, code, changes: Record<string, string>, error, number) => {
    const { entra, clients } = await setUp();
    const { body } = await ask(entra, tokenPath, {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      client_id: changes['client_id'] === undefined ? clients.tool.appId : clients.web.appId,
      ...(code !== undefined && { device_code: code }),
    });
    expect(body).toMatchObject({ error, error_codes: [number] });
  });

  it('is one of the latest', async () => {
    const { tenant, begin, poll } = await setUp();
    const first = await begin();
    for (let number = 0; number < SIGN_IN_CODES_KEPT; number += 1) await begin();
    expect(tenant.collection(SIGN_IN_CODES).size).toBe(SIGN_IN_CODES_KEPT);
    expect((await poll(first['device_code'])).body).toMatchObject({ error: 'bad_verification_code' });
  }, 60_000);

  it('is not given out twice, though the process begins anew', async () => {
    const { tenant, begin } = await setUp();
    const first = await begin();
    tenant.restore(tenant.snapshot());
    const second = await begin();
    expect(second['device_code']).not.toBe(first['device_code']);
    expect(second['user_code']).not.toBe(first['user_code']);
  });
});
