// Requests that nobody would send, and some that somebody might, for whoever asks Graph anything.
import fc from 'fast-check';
import { loadFixture } from '../../fixtures/index.ts';
import { createEmulator } from '../../src/emulator.ts';
import { Registry } from '../../src/graph/declare/registry.ts';
import { placesOf } from '../../src/graph/describe/places.ts';
import { graphModel, signaturesOf, type TypeModel } from '../../src/graph/model/index.ts';
import { DECLARATIONS } from '../../src/graph/resources/index.ts';
import { Tenant } from '../../src/tenant/index.ts';
import { type Answer, type Client, graphClient, ORIGIN } from './graph-client.ts';

export interface AnyRequest {
  readonly method: string;
  readonly url: string;
  readonly body: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** Contoso as it is after the procedure, with a device. */
export function busyContoso(): Client {
  const tenant = new Tenant({ seed: 5 });
  loadFixture(tenant, 'contoso-jit');
  const { graph, simulation } = createEmulator(tenant);
  simulation.act(simulation.create({ user: 'priya.raman@contoso.com' }).id, { do: 'enroll' });
  return graphClient(tenant, undefined, graph);
}

const sample = busyContoso();
const { resources: RESOURCES } = sample.graph.declarations;
const signatures = [...signaturesOf('beta').values()].flat();
/** The names of what can be done to entities of a type. */
const operationsOf = (type: TypeModel) =>
  signatures.filter(({ on }) => type.isA(`microsoft.graph.${on}`)).map(({ name }) => name);
const MISSING = '3f5b8c1e-0000-4000-8000-000000000000';
const idsOf = (set: string) => [...sample.tenant.collection(set)].slice(0, 2).map(({ id }) => id);
const IDS = [...RESOURCES.flatMap(({ path }) => idsOf(path)), 'priya.raman@contoso.com', MISSING];
const TYPES = [
  ...new Set(RESOURCES.flatMap(({ typeName }) => [...(graphModel('beta').type(typeName)?.derived() ?? [])])),
].filter(({ name }) => /ios|apple|dep|user|group|device$/i.test(name));
const type = fc.constantFrom(...TYPES);
const property = type.chain(({ properties }) => fc.constantFrom('id', 'displayName', ...properties.keys()));

// ---- Paths

const version = fc.constantFrom('beta', 'v1.0');
const junk = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    '%',
    '%ZZ',
    '%00',
    '..',
    "('",
    "'')",
    '()',
    '(a=1)',
    '$metadata',
    '__proto__',
    'constructor',
  ),
);
/** A number picks one of the ids that the set has. */
const key = fc.oneof(
  { weight: 8, arbitrary: fc.nat() },
  { weight: 2, arbitrary: fc.constantFrom(...IDS) },
  { weight: 1, arbitrary: junk },
);
const tail = fc.oneof(
  fc.constantFrom(
    '$count',
    '$ref',
    '$value',
    'assign',
    'assignments',
    'members/$ref',
    'displayName',
    'version',
  ),
  fc.constantFrom(...signatures.map(({ name }) => name)),
  property,
  type.map(({ name }) => name),
  junk,
);
/** Everything that is served, generic or not. */
const PLACES = (['v1.0', 'beta'] as const).flatMap((each) =>
  placesOf(new Registry(graphModel(each), DECLARATIONS)).map(({ template, entity, node }) => ({
    version: each,
    template,
    entity,
    node,
  })),
);
const path = fc
  .record({
    version: fc.oneof(
      { weight: 12, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constantFrom('v1.0', 'beta', 'v2.0', '') },
    ),
    place: fc.oneof(
      { weight: 1, arbitrary: fc.constantFrom(...PLACES) },
      { weight: 2, arbitrary: fc.constantFrom(...PLACES.filter(({ node }) => !node.resource.generic)) },
    ),
    keys: fc.array(key, { minLength: 3, maxLength: 3 }),
    parenthesis: fc.boolean(),
    keyed: fc.boolean(),
    tails: fc.oneof(
      { weight: 3, arbitrary: fc.constant<string[]>([]) },
      { weight: 2, arbitrary: fc.array(tail, { minLength: 1, maxLength: 3 }) },
    ),
  })
  .map(({ version: other, place, keys, parenthesis, keyed, tails }) => {
    const parts: string[] = [];
    const walked: string[] = [];
    for (const [index, part] of (keyed ? place.entity : place.template).slice(1).split('/').entries()) {
      if (!part.startsWith('{')) {
        parts.push(part);
        if (!part.startsWith('microsoft.graph.')) walked.push(part);
        continue;
      }
      const own = idsOf(walked.join('/'));
      const chosen = keys[index % keys.length] ?? MISSING;
      const value = typeof chosen === 'string' ? chosen : (own[chosen % own.length] ?? MISSING);
      if (parenthesis) parts.push(`${parts.pop()}('${value}')`);
      else parts.push(value);
    }
    return `/${[other ?? place.version, ...parts, ...tails].join('/')}`;
  });

