import { describe, expect, it } from 'vitest';
import { graphClient } from '../../../../test/support/graph-client.ts';

const APPS = '/beta/deviceAppManagement/mobileApps';
const ALL_USERS = 'acacacac-9df4-4c7d-9d50-4ef0226f57a9';
const STAFF = '11111111-2222-4333-8444-555555555555';

const group = (groupId = STAFF) => ({ '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId });
const excluded = (groupId = STAFF) => ({
  '@odata.type': '#microsoft.graph.exclusionGroupAssignmentTarget',
  groupId,
});
const everybody = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };

describe('assigning an app', () => {
  const client = graphClient();
  const create = () =>
    client.post(APPS, { '@odata.type': '#microsoft.graph.iosStoreApp', displayName: 'A', publisher: 'P' })
      .body.id as string;
  const app = create();
  const assign = (...mobileAppAssignments: unknown[]) =>
    client.post(`${APPS}/${app}/assign`, { mobileAppAssignments });
  const rows = (of = app) => client.get(`${APPS}/${of}/assignments`).body.value;
  const ids = (of = app) => rows(of).map(({ id }: { id: string }) => id);

  it('answers with nothing, and names each assignment after whom it is for, its intent, and whether it excludes', () => {
    const answer = assign(
      { intent: 'required', target: everybody },
      { intent: 'available', target: group() },
      { intent: 'uninstall', target: excluded() },
      { intent: 'availableWithoutEnrollment', target: group() },
    );
    expect([answer.status, answer.text]).toEqual([204, undefined]);
    expect(ids()).toEqual([`${ALL_USERS}_1_0`, `${STAFF}_0_0`, `${STAFF}_2_1`, `${STAFF}_3_0`]);
  });

  it('keeps what was said, with the filter spelled out and nothing as its source', () => {
    const settings = {
      '@odata.type': '#microsoft.graph.iosStoreAppAssignmentSettings',
      vpnConfigurationId: null,
      uninstallOnDeviceRemoval: true,
      isRemovable: null,
      preventManagedAppBackup: null,
    };
    assign({ intent: 'required', target: group(), settings });
    expect(rows()).toEqual([
      {
        id: `${STAFF}_1_0`,
        intent: 'required',
        source: 'direct',
        sourceId: null,
        target: {
          ...group(),
          deviceAndAppManagementAssignmentFilterId: null,
          deviceAndAppManagementAssignmentFilterType: 'none',
        },
        settings,
      },
    ]);
  });

  it('takes the first of two that are for the same group with the same intent', () => {
    const target = { ...group(), deviceAndAppManagementAssignmentFilterType: 'include' };
    assign({ intent: 'required', target: group() }, { intent: 'required', target });
    expect(rows()).toHaveLength(1);
    expect(rows()[0].target.deviceAndAppManagementAssignmentFilterType).toBe('none');
  });

  it('marks the app as assigned for as long as it is', () => {
    const isAssigned = () => client.get(`${APPS}/${app}`).body.isAssigned;
    assign({ intent: 'required', target: group() });
    expect(isAssigned()).toBe(true);
    expect(client.delete(`${APPS}/${app}/assignments/${STAFF}_1_0`).status).toBe(204);
    expect(isAssigned()).toBe(false);
    client.post(`${APPS}/${app}/assignments`, { intent: 'required', target: group() });
    expect(isAssigned()).toBe(true);
    assign();
    expect([isAssigned(), rows()]).toEqual([false, []]);
  });

  it('lets assignments of two apps have the same id', () => {
    const other = create();
    client.post(`${APPS}/${app}/assignments`, { intent: 'required', target: group() });
    client.post(`${APPS}/${other}/assignments`, { intent: 'required', target: group() });
    const id = `${STAFF}_1_0`;
    expect([ids(), ids(other)]).toEqual([[id], [id]]);
    const patched = client.patch(`${APPS}/${other}/assignments/${id}`, { intent: 'uninstall' });
    expect([patched.status, patched.body.id]).toEqual([200, id]);
    expect([rows()[0].intent, rows(other)[0].intent]).toEqual(['required', 'uninstall']);
    client.delete(`${APPS}/${other}/assignments/${id}`);
    expect([ids(), ids(other)]).toEqual([[id], []]);
    expect(client.get(`${APPS}/${app}/assignments?$filter=id eq '${id}'`).body.value).toHaveLength(1);
    expect(client.get(`${APPS}/${app}?$expand=assignments($select=id)`).body.assignments).toEqual([{ id }]);
  });

  it('is not routed behind the name of the app’s type', () => {
    const answer = client.get(`${APPS}/${app}/microsoft.graph.iosStoreApp/assignments`);
    expect(answer.body.error).toMatchObject({
      code: 'No method match route template',
      message: expect.stringContaining('~/singleton/navigation/key/cast/navigation with http verb GET'),
    });
  });
});
