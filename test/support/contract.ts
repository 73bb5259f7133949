// Microsoft's own Graph client and sign-in library, unmodified, against a server over HTTPS. Each test file has its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClientSecretCredential } from '@azure/identity';
import { Client, type ClientOptions, GraphError } from '@microsoft/microsoft-graph-client';
import { TokenCredentialAuthenticationProvider } from '@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials/index.js';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { type Launched, launch } from '../../server/index.ts';
import { createTrustingFetch, type FetchInit } from '../../src/cli/trusting-fetch.ts';

/** Which app registration of the fixture signs in: one that may do everything, one that may read, one that may nothing. */
export type Registration = 'automation' | 'reporting' | 'noPermissions';

const REGISTRATIONS: readonly Registration[] = ['automation', 'reporting', 'noPermissions'];

export interface Contract {
  readonly emulator: Launched;
  /** A client that signs in with @azure/identity, set up as docs/sign-in.md says. */
  client(version?: 'beta' | 'v1.0', registration?: Registration): Client;
  /** A client with other options than those. */
  clientWith(options: ClientOptions): Client;
  credential(registration?: Registration): ClientSecretCredential;
}

/**
 * Serves a fixture for the tests of a file. The clients call the global `fetch`; a process gets it to trust one more
 * authority with NODE_EXTRA_CA_CERTS, which is read when it begins (test/graph-client.test.ts does that). Here it is
 * replaced by one that trusts it already.
 */
export function serveContract(fixture = 'contoso'): Contract {
  let cache: string;
  let emulator: Launched;
  let stop = () => {};
  const credentials = new Map<Registration, ClientSecretCredential>();

  beforeAll(async () => {
    cache = mkdtempSync(join(tmpdir(), 'tenantless-contract-'));
    emulator = await launch({ tenant: fixture, clockMode: 'manual', cache });
    const trusting = createTrustingFetch(emulator.authority.certificate);
    stop = () => trusting[Symbol.dispose]();
    const original = globalThis.fetch;
    vi.stubGlobal('fetch', (url: string, init?: FetchInit) =>
      (url.startsWith('https:') ? trusting : original)(url, init),
    );
  });
  afterAll(async () => {
    vi.unstubAllGlobals();
    stop();
    await emulator?.close();
    rmSync(cache, { recursive: true, force: true });
  });

  const credential = (registration: Registration = 'automation') => {
    let known = credentials.get(registration);
    if (!known) {
      const { tenantId, registrations } = emulator.info;
      const { clientId, clientSecret } = registrations[REGISTRATIONS.indexOf(registration)] ?? emulator.info;
      known = new ClientSecretCredential(tenantId, clientId, clientSecret, {
        authorityHost: emulator.url,
        disableInstanceDiscovery: true,
        tlsOptions: { ca: emulator.authority.certificate },
      });
      credentials.set(registration, known);
    }
    return known;
  };
  const clientWith = (options: ClientOptions) =>
    Client.initWithMiddleware({
      baseUrl: `${emulator.url}/`,
      customHosts: new Set([new URL(emulator.url).hostname]),
      ...options,
    });
  return {
    get emulator() {
      return emulator;
    },
    credential,
    clientWith,
    client: (version = 'v1.0', registration = 'automation') =>
      clientWith({
        authProvider: new TokenCredentialAuthenticationProvider(credential(registration), {
          scopes: ['https://graph.microsoft.com/.default'],
        }),
        defaultVersion: version,
      }),
  };
}

/** The error that a request fails with, after a look at what every one of Graph's has. */
export async function refusal(request: Promise<unknown>): Promise<GraphError & { body: string }> {
  const error = await request.then(
    (answer) => expect.fail(`expected a refusal, not ${JSON.stringify(answer)}`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof GraphError)) throw error;
  const { code, message, innerError } = JSON.parse(error.body) as Record<string, Record<string, string>>;
  expect({ code, message }).toEqual({ code: error.code, message: error.message });
  expect(innerError).toMatchObject({
    // No time zone, as Graph writes it.
    date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
    'request-id': expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  });
  expect(error.requestId).toBe(innerError?.['request-id']);
  const headers = new Headers(error.headers);
  expect(headers.get('request-id')).toBe(error.requestId);
  // The client sends an id of its own with every request.
  expect(headers.get('client-request-id')).toBe(innerError?.['client-request-id']);
  expect(headers.get('content-type')).toMatch(/^application\/json/);
  return error;
}

/** What Intune's backend says inside of its message, without the ids and the address that follow. */
export function intuneMessage({ message }: GraphError): string {
  const { Message } = JSON.parse(message) as { Message: string };
  const [text = '', rest = ''] = Message.split(' - Operation ID (for customer support): ');
  expect(rest).toMatch(
    /^00000000-0000-0000-0000-000000000000 - Activity ID: [0-9a-f-]{36} - Url: https:\/\/fef\.msub05\.manage\.microsoft\.com\/\S+\?api-version=\d{4}-\d\d-\d\d/,
  );
  return text;
}
