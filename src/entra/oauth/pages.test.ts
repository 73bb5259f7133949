import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { setUpAuthorize } from '../../../test/support/authorize.ts';
import { browserOf } from '../../../test/support/browser.ts';
import { ask, tokenPath } from '../../../test/support/entra.ts';
import { SERVICES } from '../../tenant/index.ts';
import { sha256 } from './jwt.ts';

describe('a password that has to be changed', () => {
  it('is changed on the page, and the new one signs in from then on', async () => {
    const { browser, address, tenant, people } = await setUpAuthorize();
    const again = { prompt: 'login' };
    tenant.collection('users').update(people.pia.id, { $passwordExpired: true }, SERVICES.seed);
    await browser.open(address());
    await browser.press('Pia Smith');
    const page = await browser.press('Sign in', { password: 'sesame' });
    expect(page).toMatchObject({ status: 200, heading: 'Update your password' });
    const strong = 'Correct-horse-battery-staple-1';
    const answer = async (change: Record<string, string>) =>
      browser.press('Sign in', {
        password: 'sesame',
        new_password: strong,
        confirm_password: strong,
        ...change,
      });
    expect((await answer({ password: 'wrong' })).heading).toBe('Enter password');
    await browser.press('Sign in', { password: 'sesame' });
    expect((await answer({ confirm_password: 'other' })).text).toContain('not the same');
    expect((await answer({ new_password: 'short', confirm_password: 'short' })).text).toContain('256');
    expect((await answer({ new_password: 'sesame', confirm_password: 'sesame' })).text).toContain('another');
    expect((await answer({})).location?.searchParams.has('code')).toBe(true);

    await browser.open(address(again));
    await browser.press('Pia Smith');
    expect((await browser.press('Sign in', { password: 'sesame' })).heading).toBe('Enter password');
    expect((await browser.press('Sign in', { password: strong })).location?.searchParams.has('code')).toBe(
      true,
    );
  });

  it('can be answered all at once', async () => {
    const { entra, address, tenant, people } = await setUpAuthorize();
    tenant.collection('users').update(people.pia.id, { $passwordExpired: true }, SERVICES.seed);
    const answers = { user: people.pia.id, password: 'sesame', new_password: 'Battery-staple-2' };
    const { headers } = await ask(entra, address({}), answers);
    expect(new URL(String(headers['Location'])).searchParams.has('code')).toBe(true);
  });
});

