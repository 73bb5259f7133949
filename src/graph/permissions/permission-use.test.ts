import { describe, expect, it } from 'vitest';
import { application, createUser, graphClient, smallTenant } from '../../../test/support/graph-client.ts';
import { createGraph } from '../graph.ts';
import type { Caller } from '../types.ts';
import { leastPrivilege } from './least-privilege.ts';
import { CALLERS_LIMIT, OPERATIONS_LIMIT, PermissionUse } from './permission-use.ts';

const CONFIGURATIONS = '/v1.0/deviceManagement/deviceConfigurations';

function clientOf(caller: Caller) {
  const tenant = smallTenant();
  return graphClient(tenant, caller, createGraph(tenant));
}

describe('the report on permissions', () => {
  it('says what was called, what would have sufficed, and what was held beyond that', () => {
    const caller = application(
      'DeviceManagementConfiguration.ReadWrite.All',
      'User.Read.All',
      'DeviceManagementServiceConfig.Read.All',
    );
    const { get, graph } = clientOf(caller);
    get(CONFIGURATIONS);
    get(CONFIGURATIONS);
    get('/v1.0/groups');
    const [report, ...others] = graph.permissions.report();
    expect(others).toEqual([]);
    expect(report).toMatchObject({ appId: caller.appId, appDisplayName: 'Automation', kind: 'application' });
    expect(report?.operations).toMatchObject([
      { path: 'deviceManagement/deviceConfigurations', access: 'read', calls: 2, refused: 0 },
      { path: 'groups', access: 'read', calls: 1, refused: 1 },
    ]);
    expect(report?.sufficient.map(({ permission }) => permission)).toEqual([
      'DeviceManagementConfiguration.Read.All',
      'Group.ReadBasic.All',
    ]);
    expect(report?.held).toContainEqual({
      permission: 'DeviceManagementConfiguration.ReadWrite.All',
      use: 'broader',
    });
    expect(report?.held).toContainEqual({
      permission: 'DeviceManagementServiceConfig.Read.All',
      use: 'unused',
    });
  });

  it('needs no reading permission beside a writing one that is needed anyway, and says so', () => {
    const { get, post, graph } = clientOf(application('DeviceManagementConfiguration.ReadWrite.All'));
    get(CONFIGURATIONS);
    post(CONFIGURATIONS, {
      '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration',
      displayName: 'A',
    });
    const [report] = graph.permissions.report();
    expect(report?.sufficient).toEqual([
      {
        permission: 'DeviceManagementConfiguration.ReadWrite.All',
        leastFor: ['create deviceManagement/deviceConfigurations'],
        alsoFor: [
          {
            operation: 'read deviceManagement/deviceConfigurations',
            insteadOf: 'DeviceManagementConfiguration.Read.All',
          },
        ],
      },
    ]);
    expect(report?.held).toEqual([
      { permission: 'DeviceManagementConfiguration.ReadWrite.All', use: 'needed' },
    ]);
  });

  it('counts what was refused, with what it lacked', () => {
    const { get, graph } = clientOf(application('User.Read.All'));
    expect(get(CONFIGURATIONS).status).toBe(403);
    const [report] = graph.permissions.report();
    expect(report?.operations).toMatchObject([{ calls: 1, refused: 1 }]);
    expect(report?.operations[0]?.accepts[0]).toBe('DeviceManagementConfiguration.Read.All');
    expect(report?.sufficient.map(({ permission }) => permission)).toEqual([
      'DeviceManagementConfiguration.Read.All',
    ]);
  });

  it('tells an application from the users that it acts for, and what is about themselves from what is not', () => {
    const tenant = smallTenant();
    const graph = createGraph(tenant);
    const userId = createUser(graphClient(tenant, undefined, graph), 'Ada');
    graph.permissions.clear();
    const { appId, appDisplayName } = application();
    const caller: Caller = {
      kind: 'delegated',
      appId,
      appDisplayName,
      userId,
      permissions: new Set(['User.Read']),
    };
    const { get } = graphClient(tenant, caller, graph);
    expect(get('/v1.0/me').status).toBe(200);
    expect(get('/beta/myOrganization/me').body.id).toBe(userId);
    expect(get('/v1.0/users').status).toBe(403);
    graphClient(tenant, application('User.Read.All'), graph).get('/v1.0/users');
    expect(graph.permissions.report().map(({ kind }) => kind)).toEqual(['delegated', 'application']);
    const [delegated] = graph.permissions.report();
    expect(delegated?.operations.find(({ path }) => path === 'me')?.accepts).toContain('User.Read');
    expect(delegated?.operations.find(({ path }) => path === 'users')?.accepts).not.toContain('User.Read');
  });

  it('does not grow with the number of requests, and forgets when told', () => {
    const { get, graph } = clientOf(application('DeviceManagementConfiguration.Read.All'));
    for (let index = 0; index < 500; index += 1) get(`${CONFIGURATIONS}/${index}`);
    const [report] = graph.permissions.report();
    expect(report?.operations).toHaveLength(1);
    expect(report?.operations[0]?.calls).toBe(500);
    graph.permissions.clear();
    expect(graph.permissions.report()).toEqual([]);
  });

  it('keeps a limited number of callers', () => {
    const use = new PermissionUse();
    const requirement = { least: ['User.Read.All'], higher: [] };
    const needed = {
      path: 'users',
      access: 'read',
      others: true,
      key: 'a key',
      requirement: { application: requirement, delegated: requirement },
    } as const;
    for (let index = 0; index <= CALLERS_LIMIT; index += 1) {
      use.record({ ...application(), appId: String(index) }, needed, true);
    }
    const report = use.report();
    expect(report).toHaveLength(CALLERS_LIMIT);
    expect(report[0]?.appId).toBe('1');

    for (let index = 0; index <= OPERATIONS_LIMIT; index += 1) {
      use.record(application(), { ...needed, path: `p${index}`, key: `p${index}` }, true);
    }
    const operations = use.report().at(-1)?.operations;
    expect(operations).toHaveLength(OPERATIONS_LIMIT);
    expect(operations?.at(-1)?.path).toBe(`p${OPERATIONS_LIMIT}`);
  });

  it('shows in the log of requests', () => {
    const { get, graph } = clientOf(application('DeviceManagementConfiguration.Read.All'));
    get(CONFIGURATIONS);
    const [entry] = graph.requests.since();
    expect(entry?.requires?.least).toEqual(['DeviceManagementConfiguration.Read.All']);
  });
});

