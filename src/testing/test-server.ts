import { type Launched, type LaunchOptions, launch } from '../../server/index.ts';
import { sendOut } from '../../server/send-out.ts';
import { type TestTenant, testTenantOf } from './test-tenant.ts';

/** A tenant in a test that other programs reach: over HTTPS, HTTP and as a proxy. */
export interface TestServer extends TestTenant, Pick<Launched, 'url' | 'httpUrl' | 'proxyUrl' | 'authority'> {
  /** Ends what is under way and gives the ports back; `await using` does it too. */
  close(): Promise<void>;
}

/** As for `launch`, but that the clock is manual and the ports are free ones unless something else is said. */
export type StartServerOptions = LaunchOptions;

/**
 * Serves a tenant on free ports, with a clock that stands still until it is advanced. Throws EnvironmentError when it can't.
 * @example
 * await using server = await startServer({ tenant: 'contoso' });
 * await fetch(`${server.httpUrl}/health`);
 */
export async function startServer(options: StartServerOptions = {}): Promise<TestServer> {
  const launched = await launch({ clockMode: 'manual', port: 0, httpPort: 0, proxyPort: 0, ...options });
  const { url, httpUrl, proxyUrl, authority, close } = launched;
  // The getters of what a test sees of the tenant stay getters.
  return Object.defineProperties(
    { url, httpUrl, proxyUrl, authority, close },
    {
      ...Object.getOwnPropertyDescriptors(testTenantOf(launched, sendOut)),
      [Symbol.asyncDispose]: { value: close },
    },
  ) as unknown as TestServer;
}
