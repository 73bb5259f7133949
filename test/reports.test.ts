// Intune's reports over a tenant with real phones in it.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SERVICES } from '../src/tenant/index.ts';
import { AUTHENTICATOR_APP, COMPLIANCE_POLICY, PERSON, SSO_POLICY } from './support/devices.ts';
import { contoso } from './support/managed-phone.ts';
import { REPORTS, type Row, twoPhones } from './support/reports.ts';

describe('reports of devices', () => {
  const { exported, good, bad } = twoPhones();

  it('tell who complies', () => {
    const rows = exported('DeviceCompliance');
    expect(rows.map((row) => [row['DeviceId'], row['ComplianceState_loc']])).toEqual([
      [good.managed, 'Compliant'],
      [bad.managed, 'Not compliant'],
    ]);
    expect(rows[0]).toMatchObject({ UPN: PERSON, OS_loc: 'iOS', OwnerType: 2 });
    expect(exported('DeviceNonCompliance').map((row) => row['DeviceId'])).toEqual([bad.managed]);
  });

  it('tell which settings fail, under the names that Graph gives them', () => {
    expect(exported('NoncompliantDevicesAndSettings')).toMatchObject([
      { DeviceId: bad.managed, SettingName: 'IOSCompliancePolicy.PasscodeRequired', SettingStatus: 4 },
    ]);
    const counts = exported('SettingComplianceAggReport');
    expect(counts.find((row) => row['SettingNm'] === 'IOSCompliancePolicy.PasscodeRequired')).toMatchObject({
      PolicyPlatformType: 2,
      PolicyPlatform: 'iOS',
      NumberOfCompliantDevices: 1,
      NumberOfNonCompliantDevices: 1,
    });
    expect(counts[0]).toMatchObject({ PolicyPlatformType: 100, PolicyPlatform: 'All' });
  });

  it('find no device without a policy where all have one', () => {
    expect(exported('DevicesWithoutCompliancePolicy')).toEqual([]);
  });

  it('find the devices that have none but one for another platform', () => {
    const two = twoPhones();
    const policies = two.tenant.collection('deviceManagement/deviceCompliancePolicies');
    for (const { id } of [...policies]) {
      policies.update(id, { '@odata.type': '#microsoft.graph.macOSCompliancePolicy' }, SERVICES.seed);
    }
    const found = two.exported('DevicesWithoutCompliancePolicy').map((row) => row['DeviceId']);
    expect(found).toEqual([two.good.managed, two.bad.managed]);
  });
});

describe('reports of policies', () => {
  const { exported, good, bad } = twoPhones();

  it('tell how a policy stands on each device, and of one device only that', () => {
    const filter = `(PolicyId eq '${SSO_POLICY}')`;
    const rows = exported('DeviceStatusesByConfigurationProfile', { filter });
    expect(rows).toMatchObject([
      {
        IntuneDeviceId: good.managed,
        PolicyStatus: 2,
        PolicyStatus_loc: 'Succeeded',
        ReportStatus: 'Succeeded',
      },
      { IntuneDeviceId: bad.managed, PolicyStatus: 2 },
    ]);
    const ofOne = exported('DeviceConfigurationPolicyStatusesV3', {
      filter: `(IntuneDeviceId eq '${bad.managed}')`,
    });
    expect(ofOne.map((row) => row['PolicyId'])).toContain(SSO_POLICY);
    expect(new Set(ofOne.map((row) => row['IntuneDeviceId']))).toEqual(new Set([bad.managed]));
  });

  it('count devices', () => {
    const compliance = exported('PolicyComplianceAggReport');
    expect(compliance.find((row) => row['PolicyId'] === COMPLIANCE_POLICY)).toMatchObject({
      NumberOfCompliantDevices: 1,
      NumberOfNonCompliantDevices: 1,
      NumberOfErrorDevices: 0,
    });
    const failing = exported('NonCompliantCompliancePoliciesAggregate');
    expect(failing.map((row) => row['PolicyId'])).toEqual([COMPLIANCE_POLICY]);
    expect(exported('PolicyNonComplianceAgg')).toEqual([]);
  });
});

describe('reports of apps', () => {
  const { exported, good, bad } = twoPhones();

  it('count how often each is installed', () => {
    const rows = exported('AppInstallStatusAggregate');
    expect(rows.find((row) => row['ApplicationId'] === AUTHENTICATOR_APP)).toMatchObject({
      Platform: 2,
      Platform_loc: 'iOS',
      InstalledDeviceCount: 2,
      InstalledUserCount: 1,
      FailedDeviceCount: 0,
      FailedDevicePercentage: 0,
    });
  });

  it('tell of one app on which devices and with whom it is', () => {
    const filter = `(ApplicationId eq '${AUTHENTICATOR_APP}')`;
    const devices = exported('DeviceInstallStatusByApp', { filter });
    expect(devices.map((row) => [row['DeviceId'], row['AppInstallState_loc']])).toEqual([
      [good.managed, 'Installed'],
      [bad.managed, 'Installed'],
    ]);
    expect(exported('UserInstallStatusAggregateByApp', { filter })).toMatchObject([
      { UserPrincipalName: PERSON, InstalledCount: 2, FailedCount: 0 },
    ]);
  });

  it('list what devices have reported', () => {
    const apps = exported('AppInvAggregate');
    expect(apps.length).toBeGreaterThan(0);
    const [{ ApplicationKey, DeviceCount } = {}] = apps;
    const devices = exported('DevicesByAppInv', { filter: `ApplicationKey eq '${ApplicationKey}'` });
    expect(devices).toHaveLength(DeviceCount as number);
    const ofOne = exported('AppInvByDevice', { filter: `(DeviceId eq '${good.managed}')` });
    expect(exported('AppInvRawData')).toHaveLength(ofOne.length * 2);
  });
});

