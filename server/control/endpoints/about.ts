import { z } from 'zod';
import { defineEndpoint, type Endpoint, json } from '../endpoint.ts';
import { createOpenApi } from '../openapi.ts';
import { indexSchema } from '../schemas.ts';

/** What there is, the document about it, and the certificate authority. `others` are all the other endpoints. */
export function aboutEndpoints(
  others: readonly Endpoint[],
  version: string,
  certificate: string,
): Endpoint[] {
  let document: unknown;
  const about: Endpoint[] = [
    defineEndpoint({
      method: 'GET',
      path: '/',
      name: 'getIndex',
      summary: 'The endpoints of the control API',
      success: { status: 200, description: 'The endpoints', content: { 'application/json': indexSchema } },
      handle: () =>
        json({
          name: 'tenantless',
          version,
          openapi: '/_tenantless/openapi.json',
          endpoints: all.map(({ method, path, summary }) => ({
            method,
            path: `/_tenantless${path === '/' ? '' : path}`,
            summary,
          })),
        }),
    }),
    defineEndpoint({
      method: 'GET',
      path: '/openapi.json',
      name: 'getOpenApi',
      summary: 'The control API as an OpenAPI 3.1 document',
      success: {
        status: 200,
        description: 'The document',
        content: { 'application/json': z.looseObject({ openapi: z.string() }) },
      },
      handle: () => {
        document ??= createOpenApi(all, version);
        return json(document);
      },
    }),
    defineEndpoint({
      method: 'GET',
      path: '/ca.pem',
      name: 'getCertificateAuthority',
      summary: "The certificate authority's certificate, for the client that you test",
      success: { status: 200, description: 'The certificate', content: { 'application/x-pem-file': null } },
      handle: () => ({ kind: 'text', type: 'application/x-pem-file', text: certificate }),
    }),
  ];
  const all: readonly Endpoint[] = [...about, ...others];
  return about;
}
