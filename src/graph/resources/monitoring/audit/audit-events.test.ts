import { describe, expect, it, vi } from 'vitest';
import {
  application,
  createUser,
  enrollDevices,
  graphClient,
  makeIntuneAdministrator,
  smallTenant,
} from '../../../../../test/support/graph-client.ts';
import type { Caller } from '../../../types.ts';

const EVENTS = '/beta/deviceManagement/auditEvents';
const CONFIGURATIONS = '/beta/deviceManagement/deviceConfigurations';
const PERMISSIONS = [
  'DeviceManagementApps.ReadWrite.All',
  'DeviceManagementConfiguration.ReadWrite.All',
  'DeviceManagementManagedDevices.PrivilegedOperations.All',
  'DeviceManagementManagedDevices.ReadWrite.All',
];
const POLICY = {
  '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration',
  displayName: 'Restrictions',
};
const EVERYBODY = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };

function audited() {
  const client = graphClient();
  const events = (query = '') => client.get(`${EVENTS}${query}`).body.value;
  return { client, tenant: client.tenant, events };
}

type Event = Record<string, string>;
const types = (events: readonly Event[]) => events.map(({ activityType }) => activityType);

describe('audit events', () => {
  it('tell who changed what, the newest first', () => {
    const { client, events, tenant } = audited();
    const { id } = client.post(CONFIGURATIONS, POLICY).body;
    tenant.clock.advance(60_000);
    client.patch(`${CONFIGURATIONS}/${id}`, { '@odata.type': POLICY['@odata.type'], displayName: 'Limits' });
    tenant.clock.advance(60_000);
    client.delete(`${CONFIGURATIONS}/${id}`);
    const [deleted, patched, created, ...more] = events();
    expect(more).toEqual([]);
    expect(types([deleted, patched, created])).toEqual([
      'Delete DeviceConfiguration',
      'Patch DeviceConfiguration',
      'Create DeviceConfiguration',
    ]);
    expect(created).toMatchObject({
      activity: null,
      activityOperationType: 'Create',
      activityResult: 'Success',
      category: 'DeviceConfiguration',
      componentName: 'DeviceConfiguration',
      displayName: 'Create DeviceConfiguration',
      actor: {
        auditActorType: 'Application',
        applicationId: application().appId,
        applicationDisplayName: 'Automation',
        userPrincipalName: null,
        ipAddress: null,
      },
    });
    expect(created.resources).toEqual([
      expect.objectContaining({
        auditResourceType: 'DeviceConfiguration',
        displayName: 'Restrictions',
        resourceId: id,
        modifiedProperties: expect.arrayContaining([
          { displayName: 'DisplayName', oldValue: null, newValue: 'Restrictions' },
          { displayName: 'Version', oldValue: null, newValue: '1' },
        ]),
      }),
    ]);
    expect(patched.resources[0].modifiedProperties).toContainEqual({
      displayName: 'DisplayName',
      oldValue: 'Restrictions',
      newValue: 'Limits',
    });
    expect(deleted.resources[0]).toMatchObject({ displayName: 'Limits', modifiedProperties: [] });
    expect(deleted.activityDateTime > patched.activityDateTime).toBe(true);
    expect(new Set([deleted, patched, created].map(({ correlationId }) => correlationId)).size).toBe(3);
  });

  it('name the user, and the application through which he acted', () => {
    const tenant = smallTenant();
    const userId = createUser(graphClient(tenant), 'Ann');
    makeIntuneAdministrator(tenant, userId);
    const caller: Caller = { ...application(...PERMISSIONS), kind: 'delegated', userId };
    const client = graphClient(tenant, caller);
    client.post(CONFIGURATIONS, POLICY);
    expect(client.get(EVENTS).body.value[0].actor).toMatchObject({
      auditActorType: 'ItPro',
      userPermissions: ['*'],
      userPrincipalName: 'ann@contoso.com',
      userId,
      applicationId: caller.appId,
      applicationDisplayName: 'Automation',
    });
  });

  it('write an assignment as the service does, below what it assigns', () => {
    const { client, events } = audited();
    const { id } = client.post('/beta/deviceManagement/configurationPolicies', {
      name: 'Catalog',
      platforms: 'iOS',
      technologies: 'mdm',
      settings: [],
    }).body;
    client.post(`/beta/deviceManagement/configurationPolicies/${id}/assign`, {
      assignments: [{ target: EVERYBODY }],
    });
    const assigned = events().find(({ activityType }: Event) => activityType?.endsWith('Assignment'));
    expect(assigned).toMatchObject({
      activityType: 'Create DeviceManagementConfigurationPolicyAssignment',
      displayName: 'Create device configuration assignment 2.0 (beta)',
      category: 'DeviceConfiguration',
    });
    const [policy, assignment] = assigned.resources;
    expect(policy).toMatchObject({
      auditResourceType: 'DeviceManagementConfigurationPolicy',
      displayName: 'Catalog',
      resourceId: id,
      modifiedProperties: [],
    });
    const rowId = `${id}_acacacac-9df4-4c7d-9d50-4ef0226f57a9`;
    expect(assignment).toMatchObject({
      auditResourceType: 'DeviceManagementConfigurationPolicyAssignment',
      displayName: '<null>',
      resourceId: rowId,
    });
    expect(assignment.modifiedProperties).toEqual(
      expect.arrayContaining([
        { displayName: 'Target.Type', oldValue: null, newValue: 'AllLicensedUsersAssignmentTarget' },
        {
          displayName: 'Target.DeviceAndAppManagementAssignmentFilterId',
          oldValue: null,
          newValue: '<null>',
        },
        {
          displayName: 'Target.DeviceAndAppManagementAssignmentFilterType',
          oldValue: null,
          newValue: 'None',
        },
        { displayName: 'Id', oldValue: null, newValue: rowId },
        { displayName: 'Source', oldValue: null, newValue: 'Direct' },
        { displayName: 'SourceId', oldValue: null, newValue: id },
      ]),
    );
  });

  it('call what was asked of a device by its name', () => {
    const { client, events, tenant } = audited();
    tenant.clock.on('checkIn', () => {});
    const [id] = enrollDevices(tenant, 1, { operatingSystem: 'iOS', isSupervised: true });
    const device = `/beta/deviceManagement/managedDevices/${id}`;
    client.post(`${device}/rebootNow`);
    client.post(`${device}/overrideComplianceState`, { complianceState: 'nonCompliant' });
    client.patch(device, { managedDeviceName: 'Pool' });
    client.delete(device);
    expect(types(events("?$filter=category eq 'Device'"))).toEqual([
      'Delete ManagedDevice',
      'Patch ManagedDevice',
      'overrideComplianceState ManagedDevice',
      'rebootNow ManagedDevice',
    ]);
    expect(events().at(-1)).toMatchObject({
      activityOperationType: 'Action',
      resources: [{ auditResourceType: 'ManagedDevice', resourceId: id, modifiedProperties: [] }],
    });
  });

  it('are about Intune only, and not about what services do', () => {
    const { client, events, tenant } = audited();
    createUser(client, 'Ann');
    enrollDevices(tenant, 3);
    expect(events()).toEqual([]);
  });

  it('are found by time, category and id, and counted', () => {
    const { client, events, tenant } = audited();
    client.post(CONFIGURATIONS, POLICY);
    tenant.clock.advance(3_600_000);
    const noon = new Date(tenant.clock.now - 1).toISOString();
    client.post('/beta/deviceManagement/deviceCategories', { displayName: 'Sales' });
    expect(types(events(`?$filter=activityDateTime gt ${noon}`))).toEqual(['Create DeviceCategory']);
    expect(types(events(`?$filter=activityDateTime le ${noon}`))).toEqual(['Create DeviceConfiguration']);
    expect(types(events("?$filter=category eq 'Device' or componentName eq 'Device'"))).toEqual([
      'Create DeviceCategory',
    ]);
    const [newest] = events('?$select=id');
    expect(client.get(`${EVENTS}/${newest.id}`).body.activityType).toBe('Create DeviceCategory');
    expect(client.get(`${EVENTS}/00000000-0000-4000-8000-000000000001`).status).toBe(404);
    expect(client.get(`${EVENTS}/$count`).text).toBe('2');
  });

  it('are ordered by time either way, and paged without losing or repeating any', () => {
    const { client, tenant } = audited();
    const names = ['a', 'b', 'c', 'd', 'e'];
    for (const displayName of names) {
      client.post('/beta/deviceManagement/deviceCategories', { displayName });
      tenant.clock.advance(1_000);
    }
    const walk = (order: string) => {
      const found: string[] = [];
      let url: string | undefined = `${EVENTS}?$orderby=${order}&$top=2`;
      while (url) {
        const { body } = client.get(url);
        for (const event of body.value) found.push(event.resources[0].displayName);
        // What happens meanwhile is newer than where the pages are.
        enrollDevices(tenant, 1);
        url = body['@odata.nextLink']?.slice('https://graph.microsoft.com'.length);
      }
      return found;
    };
    expect(walk('activityDateTime desc')).toEqual([...names].reverse());
    expect(walk('activityDateTime')).toEqual(names);
    expect(walk('activityDateTime asc')).toEqual(names);
    expect(walk('displayName,activityDateTime desc')).toEqual([...names].reverse());
  });

  it('cost what a page shows', () => {
    const { client, events, tenant } = audited();
    for (let index = 0; index < 500; index += 1) {
      client.post('/beta/deviceManagement/deviceCategories', { displayName: String(index) });
    }
    const looked = vi.spyOn(tenant.journal, 'at');
    expect(events('?$orderby=activityDateTime desc&$top=5')).toHaveLength(5);
    expect(looked.mock.calls.length).toBeLessThan(20);
  });

  it('reach back as far as the journal, and no further than a reset', () => {
    const { client, events, tenant } = audited();
    client.post('/beta/deviceManagement/deviceCategories', { displayName: 'before' });
    tenant.markOrigin();
    client.post('/beta/deviceManagement/deviceCategories', { displayName: 'lost' });
    tenant.reset();
    expect(events()).toEqual([]);
    client.post('/beta/deviceManagement/deviceCategories', { displayName: 'after' });
    expect(events()).toHaveLength(1);
  });

  it('have categories, each with its activities', () => {
    const { client } = audited();
    const categories = client.get(`${EVENTS}/getAuditCategories`).body.value;
    expect(categories).toEqual(
      expect.arrayContaining(['Application', 'Device', 'DeviceConfiguration', 'Enrollment', 'Role']),
    );
    const activities = (category: string) =>
      client.get(`${EVENTS}/getAuditActivityTypes(category='${category}')`).body.value;
    expect(activities('Device')).toEqual(
      expect.arrayContaining(['Patch ManagedDevice', 'wipe ManagedDevice', 'syncDevice ManagedDevice']),
    );
    expect(activities('Application')).toContain('Create MobileApp');
    expect(activities('Nothing')).toEqual([]);
  });
});
