import { describe, expect, it } from 'vitest';
import { graphClient } from '../../../test/support/graph-client.ts';

const SET = '/beta/deviceManagement/deviceConfigurations';
const GROUP = '#microsoft.graph.groupAssignmentTarget';
const EVERYBODY = '#microsoft.graph.allLicensedUsersAssignmentTarget';

describe('assigning', () => {
  const client = graphClient();
  const policy: string = client.post(SET, {
    '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration',
    displayName: 'P',
  }).body.id;
  const assignments = () =>
    client.get(`${SET}/${policy}/assignments`).body.value.map((row: { id: string }) => row.id);
  const assign = (...targets: unknown[]) =>
    client.post(`${SET}/${policy}/assign`, { assignments: targets.map((target) => ({ target })) });

  it.each<[string, unknown]>([
    ['no target', undefined],
    ['a target that is null', null],
    ['a group that is not named', { '@odata.type': GROUP }],
    ['a group with an empty name', { '@odata.type': GROUP, groupId: '' }],
    [
      'an excluded group that is not named',
      { '@odata.type': '#microsoft.graph.exclusionGroupAssignmentTarget' },
    ],
  ])('refuses %s, and leaves everything as it was', (_, target) => {
    expect(assign({ '@odata.type': GROUP, groupId: 'g' }).status).toBe(200);
    for (const refused of [
      assign({ '@odata.type': EVERYBODY }, target),
      client.post(`${SET}/${policy}/assignments`, { target }),
    ]) {
      expect(refused.status).toBe(400);
      expect(refused.body.error.code).toBe('BadRequest');
      expect(JSON.parse(refused.body.error.message).Message).toMatch(/^An error has occurred - Operation ID/);
    }
    expect(assignments()).toEqual([`${policy}_g`]);
  });

  it('knows all users with and without the sign before the type', () => {
    expect(assign({ '@odata.type': EVERYBODY.slice(1) }).status).toBe(200);
    expect(assignments()).toEqual([`${policy}_acacacac-9df4-4c7d-9d50-4ef0226f57a9`]);
  });

  it.each<[string, unknown[]]>([
    [
      'twice',
      [
        { '@odata.type': GROUP, groupId: 'g' },
        { '@odata.type': GROUP, groupId: 'g' },
      ],
    ],
    [
      'included and excluded',
      [
        { '@odata.type': GROUP, groupId: 'g' },
        { '@odata.type': '#microsoft.graph.exclusionGroupAssignmentTarget', groupId: 'G' },
      ],
    ],
  ])('refuses a group that is named %s, and leaves everything as it was', (_, targets) => {
    expect(assign({ '@odata.type': EVERYBODY }).status).toBe(200);
    const refused = assign(...targets);
    expect(refused.status).toBe(400);
    expect(refused.body.error.code).toBe('BadRequest');
    expect(assignments()).toEqual([`${policy}_acacacac-9df4-4c7d-9d50-4ef0226f57a9`]);
  });

  it('takes a target that says itself that it is of the abstract type, as pages send it, and notes that', () => {
    const target = { '@odata.type': '#microsoft.graph.deviceAndAppManagementAssignmentTarget' };
    const { status, body } = assign(target);
    expect(status).toBe(200);
    const [{ id }] = body.value;
    expect(client.get(`${SET}/${policy}/assignments/${id}`).status).toBe(200);
    const [request] = [...client.graph.requests.since()].slice(-2);
    expect(request?.ignored.join()).toContain('deviceAndAppManagementAssignmentTarget is abstract');
    const assignments = [{ target }];
    const strict = { 'x-tenantless-strict': 'true' };
    const refused = client.send('POST', `${SET}/${policy}/assign`, { assignments }, strict);
    expect(refused.body.error.message).toContain('#microsoft.graph.groupAssignmentTarget');
    expect(assign({ groupId: 'g' }).body.error.code).toBe('ModelValidationFailure');
  });

  it('takes the first of two assignments of an app to the same target with the same intent', () => {
    const apps = '/beta/deviceAppManagement/mobileApps';
    const { id } = client.post(apps, {
      '@odata.type': '#microsoft.graph.iosStoreApp',
      displayName: 'A',
    }).body;
    const target = { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' };
    const mobileAppAssignments = [
      { intent: 'required', target, settings: null },
      {
        intent: 'required',
        target,
        settings: { '@odata.type': '#microsoft.graph.iosStoreAppAssignmentSettings' },
      },
    ];
    expect(client.post(`${apps}/${id}/assign`, { mobileAppAssignments }).status).toBe(204);
    expect(client.get(`${apps}/${id}/assignments`).body.value).toMatchObject([{ settings: null }]);
  });

  it('refuses filters that are not there, in the words of the service', () => {
    const filter = client.post('/beta/deviceManagement/assignmentFilters', {
      displayName: 'F',
      platform: 'iOS',
      rule: '(device.model -eq "iPad")',
    }).body.id;
    const gone = '99999999-0000-4000-8000-000000000000';
    const filtered = (id: string, groupId: string) => ({
      '@odata.type': GROUP,
      groupId,
      deviceAndAppManagementAssignmentFilterId: id,
      deviceAndAppManagementAssignmentFilterType: 'include',
    });
    expect(assign(filtered(filter, 'g')).status).toBe(200);
    for (const refused of [
      assign(filtered(filter, 'g'), filtered(gone, 'h')),
      client.patch(`${SET}/${policy}/assignments/${policy}_g`, { target: filtered(gone, 'g') }),
      client.post(`${SET}/${policy}/assignments`, { target: filtered(gone, 'h') }),
    ]) {
      expect(refused.status).toBe(400);
      expect(JSON.parse(refused.body.error.message).Message).toMatch(
        /^Scope Tags validation failed : Filters \S*99999999-0000-4000-8000-000000000000 , Validated filters /,
      );
    }
    expect(assignments()).toEqual([`${policy}_g`]);
  });
});

describe('what is assigned', () => {
  it('says so, also where all are of one type and name none', () => {
    const client = graphClient();
    const set = '/beta/deviceAppManagement/targetedManagedAppConfigurations';
    const at = `${set}/${client.post(set, { displayName: 'C' }).body.id}`;
    expect(client.get(at).body.isAssigned).toBe(false);
    const target = { '@odata.type': EVERYBODY };
    expect(client.post(`${at}/assign`, { assignments: [{ target }] }).status).toBe(204);
    expect(client.get(at).body.isAssigned).toBe(true);
    client.post(`${at}/assign`, { assignments: [] });
    expect(client.get(at).body.isAssigned).toBe(false);
  });
});

describe('what is created together with assignments', () => {
  const target = { '@odata.type': EVERYBODY };
  it.each<[string, object]>([
    [SET, { '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration' }],
    [
      '/beta/deviceAppManagement/mobileAppConfigurations',
      { '@odata.type': '#microsoft.graph.iosMobileAppConfiguration', targetedMobileApps: ['a'] },
    ],
    [
      '/beta/deviceManagement/deviceEnrollmentConfigurations',
      { '@odata.type': '#microsoft.graph.deviceEnrollmentLimitConfiguration', limit: 5 },
    ],
    ['/beta/deviceManagement/termsAndConditions', { title: 'T', bodyText: 'B', acceptanceStatement: 'A' }],
    ['/beta/deviceManagement/intuneBrandingProfiles', { profileName: 'B' }],
    [
      '/beta/deviceAppManagement/mobileApps',
      { '@odata.type': '#microsoft.graph.iosStoreApp', bundleId: 'a.b' },
    ],
  ])('has them under their usual ids, or is refused: %s', (set, rest) => {
    const client = graphClient();
    const body = { displayName: 'P', ...rest };
    const before = client.get(set).body.value.length;
    for (const assignments of [[{}], [{ target: null }], [{ target }, {}]])
      expect(client.post(set, { ...body, assignments }).status).toBe(400);
    const { status, body: made } = client.post(set, {
      ...body,
      assignments: [{ target, intent: 'required' }],
    });
    // Not all of them have an intent.
    const created = status === 201 ? made : client.post(set, { ...body, assignments: [{ target }] }).body;
    expect(client.get(set).body.value).toHaveLength(before + 1);
    const { value } = client.get(`${set}/${created.id}/assignments`).body;
    expect(value).toMatchObject([{ target }]);
    expect(value[0].id).toContain('acacacac-9df4-4c7d-9d50-4ef0226f57a9');
  });

  it('keeps its target when a single assignment is changed', () => {
    const client = graphClient();
    const policy = client.post(SET, {
      '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration',
      displayName: 'P',
    });
    const url = `${SET}/${policy.body.id}/assignments`;
    const { id } = client.post(url, { target }).body;
    expect(client.patch(`${url}/${id}`, { target: null }).status).toBe(400);
    expect(client.get(url).body.value).toMatchObject([{ target }]);
  });
});
