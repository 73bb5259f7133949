import { describe, expect, it } from 'vitest';
import { type Client, graphClient } from '../../../../test/support/graph-client.ts';
import { DEVICE_LIMIT_MAXIMUM, RESTRICTIONS_LIMIT } from './enrollment-configurations.ts';

const URL = '/beta/deviceManagement/deviceEnrollmentConfigurations';
const ACCOUNT = '0f7d3c55-6b0a-4a4e-9a3e-5f0b5f7c1d21';
const LIMIT = '#microsoft.graph.deviceEnrollmentLimitConfiguration';
const SINGLE = '#microsoft.graph.deviceEnrollmentPlatformRestrictionConfiguration';

const messageOf = (body: { error: { message: string } }) => JSON.parse(body.error.message).Message as string;
const createLimit = (client: Client, displayName: string, limit = 3) =>
  client.post(URL, { '@odata.type': LIMIT, displayName, limit });
const priorities = (client: Client, ids: readonly string[]) =>
  ids.map((id) => client.get(`${URL}/${id}`).body.priority);

describe('the defaults', () => {
  it('are there in every tenant, under ids that end in what they are', () => {
    const { body } = graphClient().get(URL);
    expect(body.value.map((each: { id: string }) => each.id)).toEqual([
      `${ACCOUNT}_DefaultLimit`,
      `${ACCOUNT}_DefaultPlatformRestrictions`,
      `${ACCOUNT}_DefaultWindowsHelloForBusiness`,
      `${ACCOUNT}_DefaultWindows10EnrollmentCompletionPageConfiguration`,
      `${ACCOUNT}_WindowsRestore`,
    ]);
    expect(body.value[0]).toMatchObject({
      '@odata.type': LIMIT,
      displayName: 'All users and all devices',
      priority: 0,
      version: 0,
      limit: 5,
      deviceEnrollmentConfigurationType: 'limit',
      createdDateTime: '0001-01-01T00:00:00Z',
      roleScopeTagIds: [],
    });
  });

  it('are kept in their place when they are changed, and count their versions', () => {
    const client = graphClient();
    const url = `${URL}/${ACCOUNT}_DefaultPlatformRestrictions`;
    const change = {
      '@odata.type': '#microsoft.graph.deviceEnrollmentPlatformRestrictionsConfiguration',
      iosRestriction: { personalDeviceEnrollmentBlocked: true },
    };
    const changed = client.patch(url, change);
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({
      version: 1,
      iosRestriction: { personalDeviceEnrollmentBlocked: true },
    });
    expect(client.get(url).body.iosRestriction).toMatchObject({
      personalDeviceEnrollmentBlocked: true,
      platformBlocked: false,
    });
    const { value } = client.get(URL).body;
    expect(value).toHaveLength(5);
    expect(value[1].id).toBe(`${ACCOUNT}_DefaultPlatformRestrictions`);
  });

  it('can be neither deleted, assigned nor ordered', () => {
    const client = graphClient();
    const url = `${URL}/${ACCOUNT}_DefaultLimit`;
    expect(client.delete(url).status).toBe(400);
    expect(client.post(`${url}/setPriority`, { priority: 2 }).status).toBe(400);
    const target = { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: 'g1' };
    expect(client.post(`${url}/assign`, { enrollmentConfigurationAssignments: [{ target }] }).status).toBe(
      400,
    );
    expect(client.get(url).status).toBe(200);
  });

  it('show in v1.0 what it knows of them', () => {
    const { value } = graphClient().get(URL.replace('beta', 'v1.0')).body;
    expect(value[0]).toMatchObject({ '@odata.type': LIMIT, limit: 5 });
    expect(value[4]).not.toHaveProperty('@odata.type');
  });
});

