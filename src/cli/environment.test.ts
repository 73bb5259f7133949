import { describe, expect, it } from 'vitest';
import { STOOD_IN_HOSTS } from '../../server/hosts.ts';
import { resolveVariables, type Way } from './environment.ts';

const attachment = {
  https: 'https://localhost:8443',
  http: 'http://localhost:8080',
  proxy: 'http://localhost:8444',
  proxyPassthrough: false,
  ca: '/cache/ca.pem',
  tenantId: 'tenant',
  clientId: 'client',
  clientSecret: 'secret',
};
const trusted = { extra: '/cache/ca.pem', bundle: '/cache/ca-bundle.pem' };
const resolve = (ways: readonly Way[], environment: Record<string, string> = {}) =>
  resolveVariables({ attachment, ways, environment }, trusted);

const HOOK = expect.stringMatching(/^--require \S+\/server\/attach\/hook\.cjs$/);
const always = {
  TENANTLESS_URL: 'https://localhost:8443',
  AZURE_TENANT_ID: 'tenant',
  AZURE_CLIENT_ID: 'client',
  AZURE_CLIENT_SECRET: 'secret',
  NODE_EXTRA_CA_CERTS: '/cache/ca.pem',
  SSL_CERT_FILE: '/cache/ca-bundle.pem',
  REQUESTS_CA_BUNDLE: '/cache/ca-bundle.pem',
  CURL_CA_BUNDLE: '/cache/ca-bundle.pem',
};
const throughProxy = { HTTPS_PROXY: 'http://localhost:8444', NO_PROXY: 'localhost,127.0.0.1,::1' };

describe('the variables', () => {
  it('lead a client to another address, through the proxy, or into the hook', () => {
    expect(resolve(['env'])).toEqual({ ...always, AZURE_AUTHORITY_HOST: 'https://localhost:8443' });
    expect(resolve(['proxy'])).toEqual({ ...always, ...throughProxy, NODE_USE_ENV_PROXY: '1' });
    expect(resolve(['hook'])).toEqual({ ...always, NODE_OPTIONS: HOOK });
    expect(resolve(['proxy', 'hook'])).toEqual({ ...always, ...throughProxy, NODE_OPTIONS: HOOK });
  });

  it('leave the machine’s own authorities alone when there is no file for them', () => {
    const { SSL_CERT_FILE, REQUESTS_CA_BUNDLE, CURL_CA_BUNDLE, ...rest } = always;
    const situation = { attachment, ways: ['hook'], environment: {} } as const;
    expect(resolveVariables(situation, { extra: '/cache/ca.pem' })).toEqual({ ...rest, NODE_OPTIONS: HOOK });
  });

  it('unset what an earlier way has set, and nothing that somebody else has', () => {
    const { AZURE_AUTHORITY_HOST } = resolve(['env']) as Record<string, string>;
    expect(resolve(['hook'], { AZURE_AUTHORITY_HOST: AZURE_AUTHORITY_HOST as string })).toMatchObject({
      AZURE_AUTHORITY_HOST: null,
    });
    const government = { AZURE_AUTHORITY_HOST: 'https://login.microsoftonline.us' };
    expect(resolve(['hook'], government)).not.toHaveProperty('AZURE_AUTHORITY_HOST');

    expect(resolve(['env'], { HTTPS_PROXY: 'http://localhost:8444' })).toMatchObject({ HTTPS_PROXY: null });
    expect(resolve(['env'], { HTTPS_PROXY: 'http://corporate:3128' })).not.toHaveProperty('HTTPS_PROXY');

    const hooked = resolve(['hook'])['NODE_OPTIONS'] as string;
    expect(resolve(['env'], { NODE_OPTIONS: hooked })).toMatchObject({ NODE_OPTIONS: null });
    expect(resolve(['env'], { NODE_OPTIONS: `--no-warnings ${hooked}` })).toMatchObject({
      NODE_OPTIONS: '--no-warnings',
    });
    expect(resolve(['env'], { NODE_OPTIONS: '--no-warnings' })).not.toHaveProperty('NODE_OPTIONS');
  });

  it('keep Node options and exceptions that are there, and do not grow when set again', () => {
    const before = { NODE_OPTIONS: '--no-warnings', NO_PROXY: 'intranet, localhost' };
    const once = resolve(['proxy', 'hook'], before) as Record<string, string>;
    expect(once['NODE_OPTIONS']).toMatch(/^--no-warnings --require \S+$/);
    expect(once['NO_PROXY']).toBe('intranet,localhost,127.0.0.1,::1');
    expect(resolve(['proxy', 'hook'], once)).toEqual(once);
  });

  it('keep another proxy from taking requests away', () => {
    const environment = { HTTPS_PROXY: 'http://corporate:3128', NO_PROXY: 'intranet' };
    const exceptions = ['intranet', 'localhost', '127.0.0.1', '::1'].join(',');
    expect(resolve(['env'], environment)).toMatchObject({ NO_PROXY: exceptions });
    const hooked = resolve(['hook'], environment);
    expect(hooked).toMatchObject({ NO_PROXY: [exceptions, ...STOOD_IN_HOSTS].join(',') });
    expect(hooked).not.toHaveProperty('HTTPS_PROXY');
    // Its exceptions would lead past our own proxy.
    const proxied = resolve(['proxy'], { ...environment, NO_PROXY: hooked['NO_PROXY'] as string });
    expect(proxied).toMatchObject({ NO_PROXY: exceptions, HTTPS_PROXY: 'http://localhost:8444' });
  });

  it('are set in lower case too where they are so set, since curl and Python look there first', () => {
    const variables = resolve(['proxy'], { https_proxy: 'http://corporate:3128', no_proxy: 'intranet' });
    expect(variables).toMatchObject({
      HTTPS_PROXY: 'http://localhost:8444',
      https_proxy: 'http://localhost:8444',
      NO_PROXY: 'intranet,localhost,127.0.0.1,::1',
      no_proxy: 'intranet,localhost,127.0.0.1,::1',
    });
  });
});
