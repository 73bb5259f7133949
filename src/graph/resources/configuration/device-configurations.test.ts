import { describe, expect, it } from 'vitest';
import { enrollDevices, graphClient, smallTenant } from '../../../../test/support/graph-client.ts';
import { createGraph } from '../../graph.ts';
import type { DeviceStatus } from '../../types.ts';

const SET = '/beta/deviceManagement/deviceConfigurations';
const GENERAL = { '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration', displayName: 'P' };
const GROUP = 'aaaaaaaa-0000-4000-8000-000000000001';
const OTHER = 'aaaaaaaa-0000-4000-8000-000000000002';

describe('the older form of assignments', () => {
  const client = graphClient();
  const id = client.post(SET, GENERAL).body.id;

  it('is taken by assign, and says the same as the newer one', () => {
    const assigned = client.post(`${SET}/${id}/assign`, {
      deviceConfigurationGroupAssignments: [
        { targetGroupId: GROUP, excludeGroup: false },
        { targetGroupId: OTHER, excludeGroup: true },
      ],
      assignments: [{ target: { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' } }],
    });
    expect(assigned.status).toBe(200);
    expect(client.get(`${SET}/${id}/assignments`).body.value).toMatchObject([
      { target: { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' } },
      { target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: GROUP } },
      { target: { '@odata.type': '#microsoft.graph.exclusionGroupAssignmentTarget', groupId: OTHER } },
    ]);
  });

  it('can be read, with the policy, and not be written', () => {
    const url = `${SET}/${id}/groupAssignments`;
    expect(client.get(url).body.value).toEqual([
      { id: `${id}_${GROUP}`, targetGroupId: GROUP, excludeGroup: false },
      { id: `${id}_${OTHER}`, targetGroupId: OTHER, excludeGroup: true },
    ]);
    const policy = client.get(`${url}/${id}_${GROUP}/deviceConfiguration`).body;
    expect(policy).toMatchObject({ id, '@odata.type': GENERAL['@odata.type'] });
    expect(client.post(url, { targetGroupId: GROUP }).body.error.code).toBe('No method match route template');
  });
});

describe('the settings of a custom policy for Windows', () => {
  const TEXT = '#microsoft.graph.omaSettingString';
  const XML = '#microsoft.graph.omaSettingStringXml';
  const setting = (type: string, value: unknown) => ({
    '@odata.type': type,
    displayName: 'S',
    omaUri: './Vendor/S',
    value,
  });
  const client = graphClient();
  const created = client.post(SET, {
    '@odata.type': '#microsoft.graph.windows10CustomConfiguration',
    displayName: 'Custom',
    omaSettings: [
      setting(TEXT, 'secret'),
      setting(XML, 'PHg+'),
      setting('#microsoft.graph.omaSettingInteger', 7),
    ],
  }).body;
  const url = `${SET}/${created.id}`;
  const read = (id: string) =>
    client.get(`${url}/getOmaSettingPlainTextValue(secretReferenceValueId='${id}')`);

  it('hide texts, and give them away one by one', () => {
    const [text, xml, number] = created.omaSettings;
    expect(text).toMatchObject({ value: '****', isEncrypted: true });
    expect(xml).toMatchObject({ value: 'PGEvPg==', isEncrypted: true });
    expect(number).toMatchObject({ value: 7, isEncrypted: false, secretReferenceValueId: null });
    expect(read(text.secretReferenceValueId).body.value).toBe('secret');
    expect(read(xml.secretReferenceValueId).body.value).toBe('PHg+');
    expect(read('another').status).toBe(404);
  });

  it('keep what is written back as it was read, and hide what is new', () => {
    const [text] = created.omaSettings;
    const patched = client.patch(url, {
      '@odata.type': '#microsoft.graph.windows10CustomConfiguration',
      omaSettings: [text, setting(TEXT, 'other')],
    }).body.omaSettings;
    expect(patched[0].secretReferenceValueId).toBe(text.secretReferenceValueId);
    expect(read(patched[0].secretReferenceValueId).body.value).toBe('secret');
    expect(read(patched[1].secretReferenceValueId).body.value).toBe('other');
  });
});

describe('what policies reach', () => {
  const tenant = smallTenant();
  const [first, second] = enrollDevices(tenant, 2, {
    userId: 'adele',
    userPrincipalName: 'adele@contoso.com',
  });
  const reached = (policy: string): readonly DeviceStatus[] =>
    (policy === 'both' ? [first, second] : [second]).map((id) => ({
      id: `${policy}_${id}`,
      $device: `${id}`,
    }));
  const graph = createGraph(tenant, { deviceStatuses: (_set, policy) => reached(policy) });
  const client = graphClient(tenant, undefined, graph);

  it('is told for several policies, each device once', () => {
    const { value } = client.post(`${SET}/getTargetedUsersAndDevices`, {
      deviceConfigurationIds: ['second', 'both'],
    }).body;
    expect(value).toMatchObject([
      { deviceId: second, deviceName: 'iPhone 0001', userPrincipalName: 'adele@contoso.com' },
      { deviceId: first, lastCheckinDateTime: '2026-08-31T08:00:00Z' },
    ]);
  });
});

describe('the links of a policy', () => {
  it('are those that it is assigned by', () => {
    const client = graphClient();
    const [linked, free] = [client.post(SET, GENERAL).body.id, client.post(SET, GENERAL).body.id];
    client.post(`${SET}/${linked}/assign`, {
      assignments: [{ target: { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' } }],
    });
    const { value } = client.post(`${SET}/hasPayloadLinks`, { payloadIds: [linked, free, 'unknown'] }).body;
    expect(value).toEqual([
      { payloadId: linked, hasLink: true, error: '', sources: ['direct'] },
      { payloadId: free, hasLink: false, error: '', sources: [] },
      { payloadId: 'unknown', hasLink: false, error: '', sources: [] },
    ]);
  });
});

describe('the states of certificates', () => {
  it('stand below the profiles of certificates, and nowhere else', () => {
    const client = graphClient();
    const pkcs = client.post(SET, {
      '@odata.type': '#microsoft.graph.iosPkcsCertificateProfile',
      displayName: 'C',
    }).body.id;
    const general = client.post(SET, GENERAL).body.id;
    const below = (id: string, type: string) =>
      `${SET}/${id}/microsoft.graph.${type}/managedDeviceCertificateStates`;
    const created = client.post(below(pkcs, 'iosPkcsCertificateProfile'), {
      certificateIssuer: 'CN=Contoso',
    });
    expect(created.status).toBe(201);
    expect(client.get(below(pkcs, 'iosPkcsCertificateProfile')).body.value).toMatchObject([
      { certificateIssuer: 'CN=Contoso' },
    ]);
    expect(client.get(below(general, 'iosGeneralDeviceConfiguration')).body.error.message).toBe(
      "Resource not found for the segment 'managedDeviceCertificateStates'.",
    );
  });
});

describe('what is computed of a policy', () => {
  it('takes what callers add and say of it, as documented, and stays computed', () => {
    const client = graphClient();
    const url = `${SET}/${client.post(SET, GENERAL).body.id}`;
    const created = client.post(`${url}/deviceStatuses`, { deviceDisplayName: 'Phone', status: 'error' });
    expect(created.status).toBe(201);
    const at = `${url}/deviceStatuses/${created.body.id}`;
    expect(client.patch(at, { status: 'compliant' }).body.status).toBe('compliant');
    expect(client.get(`${url}/deviceStatuses`).body.value).toMatchObject([{ deviceDisplayName: 'Phone' }]);
    expect(client.delete(at).status).toBe(204);
    const overview = client.patch(`${url}/deviceStatusOverview`, { pendingCount: 9 });
    expect(overview.status).toBe(200);
    expect(client.get(`${url}/deviceStatusOverview`).body.pendingCount).toBe(0);
  });
});

it('times are kept in UTC, and every policy takes scope tags', () => {
  const created = graphClient().post(SET, {
    '@odata.type': '#microsoft.graph.iosUpdateConfiguration',
    displayName: 'Updates',
    supportsScopeTags: false,
    customUpdateTimeWindows: [
      { startDay: 'monday', endDay: 'friday', startTime: '08:00:00', endTime: '17:00:00' },
    ],
    deviceManagementApplicabilityRuleOsVersion: null,
  });
  expect(created.body).toMatchObject({ supportsScopeTags: true });
  const device = graphClient().post('/v1.0/deviceManagement/managedDevices', {
    lastSyncDateTime: '2016-12-31T23:58:46.7156189-08:00',
  });
  expect(device.body.lastSyncDateTime).toBe('2017-01-01T07:58:46.7156189Z');
});
