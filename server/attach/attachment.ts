import type { FixtureInfo } from '../../fixtures/describe-tenant.ts';
import type { TenantlessServer } from '../start-server.ts';

/** What a client needs to attach to a server, as `start --json` prints it and the control API answers. */
export interface Attachment {
  /** `https://localhost:8443` */
  readonly https: string;
  readonly http: string | undefined;
  /** For HTTPS_PROXY. */
  readonly proxy: string | undefined;
  /** Whether the proxy leads to hosts that we don't stand in for. */
  readonly proxyPassthrough: boolean;
  /** The file with the certificate authority that vouches for the server. */
  readonly ca: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export function attachmentOf(
  server: Pick<TenantlessServer, 'url' | 'httpUrl' | 'proxyUrl' | 'proxyPassthrough' | 'authority'>,
  info: Pick<FixtureInfo, 'tenantId' | 'clientId' | 'clientSecret'>,
): Attachment {
  return {
    https: server.url,
    http: server.httpUrl,
    proxy: server.proxyUrl,
    proxyPassthrough: server.proxyPassthrough,
    ca: server.authority.file,
    tenantId: info.tenantId,
    clientId: info.clientId,
    clientSecret: info.clientSecret,
  };
}
