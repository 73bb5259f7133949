import { describe, expect, it } from 'vitest';
import { createUser, graphClient, smallTenant } from '../../test/support/graph-client.ts';
import { SERVICES } from '../tenant/index.ts';
import { PageCache } from './answer/page-cache.ts';
import { TextCache } from './answer/shape.ts';
import { KEY_LIMIT, Kept, PATHS_KEPT } from './kept.ts';
import { knowledgeOf } from './knowledge.ts';
import { REQUEST_LOG_LIMIT, RequestLog } from './request/request-log.ts';
import { DECLARATIONS } from './resources/index.ts';
import type { GraphVersion } from './types.ts';
import { Versions } from './version.ts';

const registryOf = (version: GraphVersion) =>
  new Versions({ ...knowledgeOf({}), tenant: smallTenant(), restored: 0 }, DECLARATIONS).at(version).registry;

describe('the texts of entities', () => {
  it('are made once for each object, and stay within their limit', () => {
    const cache = new TextCache(10);
    const made: string[] = [];
    const write = ({ id }: { id: string }) => {
      made.push(id);
      return 'x'.repeat(4);
    };
    const [a, b, c] = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
    for (const entity of [a, b, a, b]) cache.text(entity, write);
    expect(made).toEqual(['a', 'b']);
    cache.text(c, write);
    expect(cache.characters).toBe(4);
    cache.text(a, write);
    expect(made).toEqual(['a', 'b', 'c', 'a']);
    cache.text({ id: 'a' }, write);
    expect(made.at(-1)).toBe('a');
    expect(made).toHaveLength(5);
  });
});

describe('finished pages', () => {
  it('hold as long as their version', () => {
    const cache = new PageCache(100);
    expect(cache.text('/a', 1, () => 'one')).toBe('one');
    expect(cache.text('/a', 1, () => 'never')).toBe('one');
    expect(cache.text('/a', 2, () => 'two')).toBe('two');
  });

  it('hold as long as what is built in', () => {
    const cache = new PageCache(100);
    const builtIn = ['a'];
    expect(cache.text('/a', 1, () => 'one', builtIn)).toBe('one');
    expect(cache.text('/a', 1, () => 'never', builtIn)).toBe('one');
    expect(cache.text('/a', 1, () => 'two', ['a', 'b'])).toBe('two');
  });

  it('are dropped when there are too many', () => {
    const cache = new PageCache(5);
    cache.text('/a', 1, () => 'aaa');
    cache.text('/b', 1, () => 'bbb');
    expect(cache.text('/a', 1, () => 'new')).toBe('new');
  });

  it('never hide what another set has to do with a list', () => {
    const client = graphClient();
    const ann = createUser(client, 'Ann');
    const url = '/v1.0/users?$expand=memberOf($select=id)';
    expect(client.get(url).body.value[0].memberOf).toEqual([]);
    client.tenant
      .collection('groups')
      .insert({ id: 'b9c1b7a0-0000-4000-8000-000000000001', displayName: 'G' }, SERVICES.seed);
    client.tenant.links('groups/members').link('b9c1b7a0-0000-4000-8000-000000000001', ann, SERVICES.seed);
    expect(client.get(url).body.value[0].memberOf).toHaveLength(1);
  });
});

describe('what is kept for each key', () => {
  it('is made once, and dropped when there is too much', () => {
    const kept = new Kept<string>(2);
    const made: string[] = [];
    const take = (key: string) =>
      kept.take(key, () => {
        made.push(key);
        return key.toUpperCase();
      });
    expect(['a', 'b', 'a'].map(take)).toEqual(['A', 'B', 'A']);
    expect(made).toEqual(['a', 'b']);
    take('c');
    expect(kept.size).toBe(1);
    take('a');
    expect(made).toEqual(['a', 'b', 'c', 'a']);
    kept.set('a', 'another');
    expect(kept.size).toBe(2);
    expect(take('a')).toBe('another');
    take('k'.repeat(KEY_LIMIT + 1));
    expect(kept.size).toBe(2);
  });

  it('is no more for paths that come back to where they were', () => {
    const registry = registryOf('v1.0');
    const terms = registry.at('deviceManagement/termsAndConditions');
    if (!terms) throw new Error('there are terms');
    let node = terms;
    const names = ['acceptanceStatuses', 'termsAndConditions', 'assignments'];
    for (let index = 0; index < 4 * PATHS_KEPT; index += 1) {
      // Another way each time, as deep as a number has digits.
      node = terms;
      for (let rest = index; rest > 0; rest = Math.floor(rest / 3))
        node = registry.child(node, names[rest % 3] as string) ?? terms;
      expect(registry.kept).toBeLessThanOrEqual(PATHS_KEPT);
    }
    let deep = terms;
    for (let depth = 0; depth < 300; depth += 1)
      for (const name of names.slice(0, 2)) deep = registry.child(deep, name) ?? terms;
    expect(deep.resource.path.length).toBeGreaterThan(KEY_LIMIT);
    expect(registry.at(deep.resource.path)?.type).toBe(terms.type);
  });

  it('finds what is below a derived type wherever nobody has been there before', () => {
    const registry = registryOf('beta');
    expect(registry.at('deviceManagement/deviceConfigurations/rootCertificate')?.resource.generic).toBe(true);
  });
});

describe('the request log', () => {
  const request = (url: string, resource?: string) => ({
    at: 0,
    method: 'GET',
    url,
    status: 200,
    appId: 'app',
    resource,
    requires: undefined,
    ignored: [],
    injected: [],
    error: undefined,
    issue: undefined,
  });

  it('keeps the latest, and asks for the nearest path only of what matched nothing', () => {
    const log = new RequestLog((url) => `near ${url}`, 2);
    for (const url of ['/1', '/2', '/3']) log.record(request(url, url === '/3' ? undefined : 'users'));
    expect([...log.since()].map(({ sequence, nearest }) => [sequence, nearest])).toEqual([
      [2, undefined],
      [3, 'near /3'],
    ]);
    expect([...log.since(2)]).toHaveLength(1);
    expect(log.lastSequence).toBe(3);
  });

  it('holds no more than its limit', () => {
    const log = new RequestLog(() => undefined);
    for (let index = 0; index <= REQUEST_LOG_LIMIT; index += 1) log.record(request('/', 'users'));
    expect([...log.since()]).toHaveLength(REQUEST_LOG_LIMIT);
  });

  it('tells listeners until they stop', () => {
    const log = new RequestLog(() => undefined);
    const heard: string[] = [];
    const stop = log.subscribe(({ url }) => heard.push(url));
    log.record(request('/1', 'users'));
    stop();
    log.record(request('/2', 'users'));
    expect(heard).toEqual(['/1']);
  });
});
