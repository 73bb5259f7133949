// `tenantless/vitest/setup`: for vitest's `globalSetup`. One server for a whole run, which tests find by `inject('tenantless')`.
import type { TestProject } from 'vitest/node';
import { type StartServerOptions, startServer } from './test-server.ts';

/** Where the server of a run is. */
export interface ServedTenant {
  /** Over HTTPS: what Microsoft's libraries insist on. */
  readonly url: string;
  /** Undefined when the server was told to go without. */
  readonly httpUrl: string | undefined;
  readonly proxyUrl: string | undefined;
  /** What `tenantless env` prints. It is set in the tests and in all that they start. */
  readonly environment: Readonly<Record<string, string>>;
}

declare module 'vitest' {
  interface ProvidedContext {
    tenantless: ServedTenant;
  }
}

/**
 * A global setup that serves another tenant than contoso. The tests share it.
 * @example export default serveTenant({ tenant: 'contoso-jit' });
 */
export function serveTenant(options: StartServerOptions = {}) {
  return async (project: Pick<TestProject, 'provide'>): Promise<() => Promise<void>> => {
    const server = await startServer(options);
    const { url, httpUrl, proxyUrl, authority, info } = server;
    const environment = {
      TENANTLESS_URL: url,
      AZURE_TENANT_ID: info.tenantId,
      AZURE_CLIENT_ID: info.clientId,
      AZURE_CLIENT_SECRET: info.clientSecret,
      AZURE_AUTHORITY_HOST: url,
      NODE_EXTRA_CA_CERTS: authority.file,
    };
    // Before the processes of the tests are started: Node reads whom it trusts once.
    Object.assign(process.env, environment);
    project.provide('tenantless', { url, httpUrl, proxyUrl, environment });
    return () => server.close();
  };
}

// biome-ignore lint/style/noDefaultExport: vitest takes a global setup by its default export
export default serveTenant();
