import { describe, expect, it } from 'vitest';
import { loadFixture } from '../../fixtures/index.ts';
import { CADENCES, DAY, HOUR, MINUTE, SECOND } from '../clock/index.ts';
import { type AssignmentTarget, type Entity, SERVICES, Tenant } from '../tenant/index.ts';
import { LOOKED_AT_ONCE, PUSH_EVENT, pushDelay } from './change-push.ts';
import { createSimulation } from './simulation.ts';

const by = SERVICES.seed;
const CONFIGURATIONS = 'deviceManagement/deviceConfigurations';
const APPS = 'deviceAppManagement/mobileApps';
/** As many as a person may enroll by default. */
const MANY = 5;
const LONGEST_PUSH = CADENCES.changePush.span[1];

/** Phones that have been enrolled since yesterday, of people in the group Team. */
function contoso(seed = 1) {
  const tenant = new Tenant({ seed });
  loadFixture(tenant, 'contoso-jit');
  const simulation = createSimulation(tenant);
  const [user] = tenant.collection('users').where('userPrincipalName', 'priya.raman@contoso.com');
  const userId = user?.id ?? '';
  tenant.collection('groups').insert({ id: 'team', displayName: 'Team' }, by);
  tenant.links('groups/members').link('team', userId, by);
  const ids = Array.from({ length: MANY }, () => simulation.create({ user: userId }).id);
  for (const id of ids) simulation.start(id, { do: 'enroll' });
  tenant.clock.advance(DAY);
  const put = (set: string, entity: Entity) => tenant.collection(set).insert(entity, by);
  const policy = (id: string) => {
    const type = '#microsoft.graph.iosGeneralDeviceConfiguration';
    put(CONFIGURATIONS, { '@odata.type': type, id, displayName: id });
  };
  const assign = (set: string, parent: string, target: AssignmentTarget, more = {}) =>
    put(`${set}/assignments`, { id: `${parent}-a`, $parent: parent, target, ...more });
  /** When devices check in because somebody woke them, in milliseconds from now. */
  const woken = (span = LONGEST_PUSH) => {
    const from = tenant.clock.now;
    const heard: number[] = [];
    const stop = simulation.subscribe(({ message, at }) => {
      if (message.startsWith('Intune wakes the device')) heard.push(Date.parse(at) - from);
    });
    tenant.clock.advance(span);
    stop();
    return heard;
  };
  const has = (id: string) =>
    ids.filter((each) => simulation.get(each).profiles.some((p) => p.id === id)).length;
  return { tenant, simulation, ids, userId, put, policy, assign, woken, has };
}

