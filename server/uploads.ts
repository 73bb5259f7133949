import type { IncomingMessage, ServerResponse } from 'node:http';
import { isBlockList, receiveUpload } from '../src/graph/index.ts';
import type { Tenant } from '../src/tenant/index.ts';
import { BodyError, hasBody, readBody } from './read-body.ts';
import { send, sendError } from './respond.ts';

/** Answers uploads of app content. What is uploaded is counted as it comes in, and kept nowhere: an app may have gigabytes. */
export function createUploadEndpoint(tenant: Tenant) {
  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const url = incoming.url as string;
    let bytes = 0;
    let text: string | undefined;
    try {
      if (hasBody(incoming) && isBlockList(url)) text = await readBody(incoming);
      else for await (const chunk of incoming as AsyncIterable<Buffer>) bytes += chunk.length;
    } catch (error) {
      // Who went away in the middle of it hears no answer.
      if (!(error instanceof BodyError)) return;
      sendError(outgoing, error.status, error.code, error.message, { Connection: 'close' });
      return;
    }
    const header = (name: string) => {
      const value = incoming.headers[name];
      return Array.isArray(value) ? value.join(', ') : value;
    };
    const method = incoming.method as string;
    const response = receiveUpload(tenant, { method, url, header, bytes, text });
    send(outgoing, response.status, response.headers, response.body);
  };
}
