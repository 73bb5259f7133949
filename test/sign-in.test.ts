import 'reflect-metadata';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PemConverter, X509CertificateGenerator } from '@peculiar/x509';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Launched, launch } from '../server/index.ts';
import { SERVICES } from '../src/tenant/index.ts';

// The real clients, unmodified, in a process of their own: NODE_EXTRA_CA_CERTS is read when a process starts.

const run = promisify(execFile);
let cache: string;
let emulator: Launched;

beforeAll(async () => {
  cache = mkdtempSync(join(tmpdir(), 'tenantless-sign-in-'));
  emulator = await launch({ tenant: 'contoso', clockMode: 'manual', cache });
});

afterAll(async () => {
  await emulator?.close();
  rmSync(cache, { recursive: true, force: true });
});

/** Runs a module in Node with the environment block that `tenantless start` prints; it prints one JSON value. */
async function client(source: string, environment: Record<string, string> = {}): Promise<unknown> {
  const { tenantId, clientId, clientSecret } = emulator.info;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', source], {
    env: {
      PATH: process.env['PATH'] ?? '',
      AZURE_TENANT_ID: tenantId,
      AZURE_CLIENT_ID: clientId,
      AZURE_CLIENT_SECRET: clientSecret,
      AZURE_AUTHORITY_HOST: emulator.url,
      NODE_EXTRA_CA_CERTS: emulator.authority.file,
      TENANTLESS_URL: emulator.url,
      TOOL: '55555555-0000-4000-8000-000000000004',
      API: '55555555-0000-4000-8000-000000000006',
      ...environment,
    },
  });
  return JSON.parse(stdout);
}

const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] as string, 'base64url').toString()) as Record<string, unknown>;

describe('@azure/identity', () => {
  it('signs in with a client secret, and Graph takes its token', async () => {
    const result = (await client(`
      import { ClientSecretCredential } from '@azure/identity';
      const { AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET, TENANTLESS_URL } = process.env;
      const credential = new ClientSecretCredential(AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET, {
        disableInstanceDiscovery: true,
      });
      const { token, expiresOnTimestamp } = await credential.getToken('https://graph.microsoft.com/.default');
      const response = await fetch(TENANTLESS_URL + '/v1.0/users?$top=1', { headers: { Authorization: 'Bearer ' + token } });
      console.log(JSON.stringify({ token, lifetime: expiresOnTimestamp - Date.now(), status: response.status }));
    `)) as { token: string; lifetime: number; status: number };
    expect(result.status).toBe(200);
    expect(result.lifetime).toBeGreaterThan(3_500_000);
    expect(claimsOf(result.token)).toMatchObject({
      aud: 'https://graph.microsoft.com',
      iss: `https://sts.windows.net/${emulator.info.tenantId}/`,
      appid: emulator.info.clientId,
      tid: emulator.info.tenantId,
      idtyp: 'app',
      roles: emulator.info.registrations[0]?.permissions,
    });
  });

  it('signs in from the environment block alone, but for one option', async () => {
    const token = await client(`
      import { EnvironmentCredential } from '@azure/identity';
      const credential = new EnvironmentCredential({ disableInstanceDiscovery: true });
      const { token } = await credential.getToken('https://graph.microsoft.com/.default');
      console.log(JSON.stringify(token));
    `);
    expect(claimsOf(token as string)['appid']).toBe(emulator.info.clientId);
  });

  it('tells the reason when the secret is wrong', async () => {
    const message = await client(
      `
      import { EnvironmentCredential } from '@azure/identity';
      const credential = new EnvironmentCredential({ disableInstanceDiscovery: true, retryOptions: { maxRetries: 0 } });
      try {
        await credential.getToken('https://graph.microsoft.com/.default');
      } catch (error) {
        console.log(JSON.stringify(error.message));
      }
    `,
      { AZURE_CLIENT_SECRET: 'wrong' },
    );
    expect(message).toContain('AADSTS7000215: Invalid client secret provided.');
    expect(message).toContain(emulator.info.clientId);
  });
});

describe('@azure/msal-node', () => {
  const acquire = (options: string) => `
    import { ConfidentialClientApplication } from '@azure/msal-node';
    const { AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET, TENANTLESS_URL } = process.env;
    const application = new ConfidentialClientApplication({
      auth: {
        clientId: AZURE_CLIENT_ID,
        clientSecret: AZURE_CLIENT_SECRET,
        authority: TENANTLESS_URL + '/' + AZURE_TENANT_ID,
        ${options}
      },
    });
    const request = { scopes: ['https://graph.microsoft.com/.default'] };
    const first = await application.acquireTokenByClientCredential(request);
    const second = await application.acquireTokenByClientCredential(request);
    console.log(JSON.stringify({ token: first.accessToken, tokenType: first.tokenType, cached: second.fromCache }));
  `;

  it('signs in when it is told that it may trust the authority', async () => {
    const result = (await client(acquire('knownAuthorities: [new URL(TENANTLESS_URL).host],'))) as {
      token: string;
      tokenType: string;
      cached: boolean;
    };
    expect(result).toMatchObject({ tokenType: 'Bearer', cached: true });
    expect(claimsOf(result.token)['app_displayname']).toBe(emulator.info.registrations[0]?.displayName);
  });

  it('signs in with the answer of our instance discovery', async () => {
    const discovery = await client(`
      const authority = process.env.TENANTLESS_URL + '/common/oauth2/v2.0/authorize';
      const response = await fetch(process.env.TENANTLESS_URL + '/common/discovery/instance?api-version=1.1&authorization_endpoint=' + authority);
      console.log(JSON.stringify(await response.text()));
    `);
    const options = `cloudDiscoveryMetadata: ${JSON.stringify(discovery)},`;
    expect(await client(acquire(options))).toMatchObject({ tokenType: 'Bearer' });
  });
});

