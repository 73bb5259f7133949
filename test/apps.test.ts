// What Graph shows of the apps on devices that really have them, or not.
import { describe, expect, it } from 'vitest';
import { loadFixture } from '../fixtures/index.ts';
import type { NewDevice } from '../src/device/index.ts';
import { createEmulator } from '../src/emulator.ts';
import { APP_CHECK_IN } from '../src/graph/resources/apps/managed-app-users.ts';
import { Tenant } from '../src/tenant/index.ts';
import { PERSON } from './support/devices.ts';
import { graphClient } from './support/graph-client.ts';

const ROOT = '/beta/deviceAppManagement';
const EVERYBODY = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };
const TEAMS = 'com.microsoft.skype.teams';

function setup() {
  const tenant = new Tenant({ seed: 5 });
  loadFixture(tenant, 'contoso-jit');
  const { graph, simulation } = createEmulator(tenant);
  const client = graphClient(tenant, undefined, graph);
  const user = `/beta/users/${client.get(`/beta/users/${PERSON}`).body.id}`;
  const appNamed = (name: string) =>
    client.get(`${ROOT}/mobileApps?$filter=displayName eq '${name}'`).body.value[0].id as string;
  const assign = (name: string, intent: string) =>
    client.post(`${ROOT}/mobileApps/${appNamed(name)}/assign`, {
      mobileAppAssignments: [{ intent, target: EVERYBODY }],
    });
  const enroll = (facts: Partial<NewDevice> = {}) => {
    const { id } = simulation.create({ user: PERSON, ...facts });
    simulation.act(id, { do: 'enroll' });
    return id;
  };
  return { tenant, client, simulation, user, appNamed, assign, enroll };
}

describe('intents and states of apps', () => {
  it('tell what is wanted on a device and what became of it', () => {
    const { client, simulation, user, assign, enroll } = setup();
    assign('Microsoft Teams', 'available');
    assign('Microsoft Word', 'uninstall');
    const device = simulation.get(enroll()).managedDeviceId;
    const [row] = client.get(`${user}/mobileAppIntentAndStates`).body.value;
    expect(row).toMatchObject({ id: device, managedDeviceIdentifier: device });
    expect(row.mobileAppList).toMatchObject([
      {
        displayName: 'Microsoft Authenticator',
        mobileAppIntent: 'requiredInstall',
        installState: 'installed',
      },
      { displayName: 'Microsoft Teams', mobileAppIntent: 'available', installState: 'unknown' },
      { displayName: 'Microsoft Word', mobileAppIntent: 'requiredUninstall', installState: 'notInstalled' },
    ]);
    expect(client.get(`${user}/mobileAppIntentAndStates('${device}')`).body.id).toBe(device);
    expect(client.get(`${user}/getManagedDevicesWithAppFailures()`).body.value).toEqual([]);
  });

  it('tell of apps that could not be installed', () => {
    const { client, simulation, user, appNamed, enroll } = setup();
    const device = simulation.get(enroll({ acceptsAppInstalls: false })).managedDeviceId;
    expect(client.get(`${user}/getManagedDevicesWithAppFailures()`).body.value).toEqual([device]);
    expect(client.get(`${user}/getManagedDevicesWithFailedOrPendingApps()`).body.value).toMatchObject([
      { deviceId: device, summarizedAppState: 'fail' },
    ]);
    const app = appNamed('Microsoft Authenticator');
    expect(client.get(`${user}/mobileAppTroubleshootingEvents('${device}_${app}')`).body).toMatchObject({
      applicationId: app,
      managedDeviceIdentifier: device,
      history: [
        { '@odata.type': '#microsoft.graph.mobileAppTroubleshootingAppStateHistory', runState: 'fail' },
      ],
    });
  });
});

