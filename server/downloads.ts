import type { IncomingMessage, ServerResponse } from 'node:http';
import { serveDownload } from '../src/graph/index.ts';
import type { Tenant } from '../src/tenant/index.ts';
import { send } from './respond.ts';

/** Answers downloads of exported reports. */
export function createDownloadEndpoint(tenant: Tenant) {
  return (incoming: IncomingMessage, outgoing: ServerResponse): undefined => {
    const response = serveDownload(tenant, incoming.method as string, incoming.url as string);
    const { status, headers, body } = response;
    send(outgoing, status, headers, typeof body === 'string' ? body : Buffer.from(body));
  };
}
