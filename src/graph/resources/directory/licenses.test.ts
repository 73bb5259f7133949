import { describe, expect, it } from 'vitest';
import {
  createUser,
  graphClient,
  INTUNE_LICENSE,
  ORIGIN,
  smallTenant,
} from '../../../../test/support/graph-client.ts';
import { LICENSE_PROCESSING_DELAY } from '../../../directory/index.ts';
import { SERVICES } from '../../../tenant/index.ts';

const PLAN = 'c1ec4a95-1f05-45b3-a911-aa3fa01094f5';
const OTHER = '6fd2c87f-b296-42f0-b197-1e91e994b900';

function setUp(units: number) {
  const tenant = smallTenant();
  const skus = tenant.collection('subscribedSkus');
  const [sku] = [...skus];
  const prepaidUnits = { enabled: units, suspended: 0, warning: 0, lockedOut: 0 };
  skus.update(sku?.id as string, { prepaidUnits } as object, SERVICES.seed);
  skus.insert(
    { id: `x_${OTHER}`, skuId: OTHER, skuPartNumber: 'ENTERPRISEPACK', servicePlans: [] },
    SERVICES.seed,
  );
  const client = graphClient(tenant);
  const users = ['Ann', 'Bob', 'Cleo'].map((name) => createUser(client, name)) as [string, string, string];
  const group: string = client.post('/v1.0/groups', {
    displayName: 'Licensed',
    mailEnabled: false,
    mailNickname: 'l',
    securityEnabled: true,
  }).body.id;
  const add = (id: string) =>
    client.post(`/v1.0/groups/${group}/members/$ref`, { '@odata.id': `${ORIGIN}/v1.0/users/${id}` });
  const assign = (to: string, body: object) =>
    client.post(`/v1.0/${to}/assignLicense`, { addLicenses: [], removeLicenses: [], ...body });
  const settle = () => tenant.clock.advance(LICENSE_PROCESSING_DELAY);
  const states = (id: string) =>
    client.get(`/v1.0/users/${id}?$select=assignedLicenses,licenseAssignmentStates`).body;
  const consumed = () => client.get('/v1.0/subscribedSkus').body.value[0].consumedUnits;
  return { tenant, client, users, group, add, assign, settle, states, consumed };
}

const intune = (disabledPlans: string[] = []) => ({
  addLicenses: [{ skuId: INTUNE_LICENSE, disabledPlans }],
});

describe('a licence of a user', () => {
  it('takes a unit, and none when there is none left', () => {
    const { users, assign, consumed, client } = setUp(1);
    const [ann, bob] = users;
    expect(assign(`users/${ann}`, intune()).status).toBe(200);
    expect(assign(`users/${ann}`, intune([PLAN])).status).toBe(200);
    expect(consumed()).toBe(1);
    const refused = assign(`users/${bob}`, intune());
    expect(refused.status).toBe(400);
    expect(refused.body.error.message).toBe(
      `Subscription with SKU ${INTUNE_LICENSE} does not have any available licenses.`,
    );
    client.delete(`/v1.0/users/${ann}`);
    expect(assign(`users/${bob}`, intune()).status).toBe(200);
  });

  it('brings plans, and none of those that it leaves out', () => {
    const { users, assign, client } = setUp(5);
    const plans = () =>
      client.get(`/v1.0/users/${users[0]}?$select=assignedPlans,provisionedPlans`).body.assignedPlans;
    assign(`users/${users[0]}`, intune());
    expect(plans()).toEqual([
      {
        assignedDateTime: '2026-09-01T08:00:00Z',
        capabilityStatus: 'Enabled',
        service: 'SCO',
        servicePlanId: PLAN,
      },
    ]);
    assign(`users/${users[0]}`, intune([PLAN]));
    expect(plans()).toMatchObject([{ capabilityStatus: 'Deleted' }]);
    const details = client.get(`/v1.0/users/${users[0]}/licenseDetails`).body.value;
    expect(details).toMatchObject([{ servicePlans: [{ provisioningStatus: 'Disabled' }] }]);
  });

  it('is taken only from who has it', () => {
    const { users, assign, consumed } = setUp(5);
    const remove = () => assign(`users/${users[0]}`, { removeLicenses: [INTUNE_LICENSE] });
    expect(remove().body.error.message).toBe('User does not have a corresponding license.');
    assign(`users/${users[0]}`, intune());
    expect(remove().status).toBe(200);
    expect(consumed()).toBe(0);
  });
});

