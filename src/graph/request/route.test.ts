import { describe, expect, it } from 'vitest';
import { ANY_TYPE } from '../declare/operations.ts';
import { Registry } from '../declare/registry.ts';
import { graphModel, signaturesOf } from '../model/index.ts';
import { DECLARATIONS } from '../resources/index.ts';
import { argumentsIn, type GraphUrl, keyIn, parseUrl, type Segment, versionIn } from './path.ts';
import { canonicalPath, resolveRoute, routeTemplate } from './route.ts';

const registry = new Registry(graphModel('beta'), DECLARATIONS);

function route(path: string) {
  const url = parseUrl(`/beta${path}`);
  if (!url) throw new Error('unreadable');
  return resolveRoute(registry, url.segments, 'GET');
}

describe('reading a URL', () => {
  const segment = (url: string, index = 0) => parseUrl(url)?.segments[index] as Segment;

  it('takes keys in parentheses apart, quotes doubled and all', () => {
    expect(parseUrl("/v1.0/users('o''neil@contoso.com')/memberOf?$top=5")).toEqual({
      version: 'v1.0',
      query: '$top=5',
      segments: [
        { name: 'users', inside: "'o''neil@contoso.com'", text: "users('o''neil@contoso.com')" },
        { name: 'memberOf', inside: undefined, text: 'memberOf' },
      ],
    });
    expect(keyIn(segment("/v1.0/users('o''neil@contoso.com')"))).toEqual({
      property: undefined,
      value: "o'neil@contoso.com",
    });
    expect(keyIn(segment("/beta/applications(appId='a=b')"))).toEqual({ property: 'appId', value: 'a=b' });
    expect(segment('/beta/users/a%2Fb', 1).name).toBe('a/b');
    expect(parseUrl('/beta/%zz')).toBeUndefined();
  });

  it('takes the arguments of a function apart', () => {
    const read = (url: string) => Object.fromEntries(argumentsIn(segment(url)));
    expect(read("/beta/f(scope='a,b=''c''',top=5,on=@p)")).toEqual({
      scope: "'a,b=''c'''",
      top: '5',
      on: '@p',
    });
    expect(read('/beta/f()')).toEqual({});
    expect(read('/beta/f')).toEqual({});
  });
});

describe('routes', () => {
  it.each([
    ['/deviceManagement', 'entity', 'deviceManagement', '~/singleton'],
    ['/users', 'entities', 'users', '~/entityset'],
    ["/users('x')", 'entity', "users('x')", '~/entityset/key'],
    [
      '/DEVICEMANAGEMENT/managedDevices/x',
      'entity',
      "deviceManagement/managedDevices('x')",
      '~/singleton/navigation/key',
    ],
    [
      '/groups/g/members/m/$ref',
      'reference',
      "groups('g')/members('m')",
      '~/entityset/key/navigation/key/$ref',
    ],
    ['/groups/g/members/$ref', 'references', "groups('g')/members", '~/entityset/key/navigation/$ref'],
    ['/users/$count', 'count', 'users', '~/entityset/$count'],
    [
      '/deviceManagement/settings/secureByDefault',
      'property',
      'deviceManagement',
      '~/singleton/property/property',
    ],
    [
      '/deviceManagement/deviceConfigurations/x/assign',
      'operation',
      "deviceManagement/deviceConfigurations('x')",
      '~/singleton/navigation/key/action',
    ],
    [
      '/deviceManagement/deviceConfigurations/x/microsoft.graph.assign',
      'operation',
      "deviceManagement/deviceConfigurations('x')",
      '~/singleton/navigation/key/action',
    ],
  ])('%s', (path, kind, canonical, template) => {
    const found = route(path);
    expect(found.tail.kind).toBe(kind);
    expect(canonicalPath(found, true)).toBe(canonical);
    expect(routeTemplate(found)).toBe(template);
  });

  it.each([
    '/users/x/$count',
    '/users/x/y',
    '/users/$ref/x',
    '/deviceManagement(1)',
    '/users/microsoft.graph.device',
    '/users/$value',
  ])('end at %s', (path) => {
    expect(() => route(path)).toThrow('Resource not found for the segment');
  });

  it('reach what only the model knows, marked as generic', () => {
    const found = route('/deviceAppManagement/policySets/x');
    expect(found.steps.at(-1)?.node.resource).toMatchObject({
      path: 'deviceAppManagement/policySets',
      generic: true,
    });
    const below = route('/deviceAppManagement/mobileApps/x/microsoft.graph.iosLobApp/contentVersions');
    expect(below.steps.at(-1)?.node.resource.path).toBe('deviceAppManagement/mobileApps/contentVersions');
  });
});