// ---- Queries

const literal = fc.constantFrom(
  "'x'",
  'true',
  '1',
  'null',
  `'${MISSING}'`,
  '2026-01-01T00:00:00Z',
  "'compliant'",
);
/** Query strings about the properties that `name` gives. */
function queryOf(name: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const clause = fc.oneof(
    fc.tuple(name, fc.constantFrom('eq', 'ne', 'gt', 'has'), literal).map((words) => words.join(' ')),
    fc.tuple(fc.constantFrom('startswith', 'contains', 'endsWith'), name).map(([f, p]) => `${f}(${p},'a')`),
    name.map((each) => `${each}/any(x:x eq 'a')`),
    type.map((each) => `isof('${each.name}')`),
    fc.string({ maxLength: 20 }),
  );
  const filter = fc
    .array(clause, { minLength: 1, maxLength: 3 })
    .chain((clauses) => fc.constantFrom(' and ', ' or ', ') or not (').map((word) => clauses.join(word)));
  const option = fc.oneof(
    filter.map((text) => `$filter=${encodeURIComponent(text)}`),
    fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => `$select=${names.join(',')}`),
    name.map((each) => `$expand=${each}($expand=${each};$top=1)`),
    fc.constantFrom(
      '$expand=assignments',
      '$expand=*',
      '$expand=members($select=id)',
      '$count=true',
      '$count=x',
    ),
    fc.tuple(name, fc.constantFrom('', ' desc', ' up')).map(([each, way]) => `$orderby=${each}${way}`),
    fc.oneof(fc.integer(), fc.constantFrom(0, 1, 3, 999, 1e21)).map((count) => `$top=${count}`),
    fc.integer({ min: -2, max: 5 }).map((count) => `$skip=${count}`),
    fc.string({ maxLength: 20 }).map((text) => `$search=${encodeURIComponent(text)}`),
    fc.string({ maxLength: 20 }).map((text) => `$skiptoken=${encodeURIComponent(text)}`),
    fc.tuple(junk, junk).map(([each, value]) => `${each}=${value}`),
  );
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant('') },
    {
      weight: 2,
      arbitrary: fc.array(option, { minLength: 1, maxLength: 4 }).map((all) => `?${all.join('&')}`),
    },
  );
}
const query = queryOf(property);

// ---- Bodies and headers

const wrong = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom<unknown>(2 ** 40, -1, '', '__proto__'));

/** A value that a property might have. */
function fitting(model: TypeModel, name: string): fc.Arbitrary<unknown> {
  const declared = model.properties.get(name);
  if (!declared) return wrong;
  const { members = [] } = graphModel('beta').type(declared.type) ?? {};
  const [first] = members;
  const one =
    first !== undefined
      ? fc.constant(first)
      : declared.type === 'Edm.Boolean'
        ? fc.boolean()
        : declared.type === 'Edm.String'
          ? fc.string({ maxLength: 10 })
          : declared.type.startsWith('Edm.Int')
            ? fc.integer({ min: 0, max: 20 })
            : wrong;
  return declared.collection ? fc.array(one, { maxLength: 2 }) : one;
}

const bodyOf = (model: TypeModel): fc.Arbitrary<object> =>
  fc
    .array(fc.constantFrom('displayName', ...model.properties.keys()), { maxLength: 5 })
    .chain((names) =>
      fc.record(
        Object.fromEntries(
          names.map((name) => [
            name,
            fc.oneof({ weight: 12, arbitrary: fitting(model, name) }, { weight: 1, arbitrary: wrong }),
          ]),
        ),
      ),
    )
    .map((body) => ({ '@odata.type': `#${model.name}`, ...body }));
