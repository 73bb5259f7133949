import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { setUpAuthorize, VERIFIER } from '../../../test/support/authorize.ts';
import { ask, REDIRECT, TENANT } from '../../../test/support/entra.ts';
import { sha256 } from './jwt.ts';

describe('signing in on the page', () => {
  it('picks somebody, goes back with a code, and the code gives tokens', async () => {
    const { browser, address, redeem, people, signIns } = await setUpAuthorize();
    const page = await browser.open(address({ nonce: 'n' }));
    expect(page).toMatchObject({ status: 200, heading: 'Sign in' });
    expect(page.text).toContain('ada@fabrikam.example');
    const { status, location, headers } = await browser.press('Ada Smith');
    expect(status).toBe(302);
    expect(headers['Set-Cookie']).toMatch(/^ESTSAUTH=\S+; Path=\/; HttpOnly; SameSite=None; Secure$/);
    expect(`${location?.origin}${location?.pathname}`).toBe('http://localhost:4711/done');
    expect(Object.fromEntries(location?.searchParams ?? [])).toEqual({
      code: expect.stringMatching(/^0\./),
      session_state: expect.any(String),
      state: 'a state & more',
    });
    const { body } = await redeem(location?.searchParams.get('code'));
    expect(decodeJwt(String(body['access_token']))).toMatchObject({ oid: people.ada.id, scp: 'User.Read' });
    expect(decodeJwt(String(body['id_token']))['nonce']).toBe('n');
    expect(signIns()).toMatchObject([
      {
        userPrincipalName: 'ada@fabrikam.example',
        appDisplayName: 'Tool',
        isInteractive: true,
        clientAppUsed: 'Mobile Apps and Desktop clients',
      },
    ]);
  });

  it('is one request for whoever sends all answers at once', async () => {
    const { entra, address } = await setUpAuthorize();
    const { status, headers } = await ask(entra, address(), { user: 'ada@fabrikam.example' });
    expect(status).toBe(302);
    expect(headers['Location']).toContain('code=0.');
  });

  it('takes the request from a form as well', async () => {
    const { entra, parameters } = await setUpAuthorize();
    const form = { ...parameters, user: 'ada@fabrikam.example' };
    expect((await ask(entra, `/${TENANT}/oauth2/v2.0/authorize`, form)).status).toBe(302);
  });

  it('finds people by how their names begin', async () => {
    const { browser, address } = await setUpAuthorize();
    await browser.open(address());
    const found = await browser.press('Search', { find: 'smi' });
    expect(found.text.match(/name="user"/g)).toHaveLength(4);
    expect((await browser.press('Search', { find: 'DAN@' })).text.match(/name="user"/g)).toHaveLength(1);
    expect((await browser.press('Search', { find: '<nobody>' })).text).toContain('value="&lt;nobody&gt;"');
  });

  it('begins with whom the client means', async () => {
    const { browser, address } = await setUpAuthorize();
    const { text } = await browser.open(address({ login_hint: 'pia@fabrikam.example' }));
    expect(text.match(/name="user"/g)).toHaveLength(1);
    expect(text).toContain('Pia Smith');
  });

  it('asks for a password that is known', async () => {
    const { browser, address, signIns } = await setUpAuthorize();
    await browser.open(address());
    expect((await browser.press('Pia Smith')).heading).toBe('Enter password');
    const wrong = await browser.press('Sign in', { password: 'guess' });
    expect(wrong.text).toContain('Error validating credentials due to invalid username or password.');
    expect((await browser.press('Sign in', { password: 'sesame' })).location?.searchParams.has('code')).toBe(
      true,
    );
    expect(signIns().map((row) => (row['status'] as { errorCode: number }).errorCode)).toEqual([50126, 0]);
  });

  it('can be left', async () => {
    const { browser, address } = await setUpAuthorize();
    await browser.open(address());
    const { location } = await browser.press('Cancel');
    expect(Object.fromEntries(location?.searchParams ?? [])).toEqual({
      error: 'access_denied',
      error_subcode: 'cancel',
      error_description: 'the user canceled the authentication',
      state: 'a state & more',
    });
  });

  it('says so when an account is disabled, and when nobody is called that', async () => {
    const { browser, entra, address, signIns } = await setUpAuthorize();
    await browser.open(address());
    const failed = await browser.press('Dan Smith');
    expect(failed).toMatchObject({ status: 400, heading: 'Sign-in failed' });
    expect(failed.text).toContain('AADSTS50057: The user account is disabled.');
    expect(signIns().at(-1)).toMatchObject({ status: { errorCode: 50057 } });
    const { text } = await ask(entra, address(), { user: '<b>eve</b>' });
    expect(text).toContain('Nobody here is called &lt;b&gt;eve&lt;/b&gt;.');
  });

  it('takes no answers from another site’s page', async () => {
    const { entra, address } = await setUpAuthorize();
    const headers = { 'sec-fetch-site': 'cross-site' };
    const { status, text } = await ask(entra, address(), { user: 'ada@fabrikam.example' }, { headers });
    expect(status).toBe(200);
    expect(text).toContain('<h1>Sign in</h1>');
  });
});

