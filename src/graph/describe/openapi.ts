// What is served of one version, as an OpenAPI 3.1 document. All of it follows from the type model, the signatures, the
// declarations and the permissions.
import type { BoundOperation } from '../declare/operations.ts';
import { Registry } from '../declare/registry.ts';
import type { Verb } from '../declare/resource.ts';
import { type GraphVersion, graphModel } from '../model/index.ts';
import { type Access, type Requirement, requirementFor } from '../permissions/permissions.ts';
import { DECLARATIONS } from '../resources/index.ts';
import { type Place, placesOf } from './places.ts';
import { type Json, Schemas } from './schemas.ts';

/** Which method a verb is, and whether it is asked of the set or of one of its entities. */
const VERBS: Partial<Record<Verb, readonly ['set' | 'entity', method: string, Access]>> = {
  list: ['set', 'get', 'read'],
  create: ['set', 'post', 'create'],
  get: ['entity', 'get', 'get'],
  update: ['entity', 'patch', 'update'],
  replace: ['entity', 'put', 'replace'],
  delete: ['entity', 'delete', 'delete'],
};

const QUERY_OPTIONS = ['$select', '$expand', '$filter', '$orderby', '$search', '$top', '$skip', '$count'];

/**
 * Makes the document of a version of Graph; some 5 MB for beta. `servers` is left to whoever knows the address.
 * @param version that of Tenantless
 */
export function openApiDocument(graph: GraphVersion, version: string): Json {
  const registry = new Registry(graphModel(graph), DECLARATIONS);
  const schemas = new Schemas(registry.model);
  const paths: Record<string, Record<string, unknown>> = {};
  const add = (template: string, method: string, operation: Json) => {
    paths[template] ??= parametersOf(template);
    (paths[template] as Record<string, unknown>)[method] = operation;
  };
  for (const place of placesOf(registry)) {
    for (const verb of place.node.resource.verbs) {
      const shape = VERBS[verb];
      if (!shape) continue;
      const [at, method, access] = shape;
      add(at === 'set' ? place.template : place.entity, method, verbOperation(schemas, place, verb, access));
    }
    for (const bound of place.operations) {
      const base = bound.signature.bound === 'set' ? place.template : place.entity;
      const method = bound.signature.kind === 'action' ? 'post' : 'get';
      add(`${base}/${callTemplate(bound)}`, method, boundOperation(schemas, place, bound));
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: `Microsoft Graph ${graph}, as Tenantless serves it`,
      version,
      description:
        'x-tenantless-behaviour is own or generic: whether a set or operation has behaviour of its own or is typed and stateful only. x-ms-permissions are what a caller must hold, the least privileged first.',
    },
    paths,
    components: {
      schemas: { ...schemas.all(), 'tenantless.error': ERROR },
      responses: {
        error: {
          description: 'Refused',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/tenantless.error' } } },
        },
      },
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
    security: [{ token: [] }],
  };
}

/** The error that every refusal is. */
const ERROR = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: {
        code: { type: 'string' },
        message: { type: 'string' },
        innerError: { type: 'object' },
      },
    },
  },
} as const;

function parametersOf(template: string): Record<string, unknown> {
  const names = [...template.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
  // The same type may stand in a path twice.
  const parameters = [...new Set(names)].map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  return parameters.length > 0 ? { parameters } : {};
}

function verbOperation(schemas: Schemas, { node }: Place, verb: Verb, access: Access): Json {
  const { resource, type } = node;
  const one = schemas.of(type.name, false);
  const list = { type: 'object', properties: { value: { type: 'array', items: one } } };
  const body = verb === 'create' || verb === 'update' || verb === 'replace';
  const status = verb === 'create' ? 201 : verb === 'delete' || isSilent(resource, verb) ? 204 : 200;
  return {
    ...(verb === 'list' || verb === 'get' ? { parameters: queryParameters(verb) } : {}),
    ...(body ? { requestBody: jsonContent(one, true) } : {}),
    responses: responses(status, status === 204 ? undefined : verb === 'list' ? list : one),
    ...marks(resource.generic, requirementFor(resource.permissionPath ?? resource.path, access)),
  };
}

const isSilent = ({ family, answersUpdate = family === 'intune' }: Place['node']['resource'], verb: Verb) =>
  (verb === 'update' || verb === 'replace') && !answersUpdate;

/** `assign`, `getState()`, `getEffectivePermissions(scope='{scope}')`. */
function callTemplate({ signature: { name, kind, parameters } }: BoundOperation): string {
  if (kind === 'action') return name;
  return `${name}(${parameters.map((each) => `${each.name}='{${each.name}}'`).join(',')})`;
}

function boundOperation(schemas: Schemas, { node }: Place, { signature, does }: BoundOperation): Json {
  const { name, kind, parameters, returns } = signature;
  const { path, permissionPath = path } = node.resource;
  const properties = parameters.map((each) => [each.name, schemas.of(each.type, each.collection)] as const);
  const required = parameters.filter(({ nullable }) => !nullable).map((each) => each.name);
  const result = returns && schemas.of(returns.type, returns.collection);
  const wrapped = returns?.collection ? { type: 'object', properties: { value: result } } : result;
  return {
    ...(kind === 'action' && parameters.length > 0
      ? {
          requestBody: jsonContent(
            { type: 'object', properties: Object.fromEntries(properties), ...(required[0] && { required }) },
            required.length > 0,
          ),
        }
      : {}),
    responses: responses(returns ? (does?.status ?? 200) : 204, wrapped),
    ...marks(!does, requirementFor(`${permissionPath}/${name}`, kind === 'action' ? 'write' : 'read')),
  };
}

function queryParameters(verb: Verb): Json[] {
  const options = verb === 'list' ? QUERY_OPTIONS : ['$select', '$expand'];
  return options.map((name) => ({ name, in: 'query', schema: { type: 'string' } }));
}

function responses(status: number, schema: Json | undefined): Json {
  const content = schema ? { content: { 'application/json': { schema } } } : {};
  return {
    [status]: { description: 'Done', ...content },
    default: { $ref: '#/components/responses/error' },
  };
}

function jsonContent(schema: Json, required: boolean): Json {
  return { required, content: { 'application/json': { schema } } };
}

function marks(generic: boolean, { delegated, application }: Requirement): Json {
  return {
    'x-tenantless-behaviour': generic ? 'generic' : 'own',
    'x-ms-permissions': {
      delegated: [...delegated.least, ...delegated.higher],
      application: [...application.least, ...application.higher],
    },
  };
}