describe('what an administrator puts before them', () => {
  it('gets an id, a kind and the lowest priority of its kind', () => {
    const client = graphClient();
    const created = createLimit(client, 'Sales');
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{36}_Limit$/),
      priority: 1,
      version: 1,
      limit: 3,
      deviceEnrollmentConfigurationType: 'limit',
      roleScopeTagIds: ['0'],
    });
    expect(createLimit(client, 'Field').body.priority).toBe(2);
    const single = { '@odata.type': SINGLE, displayName: 'iPhones', platformType: 'ios' };
    const ios = client.post(URL, { ...single, platformRestriction: { platformBlocked: true } });
    expect(ios.body).toMatchObject({
      id: expect.stringMatching(/_SinglePlatformRestriction$/),
      priority: 1,
      platformRestriction: { platformBlocked: true, personalDeviceEnrollmentBlocked: false },
    });
    expect(client.post(URL, { ...single, platformType: 'windows' }).body.priority).toBe(1);
  });

  it('is found by its kind, and ordered by its priority', () => {
    const client = graphClient();
    const [first] = ['a', 'b', 'c'].map((name) => createLimit(client, name).body.id);
    client.post(`${URL}/${first}/setPriority`, { priority: 3 });
    const query =
      "$filter=deviceEnrollmentConfigurationType eq 'limit'&$orderby=priority&$select=displayName";
    const names = client
      .get(`${URL}?${query}`)
      .body.value.map((each: { displayName: string }) => each.displayName);
    expect(names).toEqual(['All users and all devices', 'b', 'c', 'a']);
  });

  it('has priorities without gaps', () => {
    const client = graphClient();
    const [a, b, c] = ['a', 'b', 'c'].map((name) => createLimit(client, name).body.id) as [
      string,
      string,
      string,
    ];
    expect(client.post(`${URL}/${c}/setPriority`, { priority: 1 }).status).toBe(204);
    expect(priorities(client, [a, b, c])).toEqual([2, 3, 1]);
    // [recorded] the same again is refused.
    expect(client.post(`${URL}/${c}/setPriority`, { priority: 1 }).status).toBe(400);
    expect(client.delete(`${URL}/${a}`).status).toBe(204);
    expect(priorities(client, [b, c])).toEqual([2, 1]);
  });

  it.each([0, DEVICE_LIMIT_MAXIMUM + 1])('is refused with a limit of %i devices', (limit) => {
    const client = graphClient();
    const refused = createLimit(client, 'Sales', limit);
    expect(refused.status).toBe(400);
    expect(messageOf(refused.body)).toMatch(/^An error has occurred/);
    const { id } = createLimit(client, 'Sales', DEVICE_LIMIT_MAXIMUM).body;
    expect(client.patch(`${URL}/${id}`, { '@odata.type': LIMIT, limit }).status).toBe(400);
  });

  it('is refused when there are as many of its kind as there can be', () => {
    const client = graphClient();
    for (let number = 0; number < RESTRICTIONS_LIMIT; number += 1) createLimit(client, `Limit ${number}`);
    expect(createLimit(client, 'One too many').status).toBe(400);
  });

  it('is assigned all at once and answers nothing; single assignments can only be changed', () => {
    const client = graphClient();
    const { id } = createLimit(client, 'Sales').body;
    const target = { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: 'g1' };
    const assigned = client.post(`${URL}/${id}/assign`, { enrollmentConfigurationAssignments: [{ target }] });
    expect([assigned.status, assigned.text]).toEqual([204, undefined]);
    expect(client.get(`${URL}/${id}?$expand=assignments`).body.assignments).toMatchObject([{ target }]);
    const refused = client.post(`${URL}/${id}/assignments`, { target });
    expect(refused.body.error).toMatchObject({
      code: 'No method match route template',
      message: `No OData route exists that match template ~/singleton/navigation/key/navigation with http verb POST for request /StatelessOnboardingService/deviceManagement/deviceEnrollmentConfigurations('${id}')/assignments.`,
    });
    const [row] = client.get(`${URL}/${id}/assignments`).body.value;
    const everybody = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };
    const changed = client.patch(`${URL}/${id}/assignments/${row.id}`, { target: everybody });
    expect(changed.body.target).toMatchObject(everybody);
  });

  it('fails at not endsWith', () => {
    const failed = graphClient().get(`${URL}?$filter=not endsWith(id,'_Limit')`);
    expect([failed.status, failed.body.error.code]).toEqual([500, 'InternalServerError']);
  });
});

describe('an enrollment notification', () => {
  const notification = {
    '@odata.type': '#microsoft.graph.deviceEnrollmentNotificationConfiguration',
    displayName: 'Welcome',
    platformType: 'ios',
    defaultLocale: 'en-US',
    brandingOptions: 'includeCompanyLogo,includeCompanyName',
    notificationTemplates: [
      'email_00000000-0000-0000-0000-000000000000',
      'push_00000000-0000-0000-0000-000000000000',
    ],
  };

  it('has templates of its own, which keep its texts and branding', () => {
    const client = graphClient();
    const created = client.post(URL, notification);
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      id: expect.stringMatching(/_EnrollmentNotificationsConfiguration$/),
      priority: 1,
      deviceEnrollmentConfigurationType: 'enrollmentNotificationsConfiguration',
      brandingOptions: 'none',
      defaultLocale: null,
    });
    const [email, push] = created.body.notificationTemplates as [string, string];
    expect(email).toMatch(/^Email_[0-9a-f-]{36}$/);
    expect(push).toMatch(/^Push_[0-9a-f-]{36}$/);
    const template = client.get(`/beta/deviceManagement/notificationMessageTemplates/${email.slice(6)}`);
    expect(template.body.displayName).toBe('EnrollmentNotificationInternalMEO');
  });

  it('can be created by an action that answers nothing', () => {
    const client = graphClient();
    const body = { deviceEnrollmentNotificationConfigurations: [notification] };
    expect(client.post(`${URL}/createEnrollmentNotificationConfiguration`, body).status).toBe(204);
    const query = "$filter=deviceEnrollmentConfigurationType eq 'enrollmentNotificationsConfiguration'";
    expect(client.get(`${URL}?${query}`).body.value).toMatchObject([
      { displayName: 'Welcome', priority: 1, version: 1 },
    ]);
  });
});