describe('conditional access on the page', () => {
  it('asks for a second factor, which the token then tells of', async () => {
    const { browser, address, policy, redeem, signIns } = await setUpAuthorize();
    policy('mfa');
    await browser.open(address());
    const page = await browser.press('Ada Smith');
    expect(page.heading).toBe('Approve sign-in request');
    const { location } = await browser.press('Approve');
    const { body } = await redeem(location?.searchParams.get('code'));
    expect(decodeJwt(String(body['access_token']))['amr']).toEqual(['pwd', 'mfa']);
    expect(signIns()).toMatchObject([
      {
        authenticationRequirement: 'multiFactorAuthentication',
        conditionalAccessStatus: 'success',
        appliedConditionalAccessPolicies: [{ result: 'success', enforcedGrantControls: ['Mfa'] }],
      },
    ]);
    // The session and the refresh token remember it.
    expect((await browser.open(address({ prompt: 'none' }))).location?.searchParams.has('code')).toBe(true);
  });

  it('goes with the user to an API and from there to Graph', async () => {
    const { entra, address, policy, redeem, clients, grant } = await setUpAuthorize();
    const { tool, api } = clients;
    grant(tool, ['access_as_user'], api.appId);
    grant(api, ['User.Read']);
    policy('mfa');
    const scope = 'api://fabrikam/access_as_user';
    const answers = { user: 'ada@fabrikam.example', approve: 'yes' };
    const { headers } = await ask(entra, address({ scope }), answers);
    const { body } = await redeem(new URL(String(headers['Location'])).searchParams.get('code'));
    const { status } = await ask(entra, tokenPath, {
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      requested_token_use: 'on_behalf_of',
      client_id: api.appId,
      client_secret: 'secret',
      scope: 'User.Read',
      assertion: String(body['access_token']),
    });
    expect(status).toBe(200);
  });

  it('can be denied', async () => {
    const { browser, address, policy } = await setUpAuthorize();
    policy('mfa');
    await browser.open(address());
    await browser.press('Ada Smith');
    expect((await browser.press('Deny')).text).toContain('AADSTS500121');
  });

  it.each([
    ['block', undefined, 53003],
    [
      'compliantDevice',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1',
      50129,
    ],
    [
      'compliantDevice',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 CriOS/130.0.6723.90 Mobile/15E148 Safari/604.1',
      530001,
    ],
    ['compliantDevice', 'Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0.0.0 Safari/537.36', 530003],
  ])('refuses on a page: %s from %s', async (control, agent, code) => {
    const { entra, address, policy, signIns } = await setUpAuthorize();
    policy(control);
    const browser = browserOf(entra, agent === undefined ? {} : { 'user-agent': agent });
    await browser.open(address());
    const page = await browser.press('Ada Smith');
    expect(page).toMatchObject({ status: 400, location: undefined });
    expect(page.text).toContain(`AADSTS${code}: `);
    expect(page.text).toContain('<dt>App name</dt><dd>Tool</dd>');
    expect(signIns().at(-1)).toMatchObject({ status: { errorCode: code } });
  });

  it('tells a client that asks for nobody to be bothered what to send back', async () => {
    const { browser, address, policy } = await setUpAuthorize();
    policy('mfa');
    const { location } = await browser.open(address({ prompt: 'none', login_hint: 'ada@fabrikam.example' }));
    expect(location?.searchParams.get('error')).toBe('interaction_required');
    expect(location?.searchParams.get('claims')).toContain('policy-mfa');
  });

  it('takes no native application for a browser, but a website', async () => {
    const { entra, address, policy, signIns, clients, grant } = await setUpAuthorize();
    grant(clients.web, ['User.Read']);
    policy('block', { clientAppTypes: ['browser'] });
    const agent = 'Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.1.0';
    const form = { user: 'ada@fabrikam.example' };
    const { status } = await ask(entra, address(), form, { headers: { 'user-agent': agent } });
    expect(status).toBe(302);
    expect(signIns().at(-1)).toMatchObject({
      deviceDetail: { operatingSystem: 'Windows10', browser: 'Edge 130.0.1.0' },
      userAgent: agent,
      conditionalAccessStatus: 'notApplied',
    });
    const web = address({ client_id: clients.web.appId, redirect_uri: 'https://web.example/done' });
    expect((await ask(entra, web, form)).text).toContain('AADSTS53003');
    expect(signIns().at(-1)).toMatchObject({ clientAppUsed: 'Browser' });
  });
});

describe('every page', () => {
  it('runs nothing, fetches nothing and cannot be framed', async () => {
    const { browser, address } = await setUpAuthorize();
    const { headers, text } = await browser.open(address());
    const policy = headers['Content-Security-Policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("form-action 'self' http://localhost:4711");
    expect(policy).not.toContain('unsafe');
    const style = /<style>([\s\S]*?)<\/style>/.exec(text)?.[1] ?? '';
    const hash = Buffer.from(await sha256(style), 'base64url').toString('base64');
    expect(policy).toContain(`style-src 'sha256-${hash}'`);
    expect(text).not.toMatch(/<script|src=|https?:\/\//);
  });

  it('shows what a tenant holds as text', async () => {
    const { tenant, people, clients, browser, address } = await setUpAuthorize();
    tenant
      .collection('users')
      .update(people.ada.id, { displayName: '<script>alert(1)</script>' }, SERVICES.seed);
    tenant.collection('applications').update(clients.tool.id, { displayName: '"><b>Tool' }, SERVICES.seed);
    const { text } = await browser.open(address());
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).toContain('&quot;&gt;&lt;b&gt;Tool');
    expect(text).not.toContain('<script>');
  });
});
