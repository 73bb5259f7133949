// How policies stand on devices: what Graph shows of it once devices have enrolled.
import { beforeEach, describe, expect, it } from 'vitest';
import { loadFixture } from '../fixtures/index.ts';
import type { SimulatedDevice } from '../src/device/index.ts';
import { createEmulator, type Emulator } from '../src/emulator.ts';
import { createGraph, type DeviceStatus } from '../src/graph/index.ts';
import { Tenant } from '../src/tenant/index.ts';
import { type Client, enrollDevices, graphClient, ORIGIN, smallTenant } from './support/graph-client.ts';

const COMPLIANCE = 'deviceManagement/deviceCompliancePolicies';
const CONFIGURATIONS = 'deviceManagement/deviceConfigurations';
const STATUSES = 'deviceStatuses';

describe('the statuses of a policy', () => {
  let client: Client;
  let emulator: Emulator;
  let phone: SimulatedDevice;
  let ids: Readonly<Record<string, string>>;

  beforeEach(() => {
    const tenant = new Tenant({ seed: 3 });
    loadFixture(tenant, 'contoso-jit');
    emulator = createEmulator(tenant);
    client = graphClient(tenant, undefined, emulator.graph);
    ids = Object.fromEntries(
      [COMPLIANCE, CONFIGURATIONS].map((set) => [set, client.get(`/beta/${set}`).body.value[0].id]),
    );
    const { value: users } = client.get('/v1.0/users?$filter=assignedLicenses/$count ne 0&$count=true', {
      consistencylevel: 'eventual',
    }).body;
    const created = emulator.simulation.create({
      user: users[0].userPrincipalName,
      model: 'iPhone 16',
      osVersion: '18.5',
      enrollmentType: 'webDeviceEnrollment',
      passcode: false,
    });
    emulator.simulation.act(created.id, { do: 'enroll' });
    emulator.simulation.act(created.id, { do: 'signIn', app: 'Microsoft Teams' });
    phone = emulator.simulation.get(created.id);
  });

  const device = () => client.get(`/beta/deviceManagement/managedDevices/${phone.managedDeviceId}`).body;

  it.each([
    [
      COMPLIANCE,
      {
        '@odata.type': '#microsoft.graph.macOSCompliancePolicy',
        scheduledActionsForRule: [
          {
            ruleName: 'PasswordRequired',
            scheduledActionConfigurations: [{ actionType: 'block', gracePeriodHours: 0 }],
          },
        ],
      },
      'deviceCompliancePolicyStates',
    ],
    [
      CONFIGURATIONS,
      { '@odata.type': '#microsoft.graph.macOSGeneralDeviceConfiguration' },
      'deviceConfigurationStates',
    ],
  ])('are notApplicable of a policy for another platform that is assigned: %s', (set, body, states) => {
    const { id } = client.post(`/beta/${set}`, { displayName: 'Macs', ...body }).body;
    const url = `/beta/${set}/${id}`;
    const ofPhone = () =>
      client
        .get(`/beta/deviceManagement/managedDevices/${phone.managedDeviceId}/${states}`)
        .body.value.filter((each: { displayName: string }) => each.displayName === 'Macs');
    expect(client.get(`${url}/${STATUSES}`).body.value).toEqual([]);
    expect(ofPhone()).toEqual([]);
    client.post(`${url}/assign`, {
      assignments: [{ target: { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' } }],
    });
    expect(client.get(`${url}/${STATUSES}`).body.value).toMatchObject([{ status: 'notApplicable' }]);
    expect(client.get(`${url}/deviceStatusOverview`).body).toMatchObject({
      notApplicablePlatformCount: 1,
      notApplicableCount: 0,
      pendingCount: 0,
    });
    expect(ofPhone()).toMatchObject([
      { id, state: 'notApplicable', platformType: 'macOS', settingStates: [] },
    ]);
    expect(device().complianceState).toBe('noncompliant');
  });

  it('show a device that has the profile', () => {
    const url = `/v1.0/${CONFIGURATIONS}/${ids[CONFIGURATIONS]}`;
    const { deviceName, model, lastSyncDateTime, userPrincipalName, userDisplayName, id } = device();
    const row = {
      id: `${ids[CONFIGURATIONS]}_${id}`,
      complianceGracePeriodExpirationDateTime: '0001-01-01T00:00:00Z',
      deviceDisplayName: deviceName,
      deviceModel: model,
      lastReportedDateTime: lastSyncDateTime,
      status: 'compliant',
      userName: userDisplayName,
      userPrincipalName,
    };
    const context = `${ORIGIN}/v1.0/$metadata#${CONFIGURATIONS}('${ids[CONFIGURATIONS]}')/${STATUSES}`;
    expect(client.get(`${url}/${STATUSES}`).body).toEqual({ '@odata.context': context, value: [row] });
    expect(client.get(`${url}/${STATUSES}/${row.id}`).body).toEqual({
      '@odata.context': `${context}/$entity`,
      ...row,
    });
    expect(client.get(`/beta${url.slice(5)}/${STATUSES}`).body.value).toEqual([{ ...row, platform: 0 }]);
    expect(client.get(`${url}/deviceStatusOverview`).body).toMatchObject({
      '@odata.context': `${context.replace(STATUSES, 'deviceStatusOverview')}/$entity`,
      successCount: 1,
      failedCount: 0,
      pendingCount: 0,
      lastUpdateDateTime: lastSyncDateTime,
      configurationVersion: 1,
    });
    expect(client.get(`${url}/userStatuses`).body.value).toEqual([
      expect.objectContaining({ userPrincipalName, devicesCount: 1, status: 'compliant' }),
    ]);
  });

  it('follow a device that becomes compliant', () => {
    const url = `/v1.0/${COMPLIANCE}/${ids[COMPLIANCE]}`;
    const status = () => client.get(`${url}/${STATUSES}`).body.value[0].status;
    expect(device().complianceState).toBe('noncompliant');
    expect(status()).toBe('nonCompliant');
    expect(client.get(`${url}/deviceStatusOverview`).body).toMatchObject({ failedCount: 1, successCount: 0 });
    emulator.simulation.act(phone.id, { do: 'setPasscode' });
    emulator.simulation.act(phone.id, { do: 'recheck' });
    expect(status()).toBe('compliant');
    expect(client.get(`${url}/userStatusOverview`).body).toMatchObject({ failedCount: 0, successCount: 1 });
    expect(client.get(`${url}/${STATUSES}?$filter=status eq 'nonCompliant'`).body.value).toEqual([]);
  });

  it('are summed up setting by setting', () => {
    const url = `/v1.0/${COMPLIANCE}/${ids[COMPLIANCE]}/deviceSettingStateSummaries`;
    const passcode = () =>
      client
        .get(url)
        .body.value.find(
          ({ settingName }: { settingName: string }) =>
            settingName === 'IOSCompliancePolicy.PasscodeRequired',
        );
    const { id, ...summary } = passcode();
    expect(summary).toEqual({
      settingName: 'IOSCompliancePolicy.PasscodeRequired',
      instancePath: null,
      unknownDeviceCount: 0,
      notApplicableDeviceCount: 0,
      compliantDeviceCount: 0,
      remediatedDeviceCount: 0,
      nonCompliantDeviceCount: 1,
      errorDeviceCount: 0,
      conflictDeviceCount: 0,
    });
    emulator.simulation.act(phone.id, { do: 'setPasscode' });
    emulator.simulation.act(phone.id, { do: 'recheck' });
    expect(client.get(`${url}/${id}`).body).toMatchObject({
      nonCompliantDeviceCount: 0,
      compliantDeviceCount: 1,
    });
  });

  it('of a profile tell no setting until a device refuses it', () => {
    const url = `/beta/${CONFIGURATIONS}/${ids[CONFIGURATIONS]}/deviceSettingStateSummaries`;
    expect(client.get(url).body.value).toEqual([]);
    const managed = client.tenant.collection('deviceManagement/managedDevices');
    const profile = ids[CONFIGURATIONS] as string;
    managed.update(
      phone.managedDeviceId as string,
      { $profileErrors: { [profile]: 'refused' } },
      { kind: 'service', id: 'intune', name: 'Intune' },
    );
    expect(client.get(url).body.value).toMatchObject([
      { settingName: 'IOSDeviceFeaturesConfiguration', errorDeviceCount: 1, compliantDeviceCount: 0 },
    ]);
  });

  it('end with the device', () => {
    const url = `/v1.0/${COMPLIANCE}/${ids[COMPLIANCE]}`;
    const [row] = client.get(`${url}/${STATUSES}`).body.value;
    client.delete(`/beta/deviceManagement/managedDevices/${phone.managedDeviceId}`);
    expect(client.get(`${url}/${STATUSES}`).body.value).toEqual([]);
    expect(client.get(`${url}/${STATUSES}/${row.id}`).status).toBe(404);
  });
});

describe('many statuses', () => {
  const POLICY = 'policy';
  const calls: (string | undefined)[] = [];
  let made = 0;
  const tenant = smallTenant();
  const devices = tenant.collection('deviceManagement/managedDevices');
  const graph = createGraph(tenant, {
    *deviceStatuses(_set, policyId, after): Generator<DeviceStatus> {
      calls.push(after);
      const from = after === undefined ? -1 : devices.rowOf(after);
      for (const row of devices.rowsAfter(from)) {
        const device = devices.at(row);
        if (!device || row % 2 === 1) continue;
        made += 1;
        const status = row % 4 === 0 ? 'compliant' : 'error';
        yield {
          id: `${policyId}_${device.id}`,
          $device: device.id,
          status,
          userPrincipalName: row < 5 ? 'ann@contoso.com' : 'bob@contoso.com',
          deviceDisplayName: device.deviceName,
        };
      }
    },
  });
  const client = graphClient(tenant, undefined, graph);
  const created = enrollDevices(tenant, 9);
  tenant
    .collection(CONFIGURATIONS)
    .insert(
      { id: POLICY, '@odata.type': '#microsoft.graph.iosCustomConfiguration', displayName: 'P', version: 1 },
      { kind: 'service', id: 'seed', name: 'seed' },
    );
  const url = `/v1.0/${CONFIGURATIONS}/${POLICY}`;

  it('are made page by page, and go on behind a device that is gone', () => {
    made = 0;
    const first = client.get(`${url}/${STATUSES}?$top=2&$select=deviceDisplayName`).body;
    expect(first.value.map((each: DeviceStatus) => each['deviceDisplayName'])).toEqual([
      'iPhone 0000',
      'iPhone 0002',
    ]);
    expect(made).toBe(3);
    client.delete(`/v1.0/deviceManagement/managedDevices/${created[2]}`);
    const second = client.get(first['@odata.nextLink'].slice(ORIGIN.length)).body;
    expect(second.value.map((each: DeviceStatus) => each['deviceDisplayName'])).toEqual([
      'iPhone 0004',
      'iPhone 0006',
    ]);
    expect(calls.at(-1)).toBe(created[1]);
  });

  it('are counted, sorted and found', () => {
    expect(client.get(`${url}/userStatuses`).body.value).toEqual([
      expect.objectContaining({ userPrincipalName: 'ann@contoso.com', devicesCount: 2, status: 'compliant' }),
      expect.objectContaining({ userPrincipalName: 'bob@contoso.com', devicesCount: 2, status: 'error' }),
    ]);
    const sorted = client.get(`${url}/${STATUSES}?$orderby=deviceDisplayName desc&$top=1`).body.value;
    expect(sorted[0].deviceDisplayName).toBe('iPhone 0008');
    expect(client.get(`${url}/${STATUSES}/${POLICY}_${created[4]}`).body.deviceDisplayName).toBe(
      'iPhone 0004',
    );
    expect(client.get(`${url}/${STATUSES}/${POLICY}_${created[3]}`).status).toBe(404);
    expect(client.get(`${url}/${STATUSES}/nothing`).status).toBe(404);
  });
});
