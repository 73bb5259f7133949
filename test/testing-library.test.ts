import { describe, expect, it } from 'vitest';
import { SSO_EXTENSION } from '../fixtures/policies/index.ts';
import { createTenant, startServer } from '../src/testing/index.ts';
import { matchers } from '../src/testing/matchers.ts';
import { scenarioTests, tenantTest } from '../src/testing/vitest.ts';

const PERSON = 'priya.raman@contoso.com';

/** What a matcher that fails says. */
function refusal(check: () => void): string {
  try {
    check();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('it did not fail');
}

describe('createTenant', () => {
  it('takes notifications for whoever subscribes, until it is reset', async () => {
    await using tenant = await createTenant();
    const subscription = await tenant.graph.post('/subscriptions', {
      changeType: 'updated',
      notificationUrl: 'http://localhost:8000/hook',
      resource: 'users',
      expirationDateTime: new Date(tenant.clock.now.getTime() + 3_600_000).toISOString(),
    });
    await tenant.graph.patch(`/users/${PERSON}`, { jobTitle: 'Boss' });
    expect(tenant.notifications).toMatchObject([
      { url: 'http://localhost:8000/hook', changeType: 'updated', subscriptionId: subscription.id },
    ]);
    tenant.reset();
    expect(tenant.notifications).toEqual([]);
  });

  it('gives devices that enroll and sign in, and a clock', async () => {
    await using tenant = await createTenant({ tenant: 'contoso-jit' });
    const phone = tenant.devices.create({ user: PERSON });
    expect([phone.enrolled, phone.registered, phone.complianceState]).toEqual([false, false, undefined]);
    phone.enroll().signIn('Microsoft Teams');
    expect(phone).toBeRegistered();
    expect(phone).toBeCompliant();
    const before = tenant.clock.now;
    tenant.clock.advance('PT8H');
    expect(tenant.clock.now.getTime() - before.getTime()).toBe(8 * 3_600_000);
    expect([...tenant.devices].map(({ id }) => id)).toEqual([phone.id]);
  });

  it("talks to Graph with Microsoft's client: pages, errors, batches, as itself and as a person", async () => {
    await using tenant = await createTenant();
    const page = await tenant.graph.api('/users').select('displayName').top(3).get();
    expect(page.value).toHaveLength(3);
    const next = await tenant.graph.api(page['@odata.nextLink']).get();
    expect(next.value[0]).not.toEqual(page.value[0]);
    await expect(tenant.graph.api('/users/nobody').get()).rejects.toMatchObject({ statusCode: 404 });
    const batch = { requests: [{ id: '1', method: 'GET', url: '/organization' }] };
    expect(await tenant.graph.api('/$batch').post(batch)).toMatchObject({ responses: [{ status: 200 }] });
    expect(await tenant.graphAs(PERSON).api('/me').get()).toMatchObject({ userPrincipalName: PERSON });
    await expect(tenant.graphAs(PERSON, []).api('/users').get()).rejects.toMatchObject({ statusCode: 403 });
    expect(() => tenant.graphAs('nobody@contoso.com')).toThrow("no user 'nobody@contoso.com'");
    expect(tenant).toHaveReceived({ method: 'GET', path: '/users/*', status: 404 });
    expect(tenant.requests.at(-1)?.url).toBe('/v1.0/users');
  });

  it('has short forms of requests, in both versions', async () => {
    await using tenant = await createTenant();
    const { graph } = tenant;
    const policies = '/beta/deviceManagement/deviceConfigurations';
    const { id } = await graph.post(policies, SSO_EXTENSION);
    await graph.patch(`${policies}/${id}`, {
      '@odata.type': SSO_EXTENSION['@odata.type'],
      description: 'short',
    });
    expect(await graph.get(`${policies}/${id}`)).toMatchObject({ id, description: 'short' });
    await graph.delete(`${policies}/${id}`);
    const { value } = await graph.get("/users?$filter=startswith(displayName,'Priya')&$select=displayName");
    expect(value).toMatchObject([{ displayName: 'Priya Raman' }]);
    await expect(graph.get('/users/nobody')).rejects.toMatchObject({ statusCode: 404 });
    expect(tenant.requests.map(({ method, url }) => `${method} ${url.split('?')[0]}`)).toEqual([
      `POST ${policies}`,
      `PATCH ${policies}/${id}`,
      `GET ${policies}/${id}`,
      `DELETE ${policies}/${id}`,
      'GET /v1.0/users',
      'GET /v1.0/users/nobody',
    ]);
  });

  it('tells what was changed, and goes back', async () => {
    await using tenant = await createTenant();
    const policies = tenant.graph.api('/deviceManagement/deviceConfigurations').version('beta');
    await policies.post(SSO_EXTENSION);
    expect(tenant.changes).toMatchObject([{ what: 'created', set: 'deviceManagement/deviceConfigurations' }]);
    const left = tenant.snapshot();
    tenant.reset();
    expect(tenant.changes).toEqual([]);
    expect((await policies.get()).value).toEqual([]);
    await using other = await createTenant({ snapshot: left });
    expect(
      (await other.graph.api('/deviceManagement/deviceConfigurations').version('beta').get()).value,
    ).toHaveLength(1);
  });

  it.each([
    [{ start: 'yesterday' }, "'yesterday' is no moment"],
    [{ tenant: 'fabrikam' }, 'fabrikam'],
  ])('says what is wrong with %s', async (options, message) => {
    await expect(createTenant(options)).rejects.toThrow(message);
  });

  it.each(['8 hours', -1, Number.NaN])('says what is wrong with advancing by %s', async (duration) => {
    await using tenant = await createTenant();
    expect(() => tenant.clock.advance(duration)).toThrow('is no duration: it looks like PT8H');
  });
});

describe('startServer', () => {
  it('serves a tenant that a test can look into', async () => {
    await using server = await startServer({ tenant: 'contoso-jit' });
    const health = await fetch(`${server.httpUrl}/health`);
    expect(health.status).toBe(200);
    server.devices.create({ user: PERSON }).enroll();
    expect((await server.graph.api('/deviceManagement/managedDevices').get()).value).toHaveLength(1);
    expect(server).toHaveReceived({ path: '/deviceManagement/managedDevices' });
    expect(server).toVerify();
  });
});

describe('the matchers', () => {
  it('explain why a device is where it is', async () => {
    await using tenant = await createTenant();
    const phone = tenant.devices.create({ user: PERSON }).enroll();
    const message = refusal(() => expect(phone).toBeRegistered());
    expect(message).toContain(`expected ${phone.name} to be registered`);
    expect(message).toContain(phone.explain().sentences[0]);
    expect(message).toContain('sso-policy-missing');
    expect(refusal(() => expect(phone).not.toBeCompliant())).toContain('not to be compliant');
  });

  it('judge a policy, several, and a tenant', async () => {
    const good = { ...SSO_EXTENSION, id: '1' };
    const text = JSON.stringify(good).replace('{{DEVICEREGISTRATION}}', '{{DEVICEREGISTRATION}} ');
    expect(good).toVerify();
    expect([good]).toVerify();
    const message = refusal(() => expect(JSON.parse(text)).toVerify());
    expect(message).toContain('device-registration-value-spaces');
    await using tenant = await createTenant();
    expect(tenant).not.toVerify();
  });

  it('list what a tenant has received instead', async () => {
    await using tenant = await createTenant();
    expect(refusal(() => expect(tenant).toHaveReceived({ path: '/users' }))).toContain(
      'It received:\n  nothing',
    );
    await tenant.graph.api('/groups').top(1).get();
    const message = refusal(() => expect(tenant).toHaveReceived({ method: 'POST', path: '/groups' }));
    expect(message).toContain('to have received POST /groups');
    expect(message).toContain('GET /v1.0/groups?$top=1 200');
    expect(tenant).toHaveReceived({ path: '/v1.0/groups' });
  });

  it('refuse what they are not about', () => {
    expect(() => matchers.toBeRegistered('phone')).toThrow(TypeError);
    expect(() => matchers.toHaveReceived({}, { path: '/users' })).toThrow('about a tenant');
    expect(() => matchers.toVerify(7)).toThrow('toVerify is about');
  });
});

tenantTest('has a tenant of its own', ({ tenant }) => {
  expect(tenant.info.displayName).toBe('Contoso');
});

await scenarioTests(['scenarios/timing', 'scenarios/golden']);