describe('the least privilege', () => {
  const names = (needs: Parameters<typeof leastPrivilege>[0]) =>
    leastPrivilege(needs, 'application').permissions.map(({ permission }) => permission);

  it('is no broad permission in the place of two narrow ones', () => {
    const least = names([
      { operation: 'a', least: ['User.Read.All'], higher: ['Directory.ReadWrite.All'] },
      { operation: 'b', least: ['Device.Read.All'], higher: ['Directory.ReadWrite.All'] },
    ]);
    expect(least).toEqual(['Device.Read.All', 'User.Read.All']);
  });

  it('is one permission in the place of several that open as much', () => {
    const least = names([
      { operation: 'a', least: ['Unheard.Of.A', 'Unheard.Of.Both'], higher: [] },
      { operation: 'b', least: ['Unheard.Of.B', 'Unheard.Of.Both'], higher: [] },
    ]);
    expect(least).toEqual(['Unheard.Of.Both']);
  });

  it('asks for nothing where anybody may', () => {
    const need = { operation: 'write subscriptions', least: ['*'], higher: [] };
    expect(leastPrivilege([need], 'application')).toEqual({ permissions: [], impossible: [] });
  });

  it('says which operations nobody of that kind may do', () => {
    const { permissions, impossible } = leastPrivilege(
      [{ operation: 'read me', least: [], higher: [] }],
      'application',
    );
    expect({ permissions, impossible }).toEqual({ permissions: [], impossible: ['read me'] });
  });

  it('is found in time for operations of every kind', () => {
    const needs = Array.from({ length: 60 }, (_, index) => ({
      operation: `o${index}`,
      least: [`A.${index}`, `B.${index % 7}`, `C.${index % 11}`],
      higher: ['Directory.ReadWrite.All'],
    }));
    const least = new Set(names(needs));
    expect(needs.every(({ least: any }) => any.some((name) => least.has(name)))).toBe(true);
  });
});