describe('the configuration of an app', () => {
  it('stands well on devices that have the app, and does not apply to others', () => {
    const { client, tenant, appNamed, enroll } = setup();
    const configurations = `${ROOT}/mobileAppConfigurations`;
    const create = (app: string) => {
      const { id } = client.post(configurations, {
        '@odata.type': '#microsoft.graph.iosMobileAppConfiguration',
        displayName: app,
        targetedMobileApps: [appNamed(app)],
        settings: [{ appConfigKey: 'a', appConfigKeyType: 'stringType', appConfigKeyValue: 'b' }],
      }).body;
      const action = `${configurations}/${id}/microsoft.graph.managedDeviceMobileAppConfiguration/assign`;
      expect(client.post(action, { assignments: [{ target: EVERYBODY }] }).status).toBe(204);
      return `${configurations}/${id}`;
    };
    const applied = create('Microsoft Authenticator');
    const other = create('Microsoft Word');
    enroll();
    tenant.clock.advance(3_600_000);
    const account = client.get('/beta/deviceManagement').body.intuneAccountId;
    expect(client.get(`${applied}/deviceStatuses`).body.value).toMatchObject([{ status: 'compliant' }]);
    expect(client.get(`${applied}/userStatuses`).body.value).toMatchObject([
      { userPrincipalName: PERSON, devicesCount: 1, status: 'compliant' },
    ]);
    expect(client.get(`${applied}/deviceStatusSummary`).body).toMatchObject({
      id: `${account}_${applied.split('/').at(-1)}`,
      configurationVersion: 1,
      successCount: 1,
      notApplicableCount: 0,
    });
    expect(client.get(`${other}/deviceStatusSummary`).body).toMatchObject({
      successCount: 0,
      notApplicableCount: 1,
    });
    expect(client.get(`${other}/userStatusSummary`).body).toMatchObject({ notApplicableCount: 1 });
  });

  it('is assigned by the path that names its type, and by no other', () => {
    const { client } = setup();
    const url = `/v1.0/deviceAppManagement/mobileAppConfigurations`;
    const { id } = client.post(url, {
      '@odata.type': '#microsoft.graph.iosMobileAppConfiguration',
      displayName: 'C',
    }).body;
    const body = { assignments: [{ target: EVERYBODY }] };
    expect(client.post(`${url}/${id}/assign`, body).body.error).toMatchObject({
      code: 'No method match route template',
      message: `No OData route exists that match template ~/singleton/navigation/key/action with http verb POST for request /AppLifecycle_2203/StatelessAppMetadataFEService/deviceAppManagement/mobileAppConfigurations('${id}')/microsoft.management.services.api.assign.`,
    });
    expect(client.post(`${url}/${id}/assignments`, { target: EVERYBODY }).status).toBe(400);
    client.post(`${url}/${id}/microsoft.graph.managedDeviceMobileAppConfiguration/assign`, body);
    expect(client.get(`${url}/${id}/assignments`).body.value).toHaveLength(1);
  });

  it('that no app can read is told in the request log', () => {
    const { client } = setup();
    const create = (xml: string) => {
      client.post(`${ROOT}/mobileAppConfigurations`, {
        '@odata.type': '#microsoft.graph.iosMobileAppConfiguration',
        displayName: 'C',
        encodedSettingXml: btoa(xml),
      });
      return [...client.graph.requests.since()].at(-1)?.ignored.length;
    };
    expect(create('<dict>\n<key>a</key><string>b</string></dict>')).toBe(0);
    expect(create('<?xml version="1.0"?>\n<plist version="1.0"><dict/></plist>')).toBe(0);
    expect(create('<key>a</key>')).toBe(1);
  });
});

describe('a book', () => {
  it('is to be on the devices of those whom it is assigned to, and on none yet', () => {
    const { client, simulation, enroll } = setup();
    const books = `${ROOT}/managedEBooks`;
    const { id } = client.post(books, {
      '@odata.type': '#microsoft.graph.iosVppEBook',
      displayName: 'B',
    }).body;
    const device = simulation.get(enroll()).managedDeviceId;
    expect(client.get(`${books}/${id}/deviceStates`).body.value).toEqual([]);
    const managedEBookAssignments = [{ target: EVERYBODY, installIntent: 'required' }];
    expect(client.post(`${books}/${id}/assign`, { managedEBookAssignments }).status).toBe(204);
    expect(client.get(`${books}/${id}/assignments`).body.value).toMatchObject([
      { installIntent: 'required' },
    ]);
    expect(client.get(`${books}/${id}/deviceStates`).body.value).toMatchObject([
      { id: `${id}_${device}`, deviceId: device, installState: 'notInstalled', osDescription: 'iOS' },
    ]);
    expect(client.get(`${books}/${id}/installSummary`).body).toMatchObject({
      installedDeviceCount: 0,
      notInstalledDeviceCount: 1,
      notInstalledUserCount: 1,
    });
    expect(client.get(`${books}/${id}/userStateSummary`).body.value).toMatchObject([
      { installedDeviceCount: 0, notInstalledDeviceCount: 1 },
    ]);
  });
});