const team: AssignmentTarget = { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: 'team' };
const everybody: AssignmentTarget = { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' };

describe('check-ins', () => {
  it('come every quarter of an hour for an hour, then about every eight hours, and never within 6.5', () => {
    const tenant = new Tenant();
    loadFixture(tenant, 'contoso-jit');
    const simulation = createSimulation(tenant);
    const { id } = simulation.create({ user: 'priya.raman@contoso.com' });
    simulation.act(id, { do: 'enroll' });
    const moments: number[] = [Date.parse(simulation.get(id).lastCheckInDateTime ?? '')];
    simulation.subscribe(({ message, at }) => {
      if (message.startsWith('The device checks in by itself')) moments.push(Date.parse(at));
    });
    tenant.clock.advance(7 * DAY);
    const pauses = moments.slice(1).map((moment, index) => moment - (moments[index] as number));
    const first = pauses.filter((pause) => pause <= 15 * MINUTE);
    expect(first.length).toBeGreaterThanOrEqual(4);
    const later = pauses.slice(first.length);
    expect(later.length).toBeGreaterThanOrEqual(20);
    expect(Math.min(...later)).toBeGreaterThan(6.5 * HOUR);
    expect(Math.max(...later)).toBeLessThan(8.5 * HOUR);
    expect(new Set(later).size).toBeGreaterThan(1);
  });
});

describe('a change in Intune', () => {
  it('wakes the devices that it is meant for: most within minutes, all within hours', () => {
    const { policy, assign, woken, has } = contoso();
    policy('p');
    expect(woken(MINUTE)).toEqual([]);
    assign(CONFIGURATIONS, 'p', team);
    const heard = woken();
    expect(heard).toHaveLength(MANY);
    expect(new Set(heard).size).toBeGreaterThan(1);
    expect(Math.min(...heard)).toBeLessThan(10 * MINUTE);
    expect(has('p')).toBe(MANY);
  });

  it('is the same for the same seed, and another for another', () => {
    const heard = (seed: number) => {
      const { policy, assign, woken } = contoso(seed);
      policy('p');
      assign(CONFIGURATIONS, 'p', everybody);
      return woken();
    };
    expect(heard(3)).toEqual(heard(3));
    expect(heard(3)).not.toEqual(heard(4));
  });

  it('wakes them when the policy changes and when it is unassigned, and not when only its bookkeeping does', () => {
    const { tenant, policy, assign, woken, has } = contoso();
    policy('p');
    assign(CONFIGURATIONS, 'p', everybody);
    woken();
    tenant.collection(CONFIGURATIONS).update('p', { cameraBlocked: true }, by);
    expect(woken()).toHaveLength(MANY);
    tenant.collection(CONFIGURATIONS).update('p', { version: 7, isAssigned: true }, by);
    expect(woken()).toEqual([]);
    tenant.collection(`${CONFIGURATIONS}/assignments`).remove('p-a', by);
    expect(woken()).toHaveLength(MANY);
    expect(has('p')).toBe(0);
  });

  it('wakes nobody for an app that is merely offered, or for others', () => {
    const { put, policy, assign, woken } = contoso();
    const app = { id: 'app', displayName: 'App', bundleId: 'com.contoso.app' };
    put(APPS, { '@odata.type': '#microsoft.graph.iosVppApp', ...app });
    assign(APPS, 'app', team, { intent: 'available' });
    put('groups', { id: 'others', displayName: 'Others' });
    policy('p');
    assign(CONFIGURATIONS, 'p', { ...team, groupId: 'others' });
    expect(woken()).toEqual([]);
  });

  it('may be a membership, through nested groups; of a dynamic group of devices, the next check-in tells', () => {
    const { tenant, put, policy, assign, woken, has, userId } = contoso();
    for (const id of ['outer', 'inner']) put('groups', { id, displayName: id });
    put('groups', { id: 'dynamic', displayName: 'd', groupTypes: ['DynamicMembership'] });
    policy('p');
    assign(CONFIGURATIONS, 'p', { ...team, groupId: 'outer' });
    policy('q');
    assign(CONFIGURATIONS, 'q', { ...team, groupId: 'dynamic' });
    tenant.links('groups/members').link('outer', 'inner', by);
    woken();
    tenant.links('groups/members').link('inner', userId, by);
    expect(woken()).toHaveLength(MANY);
    expect(has('p')).toBe(MANY);
    for (const { $directoryDevice } of tenant.collection('deviceManagement/managedDevices'))
      tenant.links('groups/members').link('dynamic', $directoryDevice ?? '', by);
    expect(woken()).toEqual([]);
    tenant.clock.advance(9 * HOUR);
    expect(has('q')).toBe(MANY);
  });

  it('makes one notification of many changes, after which a device has them all', () => {
    const { put, policy, assign, woken, has } = contoso();
    for (let number = 0; number < 50; number += 1) {
      put('groups', { id: `g${number}`, displayName: 'g' });
      policy(`p${number}`);
      assign(CONFIGURATIONS, `p${number}`, number % 2 ? everybody : team);
    }
    expect(woken()).toHaveLength(MANY);
    expect(has('p0') + has('p49')).toBe(2 * MANY);
  });

  it('leaves a device alone that a notification is on its way to, also in a tenant that was restored meanwhile', () => {
    const { tenant, policy, assign, woken, has } = contoso();
    for (const id of ['p', 'q']) policy(id);
    assign(CONFIGURATIONS, 'p', everybody);
    tenant.clock.advance(SECOND);
    const snapshot = tenant.snapshot();
    assign(CONFIGURATIONS, 'q', team);
    const heard = woken();
    expect(heard).toHaveLength(MANY);
    tenant.restore(snapshot);
    assign(CONFIGURATIONS, 'q', team);
    expect(woken()).toEqual(heard);
    expect(has('q')).toBe(MANY);
    tenant.collection(CONFIGURATIONS).update('p', { cameraBlocked: true }, by);
    expect(woken()).toHaveLength(MANY);
  });

  it('is for devices that are members themselves as well, and costs nothing where a group is empty', () => {
    const { tenant, put, policy, assign, woken } = contoso();
    for (const id of ['phones', 'empty']) put('groups', { id, displayName: id });
    const [managed] = tenant.collection('deviceManagement/managedDevices');
    tenant.links('groups/members').link('phones', managed?.$directoryDevice ?? '', by);
    for (const id of ['p', 'q']) policy(id);
    assign(CONFIGURATIONS, 'p', { ...team, groupId: 'empty' });
    const pending = tenant.clock.pendingEvents;
    tenant.clock.advance(SECOND);
    expect(tenant.clock.pendingEvents).toBeLessThan(pending);
    assign(CONFIGURATIONS, 'q', { ...team, groupId: 'PHONES' });
    expect(woken()).toHaveLength(1);
  });

  it.each([
    ['all devices', everybody],
    ['a group', { ...team, groupId: 'outer' }],
  ])('is looked at in portions where many are concerned: %s', (_, target) => {
    const { tenant, put, policy, assign, ids } = contoso();
    const devices = tenant.collection('tenantless/devices');
    const managed = tenant.collection('deviceManagement/managedDevices');
    const [state, record] = [devices.get(ids[0] ?? ''), managed.first];
    put('groups', { id: 'outer', displayName: 'Outer' });
    tenant.links('groups/members').link('outer', 'team', by);
    for (let number = 0; number < LOOKED_AT_ONCE; number += 1) {
      const managedDeviceId = `managed-${number}`;
      put('deviceManagement/managedDevices', { ...record, id: managedDeviceId, userId: `person-${number}` });
      put('tenantless/devices', { ...state, id: `phone-${number}`, number: 100 + number, managedDeviceId });
      tenant.links('groups/members').link('team', `person-${number}`, by);
    }
    policy('p');
    assign(CONFIGURATIONS, 'p', target);
    const waiting = () => [...tenant.clock.subjectsOf(PUSH_EVENT)].length;
    tenant.clock.advance(0);
    expect(waiting()).toBe(LOOKED_AT_ONCE);
    tenant.clock.advance(SECOND);
    expect(waiting()).toBe(LOOKED_AT_ONCE + MANY);
  });

  it('takes from seconds to hours', () => {
    expect(pushDelay(0)).toBe(CADENCES.changePush.span[0]);
    expect(pushDelay(0.5)).toBeLessThan(5 * MINUTE);
    expect(pushDelay(1)).toBe(LONGEST_PUSH);
  });
});