describe('a session', () => {
  it('signs in again without a question, but for who asks to be asked', async () => {
    const { browser, address, signIns } = await setUpAuthorize();
    await browser.open(address());
    await browser.press('Ada Smith');
    expect((await browser.open(address())).location?.searchParams.has('code')).toBe(true);
    expect(signIns().at(-1)).toMatchObject({ isInteractive: false });
    expect((await browser.open(address({ prompt: 'none' }))).location?.searchParams.has('code')).toBe(true);
    expect((await browser.open(address({ prompt: 'login' }))).heading).toBe('Sign in');
    const select = await browser.open(address({ prompt: 'select_account' }));
    expect(select.text).toContain('Signed in before');
    expect((await browser.press('Root Smith')).location?.searchParams.has('code')).toBe(true);
    // Two people: which of them, nobody knows.
    expect((await browser.open(address())).heading).toBe('Sign in');
    const hinted = await browser.open(address({ login_hint: 'ada@fabrikam.example' }));
    expect(hinted.location?.searchParams.has('code')).toBe(true);
  });

  it('asks for a password again when the client wants a fresh sign-in', async () => {
    const { browser, address } = await setUpAuthorize();
    await browser.open(address());
    await browser.press('Pia Smith');
    await browser.press('Sign in', { password: 'sesame' });
    expect((await browser.open(address())).location?.searchParams.has('code')).toBe(true);
    await browser.open(address({ prompt: 'login' }));
    expect((await browser.press('Pia Smith')).heading).toBe('Enter password');
  });

  it('ends with signing out', async () => {
    const { browser, address } = await setUpAuthorize();
    await browser.open(address());
    await browser.press('Ada Smith');
    const out = await browser.open(`/${TENANT}/oauth2/v2.0/logout`);
    expect(out).toMatchObject({ status: 200, heading: 'You have signed out' });
    expect((await browser.open(address())).heading).toBe('Sign in');
    const known = `post_logout_redirect_uri=${encodeURIComponent(REDIRECT)}&state=x`;
    expect((await browser.open(`/common/oauth2/logout?${known}`)).location?.href).toBe(`${REDIRECT}?state=x`);
    const unknown = 'post_logout_redirect_uri=https://evil.example/';
    expect((await browser.open(`/common/oauth2/logout?${unknown}`)).location).toBeUndefined();
  });

  it('is not taken from another tenant, or from anything that was signed for another purpose', async () => {
    const { entra, address, browser } = await setUpAuthorize();
    await browser.open(address());
    const { headers } = await browser.press('Ada Smith');
    const cookie = String(headers['Set-Cookie']?.split(';')[0]);
    const damaged = `${cookie.slice(0, -4)}AAAA`;
    for (const each of [damaged, 'ESTSAUTH=nonsense', 'other=1']) {
      const { status } = await ask(entra, address(), undefined, { headers: { cookie: each } });
      expect(status).toBe(200);
    }
    const { status } = await ask(entra, address(), undefined, { headers: { cookie: `a=b; ${cookie}` } });
    expect(status).toBe(302);
  });
});

describe('prompt=none', () => {
  it('signs in whom the client names, without a session', async () => {
    const { entra, address } = await setUpAuthorize();
    const { headers } = await ask(entra, address({ prompt: 'none', login_hint: 'ada@fabrikam.example' }));
    expect(headers['Location']).toContain('code=0.');
  });

  it.each([
    ['nobody', {}, 'login_required', 50058],
    ['somebody who does not exist', { login_hint: 'eve@fabrikam.example' }, 'login_required', 50058],
    ['somebody with a password', { login_hint: 'pia@fabrikam.example' }, 'login_required', 50058],
    ['a disabled account', { login_hint: 'dan@fabrikam.example' }, 'interaction_required', 50057],
    [
      'what was not granted',
      { login_hint: 'ada@fabrikam.example', scope: 'Group.Read.All' },
      'consent_required',
      65001,
    ],
  ])('goes back with an error for %s', async (_what, changes: Record<string, string>, error, code) => {
    const { browser, address } = await setUpAuthorize();
    const { location } = await browser.open(address({ prompt: 'none', ...changes }));
    expect(location?.searchParams.get('error')).toBe(error);
    expect(location?.searchParams.get('error_description')).toMatch(new RegExp(`^AADSTS${code}: `));
    expect(location?.searchParams.get('state')).toBe('a state & more');
  });
});