describe('policies for managed apps', () => {
  const ios = (bundleId: string) => ({
    mobileAppIdentifier: { '@odata.type': '#microsoft.graph.iosMobileAppIdentifier', bundleId },
  });
  const protect = (
    { client }: ReturnType<typeof setup>,
    more: object = { appGroupType: 'selectedPublicApps', apps: [ios(TEAMS)] },
  ): string =>
    client.post(`${ROOT}/iosManagedAppProtections`, {
      displayName: 'Protect',
      assignments: [{ target: EVERYBODY }],
      ...more,
    }).body.id;
  const registrations = ({ client, user }: ReturnType<typeof setup>) =>
    client.get(`${user}/managedAppRegistrations`).body.value;

  it('reach the people that they are assigned to', () => {
    const tenant = setup();
    const { client, user } = tenant;
    const id = protect(tenant);
    protect(tenant, { assignments: [] });
    expect(client.get(`${user}/getManagedAppPolicies()`).body.value).toMatchObject([
      { '@odata.type': '#microsoft.graph.iosManagedAppProtection', id },
    ]);
  });

  it('are asked for by an app when somebody signs in to it, which registers it', () => {
    const tenant = setup();
    const { client, simulation, enroll } = tenant;
    const policy = protect(tenant);
    const id = enroll();
    simulation.act(id, { do: 'signIn', app: 'Microsoft Outlook' });
    expect(registrations(tenant)).toEqual([]);
    simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
    const [row, ...others] = registrations(tenant);
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      '@odata.type': '#microsoft.graph.iosManagedAppRegistration',
      appIdentifier: { bundleId: TEAMS },
      managedDeviceId: simulation.get(id).managedDeviceId,
      azureADDeviceId: simulation.get(id).azureADDeviceId,
      deviceName: simulation.get(id).name,
      deviceType: 'iPhone',
      flaggedReasons: ['none'],
    });
    expect(client.get(`${ROOT}/managedAppRegistrations/${row.id}/appliedPolicies`).body.value).toMatchObject([
      { id: policy },
    ]);
    expect(client.get(`${ROOT}/iosManagedAppProtections/${policy}/deploymentSummary`).body).toMatchObject({
      configurationDeployedUserCount: 1,
    });
  });

  it.each<[string, object, boolean]>([
    ['all of Microsoft’s', { appGroupType: 'allMicrosoftApps' }, true],
    ['the core ones', { appGroupType: 'allCoreMicrosoftApps' }, true],
    ['those on other devices', { appGroupType: 'allApps', targetedAppManagementLevels: 'unmanaged' }, false],
    ['those on managed devices', { appGroupType: 'allApps', targetedAppManagementLevels: 'mdm' }, true],
  ])('may be for groups of apps: %s', (_, more, registers) => {
    const tenant = setup();
    protect(tenant, more);
    const id = tenant.enroll();
    tenant.simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
    expect(registrations(tenant)).toHaveLength(registers ? 1 : 0);
  });

  it('let an administrator wipe an app, which is as new when it hears of it', () => {
    const tenant = setup();
    const { client, simulation, user, enroll } = tenant;
    protect(tenant);
    simulation.act(enroll(), { do: 'signIn', app: 'Microsoft Teams' });
    const [{ id, deviceTag }] = registrations(tenant);
    const wipe = (tag: string) =>
      client.post(`${user}/wipeManagedAppRegistrationsByDeviceTag`, { deviceTag: tag }).status;
    expect(wipe('another')).toBe(204);
    const operations = () => client.get(`${ROOT}/managedAppRegistrations/${id}/operations`).body.value;
    expect(operations()).toEqual([]);
    expect(wipe(deviceTag)).toBe(204);
    expect(operations()).toMatchObject([{ displayName: 'Wipe', state: 'pending' }]);
    tenant.tenant.clock.advance(APP_CHECK_IN);
    expect(registrations(tenant)).toEqual([]);
  });

  it('let an administrator keep somebody out, and in again', () => {
    const tenant = setup();
    const { client, simulation, user, enroll } = tenant;
    protect(tenant);
    const blocked = () => client.get(`${user}/isManagedAppUserBlocked()`).body.value;
    expect(blocked()).toBe(false);
    expect(client.post(`${user}/wipeAndBlockManagedApps`).status).toBe(204);
    expect(blocked()).toBe(true);
    expect(client.get('/beta/users/getManagedAppBlockedUsers()').body.value).toEqual([
      user.split('/').at(-1),
    ]);
    simulation.act(enroll(), { do: 'signIn', app: 'Microsoft Teams' });
    expect(registrations(tenant)).toEqual([]);
    client.post(`${user}/unblockManagedApps`);
    expect(blocked()).toBe(false);
  });

  it('are checked for the licence that they need', () => {
    const { client, user } = setup();
    const status = (id: string) =>
      client.get(`${ROOT}/managedAppStatuses('userstatus')?userId=${id}`).body.content;
    expect(status(user.split('/').at(-1) as string).validationStatuses).toEqual([
      { validationName: 'Intune License', state: 'Pass' },
    ]);
    expect(status('nobody')).toBeNull();
  });
});