describe('reports of managed apps', () => {
  it('tell of each app that registered which policies it heeds', () => {
    const { client, exported, good, tenant } = twoPhones();
    const policy = client.post('/beta/deviceAppManagement/iosManagedAppProtections', {
      displayName: 'Protect',
    });
    const userId = tenant.collection('users').where('userPrincipalName', PERSON)[0]?.id;
    tenant.collection('deviceAppManagement/managedAppRegistrations').insert(
      {
        id: 'registration',
        userId,
        managedDeviceId: good.managed,
        lastSyncDateTime: '2026-09-01T08:00:00Z',
        appIdentifier: { bundleId: 'com.microsoft.skype.teams' },
        $policies: [policy.body.id],
      },
      SERVICES.intune,
    );
    expect(exported('MAMAppProtectionStatus')).toMatchObject([
      { App: 'com.microsoft.skype.teams', Email: PERSON, Policy: 'Protect', MDMDeviceID: good.managed },
    ]);
    expect(exported('MAMAppConfigurationStatusScopedV2')).toEqual([]);
  });
});

describe('reports that are answered at once', () => {
  const { client, bad, good } = twoPhones();
  const ask = (action: string, body: object = {}) => {
    const answer = client.post(`${REPORTS}/${action}`, body);
    expect([action, answer.status]).toEqual([action, 200]);
    const { TotalRowCount, Schema, Values } = JSON.parse(answer.text as string);
    expect(Values).toHaveLength(TotalRowCount);
    return Values.map((row: unknown[]) =>
      Object.fromEntries(row.map((value, index) => [Schema[index].Column, value])),
    );
  };

  it('tell of one device which policies it has, and how their settings stand', () => {
    const policies = ask('getConfigurationPoliciesReportForDevice', {
      filter: `(IntuneDeviceId eq '${good.managed}')`,
    });
    expect(policies.find((row: Row) => row['PolicyId'] === SSO_POLICY)).toMatchObject({
      PolicyStatus_loc: 'Succeeded',
    });
    const settings = ask('getDevicePolicySettingsComplianceReport', {
      filter: `(PolicyId eq '${COMPLIANCE_POLICY}') and (DeviceId eq '${bad.managed}')`,
    });
    const failing = settings.filter((row: Row) => row['SettingStatus_loc'] === 'Not compliant');
    expect(failing.map((row: Row) => row['SettingName'])).toEqual(['IOSCompliancePolicy.PasscodeRequired']);
  });

  it('tell of one setting where it stands how', () => {
    const settings = ask('getComplianceSettingsReport');
    const { SettingId } = settings.find(
      (row: Row) => row['SettingName'] === 'IOSCompliancePolicy.PasscodeRequired',
    );
    const devices = ask('getDevicesStatusBySettingReport', { filter: `SettingId eq '${SettingId}'` });
    expect(devices.map((row: Row) => [row['DeviceId'], row['SettingStatus']])).toEqual([
      [good.managed, 2],
      [bad.managed, 4],
    ]);
  });

  it('tell of an app on which devices it is', () => {
    const rows = ask('retrieveDeviceAppInstallationStatusReport', {
      filter: `(ApplicationId eq '${AUTHENTICATOR_APP}')`,
    });
    expect(rows.map((row: Row) => row['AppInstallState_loc'])).toEqual(['Installed', 'Installed']);
    expect(ask('getFailedMobileAppsReport')).toEqual([]);
  });

  it('answer with a table, all of them', () => {
    for (const { on, name, evidence } of client.graph.declarations.operations) {
      if (on === 'deviceManagementReports' && name !== 'getCachedReport') {
        ask(name, { top: 1000 });
        expect(evidence).toBe('inferred');
      }
    }
  });
});

describe('the page about reports', () => {
  const page = readFileSync(new URL('../docs/reports.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| (?:[a-z ]+) \| (.*) \|$/gm)];
  const names = rows.flatMap(([, list = '']) => [...list.matchAll(/`(\w+)`/g)].map(([, name]) => name));

  it('names reports that can be exported', () => {
    const { client } = contoso();
    expect(names.length).toBeGreaterThan(30);
    for (const reportName of names) {
      const filter = "ApplicationId eq 'x' and ApplicationKey eq 'x' and DeviceId eq 'x'"
        .split(' and ')
        .find((each) => client.post(`${REPORTS}/exportJobs`, { reportName, filter: each }).status === 201);
      const plain = client.post(`${REPORTS}/exportJobs`, { reportName }).status === 201;
      expect([reportName, plain || filter !== undefined]).toEqual([reportName, true]);
    }
    client.tenant.clock.advance(20_000);
  });
});