describe('a licence of a group', () => {
  it('reaches its members when the service gets to it, and leaves with them', () => {
    const { client, users, group, add, assign, settle, states } = setUp(5);
    const [ann, bob] = users;
    add(ann);
    expect(assign(`groups/${group}`, intune()).status).toBe(202);
    expect(states(ann).assignedLicenses).toEqual([]);
    settle();
    expect(states(ann)).toMatchObject({
      assignedLicenses: [{ skuId: INTUNE_LICENSE, disabledPlans: [] }],
      licenseAssignmentStates: [{ assignedByGroup: group, state: 'Active', error: 'None' }],
    });
    add(bob);
    client.delete(`/v1.0/groups/${group}/members/${ann}/$ref`);
    settle();
    expect(states(ann)).toMatchObject({ assignedLicenses: [], licenseAssignmentStates: [] });
    expect(states(bob).assignedLicenses).toHaveLength(1);
    assign(`groups/${group}`, { removeLicenses: [INTUNE_LICENSE] });
    settle();
    expect(states(bob).assignedLicenses).toEqual([]);
  });

  it('stands beside a direct one and takes no second unit', () => {
    const { users, group, add, assign, settle, states, consumed } = setUp(1);
    const [ann] = users;
    assign(`users/${ann}`, intune([PLAN]));
    add(ann);
    assign(`groups/${group}`, intune());
    settle();
    expect(states(ann).licenseAssignmentStates).toMatchObject([
      { assignedByGroup: null, state: 'Active' },
      { assignedByGroup: group, state: 'Active' },
    ]);
    // A plan is off only when every assignment turns it off.
    expect(states(ann).assignedLicenses).toEqual([{ skuId: INTUNE_LICENSE, disabledPlans: [] }]);
    expect(consumed()).toBe(1);
    assign(`users/${ann}`, { removeLicenses: [INTUNE_LICENSE] });
    expect(states(ann).assignedLicenses).toHaveLength(1);
  });

  it('is an error for whom there is no unit, until there is one', () => {
    const { client, users, group, add, assign, settle, states, consumed } = setUp(2);
    for (const id of users) add(id);
    const both = [
      { skuId: INTUNE_LICENSE, disabledPlans: [] },
      { skuId: OTHER, disabledPlans: [] },
    ];
    assign(`groups/${group}`, { addLicenses: both });
    settle();
    const cleo = users[2];
    expect(consumed()).toBe(2);
    // Of several products of a group none is given when one can't be.
    expect(states(cleo)).toMatchObject({
      assignedLicenses: [],
      licenseAssignmentStates: [
        { skuId: INTUNE_LICENSE, state: 'Error', error: 'CountViolation' },
        { skuId: OTHER, state: 'Error', error: 'CountViolation' },
      ],
    });
    const failing = () =>
      client.get('/v1.0/groups?$filter=hasMembersWithLicenseErrors eq true&$select=id').body.value;
    expect(failing()).toEqual([{ id: group }]);
    expect(client.get(`/v1.0/groups/${group}/membersWithLicenseErrors`).body.value).toMatchObject([
      { '@odata.type': '#microsoft.graph.user', id: cleo },
    ]);
    client.delete(`/v1.0/users/${users[0]}`);
    expect(client.post(`/v1.0/users/${cleo}/reprocessLicenseAssignment`).status).toBe(200);
    expect(states(cleo).assignedLicenses).toHaveLength(2);
    expect(failing()).toEqual([]);
  });

  it('keeps the group from being deleted', () => {
    const { client, group, assign } = setUp(1);
    assign(`groups/${group}`, intune());
    expect(client.delete(`/v1.0/groups/${group}`).status).toBe(400);
    assign(`groups/${group}`, { removeLicenses: [INTUNE_LICENSE] });
    expect(client.delete(`/v1.0/groups/${group}`).status).toBe(204);
  });
});