/** The address of the authority, and its host as one that MSAL may trust. */
const AUTHORITY = `
  const { AZURE_TENANT_ID, AZURE_CLIENT_ID, TENANTLESS_URL, TOOL, API } = process.env;
  const authority = TENANTLESS_URL + '/' + AZURE_TENANT_ID;
  const knownAuthorities = [new URL(TENANTLESS_URL).host];
  const answer = async (address, answers) =>
    fetch(address, { method: 'POST', body: new URLSearchParams(answers), redirect: 'manual' });
  const me = async (token) =>
    (await fetch(TENANTLESS_URL + '/v1.0/me', { headers: { Authorization: 'Bearer ' + token } })).json();
`;

describe('@azure/msal-node, for people', () => {
  const PRIYA = 'priya.raman@contoso.com';

  it('signs somebody in by an authorization code with PKCE, and goes on silently', async () => {
    const result = await client(`
      import { CryptoProvider, PublicClientApplication } from '@azure/msal-node';
      ${AUTHORITY}
      const application = new PublicClientApplication({ auth: { clientId: TOOL, authority, knownAuthorities } });
      const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
      const request = { scopes: ['User.Read'], redirectUri: 'http://localhost:4711' };
      const address = await application.getAuthCodeUrl({
        ...request, codeChallenge: challenge, codeChallengeMethod: 'S256', state: 'x', nonce: 'n',
      });
      const page = await (await fetch(address)).text();
      const response = await answer(address, { user: '${PRIYA}' });
      const { searchParams } = new URL(response.headers.get('location'));
      const first = await application.acquireTokenByCode({
        ...request, code: searchParams.get('code'), codeVerifier: verifier, state: searchParams.get('state'),
      });
      const [account] = await application.getTokenCache().getAllAccounts();
      const cached = await application.acquireTokenSilent({ account, scopes: ['User.Read'] });
      const refreshed = await application.acquireTokenSilent({ account, scopes: ['Group.Read.All'], forceRefresh: true });
      console.log(JSON.stringify({
        page: page.includes('Priya Raman'),
        user: account.username,
        nonce: first.idTokenClaims.nonce,
        fromCache: cached.fromCache,
        again: refreshed.fromCache,
        scopes: refreshed.scopes.includes('Group.Read.All'),
        name: (await me(refreshed.accessToken)).displayName,
      }));
    `);
    expect(result).toEqual({
      page: true,
      user: PRIYA,
      nonce: 'n',
      fromCache: true,
      again: false,
      scopes: true,
      name: 'Priya Raman',
    });
  });

  it('signs somebody in by a device code', async () => {
    const result = await client(`
      import { PublicClientApplication } from '@azure/msal-node';
      ${AUTHORITY}
      const application = new PublicClientApplication({ auth: { clientId: TOOL, authority, knownAuthorities } });
      const { account, accessToken } = await application.acquireTokenByDeviceCode({
        scopes: ['User.Read'],
        deviceCodeCallback: ({ userCode, verificationUri }) =>
          answer(verificationUri, { user_code: userCode, user: '${PRIYA}' }),
      });
      console.log(JSON.stringify({ user: account.username, name: (await me(accessToken)).displayName }));
    `);
    expect(result).toEqual({ user: PRIYA, name: 'Priya Raman' });
  });

  it('signs somebody in by name and password, and an API acts for them', async () => {
    const result = await client(`
      import { ConfidentialClientApplication, PublicClientApplication } from '@azure/msal-node';
      ${AUTHORITY}
      const tool = new PublicClientApplication({ auth: { clientId: TOOL, authority, knownAuthorities } });
      const password = { username: '${PRIYA}', password: 'anything' };
      let consent;
      const called = () => tool.acquireTokenByUsernamePassword({ ...password, scopes: ['api://' + API + '/access_as_user'] });
      try {
        await called();
      } catch (error) {
        consent = error.errorMessage;
      }
      await answer(
        authority + '/oauth2/v2.0/authorize?' + new URLSearchParams({
          client_id: TOOL, response_type: 'code', redirect_uri: 'http://localhost', scope: 'api://' + API + '/access_as_user',
        }),
        { user: '${PRIYA}', consent: 'accept' },
      );
      const api = new ConfidentialClientApplication({
        auth: { clientId: API, clientSecret: 'contoso-api-secret', authority, knownAuthorities },
      });
      const { accessToken } = await api.acquireTokenOnBehalfOf({
        oboAssertion: (await called()).accessToken, scopes: ['https://graph.microsoft.com/User.Read'],
      });
      console.log(JSON.stringify({ consent, name: (await me(accessToken)).displayName }));
    `);
    expect(result).toEqual({
      consent: expect.stringContaining('AADSTS65001: The user or administrator has not consented'),
      name: 'Priya Raman',
    });
  });

  it('is told that somebody has to be asked', async () => {
    const result = await client(`
      import { InteractionRequiredAuthError, PublicClientApplication } from '@azure/msal-node';
      ${AUTHORITY}
      const clientId = '14d82eec-204b-4c2f-b7e8-296a70dab67e';
      const application = new PublicClientApplication({ auth: { clientId, authority, knownAuthorities } });
      try {
        await application.acquireTokenByUsernamePassword({ username: '${PRIYA}', password: 'x', scopes: ['User.Read'] });
      } catch (error) {
        console.log(JSON.stringify([error instanceof InteractionRequiredAuthError, error.subError, error.errorNo]));
      }
    `);
    expect(result).toEqual([true, 'consent_required', 65001]);
  });
});

