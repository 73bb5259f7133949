import { describe, expect, it } from 'vitest';
import { loadFixture } from '../../fixtures/index.ts';
import { HOUR } from '../clock/index.ts';
import { type AppAssignment, type Entity, SERVICES, Tenant } from '../tenant/index.ts';
import { createSimulation } from './simulation.ts';

const by = SERVICES.seed;
const APPS = 'deviceAppManagement/mobileApps';
const APP = 'com.contoso.field';
const CONFIGURATIONS = 'deviceManagement/deviceConfigurations';
const ALL_DEVICES = { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' };

/** An enrolled phone with an app that Intune has brought, and a profile through a group of people. */
function contoso(settings?: AppAssignment['settings'], enrollmentType?: 'accountDrivenUserEnrollment') {
  const tenant = new Tenant();
  loadFixture(tenant, 'contoso-jit');
  const simulation = createSimulation(tenant);
  const put = (set: string, entity: Entity) => tenant.collection(set).insert(entity, by);
  put(APPS, { '@odata.type': '#microsoft.graph.iosVppApp', id: 'f', displayName: 'Field', bundleId: APP });
  const assign = (intent: string, target: object = ALL_DEVICES) =>
    put(`${APPS}/assignments`, { id: intent, $parent: 'f', intent, target, settings });
  assign('required');
  const user = tenant.collection('users').where('userPrincipalName', 'priya.raman@contoso.com')[0];
  put('groups', { id: 'team', displayName: 'Team' });
  tenant.links('groups/members').link('team', user?.id ?? '', by);
  const type = '#microsoft.graph.iosGeneralDeviceConfiguration';
  put(CONFIGURATIONS, { '@odata.type': type, id: 'p', displayName: 'Restrictions' });
  const target = { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: 'team' };
  put(`${CONFIGURATIONS}/assignments`, { id: 'p-a', $parent: 'p', target });
  const { id } = simulation.create({ user: user?.id ?? '', ...(enrollmentType && { enrollmentType }) });
  simulation.act(id, { do: 'enroll' });
  const app = () => simulation.get(id).apps.find(({ bundleId }) => bundleId === APP);
  const hasProfile = () => simulation.get(id).profiles.some((profile) => profile.id === 'p');
  const unassign = () => tenant.collection(`${APPS}/assignments`).remove('required', by);
  expect(app()).toMatchObject({ state: 'installed', managed: true });
  expect(hasProfile()).toBe(true);
  return { tenant, simulation, id, app, assign, unassign, hasProfile, userId: user?.id ?? '' };
}

describe('an app that is no longer required', () => {
  it('stays, until it is to be uninstalled', () => {
    const { simulation, id, app, assign, unassign } = contoso();
    unassign();
    simulation.act(id, { do: 'checkIn' });
    expect(app()).toMatchObject({ state: 'installed' });
    assign('uninstall');
    const { trace } = simulation.act(id, { do: 'checkIn' });
    expect(trace.map(({ step }) => step)).toContain('RemoveApplication');
    expect(app()).toBeUndefined();
  });

  // "User Available | Device Uninstall": both exist, Intune resolves Available.
  it('is taken back where it is offered to the person and to be uninstalled from the device, and may be installed anew', () => {
    const { simulation, id, app, assign, unassign } = contoso();
    unassign();
    assign('available', { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' });
    simulation.act(id, { do: 'checkIn' });
    expect(app()).toMatchObject({ state: 'installed' });
    assign('uninstall');
    simulation.act(id, { do: 'checkIn' });
    expect(app()).toBeUndefined();
    simulation.act(id, { do: 'installApp', app: APP });
    simulation.act(id, { do: 'checkIn' });
    expect(app()).toMatchObject({ state: 'installed' });
  });

  it('is not uninstalled where the person has installed it', () => {
    const { simulation, id, app, assign, unassign } = contoso();
    unassign();
    simulation.act(id, { do: 'removeApp', app: APP });
    simulation.act(id, { do: 'installApp', app: APP });
    assign('uninstall');
    simulation.act(id, { do: 'checkIn' });
    expect(app()).toMatchObject({ state: 'installed', managed: false });
  });
});

describe('the end of management', () => {
  const STAYS = {
    '@odata.type': '#microsoft.graph.iosVppAppAssignmentSettings',
    uninstallOnDeviceRemoval: false,
  };

  it.each([
    undefined,
    { ...STAYS, uninstallOnDeviceRemoval: null },
    { ...STAYS, uninstallOnDeviceRemoval: true },
  ])('takes the app along by default (%j)', (settings) => {
    const { simulation, id, app } = contoso(settings);
    simulation.act(id, { do: 'retire' });
    expect(app()).toBeUndefined();
  });

  it('leaves the app to the person where the assignment says so', () => {
    const { simulation, id, app } = contoso(STAYS);
    simulation.act(id, { do: 'retire' });
    expect(app()).toMatchObject({ state: 'installed', managed: false });
  });

  it('leaves nothing of a user enrollment', () => {
    const { simulation, id, app } = contoso(STAYS, 'accountDrivenUserEnrollment');
    simulation.act(id, { do: 'retire' });
    expect(app()).toBeUndefined();
  });
});

describe('a person who leaves a group', () => {
  it('loses what came through it at a sync within hours, not at once', () => {
    const { tenant, hasProfile, userId } = contoso();
    tenant.clock.advance(2 * HOUR);
    tenant.links('groups/members').unlink('team', userId, by);
    expect(hasProfile()).toBe(true);
    tenant.clock.advance(9 * HOUR);
    expect(hasProfile()).toBe(false);
  });
});
