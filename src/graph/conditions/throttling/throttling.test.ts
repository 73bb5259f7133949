import { describe, expect, it } from 'vitest';
import {
  application,
  enrollDevices,
  graphClient,
  smallTenant,
  TENANT_ID,
} from '../../../../test/support/graph-client.ts';
import { createGraph } from '../../graph.ts';
import { directoryUnits } from './limits.ts';
import { Meter } from './meter.ts';
import { METERS_LIMIT } from './throttle.ts';

const CONFIGURATIONS = '/v1.0/deviceManagement/deviceConfigurations';

function throttled(throttling: 'documented' | 'tight' = 'tight') {
  const tenant = smallTenant();
  enrollDevices(tenant, 1);
  const graph = createGraph(tenant, { conditions: { throttling } });
  return graphClient(tenant, undefined, graph);
}

/** How many requests pass before the first that doesn't, and that one's answer. */
function untilRefused(send: () => ReturnType<ReturnType<typeof throttled>['get']>, most = 10_000) {
  for (let passed = 0; passed < most; passed += 1) {
    const answer = send();
    if (answer.status === 429 || answer.status === 500) return { passed, answer };
  }
  throw new Error(`nothing was refused in ${most} requests`);
}

describe('throttling', () => {
  it('is off by default', () => {
    const { get } = graphClient();
    for (let index = 0; index < 1100; index += 1) expect(get(CONFIGURATIONS).status).toBe(200);
  });

  it('lets Intune answer 1000 requests and 100 writes of an application in 20 seconds', () => {
    const reading = throttled('documented');
    expect(untilRefused(() => reading.get(CONFIGURATIONS)).passed).toBe(1000);
    const writing = throttled('documented');
    const { passed, answer } = untilRefused(() => writing.patch(`${CONFIGURATIONS}/x`, {}));
    expect(passed).toBe(100);
    expect(writing.get(CONFIGURATIONS).status).toBe(200);
    expect(answer.body.error.code).toBe('TooManyRequests');
    expect(JSON.parse(answer.body.error.message)).toMatchObject({ _version: 3 });
    expect(answer.headers['x-tenantless-injected']).toBe('throttling');
    expect(Number(answer.headers['Retry-After'])).toBeGreaterThan(0);
  });

  it('lets the devices have twice as many, apart from everything else', () => {
    const { get, tenant } = throttled('documented');
    expect(untilRefused(() => get('/v1.0/deviceManagement/managedDevices')).passed).toBe(2000);
    // Of all that Graph answers an application, 2000 requests a second are the most.
    tenant.clock.advance(1000);
    expect(get(CONFIGURATIONS).status).toBe(200);
  });

  it('lets all applications of a tenant together have twice as much as one', () => {
    const { graph, tenant } = throttled('documented');
    const as = (appId: string) =>
      graphClient(tenant, { ...application('DeviceManagementConfiguration.ReadWrite.All'), appId }, graph);
    const [one, two, three] = [as('1'), as('2'), as('3')];
    expect(untilRefused(() => one.patch(`${CONFIGURATIONS}/x`, {})).passed).toBe(100);
    expect(untilRefused(() => two.patch(`${CONFIGURATIONS}/x`, {})).passed).toBeGreaterThan(97);
    expect(three.patch(`${CONFIGURATIONS}/x`, {}).status).toBe(429);
  });

  it('is over when one waited as told, and not when one did not', () => {
    const { get, tenant } = throttled();
    const { answer } = untilRefused(() => get(CONFIGURATIONS));
    expect(get(CONFIGURATIONS).status).toBe(429);
    const wait = Number(get(CONFIGURATIONS).headers['Retry-After']);
    expect(wait).toBeGreaterThanOrEqual(Number(answer.headers['Retry-After']));
    tenant.clock.advance(wait * 1000);
    expect(get(CONFIGURATIONS).status).toBe(200);
  });

  it('counts the directory in resource units, and says how much is used', () => {
    const { get } = throttled('documented');
    const { passed, answer } = untilRefused(() => get('/v1.0/users'));
    expect(passed).toBe(directoryUnits(0) / 2);
    expect(answer.body.error).toMatchObject({
      code: 'TooManyRequests',
      message: 'Please retry again later.',
    });
    expect(answer.headers).toMatchObject({
      'x-ms-throttle-scope': `Tenant_Application/ReadWrite/${application().appId}/${TENANT_ID}`,
      'x-ms-throttle-information': 'ResourceUnitLimitExceeded',
      'x-ms-throttle-limit-percentage': '1.00',
    });
    for (let index = 0; index < 5000; index += 1) get('/v1.0/users');
    expect(get('/v1.0/users').headers['x-ms-throttle-limit-percentage']).toBe('1.80');
  });

  it('says nothing of the percentage below 0.8', () => {
    const { get } = throttled('documented');
    expect(get('/v1.0/users').headers).not.toHaveProperty('x-ms-throttle-limit-percentage');
    const answers = Array.from({ length: 1500 }, () => get('/v1.0/users'));
    const told = answers.findIndex(({ headers }) => headers['x-ms-throttle-limit-percentage'] !== undefined);
    expect(answers[told]?.headers['x-ms-throttle-limit-percentage']).toBe('0.80');
  });

  it('knows tenants by their size', () => {
    expect([49, 50, 500, 501].map(directoryUnits)).toEqual([3500, 5000, 5000, 8000]);
  });

  it.each([
    ['/v1.0/users', '2'],
    ['/v1.0/users?$select=id', '1'],
    ['/v1.0/users?$top=10', '1'],
    ['/v1.0/users?$expand=manager', '3'],
    ['/v1.0/groups', '1'],
    ['/v1.0/subscribedSkus', '3'],
    ['/v1.0/applications', '2'],
  ])('%s costs %s', (url, units) => {
    expect(graphClient().get(url).headers['x-ms-resource-unit']).toBe(units);
  });

  it('gives conditional access one request a second, and no Retry-After', () => {
    const { get, tenant } = throttled('documented');
    expect(get('/v1.0/identity/conditionalAccess/policies').status).not.toBe(429);
    const { status, headers, body } = get('/v1.0/identity/conditionalAccess/policies');
    expect(status).toBe(429);
    expect(headers).not.toHaveProperty('Retry-After');
    expect(body.error.message).toBe('Too many requests.');
    tenant.clock.advance(2000);
    expect(get('/v1.0/identity/conditionalAccess/policies').status).not.toBe(429);
  });

  it('gives the logs of sign-ins five requests in ten seconds, exports 48 in a minute', () => {
    const { get } = throttled('documented');
    expect(untilRefused(() => get('/v1.0/auditLogs/signIns')).passed).toBe(5);
    expect(untilRefused(() => get('/v1.0/deviceManagement/reports/exportJobs/x')).passed).toBe(48);
  });

  it('lets audit events say nothing about when to come back', () => {
    const { get } = throttled('documented');
    const { answer } = untilRefused(() => get('/v1.0/deviceManagement/auditEvents'));
    expect(answer.status).toBe(429);
    expect(answer.headers).not.toHaveProperty('Retry-After');
  });

  it('lets the broker of reports fail with a 500', () => {
    const { post } = throttled('documented');
    const { answer } = untilRefused(() =>
      post('/beta/deviceManagement/reports/getDeviceNonComplianceReport', {}),
    );
    expect(answer.status).toBe(500);
    expect(answer.body.error.message).toBe(
      'Rate limit reached because of too many requests to query broker. Please retry after sometime.',
    );
    expect(answer.headers['x-tenantless-injected']).toBe('throttling');
  });

  it('counts each request of a batch, and refuses single ones', () => {
    const { post } = throttled('documented');
    const requests = Array.from({ length: 20 }, (_, index) => ({
      id: String(index),
      method: 'GET',
      url: '/auditLogs/signIns',
    }));
    const { status, body } = post('/v1.0/$batch', { requests });
    expect(status).toBe(200);
    const refused = body.responses.filter((each: { status: number }) => each.status === 429);
    expect(refused).toHaveLength(15);
    expect(refused[0].headers['Retry-After']).toMatch(/^\d+$/);
  });

  it('meters a limited number of applications: all begin anew when there are more', () => {
    const { graph, tenant } = throttled('tight');
    const readAs = (appId: string) =>
      graphClient(tenant, { ...application(), appId }, graph).get('/v1.0/auditLogs/signIns').status;
    while (readAs('first') !== 429);
    // Each takes a meter for these logs and one for all of Graph.
    for (let index = 0; index < METERS_LIMIT / 2 - 1; index += 1) readAs(String(index));
    expect(readAs('first')).toBe(429);
    readAs('one more');
    expect(readAs('first')).not.toBe(429);
  });

  it('begins anew with the tenant, and comes out the same', () => {
    const { get, tenant } = throttled();
    tenant.markOrigin();
    const run = () => Array.from({ length: 300 }, () => get('/v1.0/users').status).join();
    const first = run();
    tenant.reset();
    expect(run()).toBe(first);
    expect(first).toContain('429');
  });
});

describe('a meter', () => {
  it('lets through what its limit allows, at the pace that it allows', () => {
    const meter = new Meter(10, 1000, 0);
    for (let index = 0; index < 10; index += 1) expect(meter.spend(1, 0).share).toBeLessThanOrEqual(1);
    expect(meter.spend(1, 0).share).toBeGreaterThan(1);
    expect(meter.spend(1, 200).share).toBeLessThanOrEqual(1);
    expect(meter.spend(1, 200).share).toBeGreaterThan(1);
  });
});
