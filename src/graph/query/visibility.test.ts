import { describe, expect, it } from 'vitest';
import {
  ALL_PERMISSIONS,
  application,
  createUser,
  enrollDevices,
  graphClient,
  makeIntuneAdministrator,
  smallTenant,
} from '../../../test/support/graph-client.ts';

const ROOT = '/beta/deviceManagement';
const POLICIES = `${ROOT}/deviceConfigurations`;
const policy = (displayName: string, tag: string) => ({
  '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration',
  displayName,
  roleScopeTagIds: [tag],
});

function world() {
  const tenant = smallTenant();
  const automation = graphClient(tenant);
  const userId = createUser(automation, 'Ann');
  const tag = automation.post(`${ROOT}/roleScopeTags`, { displayName: 'Berlin' }).body.id as string;
  const url = 'https://graph.microsoft.com/beta/deviceManagement';
  const assign = (...tags: string[]) =>
    automation.post(`${ROOT}/roleAssignments`, {
      displayName: 'Readers',
      members: [userId],
      'roleDefinition@odata.bind': `${url}/roleDefinitions('fa1d7878-e8cb-41a1-8254-0142355c9f84')`,
      'roleScopeTags@odata.bind': tags.map((each) => `${url}/roleScopeTags('${each}')`),
    });
  const ids = {
    berlin: automation.post(POLICIES, policy('Berlin', tag)).body.id as string,
    everywhere: automation.post(POLICIES, policy('Everywhere', '0')).body.id as string,
  };
  enrollDevices(tenant, 2);
  const ann = graphClient(tenant, { ...application(...ALL_PERMISSIONS), kind: 'delegated', userId });
  const names = (client: typeof ann, options = '') =>
    client.get(`${POLICIES}${options}`).body.value.map((each: { displayName: string }) => each.displayName);
  return { tenant, automation, ann, userId, tag, ids, assign, names };
}

describe('somebody whose role has a scope tag', () => {
  it('sees what has the tag, in lists, by id and when counting', () => {
    const { automation, ann, tag, ids, assign, names } = world();
    assign(tag);
    expect(names(automation)).toEqual(['Berlin', 'Everywhere']);
    expect(names(ann)).toEqual(['Berlin']);
    expect(names(ann, '?$orderby=displayName')).toEqual(['Berlin']);
    expect(names(ann, "?$filter=displayName eq 'Everywhere'")).toEqual([]);
    expect(ann.get(`${POLICIES}/$count`).text).toBe('1');
    expect(ann.get(`${POLICIES}/${ids.berlin}`).status).toBe(200);
    expect(ann.get(`${POLICIES}/${ids.everywhere}`).status).toBe(404);
    expect(ann.get(`/v1.0/deviceManagement/deviceConfigurations/${ids.everywhere}`).status).toBe(404);
    // Devices have the default tag, which this role doesn't.
    expect(ann.get(`${ROOT}/managedDevices`).body.value).toEqual([]);
    expect(names(automation)).toEqual(['Berlin', 'Everywhere']);
  });

  it('sees more with another role, and everything with one that has no tags', () => {
    const { ann, tag, assign, names } = world();
    assign(tag);
    assign('0');
    expect(names(ann)).toEqual(['Berlin', 'Everywhere']);
    expect(ann.get(`${ROOT}/managedDevices`).body.value).toHaveLength(2);
  });

  it('sees everything as an Intune Administrator, or where a role has no tags', () => {
    const limited = world();
    limited.assign(limited.tag);
    limited.assign();
    expect(limited.names(limited.ann)).toHaveLength(2);
    const promoted = world();
    promoted.assign(promoted.tag);
    makeIntuneAdministrator(promoted.tenant, promoted.userId);
    expect(promoted.names(promoted.ann)).toHaveLength(2);
  });

  it('sees roles and who has them', () => {
    const { ann, tag, assign } = world();
    assign(tag);
    expect(ann.get(`${ROOT}/roleAssignments`).body.value).toHaveLength(1);
    expect(ann.get(`${ROOT}/roleDefinitions`).body.value.length).toBeGreaterThan(5);
  });
});
