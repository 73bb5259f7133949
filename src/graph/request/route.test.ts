import { describe, expect, it } from 'vitest';
import { Registry } from '../declare/registry.ts';
import { graphModel } from '../model/index.ts';
import { RESOURCES } from '../resources/index.ts';
import { parseUrl } from './path.ts';
import { canonicalPath, resolveRoute, routeTemplate } from './route.ts';

const registry = new Registry(graphModel('beta'), RESOURCES);

function route(path: string) {
  const url = parseUrl(`/beta${path}`);
  if (!url) throw new Error('unreadable');
  return resolveRoute(registry, url.segments, 'GET');
}

describe('reading a URL', () => {
  it('takes keys in parentheses apart, quotes doubled and all', () => {
    expect(parseUrl("/v1.0/users('o''neil@contoso.com')/memberOf?$top=5")).toEqual({
      version: 'v1.0',
      query: '$top=5',
      segments: [
        {
          name: 'users',
          key: { property: undefined, value: "o'neil@contoso.com" },
          text: "users('o''neil@contoso.com')",
        },
        { name: 'memberOf', key: undefined, text: 'memberOf' },
      ],
    });
    expect(parseUrl("/beta/applications(appId='a=b')")?.segments[0]?.key).toEqual({
      property: 'appId',
      value: 'a=b',
    });
    expect(parseUrl('/beta/users/a%2Fb')?.segments[1]?.name).toBe('a/b');
    expect(parseUrl('/beta/%zz')).toBeUndefined();
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
    const found = route('/deviceManagement/deviceCategories/x');
    expect(found.steps.at(-1)?.node.resource).toMatchObject({
      path: 'deviceManagement/deviceCategories',
      generic: true,
    });
    const below = route('/deviceAppManagement/mobileApps/x/microsoft.graph.iosLobApp/contentVersions');
    expect(below.steps.at(-1)?.node.resource.path).toBe('deviceAppManagement/mobileApps/contentVersions');
  });
});

describe('declarations', () => {
  it('name their evidence and their sources', () => {
    for (const { path, sources, operations } of RESOURCES) {
      expect(sources, path).not.toEqual([]);
      for (const operation of operations)
        expect(operation.sources, `${path}/${operation.name}`).not.toEqual([]);
    }
  });

  it('fit both models, and are refused when they cannot', () => {
    expect(() => new Registry(graphModel('v1.0'), RESOURCES)).not.toThrow();
    const [first] = RESOURCES;
    if (!first) throw new Error('nothing is declared');
    expect(() => new Registry(graphModel('beta'), [first, first])).toThrow('declared twice');
    expect(() => new Registry(graphModel('beta'), RESOURCES.slice(1))).toThrow('which contains it');
  });
});
