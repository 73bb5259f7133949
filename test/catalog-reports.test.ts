// Intune's reports about policies of the settings catalog.
import { describe, expect, it } from 'vitest';
import { choice, ssoCatalogPolicy } from './support/catalog.ts';
import { PERSON, SSO_POLICY } from './support/devices.ts';
import { REPORTS, type Row, twoPhones } from './support/reports.ts';

const FORCE_PIN = 'com.apple.mobiledevice.passwordpolicy_forcepin';

describe('reports of policies of the settings catalog', () => {
  const SET = '/beta/deviceManagement/configurationPolicies';
  const { client, exported, good, bad, simulation, tenant } = twoPhones();
  const userId = tenant.collection('users').where('userPrincipalName', PERSON)[0]?.id;
  const add = (body: object) => {
    const { id } = client.post(SET, body).body;
    const target = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };
    client.post(`${SET}/${id}/assign`, { assignments: [{ target }] });
    return id as string;
  };
  const ask = (action: string, body: object): Row[] => {
    const { Schema, Values } = JSON.parse(client.post(`${REPORTS}/${action}`, body).text as string);
    return Values.map((row: unknown[]) =>
      Object.fromEntries(row.map((value, index) => [Schema[index].Column, value])),
    );
  };
  // What is older than a phone's latest check-in counts as received by it.
  tenant.clock.advance(1000);
  // The template's SSO policy is on both phones: iOS refuses a second one.
  const refused = add(ssoCatalogPolicy());
  const passcode = add({
    name: 'Passcode',
    platforms: 'iOS',
    technologies: 'mdm',
    settings: [{ settingInstance: choice(FORCE_PIN, `${FORCE_PIN}_true`) }],
  });
  // What no device gets a profile of.
  const enrollment = client.post(SET, { name: 'ADE', platforms: 'iOS', technologies: 'enrollment' }).body.id;
  simulation.act(good.id, { do: 'checkIn' });

  it('tell how one stands on each device, and whose kind it is', () => {
    const filter = (id: string) =>
      "((PolicyBaseTypeName eq 'Microsoft.Management.Services.Api.DeviceConfiguration') or " +
      `(PolicyBaseTypeName eq 'DeviceManagementConfigurationPolicy')) and (PolicyId eq '${id}')`;
    const select = ['IntuneDeviceId', 'PolicyStatus', 'PolicyBaseTypeName', 'UnifiedPolicyType', 'UserId'];
    const rows = ask('getConfigurationPolicyDevicesReport', { select, filter: filter(passcode) });
    expect(rows).toMatchObject([
      {
        IntuneDeviceId: good.managed,
        PolicyStatus: 2,
        PolicyStatus_loc: 'Succeeded',
        PolicyBaseTypeName: 'DeviceManagementConfigurationPolicy',
        UnifiedPolicyType: 'SettingsCatalog',
        UserId: userId,
      },
      { IntuneDeviceId: bad.managed, PolicyStatus: 0, PolicyStatus_loc: 'Pending' },
    ]);
    expect(ask('getConfigurationPolicyDevicesReport', { select, filter: filter(refused) })).toMatchObject([
      { IntuneDeviceId: good.managed, PolicyStatus_loc: 'Error' },
      { IntuneDeviceId: bad.managed, PolicyStatus_loc: 'Pending' },
    ]);
  });

  it('list them among those of one device', () => {
    const filter = `(IntuneDeviceId eq '${good.managed}')`;
    const rows = ask('getConfigurationPoliciesReportForDevice', { filter, orderBy: ['PolicyName'] });
    expect(
      rows.filter((row) => row['PolicyBaseTypeName'] === 'DeviceManagementConfigurationPolicy'),
    ).toMatchObject([
      { PolicyId: passcode, PolicyName: 'Passcode', PolicyStatus_loc: 'Succeeded' },
      { PolicyId: refused, PolicyStatus_loc: 'Error' },
    ]);
    expect(rows.map((row) => row['PolicyId'])).toContain(SSO_POLICY);
  });

  it('tell of one device how the settings stand, by their names', () => {
    const filter = `(PolicyId eq '${passcode}') and (DeviceId eq '${good.managed}') and (UserId eq '${userId}')`;
    const { displayName } = client.get(`/beta/deviceManagement/configurationSettings/${FORCE_PIN}`).body;
    expect(ask('getConfigurationSettingsReport', { filter })).toMatchObject([
      { SettingName: displayName, SettingStatus: 2, SettingStatus_loc: 'Succeeded', ErrorCode: 0 },
    ]);
    const ofTemplate = `(PolicyId eq '${SSO_POLICY}') and (DeviceId eq '${good.managed}')`;
    expect(ask('getConfigurationSettingsReport', { filter: ofTemplate })).toEqual([]);
  });

  it('tell of a refused one that each of its settings failed, those in groups too', () => {
    const filter = `(PolicyId eq '${refused}') and (DeviceId eq '${good.managed}')`;
    const rows = ask('getConfigurationSettingsReport', { filter });
    const names = rows.map((row) => row['SettingName']);
    expect(names).toEqual(['Extension Identifier', 'Type', 'Key', 'Type', 'Value', 'Value', 'URLs']);
    expect(new Set(rows.map((row) => row['SettingStatus_loc']))).toEqual(new Set(['Error']));
  });

  it('name the platform of each', () => {
    const body = { name: 'Macs', platforms: 'macOS', technologies: 'mdm' };
    const { id } = client.post(SET, body).body;
    const platforms = ask('getConfigurationPolicyDeviceSummaryReport', {}).map((row) => [
      row['PolicyId'],
      row['PolicyPlatformType'],
      row['UnifiedPolicyPlatformType'],
    ]);
    expect(platforms).toContainEqual([id, 3, 'macOS']);
    expect(platforms).toContainEqual([passcode, 2, 'iOS']);
  });

  it('count devices, and again after a check-in', () => {
    const counted = (id: string) =>
      ask('getConfigurationPolicyDeviceSummaryReport', {}).find((row) => row['PolicyId'] === id);
    expect(counted(passcode)).toMatchObject({ NumberOfCompliantDevices: 1, NumberOfInProgressDevices: 1 });
    expect(counted(refused)).toMatchObject({ NumberOfErrorDevices: 1, UnifiedPolicyType: 'SettingsCatalog' });
    simulation.act(bad.id, { do: 'checkIn' });
    expect(counted(passcode)).toMatchObject({ NumberOfCompliantDevices: 2, NumberOfInProgressDevices: 0 });
    expect(exported('PolicyNonComplianceAgg').map((row) => row['PolicyId'])).toEqual([refused]);
    expect(counted(enrollment)).toBeUndefined();
    const per = exported('PerSettingDeviceSummaryByConfigurationPolicy', {
      filter: `(PolicyId eq '${passcode}')`,
    });
    expect(per).toMatchObject([{ NumberOfCompliantDevices: 2, NumberOfErrorDevices: 0 }]);
  });

  it('leaves them out of the list below a managed device, of which no source says that it has them', () => {
    const { value } = client.get(`${good.url}/deviceConfigurationStates`).body;
    expect(value.map((row: Row) => row['id'])).not.toContain(passcode);
  });
});
