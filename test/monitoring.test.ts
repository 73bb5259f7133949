// What Intune tells of how things stand: summaries of states and settings, enrollments that failed, software updates.
import { describe, expect, it, vi } from 'vitest';
import { SERVICES } from '../src/tenant/index.ts';
import { COMPLIANCE_POLICY, PERSON } from './support/devices.ts';
import { contoso } from './support/managed-phone.ts';

const ROOT = '/beta/deviceManagement';
const SETTINGS = `${ROOT}/deviceCompliancePolicySettingStateSummaries`;
const PASSCODE = 'IOSCompliancePolicy.PasscodeRequired';

describe('the summary of device compliance', () => {
  it('counts devices by state, and takes no notice of what a caller says', () => {
    const { phone, read, client, simulation } = contoso();
    phone();
    const { id } = phone();
    simulation.act(id, { do: 'removePasscode' });
    simulation.act(id, { do: 'checkIn' });
    const url = '/v1.0/deviceManagement/deviceCompliancePolicyDeviceStateSummary';
    expect(read(url)).toMatchObject({ compliantDeviceCount: 1, nonCompliantDeviceCount: 1 });
    expect(client.patch(url, { compliantDeviceCount: 9 })).toMatchObject({
      status: 200,
      body: { compliantDeviceCount: 1 },
    });
  });
});

describe('the summaries of compliance settings', () => {
  const { phone, read, simulation, client } = contoso();
  const good = phone();
  const bad = phone();
  simulation.act(bad.id, { do: 'removePasscode' });
  simulation.act(bad.id, { do: 'checkIn' });

  it('are those of the built-in policy and of the settings that policies demand', () => {
    const rows = read(SETTINGS).value;
    expect(
      rows.slice(0, 3).map(({ id, platformType }: Record<string, string>) => [id, platformType]),
    ).toEqual([
      ['DefaultDeviceCompliancePolicy.RequireDeviceCompliancePolicyAssigned', 'all'],
      ['DefaultDeviceCompliancePolicy.RequireRemainContact', 'all'],
      ['DefaultDeviceCompliancePolicy.RequireUserExistence', 'all'],
    ]);
    expect(rows[0]).toMatchObject({ compliantDeviceCount: 2, nonCompliantDeviceCount: 0 });
    const passcode = rows.find(({ id }: { id: string }) => id === PASSCODE);
    expect(passcode).toEqual({
      id: PASSCODE,
      setting: PASSCODE,
      settingName: PASSCODE,
      platformType: 'iOS',
      unknownDeviceCount: 0,
      notApplicableDeviceCount: 0,
      compliantDeviceCount: 1,
      remediatedDeviceCount: 0,
      nonCompliantDeviceCount: 1,
      errorDeviceCount: 0,
      conflictDeviceCount: 0,
    });
  });

  it('lead to the devices, a page at a time', () => {
    const states = `${SETTINGS}/${PASSCODE}/deviceComplianceSettingStates`;
    const rows = read(states).value;
    expect(rows.map(({ deviceId, state }: Record<string, string>) => [deviceId, state])).toEqual([
      [good.managed, 'compliant'],
      [bad.managed, 'nonCompliant'],
    ]);
    expect(rows[1]).toMatchObject({ setting: PASSCODE, userPrincipalName: PERSON });
    const first = read(`${states}?$top=1`);
    expect(first.value).toHaveLength(1);
    const next = first['@odata.nextLink'].slice('https://graph.microsoft.com'.length);
    expect(read(next).value).toEqual([rows[1]]);
    expect(read(`${states}/${rows[1].id}`).state).toBe('nonCompliant');
    expect(read(`${states}?$filter=state eq 'nonCompliant'`).value).toEqual([rows[1]]);
  });

  it('cost no look at the devices', () => {
    const devices = client.tenant.collection('deviceManagement/managedDevices');
    read(SETTINGS);
    const looked = vi.spyOn(devices, 'at');
    read(`${SETTINGS}?$top=2`);
    expect(looked).not.toHaveBeenCalled();
  });

  it('know when a device has been away for too long', () => {
    const { phone: other, tenant, read: ask, simulation: people } = contoso();
    const { id } = other();
    people.act(id, { do: 'restore' });
    tenant.clock.advance(31 * 86_400_000);
    expect(ask(`${SETTINGS}/DefaultDeviceCompliancePolicy.RequireRemainContact`)).toMatchObject({
      nonCompliantDeviceCount: 1,
      compliantDeviceCount: 0,
    });
  });
});

