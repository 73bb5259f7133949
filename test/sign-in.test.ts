import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Launched, launch } from '../server/index.ts';

// The real clients, unmodified, in a process of their own: NODE_EXTRA_CA_CERTS is read when a process starts.

const run = promisify(execFile);
let cache: string;
let emulator: Launched;

beforeAll(async () => {
  cache = mkdtempSync(join(tmpdir(), 'tenantless-sign-in-'));
  emulator = await launch({ fixture: 'contoso', clockMode: 'manual', cache });
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