describe('operations', () => {
  const operation = (path: string, method = 'GET') => {
    const url = parseUrl(`/beta${path}`);
    const { tail } = resolveRoute(registry, url?.segments ?? [], method);
    if (tail.kind !== 'operation') throw new Error(`${path} is a ${tail.kind}`);
    return tail.operation.signature;
  };

  it('are found on the type that they are bound to, and on what derives from it', () => {
    expect(operation('/users/x/getMemberGroups', 'POST').on).toBe('directoryObject');
    expect(operation('/users/x/managedDevices/y/wipe', 'POST').on).toBe('managedDevice');
    expect(operation('/deviceAppManagement/managedAppPolicies/x/targetApps', 'POST').bound).toBe('entity');
  });

  it('are told apart by their arguments', () => {
    const all = operation('/deviceManagement/getEffectivePermissions()');
    const scoped = operation("/deviceManagement/getEffectivePermissions(scope='x')");
    expect(all.returns).toEqual({ type: 'Edm.String', collection: true });
    expect(scoped.returns).toEqual({ type: 'microsoft.graph.rolePermission', collection: true });
  });

  it('belong to a set or to an entity of it', () => {
    expect(operation('/users/validateProperties', 'POST').bound).toBe('set');
    expect(() => operation('/users/x/getByIds', 'POST')).toThrow('Resource not found for the segment');
  });
});

describe('the alias of the namespace', () => {
  it('stands for it where a type is named, on a set and on one of its entities', () => {
    const set = route('/deviceAppManagement/mobileApps/graph.iosLobApp');
    expect([set.cast?.name, set.tail.kind]).toEqual(['microsoft.graph.iosLobApp', 'entities']);
    const one = route('/deviceAppManagement/mobileApps/a/graph.iosLobApp/contentVersions');
    expect(one.steps.at(-1)?.node.resource.path).toBe('deviceAppManagement/mobileApps/contentVersions');
  });

  it('is nothing else: an id may begin with it', () => {
    expect(route('/users/graph.user@contoso.com').steps.at(-1)?.key?.value).toBe('graph.user@contoso.com');
    expect(() => route('/deviceAppManagement/mobileApps/a/graph.user')).toThrow('Resource not found');
  });
});

describe('a path through a cast', () => {
  const cast = route(
    "/deviceAppManagement/mobileApps('a')/microsoft.graph.iosLobApp/contentVersions('1')/files",
  );

  it('keeps it in contexts and in the template of errors', () => {
    expect(canonicalPath(cast, false)).toBe(
      "deviceAppManagement/mobileApps('a')/microsoft.graph.iosLobApp/contentVersions('1')/files",
    );
    expect(routeTemplate(cast)).toBe('~/singleton/navigation/key/cast/navigation/key/navigation');
  });
});

describe('what unmodified clients write', () => {
  it('names types in any case, of what they may be', () => {
    const groups = route('/directory/deletedItems/Microsoft.Graph.Group');
    expect([groups.cast?.name, groups.tail.kind]).toEqual(['microsoft.graph.group', 'entities']);
    expect(() => route('/directory/deletedItems/Microsoft.Graph.IosLobApp')).toThrow('Resource not found');
    expect(route('/deviceappmanagement/mobileapps/graph.ioslobapp').cast?.name).toBe(
      'microsoft.graph.iosLobApp',
    );
  });

  it('names the version in any case', () => {
    expect(
      ['/Beta/users', '/BETA/users', '/V1.0/users'].map((url) => versionIn(parseUrl(url) as GraphUrl)),
    ).toEqual(['beta', 'beta', 'v1.0']);
    expect(() => versionIn(parseUrl('/v2.0/users') as GraphUrl)).toThrow('Invalid version: v2.0');
  });

  it('calls the tenant myorganization', () => {
    const owners = route('/myorganization/applications/a/owners');
    expect(owners.steps.map(({ node }) => node.resource.path)).toEqual([
      'applications',
      'applications/owners',
    ]);
    expect(() => route('/myorganization')).toThrow('Resource not found');
  });
});

describe('declarations', () => {
  const { resources, operations } = DECLARATIONS;

  it('name their evidence and their sources', () => {
    for (const { path, sources } of resources) expect(sources, path).not.toEqual([]);
    for (const { on, name, sources } of operations) expect(sources, `${on}/${name}`).not.toEqual([]);
  });

  it('fit the models, and are refused when they cannot', () => {
    expect(() => new Registry(graphModel('v1.0'), DECLARATIONS)).not.toThrow();
    const [first] = resources;
    const [operation] = operations;
    if (!first || !operation) throw new Error('nothing is declared');
    const registryOf = (declarations: Partial<typeof DECLARATIONS>) =>
      new Registry(graphModel('beta'), { ...DECLARATIONS, ...declarations });
    expect(() => registryOf({ resources: [first, first] })).toThrow('declared twice');
    expect(() => registryOf({ operations: [operation, operation] })).toThrow('declared twice');
  });

  it('are about sets that a path leads to', () => {
    for (const version of ['v1.0', 'beta'] as const) {
      const tree = new Registry(graphModel(version), DECLARATIONS);
      for (const { path, versions } of resources) {
        if (versions.includes(version)) expect(tree.at(path)?.resource.path, path).toBe(path);
      }
    }
  });

  it('are about operations that the model has', () => {
    const known = (['v1.0', 'beta'] as const).flatMap((version) =>
      [...signaturesOf(version).values()].flat(),
    );
    for (const { on, name, bound = 'entity' } of operations) {
      const found = known.some(
        (each) => (on === ANY_TYPE || each.on === on) && each.name === name && each.bound === bound,
      );
      expect(found, `${on} ${bound} ${name}`).toBe(true);
    }
  });
});
