import { describe, expect, it } from 'vitest';
import { application, createUser, graphClient, ORIGIN } from '../../../../test/support/graph-client.ts';
import { SERVICES } from '../../../tenant/index.ts';

const AUDITS = '/v1.0/auditLogs/directoryAudits';
const reference = (id: string) => ({ '@odata.id': `${ORIGIN}/v1.0/directoryObjects/${id}` });

function setUp() {
  const client = graphClient();
  const ann = createUser(client, 'Ann');
  const group: string = client.post('/v1.0/groups', {
    displayName: 'Pilots',
    mailEnabled: false,
    mailNickname: 'pilots',
    securityEnabled: true,
  }).body.id;
  const list = (query = '') => client.get(encodeURI(`${AUDITS}${query}`)).body.value;
  const names = (query?: string) =>
    list(query).map(({ activityDisplayName }: { activityDisplayName: string }) => activityDisplayName);
  return { client, ann, group, list, names };
}

describe('the directory’s audit', () => {
  it('tells who did what to whom, newest first', () => {
    const { client, ann, group, list, names } = setUp();
    client.post(`/v1.0/groups/${group}/members/$ref`, reference(ann));
    expect(names()).toEqual(['Add member to group', 'Add group', 'Add user']);
    const [added] = list();
    expect(added).toMatchObject({
      category: 'GroupManagement',
      loggedByService: 'Core Directory',
      operationType: 'Assign',
      result: 'success',
      activityDateTime: '2026-09-01T08:00:00Z',
      initiatedBy: { user: null, app: { appId: application().appId, displayName: 'Automation' } },
      targetResources: [
        {
          id: ann,
          type: 'User',
          userPrincipalName: 'ann@contoso.com',
          modifiedProperties: [
            { displayName: 'Group.ObjectID', oldValue: null, newValue: JSON.stringify(group) },
            { displayName: 'Group.DisplayName', oldValue: null, newValue: '"Pilots"' },
          ],
        },
        { id: group, type: 'Group', displayName: 'Pilots', groupType: 'azureAD' },
      ],
    });
    const { body } = client.get(`${AUDITS}/${added.id}`);
    expect(body).toMatchObject({ id: added.id, correlationId: added.correlationId });
    expect(client.get(`${AUDITS}/Directory_${added.correlationId}_AAAAA_999`).status).toBe(404);
    expect(client.delete(`${AUDITS}/${added.id}`).status).toBe(405);
  });

  it('shows what was changed', () => {
    const { client, ann, list } = setUp();
    client.patch(`/v1.0/users/${ann}`, { jobTitle: 'Pilot', businessPhones: ['+31 1'] });
    const [updated] = list();
    expect(updated.activityDisplayName).toBe('Update user');
    expect(updated.targetResources[0].modifiedProperties).toEqual([
      { displayName: 'JobTitle', oldValue: '[]', newValue: '["Pilot"]' },
      { displayName: 'BusinessPhones', oldValue: '[]', newValue: '["+31 1"]' },
      { displayName: 'Included Updated Properties', oldValue: null, newValue: '"JobTitle, BusinessPhones"' },
    ]);
  });

  it('names what somebody does as a user, and has names for some changes', () => {
    const { client, ann, list, names } = setUp();
    const asAnn = graphClient(client.tenant, {
      ...application(
        'User.ReadWrite.All',
        'User-PasswordProfile.ReadWrite.All',
        'Directory.AccessAsUser.All',
      ),
      kind: 'delegated',
      userId: ann,
    });
    asAnn.patch(`/v1.0/users/${ann}`, { accountEnabled: false });
    expect(list()[0]).toMatchObject({
      activityDisplayName: 'Disable account',
      initiatedBy: { user: { id: ann, userPrincipalName: 'ann@contoso.com' }, app: null },
    });
    client.tenant.clock.advance(1000);
    client.patch(`/v1.0/users/${ann}`, { passwordProfile: { password: 'Correct-horse-2' } });
    expect(names()[0]).toBe('Reset user password');
  });

  it('says nothing of links that go with what is deleted, and knows what comes back', () => {
    const { client, ann, group, names } = setUp();
    client.post(`/v1.0/groups/${group}/members/$ref`, reference(ann));
    client.delete(`/v1.0/users/${ann}`);
    expect(names()[0]).toBe('Delete user');
    client.post(`/v1.0/directory/deletedItems/${ann}/restore`);
    expect(names()).toContain('Restore user');
    client.delete(`/v1.0/users/${ann}`);
    client.delete(`/v1.0/directory/deletedItems/${ann}`);
    expect(names()[0]).toBe('Hard Delete user');
    const bob = createUser(client, 'Bob');
    client.post(`/v1.0/groups/${group}/members/$ref`, reference(bob));
    client.delete(`/v1.0/groups/${group}/members/${bob}/$ref`);
    expect(names()[0]).toBe('Remove member from group');
  });

  it('can be filtered by what it tells', () => {
    const { client, ann, group, names } = setUp();
    client.tenant.clock.advance(60_000);
    client.post(`/v1.0/groups/${group}/members/$ref`, reference(ann));
    expect(names("?$filter=category eq 'UserManagement'")).toEqual(['Add user']);
    expect(names("?$filter=startswith(activityDisplayName,'Add member')")).toEqual(['Add member to group']);
    expect(names('?$filter=activityDateTime ge 2026-09-01T08:01:00Z')).toEqual(['Add member to group']);
    expect(names(`?$filter=targetResources/any(t: t/id eq '${ann}')`)).toEqual([
      'Add member to group',
      'Add user',
    ]);
    expect(names("?$filter=initiatedBy/app/displayName eq 'Automation'&$top=1")).toHaveLength(1);
    expect(names('?$orderby=activityDateTime')[0]).toBe('Add user');
  });

  it('has conditional access’s policies in full, and nothing of Intune’s or of what was there before', () => {
    const { client, list, names } = setUp();
    const before = names().length;
    client.post('/v1.0/deviceManagement/deviceCategories', { displayName: 'Kiosk' });
    client.tenant
      .collection('users')
      .insert({ id: 'x', displayName: 'X', userPrincipalName: 'x' }, SERVICES.seed);
    expect(names()).toHaveLength(before);
    const policy = client.post('/v1.0/identity/conditionalAccess/policies', {
      displayName: 'Second factor',
      state: 'disabled',
      conditions: { applications: { includeApplications: ['All'] }, users: { includeUsers: ['All'] } },
      grantControls: { operator: 'OR', builtInControls: ['mfa'] },
    }).body;
    const [added] = list();
    expect(added).toMatchObject({
      activityDisplayName: 'Add conditional access policy',
      category: 'Policy',
      loggedByService: 'Conditional Access',
      targetResources: [{ id: policy.id, displayName: 'Second factor', type: 'Policy' }],
    });
    const [{ newValue, oldValue }] = added.targetResources[0].modifiedProperties;
    expect(oldValue).toBeNull();
    expect(JSON.parse(newValue)).toMatchObject({ displayName: 'Second factor', state: 'disabled' });
  });
});
