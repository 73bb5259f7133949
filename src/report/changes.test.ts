import { describe, expect, it } from 'vitest';
import { loadFixture } from '../../fixtures/index.ts';
import { graphClient } from '../../test/support/graph-client.ts';
import { Tenant } from '../tenant/index.ts';
import { changesSince } from './changes.ts';

const PRIYA = '11111111-0000-4000-8000-000000000005';
const IOS = '#microsoft.graph.iosDeviceFeaturesConfiguration';
const CONFIGURATIONS = '/beta/deviceManagement/deviceConfigurations';

/** Contoso, a script that works in it, and what the script has changed. */
function contoso() {
  const tenant = new Tenant();
  loadFixture(tenant, 'contoso');
  const before = tenant.journal.lastSequence;
  const client = graphClient(tenant);
  return { tenant, client, changes: () => changesSince(tenant, before).changes };
}

const to = (target: object) => ({ assignments: [{ target }] });
const devices = { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' };

describe('changesSince', () => {
  it('says what was created, whom it was assigned to and who joined it', () => {
    const { client, changes } = contoso();
    const group = client.post('/v1.0/groups', {
      displayName: 'iPhones',
      mailEnabled: false,
      mailNickname: 'iphones',
      securityEnabled: true,
    }).body;
    const member = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${PRIYA}` };
    client.post(`/v1.0/groups/${group.id}/members/$ref`, member);
    const policy = client.post(CONFIGURATIONS, { '@odata.type': IOS, displayName: 'JIT' }).body;
    client.patch(`${CONFIGURATIONS}/${policy.id}`, { '@odata.type': IOS, description: 'For phones' });
    client.post(
      `${CONFIGURATIONS}/${policy.id}/assign`,
      to({ '@odata.type': '#microsoft.graph.exclusionGroupAssignmentTarget', groupId: group.id }),
    );
    expect(changes()).toMatchObject([
      { what: 'created', set: 'groups', name: 'iPhones', linked: ['members Priya Raman'] },
      {
        what: 'created',
        set: 'deviceManagement/deviceConfigurations',
        name: 'JIT',
        properties: [],
        assigned: ['not group iPhones'],
      },
    ]);
  });

  it('says of a group that there is none', () => {
    const { client, changes } = contoso();
    const policy = client.post(CONFIGURATIONS, { '@odata.type': IOS, displayName: 'JIT' }).body;
    const groupId = '11111111-2222-4333-8444-555555555555';
    client.post(
      `${CONFIGURATIONS}/${policy.id}/assign`,
      to({ '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId }),
    );
    expect(changes()).toMatchObject([{ assigned: [`group ${groupId}, which does not exist`] }]);
  });

  it('names the properties of an update, but not those that follow from it', () => {
    const { client, changes } = contoso();
    client.patch(`/v1.0/users/${PRIYA}`, { jobTitle: 'Director', city: 'Pune' });
    expect(changes()).toMatchObject([
      { what: 'updated', name: 'Priya Raman', properties: ['jobTitle', 'city'] },
    ]);
  });

  it('tells of what was deleted where it was, not where it waits to be restored', () => {
    const { client, changes } = contoso();
    const group = { displayName: 'Old', mailEnabled: false, mailNickname: 'old', securityEnabled: true };
    const unified = { ...group, groupTypes: ['Unified'], mailEnabled: true };
    const { id } = client.post('/v1.0/groups', unified).body;
    client.delete(`/v1.0/groups/${id}`);
    expect(changes()).toEqual([]);
    client.post(`/v1.0/directory/deletedItems/${id}/restore`, {});
    expect(changes()).toMatchObject([{ what: 'created', set: 'groups', name: 'Old' }]);
    client.delete(`/v1.0/users/${PRIYA}`);
    expect(changes()).toContainEqual(
      expect.objectContaining({ what: 'deleted', set: 'users', name: 'Priya Raman' }),
    );
    expect(changes().map(({ set }) => set)).not.toContain('directory/deletedItems');
  });

  it('leaves out what came and went again', () => {
    const { client, changes } = contoso();
    const policy = client.post(CONFIGURATIONS, { '@odata.type': IOS, displayName: 'JIT' }).body;
    client.post(`${CONFIGURATIONS}/${policy.id}/assign`, to(devices));
    client.delete(`${CONFIGURATIONS}/${policy.id}`);
    expect(changes()).toEqual([]);
  });

  it('tells an assignment that was replaced', () => {
    const { tenant, client } = contoso();
    const policy = client.post(CONFIGURATIONS, { '@odata.type': IOS, displayName: 'JIT' }).body;
    client.post(`${CONFIGURATIONS}/${policy.id}/assign`, to(devices));
    const later = tenant.journal.lastSequence;
    client.post(
      `${CONFIGURATIONS}/${policy.id}/assign`,
      to({ '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' }),
    );
    expect(changesSince(tenant, later).changes).toMatchObject([
      { what: 'updated', assigned: ['all users'], unassigned: ['all devices'], properties: [] },
    ]);
  });

  it('says when the journal no longer holds all of it', () => {
    const tenant = new Tenant({ journalLimit: 3 });
    loadFixture(tenant, 'contoso');
    expect(changesSince(tenant, 0).complete).toBe(false);
    expect(changesSince(tenant, tenant.journal.lastSequence).complete).toBe(true);
  });
});