const typed = type.chain(bodyOf);
const action = fc.oneof(
  fc.constant({ scheduledActionConfigurations: [{ actionType: 'block', gracePeriodHours: 0 }] }),
  wrong,
);
const known = fc.oneof(
  fc.constantFrom(...IDS).map((id) => ({ '@odata.id': `${ORIGIN}/v1.0/directoryObjects/${id}` })),
  fc.constantFrom(...IDS).map((groupId) => ({
    assignments: [{ target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId } }],
  })),
  fc.array(action, { maxLength: 2 }).map((scheduledActionsForRule) => ({
    '@odata.type': '#microsoft.graph.iosCompliancePolicy',
    displayName: 'x',
    scheduledActionsForRule,
  })),
);
const body = fc.oneof(
  { weight: 5, arbitrary: typed.map((value) => JSON.stringify(value)) },
  { weight: 3, arbitrary: known.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 6 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 30 }) },
  { weight: 1, arbitrary: fc.constant('{"a":'.repeat(3000)) },
);
const headers = fc.record(
  {
    consistencylevel: fc.constantFrom('eventual', 'EVENTUAL', 'session'),
    'content-type': fc.constantFrom('application/json', 'application/json; charset=utf-8', 'text/plain', ''),
    accept: fc.constantFrom('*/*', 'application/json', 'application/json;odata.metadata=full', 'text/plain'),
    prefer: fc.string({ maxLength: 10 }),
    'if-match': fc.string({ maxLength: 10 }),
    'client-request-id': fc.string({ maxLength: 40 }),
  },
  { requiredKeys: [] },
);
const request = fc
  .record({
    method: fc.constantFrom(
      'GET',
      'GET',
      'GET',
      'POST',
      'POST',
      'PATCH',
      'DELETE',
      'PUT',
      'HEAD',
      'get',
      'X',
    ),
    url: fc.tuple(path, query).map(([where, what]) => where + what),
    body,
    headers,
  })
  .map(({ method, body: text, ...rest }) => ({
    ...rest,
    method,
    body: ['GET', 'DELETE', 'HEAD', 'get'].includes(method) ? undefined : text,
  }));

/** Requests that mean something: a new entity of a type that the set takes, with what the set asks for. */
const REQUIRED: Readonly<Record<string, object>> = {
  users: {
    accountEnabled: true,
    displayName: 'x',
    mailNickname: 'x',
    userPrincipalName: 'x@contoso.com',
    passwordProfile: { password: 'Correct-horse-battery-staple-1' },
  },
  groups: { displayName: 'x', mailEnabled: false, mailNickname: 'x', securityEnabled: true },
  'deviceManagement/deviceCompliancePolicies': {
    scheduledActionsForRule: [
      { scheduledActionConfigurations: [{ actionType: 'block', gracePeriodHours: 0 }] },
    ],
  },
};
const create = fc
  .constantFrom(
    ...RESOURCES.filter(({ verbs, path: set }) => verbs.includes('create') && set.split('/').length < 3),
  )
  .chain(({ path: set, typeName, versions }) => {
    const declared = graphModel(versions.at(-1) ?? 'beta').type(typeName) as TypeModel;
    const types = [declared, ...declared.derived()].filter(({ abstract }) => !abstract);
    return fc
      .constantFrom(...types)
      .chain(bodyOf)
      .map((entity) => ({
        method: 'POST',
        url: `/${versions.at(-1)}/${set}`,
        body: JSON.stringify({ ...entity, ...REQUIRED[set] }),
        headers: {},
      }));
  });

/** Requests that mean something: a set or an entity of it, asked about what its type has. */
const read = fc
  .constantFrom(...RESOURCES.filter(({ path: set }) => set.split('/').length < 3))
  .chain(({ path: set, typeName, versions, singleton }) => {
    const { properties } = graphModel(versions[0] ?? 'beta').type(typeName) as TypeModel;
    const id =
      singleton || idsOf(set).length === 0 ? fc.constant('') : fc.constantFrom('', `/${idsOf(set)[0]}`);
    return fc.tuple(id, queryOf(fc.constantFrom(...properties.keys())), headers).map(([one, what, sent]) => ({
      method: 'GET',
      url: `/${versions[0]}/${set}${one}${what}`,
      body: undefined,
      headers: { ...sent, accept: sent.accept?.includes(';') ? sent.accept : '*/*' },
    }));
  });
