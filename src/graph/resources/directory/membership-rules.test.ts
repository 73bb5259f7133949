import { describe, expect, it } from 'vitest';
import { membershipStatus, salesGroup } from '../../../../test/support/dynamic-group.ts';
import { INTUNE_LICENSE, ORIGIN } from '../../../../test/support/graph-client.ts';
import { DAY, MINUTE } from '../../../clock/index.ts';
import {
  LARGE_DIRECTORY,
  LICENSE_PROCESSING_DELAY,
  membershipProcessingDelay,
} from '../../../directory/index.ts';
import { type Group, SERVICES, type User } from '../../../tenant/index.ts';
import { DYNAMIC_GROUPS_LIMIT } from './membership-rules.ts';

describe('a dynamic group', () => {
  it('gets its members after a while, and follows them from then on', () => {
    const { tenant, client, create, members, change, settle, ann, bob } = salesGroup();
    const { id } = create().body;
    expect(members(id)).toEqual([]);
    expect(membershipStatus(client, id)).toEqual({
      status: 'NotStarted',
      lastMembershipUpdated: '2000-01-01T08:00:00Z',
      errorMessage: null,
    });
    expect(client.get(`/beta/groups/${id}`).body.membershipRuleProcessingStatus).toBeNull();
    settle();
    expect(members(id)).toEqual([ann]);
    expect(membershipStatus(client, id)).toEqual({
      status: 'Succeeded',
      lastMembershipUpdated: '2026-09-01T08:05:00Z',
      errorMessage: null,
    });
    change(bob, { department: 'sales' });
    change(ann, { department: 'Finance' });
    tenant.clock.advance(membershipProcessingDelay(tenant) - 1);
    expect(members(id)).toEqual([ann]);
    tenant.clock.advance(1);
    expect(members(id)).toEqual([bob]);
    tenant.clock.advance(MINUTE);
    expect(membershipStatus(client, id).lastMembershipUpdated).toBe('2026-09-01T08:11:00Z');
    client.delete(`/v1.0/users/${bob}`);
    expect(members(id)).toEqual([]);
    client.post(`/v1.0/directory/deletedItems/${bob}/restore`, {});
    settle();
    expect(members(id)).toEqual([bob]);
  });

  it('looks at nobody of whom nothing changes that a rule looks at', () => {
    const { tenant, create, change, settle, ann } = salesGroup();
    create();
    settle();
    const { pendingEvents } = tenant.clock;
    change(ann, { jobTitle: 'Clerk' });
    expect(tenant.clock.pendingEvents).toBe(pendingEvents);
    change(ann, { department: 'Finance' });
    change(ann, { department: 'Marketing' });
    expect(tenant.clock.pendingEvents).toBe(pendingEvents + 1);
  });

  it('keeps its members while it is paused, and catches up', () => {
    const { client, create, members, change, settle, ann, bob } = salesGroup();
    const { id } = create().body;
    settle();
    client.patch(`/v1.0/groups/${id}`, { membershipRuleProcessingState: 'Paused' });
    change(ann, { department: 'Finance' });
    change(bob, { department: 'Sales' });
    settle();
    expect(members(id)).toEqual([ann]);
    client.patch(`/v1.0/groups/${id}`, { membershipRuleProcessingState: 'On' });
    settle();
    expect(members(id)).toEqual([bob]);
  });

  it('follows another rule, loses who it was given, and keeps all when it is assigned again', () => {
    const { client, create, members, settle, ann, bob } = salesGroup();
    const { id } = create({
      groupTypes: [],
      membershipRule: undefined,
      membershipRuleProcessingState: undefined,
      'members@odata.bind': [`${ORIGIN}/v1.0/users/${bob}`],
    }).body;
    const follow = (membershipRule: string) => {
      const body = {
        groupTypes: ['DynamicMembership'],
        membershipRule,
        membershipRuleProcessingState: 'On',
      };
      expect(client.patch(`/v1.0/groups/${id}`, body).status).toBe(204);
      settle();
      return members(id);
    };
    expect(follow('user.department -eq "Sales"')).toEqual([ann]);
    expect(follow('user.displayName -startsWith "B"')).toEqual([bob]);
    client.patch(`/v1.0/groups/${id}`, { groupTypes: [] });
    settle();
    expect(members(id)).toEqual([bob]);
    expect(membershipStatus(client, id)).toBeNull();
  });

  it('has devices, direct reports, and members of other groups', () => {
    const { tenant, client, create, members, settle, ann, bob } = salesGroup();
    const phones = create({ membershipRule: 'device.deviceOSType -eq "iOS"' }).body.id;
    const reports = create({ membershipRule: `Direct Reports for "${ann}"` }).body.id;
    const crew = create({ groupTypes: [], membershipRule: null, membershipRuleProcessingState: null }).body
      .id;
    const rule = `user.memberOf -any (group.objectId -in ['${crew}'])`;
    const ofCrew = create({ membershipRule: rule }).body.id;
    settle();
    const device = tenant.collection('devices').insert(
      {
        id: tenant.random.guid(),
        deviceId: tenant.random.guid(),
        displayName: 'iPhone',
        operatingSystem: 'iOS',
        operatingSystemVersion: '18.1',
        isManaged: true,
        isCompliant: true,
      },
      SERVICES.intune,
    );
    client.send('PUT', `/v1.0/users/${bob}/manager/$ref`, { '@odata.id': `${ORIGIN}/v1.0/users/${ann}` });
    client.post(`/v1.0/groups/${crew}/members/$ref`, { '@odata.id': `${ORIGIN}/v1.0/users/${bob}` });
    settle();
    expect([members(phones), members(reports), members(ofCrew)]).toEqual([[device.id], [bob], [bob]]);
    client.delete(`/v1.0/users/${bob}/manager/$ref`);
    client.delete(`/v1.0/groups/${crew}/members/${bob}/$ref`);
    settle();
    // Nobody tells of members who leave.
    expect([members(reports), members(ofCrew)]).toEqual([[], [bob]]);
    client.patch(`/v1.0/groups/${ofCrew}`, { membershipRule: `${rule} ` });
    settle();
    expect(members(ofCrew)).toEqual([]);
  });

  it('has new hires when their day comes', () => {
    const { tenant, client, create, members, settle, ann } = salesGroup();
    client.patch(`/v1.0/users/${ann}`, { employeeHireDate: '2026-09-11T08:00:00Z' });
    const { id } = create({ membershipRule: 'user.employeeHireDate -le system.now -plus p1d' }).body;
    settle();
    expect(members(id)).toEqual([]);
    tenant.clock.advance(9 * DAY);
    expect(members(id)).toEqual([ann]);
  });

  it('gives its licences to those who come in', () => {
    const { tenant, client, create, change, settle, bob } = salesGroup();
    const { id } = create().body;
    settle();
    client.post(`/v1.0/groups/${id}/assignLicense`, {
      addLicenses: [{ skuId: INTUNE_LICENSE, disabledPlans: [] }],
      removeLicenses: [],
    });
    const held = () => client.get(`/v1.0/users/${bob}?$select=assignedLicenses`).body.assignedLicenses;
    for (const [department, count] of [
      ['Sales', 1],
      ['Finance', 0],
    ] as const) {
      change(bob, { department });
      settle();
      tenant.clock.advance(LICENSE_PROCESSING_DELAY);
      expect(held()).toHaveLength(count);
    }
  });

  it('waits longer where there are many to look at', () => {
    const { tenant } = salesGroup();
    const users = tenant.collection('users');
    const model = users.first as User;
    while (users.size < LARGE_DIRECTORY) users.insert({ ...model, id: tenant.random.guid() }, SERVICES.seed);
    expect(membershipProcessingDelay(tenant)).toBe(5 * MINUTE);
    users.insert({ ...model, id: tenant.random.guid() }, SERVICES.seed);
    expect(membershipProcessingDelay(tenant)).toBe(30 * MINUTE);
  });

  it('is one of so many', () => {
    const { tenant, client, create } = salesGroup();
    const groups = tenant.collection('groups');
    const { id } = create().body;
    const group = groups.get(id) as Group;
    for (let count = groups.size; count < DYNAMIC_GROUPS_LIMIT - 1; count += 1)
      groups.insert({ ...group, id: tenant.random.guid() }, SERVICES.seed);
    expect(create().status).toBe(201);
    const refused = create();
    expect(refused.body.error.message).toBe('Dynamic group policies max allowed groups count reached.');
    expect(create({ groupTypes: [], membershipRule: null, membershipRuleProcessingState: null }).status).toBe(
      201,
    );
    expect(client.patch(`/v1.0/groups/${id}`, { membershipRule: 'user.city -eq "x"' }).status).toBe(204);
  });

  it('goes on after a snapshot', () => {
    const { tenant, create, members, change, settle, ann, bob } = salesGroup();
    const { id } = create().body;
    settle();
    change(bob, { department: 'Sales' });
    const snapshot = tenant.snapshot();
    settle();
    tenant.restore(snapshot);
    settle();
    expect(members(id)).toEqual([ann, bob]);
  });
});