describe('the summaries of configuration profiles', () => {
  it('count devices and users, of whom the worst device counts', () => {
    const { phone, read, client } = contoso();
    phone();
    const policy = client.post(`${ROOT}/deviceConfigurations`, {
      '@odata.type': '#microsoft.graph.iosDeviceFeaturesConfiguration',
      displayName: 'A second extension',
      iosSingleSignOnExtension: {
        '@odata.type': '#microsoft.graph.iosAzureAdSingleSignOnExtension',
        configurations: [],
      },
    }).body.id;
    client.post(`${ROOT}/deviceConfigurations/${policy}/assign`, {
      assignments: [{ target: { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' } }],
    });
    phone();
    expect(read(`${ROOT}/deviceConfigurationDeviceStateSummaries`)).toMatchObject({
      compliantDeviceCount: 1,
      errorDeviceCount: 1,
      unknownDeviceCount: 0,
    });
    expect(read(`${ROOT}/deviceConfigurationUserStateSummaries`)).toMatchObject({
      compliantUserCount: 0,
      errorUserCount: 1,
    });
  });
});

describe('conflicts between configuration profiles', () => {
  it('are counted as such, and summarized by the profiles that have a part in them', () => {
    const { phone, read, client } = contoso();
    const profiles = [8, 10, 10].map((passcodeMinimumLength, index) => {
      const { id } = client.post(`${ROOT}/deviceConfigurations`, {
        '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration',
        displayName: `Profile ${index}`,
        passcodeMinimumLength,
      }).body;
      client.post(`${ROOT}/deviceConfigurations/${id}/assign`, {
        assignments: [{ target: { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' } }],
      });
      return id;
    });
    expect(read(`${ROOT}/deviceConfigurationConflictSummary`).value).toEqual([]);
    phone();
    phone();
    const [summary, ...others] = read(`${ROOT}/deviceConfigurationConflictSummary`).value;
    expect(others).toEqual([]);
    expect(summary).toMatchObject({
      conflictingDeviceConfigurations: profiles.map((id) => ({ id, sourceType: 'deviceConfiguration' })),
      contributingSettings: ['IOSGeneralDeviceConfiguration.PasscodeMinimumLength'],
      deviceCheckinsImpacted: 2,
    });
    expect(read(`${ROOT}/deviceConfigurationConflictSummary/${summary.id}`)).toMatchObject(summary);
    expect(read(`${ROOT}/deviceConfigurationDeviceStateSummaries`)).toMatchObject({
      conflictDeviceCount: 2,
      unknownDeviceCount: 0,
    });
    expect(read(`${ROOT}/deviceConfigurationUserStateSummaries`)).toMatchObject({
      conflictUserCount: 1,
      compliantUserCount: 0,
    });
  });
});

describe('troubleshooting events', () => {
  const EVENTS = `${ROOT}/troubleshootingEvents`;

  it('tell of enrollments that Intune turned down', () => {
    const { simulation, read, tenant } = contoso();
    const certificates = tenant.collection('deviceManagement/applePushNotificationCertificate');
    const expired = { expirationDateTime: '2020-01-01T00:00:00Z' };
    certificates.update(certificates.first?.id ?? '', expired, SERVICES.seed);
    const { id } = simulation.create({ user: PERSON, enrollmentType: 'webDeviceEnrollment' });
    simulation.act(id, { do: 'enroll' });
    const [event, ...more] = read(EVENTS).value;
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      '@odata.type': '#microsoft.graph.enrollmentTroubleshootingEvent',
      failureCategory: 'accountValidation',
      failureReason: 'APNSCertificateNotValid',
      enrollmentType: 'userEnrollment',
      operatingSystem: 'iOS',
      managedDeviceIdentifier: null,
    });
    expect(event.troubleshootingErrorDetails.remediation).not.toBe('');
    const ofUser = read(`/beta/users/${PERSON}/deviceManagementTroubleshootingEvents`).value;
    expect(ofUser).toEqual([event]);
    expect(read(`/v1.0/deviceManagement/troubleshootingEvents/${event.id}`)).not.toHaveProperty(
      'troubleshootingErrorDetails',
    );
  });

  it('are not there for an enrollment that worked, nor for what Apple alone refused', () => {
    const { phone, read, simulation } = contoso();
    phone();
    const { id } = simulation.create({
      user: PERSON,
      enrollmentType: 'accountDrivenUserEnrollment',
      managedAppleAccount: false,
    });
    simulation.act(id, { do: 'enroll' });
    expect(read(EVENTS).value).toEqual([]);
  });

  it('are not filtered by time', () => {
    const { client } = contoso();
    expect(client.get(`${EVENTS}?$filter=eventDateTime gt 2026-01-01T00:00:00Z`).status).toBe(400);
    expect(client.get(`${EVENTS}?$filter=correlationId eq 'x'`).status).toBe(200);
  });
});

describe('software updates', () => {
  it('stand on each device as the policy about them does', () => {
    const { phone, read, client } = contoso();
    expect(read(`${ROOT}/iosUpdateStatuses`).value).toEqual([]);
    const policy = client.post(`${ROOT}/deviceConfigurations`, {
      '@odata.type': '#microsoft.graph.iosUpdateConfiguration',
      displayName: 'Updates',
      desiredOsVersion: '18.1',
    }).body.id;
    client.post(`${ROOT}/deviceConfigurations/${policy}/assign`, {
      assignments: [{ target: { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' } }],
    });
    phone({ osVersion: '18.1' });
    phone({ osVersion: '17.6' });
    const rows = read(`${ROOT}/iosUpdateStatuses`).value;
    expect(
      rows.map(({ osVersion, installStatus }: Record<string, string>) => [osVersion, installStatus]),
    ).toEqual([
      ['18.1', 'success'],
      ['17.6', 'unknown'],
    ]);
    const first = read(`${ROOT}/iosUpdateStatuses?$top=1`);
    const next = first['@odata.nextLink'].slice('https://graph.microsoft.com'.length);
    expect([...first.value, ...read(next).value]).toEqual(rows);
    expect(read(`${ROOT}/iosUpdateStatuses/${rows[1].id}`)).toMatchObject({ id: rows[1].id });
    expect(read(`${ROOT}/softwareUpdateStatusSummary`)).toMatchObject({
      compliantDeviceCount: 2,
      compliantUserCount: 1,
    });
  });
});

describe('a compliance policy', () => {
  it('is not counted any more once it is gone', () => {
    const { phone, read, client } = contoso();
    phone();
    client.delete(`${ROOT}/deviceCompliancePolicies/${COMPLIANCE_POLICY}`);
    expect(read(SETTINGS).value).toHaveLength(3);
  });
});
