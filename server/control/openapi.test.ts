import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineEndpoint, empty } from './endpoint.ts';
import { createOpenApi } from './openapi.ts';

describe('the OpenAPI document', () => {
  const document = createOpenApi(
    [
      defineEndpoint({
        method: 'POST',
        path: '/things/{thing}/parts',
        name: 'addPart',
        summary: 'Add a part',
        query: z.strictObject({
          at: z.enum(['front', 'back']).default('back').meta({ description: 'Where' }),
        }),
        body: z.strictObject({ size: z.int().default(3), name: z.string() }),
        example: { name: 'wheel' },
        success: { status: 204, description: 'It is added' },
        errors: [404],
        handle: () => empty,
      }),
    ],
    '1.2.3',
  ) as { paths: Record<string, Record<string, unknown>>; info: unknown };

  it('says of each endpoint what it takes and answers', () => {
    const error = { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } };
    expect(document.info).toMatchObject({ version: '1.2.3' });
    expect(document.paths).toEqual({
      '/things/{thing}/parts': {
        post: {
          operationId: 'addPart',
          summary: 'Add a part',
          parameters: [
            { name: 'thing', in: 'path', required: true, schema: { type: 'string' } },
            {
              name: 'at',
              in: 'query',
              required: false,
              description: 'Where',
              schema: { type: 'string', enum: ['front', 'back'], default: 'back' },
            },
          ],
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: {
                    size: expect.objectContaining({ type: 'integer', default: 3 }),
                    name: { type: 'string' },
                  },
                  required: ['name'],
                  additionalProperties: false,
                },
                example: { name: 'wheel' },
              },
            },
          },
          responses: {
            '204': { description: 'It is added' },
            '400': { description: expect.any(String), content: error },
            '403': { description: expect.any(String), content: error },
            '404': { description: expect.any(String), content: error },
            '413': { description: expect.any(String), content: error },
          },
        },
      },
    });
  });
});
