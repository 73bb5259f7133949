import { describe, expect, it, vi } from 'vitest';
import { enrollDevices, smallTenant } from '../../test/support/graph-client.ts';
import { SERVICES, Tenant } from '../tenant/index.ts';
import { listDeviceStatuses, type StatusSet } from './device-statuses.ts';
import { createPolicyOverviews } from './policy-overviews.ts';

const by = SERVICES.seed;
const CONFIGURATIONS = 'deviceManagement/deviceConfigurations';
const COMPLIANCE = 'deviceManagement/deviceCompliancePolicies';
const SEVERITY = ['unknown', 'compliant', 'nonCompliant', 'error'];
const PLANS = smallTenant().collection('subscribedSkus').first;

/** Some people with devices, a group that has half of them, and a policy of each kind for the group. */
function fleet(journalLimit?: number) {
  const tenant = new Tenant({ seed: 11, ...(journalLimit === undefined ? {} : { journalLimit }) });
  if (PLANS) tenant.collection('subscribedSkus').insert(PLANS, by);
  const groups = tenant.collection('groups');
  groups.insert({ id: 'half', displayName: 'Half', securityEnabled: true }, by);
  const devices: string[] = [];
  for (let number = 0; number < 6; number += 1) {
    const id = `user${number}`;
    tenant.collection('users').insert(
      {
        id,
        displayName: id,
        userPrincipalName: `${id}@contoso.com`,
        assignedLicenses: [{ skuId: PLANS?.skuId ?? '', disabledPlans: [] }],
      } as never,
      by,
    );
    if (number % 2 === 0) tenant.links('groups/members').link('half', id, by);
    devices.push(
      ...enrollDevices(tenant, 2, {
        userId: id,
        userPrincipalName: `${id}@contoso.com`,
        complianceState: 'compliant',
        lastSyncDateTime: '2026-09-01T08:00:00Z',
      }),
    );
  }
  for (const [set, type] of [
    [CONFIGURATIONS, 'iosGeneralDeviceConfiguration'],
    [COMPLIANCE, 'iosCompliancePolicy'],
  ] as const) {
    const policy = {
      id: `policy of ${set}`,
      displayName: 'P',
      '@odata.type': `#microsoft.graph.${type}`,
      version: 1,
    };
    tenant.collection(set).insert(policy as never, by);
    const target = { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: 'half' };
    tenant
      .collection(`${set}/assignments`)
      .insert({ id: `${policy.id}_half`, $parent: policy.id, target } as never, by);
  }
  return { tenant, devices };
}

/** What the list of statuses says, counted by hand. */
function counted(tenant: Tenant, set: StatusSet) {
  const devices: Record<string, number> = {};
  const worst = new Map<string, string>();
  for (const row of listDeviceStatuses(tenant, set, `policy of ${set}`)) {
    const status = String(row['status']);
    devices[status] = (devices[status] ?? 0) + 1;
    const user = String(row['userPrincipalName']);
    const known = worst.get(user);
    if (!known || SEVERITY.indexOf(status) > SEVERITY.indexOf(known)) worst.set(user, status);
  }
  const users: Record<string, number> = {};
  for (const status of worst.values()) users[status] = (users[status] ?? 0) + 1;
  return { devices, users };
}

const withoutZeros = (counts: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));

describe('the overview of a policy', () => {
  it.each([
    ['a journal that has everything', undefined],
    ['a journal that forgets', 3],
  ])('counts what the list says, whatever changes, with %s', (_, limit) => {
    const { tenant, devices } = fleet(limit);
    const overview = createPolicyOverviews(tenant);
    const managed = tenant.collection('deviceManagement/managedDevices');
    const random = tenant.random.fork('test');
    const pick = <T>(all: readonly T[]) => all[Math.floor(random.next() * all.length)] as T;
    const anyDevice = () => managed.get(pick(devices));
    const steps: readonly (() => void)[] = [
      () => {
        const device = anyDevice();
        if (device) managed.update(device.id, { $noncompliantSince: { [`policy of ${COMPLIANCE}`]: 1 } }, by);
      },
      () => {
        const device = anyDevice();
        if (device)
          managed.update(device.id, { $noncompliantSince: undefined, $profileErrors: undefined }, by);
      },
      () => {
        const device = anyDevice();
        if (device)
          managed.update(device.id, { $profileErrors: { [`policy of ${CONFIGURATIONS}`]: 'x' } }, by);
      },
      () => {
        const device = anyDevice();
        if (device && random.next() < 0.3) managed.remove(device.id, by);
      },
      () => {
        const [id = ''] = enrollDevices(tenant, 1, {
          userId: 'user0',
          userPrincipalName: 'user0@contoso.com',
        });
        devices.push(id);
      },
      () => {
        const members = tenant.links('groups/members');
        const id = `user${Math.floor(random.next() * 6)}`;
        if (members.targets('half').includes(id)) members.unlink('half', id, by);
        else members.link('half', id, by);
      },
      () => {
        const id = `user${Math.floor(random.next() * 6)}`;
        const { assignedLicenses = [] } = tenant.collection('users').get(id) ?? {};
        const licences =
          assignedLicenses.length > 0 ? [] : [{ skuId: PLANS?.skuId ?? '', disabledPlans: [] }];
        tenant.collection('users').update(id, { assignedLicenses: licences }, by);
      },
      () => {
        const device = anyDevice();
        if (!device) return;
        managed.update(device.id, { userId: 'user2', userPrincipalName: 'user2@contoso.com' }, by);
      },
      () => {
        const id = `policy of ${COMPLIANCE}`;
        const at = random.next() < 0.5 ? '2026-08-01T00:00:00Z' : '2026-10-01T00:00:00Z';
        tenant.collection(COMPLIANCE).update(id, { lastModifiedDateTime: at }, by);
      },
    ];
    for (let round = 0; round < 200; round += 1) {
      pick(steps)();
      if (random.next() < 0.3) continue;
      for (const set of [CONFIGURATIONS, COMPLIANCE] as const) {
        const { devices: byDevice, users } = overview(set, `policy of ${set}`);
        expect({ devices: withoutZeros(byDevice), users: withoutZeros(users) }).toEqual(counted(tenant, set));
      }
    }
  });

  it('goes through all devices once, not at each request', () => {
    const { tenant, devices } = fleet();
    const managed = tenant.collection('deviceManagement/managedDevices');
    const walks = vi.spyOn(managed, Symbol.iterator);
    const overview = createPolicyOverviews(tenant);
    const read = () => overview(COMPLIANCE, `policy of ${COMPLIANCE}`);
    const first = read();
    managed.update(devices[0] as string, { lastSyncDateTime: '2026-09-01T09:00:00Z' }, by);
    expect(read()).toEqual({ ...first, latest: '2026-09-01T09:00:00Z' });
    expect(walks).toHaveBeenCalledTimes(1);
  });

  it('is empty for a policy that is not there', () => {
    const { tenant } = fleet();
    const overview = createPolicyOverviews(tenant);
    expect(overview(COMPLIANCE, 'nothing')).toEqual({ devices: {}, users: {}, latest: undefined });
  });
});
