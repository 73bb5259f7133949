import { describe, expect, it } from 'vitest';
import { setUpAuthorize, VERIFIER } from '../../../test/support/authorize.ts';
import { ask, REDIRECT, tokenPath } from '../../../test/support/entra.ts';
import { AUTHORIZATION_CODE_LIFETIME } from './codes.ts';
import { sha256 } from './jwt.ts';

describe('a code', () => {
  async function withCode(changes: Record<string, string> = {}) {
    const stage = await setUpAuthorize();
    const { headers } = await ask(stage.entra, stage.address(changes), { user: 'ada@fabrikam.example' });
    return { ...stage, code: new URL(String(headers['Location'])).searchParams.get('code') };
  }

  it('is good once', async () => {
    const { redeem, code, tenant } = await withCode();
    expect((await redeem(code)).status).toBe(200);
    expect((await redeem(code)).body).toMatchObject({ error: 'invalid_grant', error_codes: [54005] });
    tenant.restore(tenant.snapshot());
    expect((await redeem(code)).body).toMatchObject({ error_codes: [54005] });
  });

  it('is redeemed by one of two who come at once', async () => {
    const { redeem, code } = await withCode();
    const answers = await Promise.all([redeem(code), redeem(code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  it('is good for ten minutes', async () => {
    const { redeem, code, tenant } = await withCode();
    tenant.clock.advance(AUTHORIZATION_CODE_LIFETIME);
    expect((await redeem(code)).body).toMatchObject({ error: 'invalid_grant', error_codes: [70008] });
  });

  it('outlives a snapshot', async () => {
    const { redeem, code, tenant } = await withCode();
    tenant.restore(tenant.snapshot());
    expect((await redeem(code)).status).toBe(200);
  });

  it.each(['S256', 'plain'])('is for whoever began: %s', async (method) => {
    const challenge = method === 'plain' ? VERIFIER : await sha256(VERIFIER);
    const { redeem, code } = await withCode({ code_challenge: challenge, code_challenge_method: method });
    const wrong = await redeem(code, { code_verifier: `${VERIFIER}!` });
    expect(wrong.body).toMatchObject({ error: 'invalid_grant', error_codes: [501481] });
    expect((await redeem(code)).body).toMatchObject({ error_codes: [90014] });
    expect((await redeem(code, { code_verifier: VERIFIER })).status).toBe(200);
  });

  it.each([
    ['something else', { code: 'nonsense' }, 9002313],
    ['a code that nobody gave out', { code: `0.${'x'.repeat(64)}` }, 70000],
    ['nothing', { code: '' }, 90014],
    ['another address', { redirect_uri: 'http://localhost:4712/done' }, 500112],
    ['a secret that no native application has', { client_secret: 'secret' }, 700025],
    ['several APIs', { scope: 'User.Read https://management.azure.com/.default' }, 28000],
  ])('is refused: %s', async (_what, changes: Record<string, string>, code) => {
    const stage = await withCode();
    expect((await stage.redeem(stage.code, changes)).body).toMatchObject({ error_codes: [code] });
  });

  it('is refused when another client brings it', async () => {
    const { redeem, code, clients } = await withCode();
    const other = { client_id: clients.web.appId, client_secret: 'secret' };
    expect((await redeem(code, other)).body).toMatchObject({ error_codes: [70000] });
  });

  it('of a website needs its secret', async () => {
    const { entra, clients, grant, address, redeem } = await setUpAuthorize();
    const { web } = clients;
    grant(web, ['User.Read']);
    const at = { client_id: web.appId, redirect_uri: 'https://web.example/done' };
    const { headers } = await ask(entra, address(at), { user: 'ada@fabrikam.example' });
    const code = new URL(String(headers['Location'])).searchParams.get('code');
    expect(await redeem(code, at)).toMatchObject({ status: 401, body: { error_codes: [7000218] } });
    expect((await redeem(code, { ...at, client_secret: 'wrong' })).body).toMatchObject({
      error_codes: [7000215],
    });
    expect((await redeem(code, { ...at, client_secret: 'secret' })).status).toBe(200);
  });

  it('of a page in a browser is fetched from there, by PKCE, and lasts a day', async () => {
    const { tenant, entra, clients, grant, address, redeem } = await setUpAuthorize();
    const { page } = clients;
    grant(page, ['User.Read']);
    const at = { client_id: page.appId, redirect_uri: 'https://page.example/' };
    const codeFor = async (changes: Record<string, string>) => {
      const { headers } = await ask(entra, address({ ...at, ...changes }), { user: 'ada@fabrikam.example' });
      return new URL(String(headers['Location'])).searchParams.get('code');
    };
    const origin = { origin: 'https://page.example' };
    expect((await redeem(await codeFor({}), at, origin)).body).toMatchObject({ error_codes: [9002325] });
    const pkce = { code_challenge: await sha256(VERIFIER), code_challenge_method: 'S256' };
    const code = await codeFor(pkce);
    const proof = { ...at, code_verifier: VERIFIER };
    expect((await redeem(code, proof)).body).toMatchObject({ error_codes: [9002327] });
    const { status, headers, body } = await redeem(code, proof, origin);
    expect(status).toBe(200);
    expect(headers['Access-Control-Allow-Origin']).toBe('*');
    const again = (headers = {}) =>
      ask(
        entra,
        tokenPath,
        {
          grant_type: 'refresh_token',
          client_id: page.appId,
          refresh_token: String(body['refresh_token']),
          scope: 'User.Read',
        },
        { headers },
      );
    expect((await again()).body).toMatchObject({ error_codes: [9002327] });
    expect((await again(origin)).status).toBe(200);
    tenant.clock.advance(24 * 3_600_000);
    expect((await again(origin)).body).toMatchObject({ error_codes: [700084], suberror: 'bad_token' });
    const { body: foreign } = await redeem(
      await codeFor({ client_id: clients.tool.appId, redirect_uri: REDIRECT }),
      {
        redirect_uri: REDIRECT,
      },
      origin,
    );
    expect(foreign).toMatchObject({ error_codes: [9002326] });
  });
});