/** Requests that mean something: an entity that is there is changed, acted on or deleted. */
const change = fc
  .constantFrom(...RESOURCES.filter(({ path: set }) => set.split('/').length < 3 && idsOf(set).length > 0))
  .chain(({ path: set, typeName, versions, singleton }) => {
    const [entity] = sample.tenant.collection(set);
    const model = graphModel('beta').type(String(entity?.['@odata.type'] ?? typeName)) as TypeModel;
    const url = `/${versions.at(-1)}/${set}${singleton ? '' : `/${entity?.id}`}`;
    const patch = bodyOf(model).map((value) => ({ method: 'PATCH', url, body: JSON.stringify(value) }));
    const act = fc
      .tuple(fc.constantFrom('assign', ...operationsOf(model)), known)
      .map(([name, value]) => ({ method: 'POST', url: `${url}/${name}`, body: JSON.stringify(value) }));
    const remove = fc.constant({ method: 'DELETE', url, body: undefined });
    return fc.oneof(patch, act, remove).map((sent) => ({ ...sent, headers: {} }));
  });
const single = fc.oneof(
  { weight: 3, arbitrary: request },
  { weight: 2, arbitrary: create },
  { weight: 4, arbitrary: read },
  { weight: 2, arbitrary: change },
);

// ---- Batches

/** A request as one of a batch; some are not quite. */
const item = fc
  .record({ asked: single, id: fc.nat({ max: 25 }), dependsOn: fc.option(fc.nat({ max: 3 }), { freq: 6 }) })
  .map(({ asked, id, dependsOn }) => ({
    id: String(id),
    method: asked.method,
    url: asked.url.replace(/^\/(?:beta|v1\.0)/, ''),
    headers: { 'Content-Type': 'application/json', ...asked.headers },
    ...(dependsOn === null ? {} : { dependsOn: [String(dependsOn)] }),
    ...(asked.body === undefined ? {} : { body: bodyIn(asked.body) }),
  }));

function bodyIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const batch = fc
  .tuple(version, fc.uniqueArray(item, { maxLength: 22, selector: ({ id }) => id }))
  .map(([where, requests]) => ({
    method: 'POST',
    url: `/${where}/$batch`,
    body: JSON.stringify({ requests }),
    headers: {},
  }));

/** Any request: what nobody would send, what somebody might, and batches of both. */
export const anyRequest: fc.Arbitrary<AnyRequest> = fc.oneof(
  { weight: 20, arbitrary: single },
  { weight: 1, arbitrary: batch },
);

// ---- What every answer has

/** What is wrong with an answer; undefined when nothing is. */
export function misshapen({ status, headers: sent, text, body: value }: Answer): string | undefined {
  if (status < 200 || status >= 500) return `status ${status}: ${text}`;
  if (!/^[0-9a-f-]{36}$/.test(sent['request-id'] ?? '')) return 'no request-id';
  if (status >= 400) {
    const { code, message, innerError } = value?.error ?? {};
    const whole = code && message && innerError?.date && innerError['request-id'] === sent['request-id'];
    return whole ? undefined : `an error without all of its parts: ${text}`;
  }
  if (status === 204) return text === undefined ? undefined : 'a body with 204';
  if (!sent['Content-Type']?.startsWith('application/json')) {
    return typeof text === 'string' ? undefined : 'no text';
  }
  const { '@odata.context': context, '@odata.nextLink': next, responses } = value ?? {};
  if (Array.isArray(responses) && context === undefined) return misshapenItems(responses);
  if (!/^https:\/\/graph\.microsoft\.com\/(v1\.0|beta)\/\$metadata#./.test(context))
    return `context ${context}`;
  if (next !== undefined && !next.startsWith(`${ORIGIN}/`)) return `next link ${next}`;
  // Only `$` hides what is ours; none of it gets out.
  const ours = /"\$(parent|secrets|permissions|device)"/.exec(text ?? '');
  return ours ? `shows ${ours[0]}` : undefined;
}

function misshapenItems(responses: readonly { status: number; body: unknown }[]): string | undefined {
  const bad = responses.find(({ status }) => status < 200 || status >= 500);
  return bad && `an item of a batch: ${JSON.stringify(bad)}`;
}
