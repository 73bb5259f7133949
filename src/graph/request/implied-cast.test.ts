import { describe, expect, it } from 'vitest';
import { graphClient } from '../../../test/support/graph-client.ts';

const APPS = '/v1.0/deviceAppManagement/mobileApps';
const POLICIES = '/v1.0/deviceAppManagement/managedAppPolicies';
const STRICT = { 'x-tenantless-strict': 'true' };

function setUp() {
  const client = graphClient();
  const create = (set: string, type: string): string =>
    client.post(set, { '@odata.type': `#microsoft.graph.${type}`, displayName: type }).body.id;
  const lob = create(APPS, 'managedIOSLobApp');
  const web = create(APPS, 'webApp');
  return { client, create, lob, web };
}

describe('a path that leaves out the type of its entity', () => {
  it('goes on with what the entity has, through further segments as well', () => {
    const { client, lob } = setUp();
    const created = client.post(`${APPS}/${lob}/contentVersions`, {});
    expect(created.status).toBe(201);
    const at = `contentVersions/${created.body.id}/files`;
    const file = client.post(`${APPS}/${lob}/${at}`, { name: 'a.ipa', size: 1, sizeEncrypted: 1 });
    expect(file.status).toBe(201);
    const { value } = client.get(`${APPS}/${lob}/microsoft.graph.managedIOSLobApp/${at}`).body;
    expect(value).toMatchObject([{ id: file.body.id, name: 'a.ipa' }]);
  });

  it('reaches the operations of the type', () => {
    const { client, create } = setUp();
    const policy = create(POLICIES, 'iosManagedAppProtection');
    const target = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };
    expect(client.post(`${POLICIES}/${policy}/assign`, { assignments: [{ target }] }).status).toBe(204);
    const own = `/v1.0/deviceAppManagement/iosManagedAppProtections/${policy}/assignments`;
    expect(client.get(own).body.value).toHaveLength(1);
  });

  it('finds nothing where the entity is of another type, or is not there', () => {
    const { client, web } = setUp();
    const { status, body } = client.get(`${APPS}/${web}/contentVersions`);
    expect([status, body.error.message]).toEqual([
      400,
      "Resource not found for the segment 'contentVersions'.",
    ]);
    expect(client.get(`${APPS}/00000000-0000-4000-8000-00000000dead/contentVersions`).status).toBe(404);
    expect(client.get(`${APPS}/${web}/nothingLikeIt`).status).toBe(400);
  });

  it('is refused by a strict service, which says what to write', () => {
    const { client, lob } = setUp();
    const { status, body } = client.get(`${APPS}/${lob}/contentVersions`, STRICT);
    expect(status).toBe(400);
    expect(body.error.message).toContain('Write microsoft.graph.managedIOSLobApp/contentVersions.');
    const cast = `${APPS}/${lob}/microsoft.graph.managedIOSLobApp/contentVersions`;
    expect(client.get(cast, STRICT).status).toBe(200);
  });
});
