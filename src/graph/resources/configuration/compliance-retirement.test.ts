import { describe, expect, it } from 'vitest';
import { enrollDevices, graphClient } from '../../../../test/support/graph-client.ts';
import { HOUR, toIso } from '../../../clock/index.ts';
import { SERVICES } from '../../../tenant/index.ts';

const SET = '/beta/deviceManagement/deviceCompliancePolicies';
const DEVICES = 'deviceManagement/managedDevices';

/** A policy that wants devices retired after a day, and three that have failed it for some hours. */
function failingDevices(...hours: number[]) {
  const client = graphClient();
  const { tenant } = client;
  const policy = client.post(SET, {
    '@odata.type': '#microsoft.graph.iosCompliancePolicy',
    displayName: 'Passcode',
    scheduledActionsForRule: [
      {
        scheduledActionConfigurations: [
          { actionType: 'block' },
          { actionType: 'retire', gracePeriodHours: 24 },
        ],
      },
    ],
  }).body.id;
  const ids = hours.map((each) => {
    const [id] = enrollDevices(tenant, 1, {
      complianceState: 'noncompliant',
      $noncompliantSince: { [policy]: tenant.clock.now - each * HOUR },
    });
    return id as string;
  });
  const listed = () =>
    client
      .get(`${SET}/getDevicesScheduledToRetire`)
      .body.value.map(({ managedDeviceId }: { managedDeviceId: string }) => managedDeviceId);
  const set = (state: string, scope: object) =>
    client.post(`${SET}/setScheduledRetireState`, { state, ...scope }).status;
  return { client, tenant, policy, ids, listed, set };
}

describe('devices that a compliance policy wants retired', () => {
  it('are listed when their time has come', () => {
    const { client, tenant, policy, ids } = failingDevices(25, 23, 48);
    const { value } = client.get(`${SET}/getDevicesScheduledToRetire`).body;
    expect(value).toHaveLength(2);
    expect(value[0]).toMatchObject({
      managedDeviceId: ids[0],
      managedDeviceName: 'iPhone 0000',
      deviceType: 'iPhone',
      complianceState: 'nonCompliant',
      ownerType: 'personal',
      retireAfterDateTime: toIso(tenant.clock.now - HOUR),
      deviceCompliancePolicyId: policy,
      deviceCompliancePolicyName: 'Passcode',
    });
    expect(value[1].managedDeviceId).toBe(ids[2]);
  });

  it('are retired when an administrator confirms it', () => {
    const { tenant, ids, listed, set } = failingDevices(25, 48);
    expect(set('confirmRetire', { managedDeviceIds: [ids[0]] })).toBe(204);
    expect(tenant.collection(DEVICES).get(ids[0] as string)).toMatchObject({
      managementState: 'retirePending',
      $remoteActions: [{ name: 'retire' }],
    });
    expect(listed()).toEqual([ids[1]]);
    expect(set('confirmRetire', { scopedToAllDevices: true })).toBe(204);
    expect(listed()).toEqual([]);
  });

  it('leave the list when an administrator says so, until they fail anew', () => {
    const { tenant, policy, ids, listed, set } = failingDevices(25);
    expect(set('cancelRetire', { managedDeviceIds: ids })).toBe(204);
    expect(listed()).toEqual([]);
    tenant.clock.advance(HOUR);
    const $noncompliantSince = { [policy]: tenant.clock.now };
    tenant.collection(DEVICES).update(ids[0] as string, { $noncompliantSince }, SERVICES.intune);
    expect(listed()).toEqual([]);
    tenant.clock.advance(24 * HOUR);
    expect(listed()).toEqual(ids);
  });

  // "until the action to Add device to retire list is applied to that device again"
  it('come back when the policy has another such action', () => {
    const { tenant, policy, ids, listed, set } = failingDevices(25);
    const rules = tenant.collection('deviceManagement/deviceCompliancePolicies/scheduledActionsForRule');
    const [rule] = rules.where('$parent', policy);
    const later = { id: 'later', actionType: 'retire', gracePeriodHours: 48 };
    const scheduledActionConfigurations = [...(rule?.scheduledActionConfigurations ?? []), later];
    rules.update(rule?.id as string, { scheduledActionConfigurations } as never, SERVICES.seed);
    expect(set('cancelRetire', { scopedToAllDevices: true })).toBe(204);
    tenant.clock.advance(22 * HOUR);
    expect(listed()).toEqual([]);
    tenant.clock.advance(HOUR);
    expect(listed()).toEqual(ids);
  });

  it('are not touched by what names others or no state that there is', () => {
    const { ids, listed, set } = failingDevices(25);
    expect(set('confirmRetire', { managedDeviceIds: ['another'] })).toBe(204);
    expect(set('confirm', { managedDeviceIds: ids })).toBe(400);
    expect(listed()).toEqual(ids);
  });

  it('are reported page by page', () => {
    const { client, ids } = failingDevices(25, 26, 27);
    const answer = client.send(
      'POST',
      `${SET}/getNoncompliantDevicesToRetire`,
      { skip: 1, top: 1 },
      { accept: '*/*' },
    );
    const report = JSON.parse(answer.text ?? '');
    expect(report.TotalRowCount).toBe(3);
    expect(report.Values).toHaveLength(1);
    expect(
      report.Values[0][report.Schema.findIndex(({ Column }: { Column: string }) => Column === 'DeviceId')],
    ).toBe(ids[1]);
  });
});
