import { describe, expect, it } from 'vitest';
import { type Answer, enrollDevices, graphClient } from '../../../../test/support/graph-client.ts';
import { FILTER_LIMIT, RULE_LENGTH_LIMIT } from './assignment-filters.ts';

const SET = '/beta/deviceManagement/assignmentFilters';
const POLICIES = '/beta/deviceManagement/deviceConfigurations';
const GROUP = 'aaaaaaaa-0000-4000-8000-000000000001';
const FILTER = { displayName: 'iPads', platform: 'iOS', rule: '(device.model -contains "iPad")' };

const messageOf = (answer: Answer): string =>
  JSON.parse(answer.body.error.message).Message.split(' - Operation ID')[0];

describe('a filter', () => {
  it('is created with what the service adds', () => {
    const client = graphClient();
    const created = client.post(SET, FILTER);
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      ...FILTER,
      assignmentFilterManagementType: 'devices',
      roleScopeTags: ['0'],
      payloads: [],
    });
    const app = { ...FILTER, platform: 'iOSMobileApplicationManagement', rule: '(app.appVersion -eq "1")' };
    expect(client.post(SET, app).body.assignmentFilterManagementType).toBe('apps');
    expect(client.get('/v1.0/deviceManagement/assignmentFilters').body.error.message).toBe(
      "Resource not found for the segment 'assignmentFilters'.",
    );
  });

  it.each<[string, object, string]>([
    ['no name', { displayName: '' }, 'An error has occurred'],
    ['no platform', { platform: undefined }, 'Invalid assignment filter rule: '],
    ['no rule', { rule: '' }, 'Invalid assignment filter rule: expected a property such as device.model'],
    [
      'a property of another platform',
      { rule: '(device.cpuArchitecture -eq "arm64")' },
      "Invalid assignment filter rule: 'device.cpuArchitecture' is no property of an iOS device at character 2",
    ],
    [
      'a rule that is too long',
      { rule: `(device.model -eq "${'x'.repeat(RULE_LENGTH_LIMIT)}")` },
      'The rule of an assignment filter is limited to 3072 characters.',
    ],
  ])('is refused with %s', (_, change, message) => {
    const client = graphClient();
    const refused = client.post(SET, { ...FILTER, ...change });
    expect(refused.status).toBe(400);
    expect(messageOf(refused)).toContain(message);
    expect(client.get(SET).body.value).toEqual([]);
  });

  it('is changed only to what it could have been created as', () => {
    const client = graphClient();
    const at = `${SET}/${client.post(SET, FILTER).body.id}`;
    expect(client.patch(at, { rule: '(device.model -like "iPad")' }).status).toBe(400);
    expect(client.patch(at, { platform: 'macOS', rule: '(device.isRooted -eq "True")' }).status).toBe(400);
    expect(client.patch(at, { displayName: null }).status).toBe(400);
    expect(client.patch(at, { rule: '(device.model -eq "iPad")' }).body.rule).toBe(
      '(device.model -eq "iPad")',
    );
    expect(client.patch(at, { description: 'd' }).status).toBe(200);
  });

  it('is one of two hundred at the most', () => {
    const client = graphClient();
    for (let index = 0; index < FILTER_LIMIT; index += 1) {
      expect(client.post(SET, { ...FILTER, displayName: `F${index}` }).status).toBe(201);
    }
    const refused = client.post(SET, FILTER);
    expect(messageOf(refused)).toBe('A tenant can have up to 200 assignment filters.');
  });
});

describe('a filter that is used', () => {
  function used() {
    const client = graphClient();
    const filter = client.post(SET, FILTER).body.id;
    const policy = client.post(POLICIES, {
      '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration',
      displayName: 'P',
    }).body.id;
    const assign = (...assignments: object[]) =>
      client.post(`${POLICIES}/${policy}/assign`, { assignments }).status;
    const assignment = {
      target: {
        '@odata.type': '#microsoft.graph.groupAssignmentTarget',
        groupId: GROUP,
        deviceAndAppManagementAssignmentFilterId: filter,
        deviceAndAppManagementAssignmentFilterType: 'exclude',
      },
    };
    expect(assign(assignment)).toBe(200);
    return { client, at: `${SET}/${filter}`, policy, assign };
  }

  it('shows by which assignments, wherever it is read', () => {
    const { client, at, policy, assign } = used();
    const payloads = [
      {
        payloadId: policy,
        payloadType: 'deviceConfigurationAndCompliance',
        groupId: GROUP,
        assignmentFilterType: 'exclude',
      },
    ];
    expect(client.get(at).body.payloads).toEqual(payloads);
    expect(client.get(SET).body.value[0].payloads).toEqual(payloads);
    expect(client.patch(at, { description: 'd' }).body.payloads).toEqual(payloads);
    expect(assign()).toBe(200);
    expect(client.get(at).body.payloads).toEqual([]);
    expect(client.get(SET).body.value[0].payloads).toEqual([]);
  });

  it('cannot be deleted until nothing uses it, nor filters be turned off', () => {
    const { client, at, policy } = used();
    expect(messageOf(client.delete(at))).toBe(
      'An assignment filter is associated with existing assignments. Delete all the assignments for the filter and try again.',
    );
    expect(client.post(`${SET}/enable`, { enable: false }).status).toBe(400);
    expect(client.delete(`${POLICIES}/${policy}`).status).toBe(204);
    expect(client.delete(at).status).toBe(204);
    expect(client.get(`${SET}/getState`).body).toMatchObject({ enabled: true });
    expect(client.post(`${SET}/enable`, { enable: false }).status).toBe(204);
    expect(client.get(`${SET}/getState`).body).toMatchObject({ enabled: false });
    expect(client.post(SET, FILTER).status).toBe(400);
    expect(client.post(`${SET}/enable`, { enable: true }).status).toBe(204);
    expect(client.post(SET, FILTER).status).toBe(201);
  });
});

