import { z } from 'zod';
import { type Endpoint, pathParameters } from './endpoint.ts';
import { NAMED_SCHEMAS } from './schemas.ts';

type Json = Readonly<Record<string, unknown>>;

const STATUS_TEXT: Readonly<Record<number, string>> = {
  400: 'The input is no good; the details say where',
  403: 'Pages of other sites are not answered',
  404: 'There is no such thing',
  409: 'Not in this state',
  413: 'The body is too long',
  503: 'Too many readers',
};

/** The OpenAPI 3.1 document of a list of endpoints. */
export function createOpenApi(endpoints: readonly Endpoint[], version: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const endpoint of endpoints) {
    paths[endpoint.path] ??= {};
    (paths[endpoint.path] as Record<string, Json>)[endpoint.method.toLowerCase()] = operation(endpoint);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tenantless control API',
      version,
      description:
        'Drives an emulated Microsoft Intune tenant: its clock, its devices, its state, and what happened in it.',
    },
    servers: [{ url: '/_tenantless' }],
    paths,
    components: { schemas: components() },
  };
}

function operation({
  name,
  summary,
  description,
  path,
  method,
  query,
  body,
  example,
  success,
  errors = [],
}: Endpoint): Json {
  const parameters = [
    ...pathParameters(path).map((parameter) => ({
      name: parameter,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...(query ? queryParameters(query) : []),
  ];
  const refused = [400, ...(method === 'GET' ? [] : [403]), ...(body ? [413] : []), ...errors];
  return {
    operationId: name,
    summary,
    ...(description && { description }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: !body.safeParse(undefined).success,
        content: {
          'application/json': { schema: schemaOf(body), ...(example !== undefined && { example }) },
        },
      },
    }),
    responses: {
      [success.status]: {
        description: success.description,
        ...(success.content && { content: contentOf(success.content) }),
      },
      ...Object.fromEntries(
        [...new Set(refused)].map((status) => [
          status,
          {
            description: STATUS_TEXT[status],
            content: { 'application/json': { schema: reference('Error') } },
          },
        ]),
      ),
    },
  };
}

function queryParameters(query: z.ZodObject): Json[] {
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: 'input' });
  return Object.entries(properties).map(([name, schema]) => {
    const { description, ...rest } = schema as Json;
    return {
      name,
      in: 'query',
      required: required.includes(name),
      ...(description ? { description } : {}),
      schema: rest,
    };
  });
}

function contentOf(content: Readonly<Record<string, z.ZodType | null>>): Json {
  return Object.fromEntries(
    Object.entries(content).map(([type, schema]) => [
      type,
      { schema: schema ? schemaOf(schema) : { type: 'string' } },
    ]),
  );
}

/** A reference when the schema has a name. */
function schemaOf(schema: z.ZodType): Json {
  for (const [name, named] of Object.entries(NAMED_SCHEMAS)) if (named === schema) return reference(name);
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return rest;
}

function reference(name: string): Json {
  return { $ref: `#/components/schemas/${name}` };
}

function components(): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(NAMED_SCHEMAS)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { io: 'input', uri: (id) => `#/components/schemas/${id}` });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema: _, $id: __, ...schema }]) => [name, schema]),
  );
}
