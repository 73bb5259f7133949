import { z } from 'zod';
import { openApiDocument } from '../../../src/graph/describe/openapi.ts';
import { defineEndpoint, type Endpoint, json } from '../endpoint.ts';
import { notFound } from '../errors.ts';

/** What is served of Microsoft Graph, for client generators and for who wants to know. */
export function graphEndpoints(version: string): Endpoint[] {
  return [
    defineEndpoint({
      method: 'GET',
      path: '/graph/{version}/openapi.json',
      name: 'getGraphOpenApi',
      summary: 'What is served of Microsoft Graph v1.0 or beta, as an OpenAPI 3.1 document',
      success: {
        status: 200,
        description: 'The document',
        content: { 'application/json': z.looseObject({ openapi: z.string() }) },
      },
      errors: [404],
      handle({ params }) {
        const asked = params['version'];
        if (asked !== 'v1.0' && asked !== 'beta')
          throw notFound(`Microsoft Graph has no version '${asked}'.`, 'The versions are v1.0 and beta.');
        return json(openApiDocument(asked, version));
      },
    }),
  ];
}