describe('what can be asked about filters', () => {
  it('is whether a rule is one', () => {
    const client = graphClient();
    const validate = (rule: string, platform = 'iOS') =>
      client.post(`${SET}/validateFilter`, {
        deviceAndAppManagementAssignmentFilter: { ...FILTER, platform, rule },
      }).body.isValidRule;
    expect(validate('(device.model -eq "iPad")')).toBe(true);
    expect(validate('(device.model -eq "iPad"')).toBe(false);
    expect(validate('(device.operatingSystemSKU -eq "Enterprise")')).toBe(false);
    expect(validate('(device.operatingSystemSKU -eq "Enterprise")', 'windows10AndLater')).toBe(true);
  });

  it('is what rules of a platform may say', () => {
    const client = graphClient();
    const { value } = client.get(`${SET}/getPlatformSupportedProperties(platform='iOS')`).body;
    expect(value.map(({ name }: { name: string }) => name).sort()).toEqual([
      'deviceCategory',
      'deviceName',
      'deviceOwnership',
      'enrollmentProfileName',
      'isRooted',
      'manufacturer',
      'model',
      'operatingSystemVersion',
      'osVersion',
    ]);
    expect(value.find(({ name }: { name: string }) => name === 'deviceOwnership')).toMatchObject({
      supportedOperators: ['equals', 'notEquals'],
      supportedValues: ['Personal', 'Corporate', 'Unknown'],
    });
    expect(client.get(`${SET}/getPlatformSupportedProperties(platform='none')`).body.value).toEqual([]);
    const at = `${SET}/${client.post(SET, FILTER).body.id}`;
    expect(client.get(`${at}/getSupportedProperties`).body.value).toEqual(value);
  });

  it('is which devices a rule matches, page by page', () => {
    const client = graphClient();
    enrollDevices(client.tenant, 3, { model: 'iPad Air' });
    enrollDevices(client.tenant, 2);
    const evaluate = (data: object) => {
      const request = { data: { platform: 'iOS', rule: '(device.model -startsWith "iPad")', ...data } };
      const url = '/beta/deviceManagement/evaluateAssignmentFilter';
      return client.send('POST', url, request, { accept: '*/*' });
    };
    const all = JSON.parse(evaluate({}).text ?? '');
    expect(all).toMatchObject({
      TotalRowCount: 3,
      Schema: expect.arrayContaining([{ Column: 'DeviceName', PropertyType: 'String' }]),
    });
    const second = JSON.parse(evaluate({ skip: 1, top: 1 }).text ?? '');
    expect(second).toMatchObject({ TotalRowCount: 3, Values: [all.Values[1]] });
    expect(JSON.parse(evaluate({ search: 'iphone 0002' }).text ?? '')).toMatchObject({
      TotalRowCount: 1,
      Values: [all.Values[2]],
    });
    expect(evaluate({ rule: 'nonsense' }).status).toBe(400);
  });

  it('is how the filters of a policy stand to a device', () => {
    const client = graphClient();
    const [pad] = enrollDevices(client.tenant, 1, { model: 'iPad Air' });
    const filter = client.post(SET, FILTER).body.id;
    const policy = client.post(POLICIES, {
      '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration',
      displayName: 'P',
    }).body.id;
    const target = {
      '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget',
      deviceAndAppManagementAssignmentFilterId: filter,
      deviceAndAppManagementAssignmentFilterType: 'include',
    };
    client.post(`${POLICIES}/${policy}/assign`, { assignments: [{ target }] });
    const details = (managedDeviceId: string) =>
      client.post('/beta/deviceManagement/getAssignmentFiltersStatusDetails', {
        managedDeviceId,
        payloadId: policy,
      });
    const { body } = details(pad as string);
    expect(body).toMatchObject({ managedDeviceId: pad, payloadId: policy });
    expect(body.deviceProperties).toContainEqual({ name: 'model', value: 'iPad Air' });
    expect(body.evalutionSummaries).toMatchObject([
      {
        assignmentFilterId: filter,
        assignmentFilterDisplayName: 'iPads',
        assignmentFilterType: 'include',
        evaluationResult: 'match',
      },
    ]);
    expect(details('nobody').status).toBe(404);
  });
});