describe('how the answer is sent', () => {
  it('behind a fragment', async () => {
    const { entra, address } = await setUpAuthorize();
    const form = { user: 'ada@fabrikam.example' };
    const { headers } = await ask(entra, address({ response_mode: 'fragment', client_info: '1' }), form);
    const { hash, search } = new URL(String(headers['Location']));
    expect(search).toBe('');
    expect(Object.keys(Object.fromEntries(new URLSearchParams(hash.slice(1))))).toEqual([
      'code',
      'client_info',
      'session_state',
      'state',
    ]);
  });

  it('in a form that works without a script', async () => {
    const { entra, address } = await setUpAuthorize();
    const form = { user: 'ada@fabrikam.example' };
    const { status, text, headers } = await ask(entra, address({ response_mode: 'form_post' }), form);
    expect(status).toBe(200);
    expect(text).toContain('<form method="post" action="http://localhost:4711/done"');
    expect(text).toContain('name="state" value="a state &amp; more"');
    expect(text).toContain('<button class="main">Continue</button>');
    expect(headers['Set-Cookie']).toContain('ESTSAUTH=');
    const script = /<script>(.*?)<\/script>/.exec(text)?.[1] ?? '';
    const hash = Buffer.from(await sha256(script), 'base64url').toString('base64');
    expect(headers['Content-Security-Policy']).toContain(`script-src 'sha256-${hash}'`);
  });

  it('to where the registration says first, when the client says nothing', async () => {
    const { entra, parameters } = await setUpAuthorize();
    const { redirect_uri: _, ...rest } = parameters;
    const url = `/${TENANT}/oauth2/v2.0/authorize?${new URLSearchParams(rest)}`;
    const { headers } = await ask(entra, url, { user: 'ada@fabrikam.example' });
    expect(headers['Location']).toMatch(/^http:\/\/localhost\/done\?code=/);
  });
});

describe('a bad request', () => {
  it.each([
    ['another address', { redirect_uri: 'https://evil.example/' }, 50011, 'does not match the redirect URIs'],
    ['another path', { redirect_uri: 'http://localhost/else' }, 50011, 'does not match the redirect URIs'],
    ['another application', { client_id: TENANT }, 700016, 'was not found in the directory'],
    ['no application', { client_id: '' }, 900144, 'client_id'],
    ['another way to answer', { response_mode: 'smoke' }, 70007, 'smoke'],
  ])(
    'is told on a page when there is nobody to tell: %s',
    async (_what, changes: Record<string, string>, code, words) => {
      const { browser, address } = await setUpAuthorize();
      const page = await browser.open(address(changes));
      expect(page).toMatchObject({ status: 400, location: undefined, heading: 'Sign-in failed' });
      expect(page.text).toContain(`AADSTS${code}: `);
      expect(page.text).toContain(words);
    },
  );

  it.each([
    ['an ID token alone', { response_type: 'id_token' }, 'unsupported_response_type', 700054],
    ['an access token', { response_type: 'token' }, 'unsupported_response_type', 700051],
    ['no type', { response_type: '' }, 'invalid_request', 900144],
    ['no scope', { scope: '' }, 'invalid_request', 900144],
    ['an unknown scope', { scope: 'User.Raed' }, 'invalid_client', 650053],
    ['another prompt', { prompt: 'please' }, 'invalid_request', 90023],
    ['a short challenge', { code_challenge: 'short' }, 'invalid_request', 501491],
    ['another method', { code_challenge: VERIFIER, code_challenge_method: 'MD5' }, 'invalid_request', 50149],
  ])('goes back to the client: %s', async (_what, changes: Record<string, string>, error, code) => {
    const { browser, address } = await setUpAuthorize();
    const { status, location } = await browser.open(address(changes));
    expect(status).toBe(302);
    expect(location?.searchParams.get('error')).toBe(error);
    expect(location?.searchParams.get('error_description')).toMatch(new RegExp(`^AADSTS${code}: `));
    expect(location?.searchParams.get('error_uri')).toContain(String(code));
  });
});
