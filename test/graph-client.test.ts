import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

// Nothing of ours in between: `tenantless start --json` in a process, and a script in another one that has what a user has,
// the clients as they come from npm and the environment. test/contract looks at the answers in detail.

const MAIN = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));
const run = promisify(execFile);

let cache: string;
let server: ChildProcess;
let ready: Record<'https' | 'ca' | 'tenantId' | 'clientId' | 'clientSecret', string>;

beforeAll(async () => {
  cache = mkdtempSync(join(tmpdir(), 'tenantless-client-'));
  const args = ['--import', 'tsx', MAIN, 'start', '--json', '--port', '0', '--http-port', '0'];
  server = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'] ?? '', TENANTLESS_CACHE: cache },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`tenantless start ended with ${code}`)));
    server.stdout?.setEncoding('utf8').once('data', resolve);
  });
  ready = JSON.parse(line);
});

afterAll(async () => {
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill();
  await gone;
  rmSync(cache, { recursive: true, force: true });
});

const SCRIPT = `
import { ClientSecretCredential } from '@azure/identity';
import { Client } from '@microsoft/microsoft-graph-client';
import { TokenCredentialAuthenticationProvider } from '@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials/index.js';

const { AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET, TENANTLESS_URL } = process.env;
const credential = new ClientSecretCredential(AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET, {
  disableInstanceDiscovery: true,
});
const graph = Client.initWithMiddleware({
  authProvider: new TokenCredentialAuthenticationProvider(credential, {
    scopes: ['https://graph.microsoft.com/.default'],
  }),
  baseUrl: TENANTLESS_URL,
  customHosts: new Set([new URL(TENANTLESS_URL).hostname]),
  defaultVersion: 'beta',
});
const target = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };

const policy = await graph.api('/deviceManagement/deviceConfigurations').post({
  '@odata.type': '#microsoft.graph.iosDeviceFeaturesConfiguration',
  displayName: 'JIT',
  iosSingleSignOnExtension: {
    '@odata.type': '#microsoft.graph.iosAzureAdSingleSignOnExtension',
    bundleIdAccessControlList: ['com.contoso.workapp'],
    configurations: [
      { '@odata.type': '#microsoft.graph.keyStringValuePair', key: 'device_registration', value: '{{DEVICEREGISTRATION}}' },
      { '@odata.type': '#microsoft.graph.keyIntegerValuePair', key: 'browser_sso_interaction_enabled', value: 1 },
    ],
  },
});
await graph.api('/deviceManagement/deviceConfigurations/' + policy.id + '/assign').post({ assignments: [{ target }] });

const compliance = await graph.api('/deviceManagement/deviceCompliancePolicies').post({
  '@odata.type': '#microsoft.graph.iosCompliancePolicy',
  displayName: 'Passcode',
  passcodeRequired: true,
  scheduledActionsForRule: [
    { ruleName: 'PasscodeRequired', scheduledActionConfigurations: [{ actionType: 'block', gracePeriodHours: 0 }] },
  ],
});
await graph.api('/deviceManagement/deviceCompliancePolicies/' + compliance.id + '/assign').post({ assignments: [{ target }] });

const apps = '/deviceAppManagement/mobileApps';
const { value: [authenticator] } = await graph.api(apps).filter("displayName eq 'Microsoft Authenticator'").get();
await graph.api(apps + '/' + authenticator.id + '/assign').post({ mobileAppAssignments: [{ intent: 'required', target }] });

const refused = await graph.api('/users/nobody@contoso.com').get().catch(({ statusCode, code }) => ({ statusCode, code }));
const verdict = await fetch(TENANTLESS_URL + '/_tenantless/verify');
console.log(JSON.stringify({ version: policy.version, refused, verdict: await verdict.json() }));
`;

it('carries out the procedure with the clients and the environment that a user has', async () => {
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', SCRIPT], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: {
      PATH: process.env['PATH'] ?? '',
      NODE_EXTRA_CA_CERTS: ready.ca,
      AZURE_TENANT_ID: ready.tenantId,
      AZURE_CLIENT_ID: ready.clientId,
      AZURE_CLIENT_SECRET: ready.clientSecret,
      AZURE_AUTHORITY_HOST: ready.https,
      TENANTLESS_URL: ready.https,
    },
  });
  const result = JSON.parse(stdout);
  expect(result).toMatchObject({
    version: 1,
    refused: { statusCode: 404, code: 'Request_ResourceNotFound' },
    verdict: { verdict: 'pass' },
  });
});