describe('certificates and device codes', () => {
  const ALGORITHM = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', publicExponent: new Uint8Array([1, 0, 1]) };
  let environment: Record<string, string>;

  beforeAll(async () => {
    const keys = await crypto.subtle.generateKey({ ...ALGORITHM, modulusLength: 2048 }, true, [
      'sign',
      'verify',
    ]);
    const certificate = await X509CertificateGenerator.createSelfSigned({
      name: 'CN=automation',
      keys,
      signingAlgorithm: ALGORITHM,
    });
    const privateKey = PemConverter.encode(
      await crypto.subtle.exportKey('pkcs8', keys.privateKey),
      'PRIVATE KEY',
    );
    const key = Buffer.from(certificate.rawData).toString('base64');
    const [application] = emulator.tenant.collection('applications').where('appId', emulator.info.clientId);
    emulator.tenant
      .collection('applications')
      .update(application?.id as string, { keyCredentials: [{ key, usage: 'Verify' }] }, SERVICES.seed);
    environment = {
      BUNDLE: `${privateKey}\n${certificate.toString('pem')}\n`,
      PRIVATE_KEY: privateKey,
      THUMBPRINT: Buffer.from(await certificate.getThumbprint('SHA-256')).toString('hex'),
    };
  });

  it('@azure/msal-node signs in with a certificate', async () => {
    const token = await client(
      `
      import { ConfidentialClientApplication } from '@azure/msal-node';
      ${AUTHORITY}
      const { PRIVATE_KEY: privateKey, THUMBPRINT: thumbprintSha256 } = process.env;
      const application = new ConfidentialClientApplication({
        auth: { clientId: AZURE_CLIENT_ID, clientCertificate: { privateKey, thumbprintSha256 }, authority, knownAuthorities },
      });
      const { accessToken } = await application.acquireTokenByClientCredential({
        scopes: ['https://graph.microsoft.com/.default'],
      });
      console.log(JSON.stringify(accessToken));
    `,
      environment,
    );
    expect(claimsOf(token as string)).toMatchObject({ appid: emulator.info.clientId, appidacr: '2' });
  });

  it('@azure/identity signs in with a certificate', async () => {
    const token = await client(
      `
      import { ClientCertificateCredential } from '@azure/identity';
      const { AZURE_TENANT_ID, AZURE_CLIENT_ID, BUNDLE: certificate } = process.env;
      const credential = new ClientCertificateCredential(AZURE_TENANT_ID, AZURE_CLIENT_ID, { certificate }, {
        disableInstanceDiscovery: true,
      });
      console.log(JSON.stringify((await credential.getToken('https://graph.microsoft.com/.default')).token));
    `,
      environment,
    );
    expect(claimsOf(token as string)['appid']).toBe(emulator.info.clientId);
  });

  it('@azure/identity signs somebody in by a device code, as Azure CLI', async () => {
    const token = await client(`
      import { DeviceCodeCredential } from '@azure/identity';
      ${AUTHORITY}
      const credential = new DeviceCodeCredential({
        clientId: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
        tenantId: AZURE_TENANT_ID,
        disableInstanceDiscovery: true,
        userPromptCallback: ({ userCode, verificationUri }) =>
          answer(verificationUri, { user_code: userCode, user: 'noor.haddad@contoso.com' }),
      });
      console.log(JSON.stringify((await credential.getToken('https://graph.microsoft.com/.default')).token));
    `);
    expect(claimsOf(token as string)).toMatchObject({
      app_displayname: 'Microsoft Azure CLI',
      upn: 'noor.haddad@contoso.com',
      scp: expect.stringContaining('Directory.AccessAsUser.All'),
      wids: expect.arrayContaining(['62e90394-69f5-4237-9190-012177145e10']),
    });
  });
});
