import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadFixture } from '../fixtures/index.ts';
import { createEmulator } from '../src/emulator.ts';
import { graphModel, signaturesOf, type TypeModel } from '../src/graph/model/index.ts';
import { Tenant } from '../src/tenant/index.ts';
import { type Answer, type Client, graphClient, ORIGIN } from './support/graph-client.ts';

// Requests that nobody would send, and some that somebody might, in any order: every one gets an answer of the right shape.

/** Sequences of requests. Each begins with Contoso as it is after the procedure, and a device. */
const RUNS = 60;
/** What no request may take, in milliseconds; generous, for machines that are busy. */
const SLOWEST = 2000;

function contoso(): Client {
  const tenant = new Tenant({ seed: 5 });
  loadFixture(tenant, 'contoso-jit');
  const { graph, simulation } = createEmulator(tenant);
  simulation.act(simulation.create({ user: 'priya.raman@contoso.com' }).id, { do: 'enroll' });
  return graphClient(tenant, undefined, graph);
}

const sample = contoso();
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
const path = fc
  .record({
    version: fc.oneof(
      { weight: 12, arbitrary: version },
      { weight: 1, arbitrary: fc.constantFrom('v2.0', '') },
    ),
    resource: fc.constantFrom(...RESOURCES),
    keys: fc.array(key, { minLength: 3, maxLength: 3 }),
    parenthesis: fc.boolean(),
    keyed: fc.boolean(),
    tails: fc.oneof(
      { weight: 3, arbitrary: fc.constant<string[]>([]) },
      { weight: 2, arbitrary: fc.array(tail, { minLength: 1, maxLength: 3 }) },
    ),
  })
  .map(({ version, resource, keys, parenthesis, keyed, tails }) => {
    const names = resource.path.split('/');
    const parts = names.flatMap((name, index) => {
      const walked = names.slice(0, index + 1).join('/');
      const single = RESOURCES.find(({ path: each }) => each === walked)?.singleton;
      if (single || (index === names.length - 1 && !keyed)) return [name];
      const own = idsOf(walked);
      const chosen = keys[index % keys.length] ?? MISSING;
      const value = typeof chosen === 'string' ? chosen : (own[chosen % own.length] ?? MISSING);
      return parenthesis ? [`${name}('${value}')`] : [name, value];
    });
    return `/${[version, ...parts, ...tails].join('/')}`;
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
    accept: fc.constantFrom('*/*', 'application/json', 'text/plain'),
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
    passwordProfile: { password: 'correct horse battery staple' },
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
    const declared = graphModel('beta').type(typeName) as TypeModel;
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
      headers: { ...sent, accept: '*/*' },
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
const anything = fc.oneof(
  { weight: 3, arbitrary: request },
  { weight: 1, arbitrary: create },
  { weight: 2, arbitrary: read },
  { weight: 1, arbitrary: change },
);

// ---- What every answer has

function checkShape({ status, headers: sent, text, body: value }: Answer, asked: string): void {
  expect(status, asked).toBeGreaterThanOrEqual(200);
  expect(status, asked).toBeLessThan(500);
  expect(sent['request-id'], asked).toMatch(/^[0-9a-f-]{36}$/);
  if (status >= 400) {
    expect(value?.error, asked).toEqual({
      code: expect.stringMatching(/./),
      message: expect.stringMatching(/./),
      ...(value?.error?.details ? { details: expect.any(Array) } : {}),
      innerError: expect.objectContaining({ 'request-id': sent['request-id'], date: expect.any(String) }),
    });
    return;
  }
  if (status === 204) {
    expect(text, asked).toBeUndefined();
  } else if (sent['Content-Type'] === 'text/plain') {
    expect(typeof text, asked).toBe('string');
  } else {
    const { '@odata.context': context, '@odata.nextLink': next } = value;
    expect(context, asked).toMatch(/^https:\/\/graph\.microsoft\.com\/(v1\.0|beta)\/\$metadata#./);
    if (next !== undefined) expect(next.startsWith(`${ORIGIN}/`), asked).toBe(true);
    // Only `$` hides what is ours; none of it gets out.
    expect(text, asked).not.toMatch(/"\$(parent|secrets|permissions|device)"/);
  }
}

describe('Graph, asked anything', () => {
  it('answers in time and in shape, and goes on', { timeout: 60_000 }, () => {
    const statuses = new Map<number, number>();
    fc.assert(
      fc.property(fc.array(anything, { minLength: 5, maxLength: 25 }), (requests) => {
        const client = contoso();
        for (const { method, url, body: sent, headers: extra } of requests) {
          const asked = `${method} ${url} ${sent ?? ''}`.slice(0, 500);
          const began = performance.now();
          const answer = client.send(method, url, sent, { 'content-type': 'application/json', ...extra });
          expect(performance.now() - began, asked).toBeLessThan(SLOWEST);
          checkShape(answer, asked);
          statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
          const { body: made, status } = answer;
          if (status !== 201 || typeof made.id !== 'string') continue;
          // What was created is there, if it can be read at all.
          const place = `${url.split('?')[0]}/${encodeURIComponent(made.id)}`;
          expect([200, 400], asked).toContain(client.get(place).status);
        }
        // Whatever was written, everything can still be listed.
        for (const { path: set, versions, verbs } of RESOURCES) {
          if (!verbs.includes('list') || set.split('/').length > 2) continue;
          for (const version of versions) {
            const url = `/${version}/${set}`;
            checkShape(client.get(url), url);
          }
        }
      }),
      { numRuns: RUNS },
    );
    // The requests reach what they are after often enough to mean something.
    for (const status of [200, 201, 204, 400, 404])
      expect(statuses.get(status) ?? 0, String(status)).toBeGreaterThan(0);
  });
});
