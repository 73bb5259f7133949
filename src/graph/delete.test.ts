import { expect, it } from 'vitest';
import { graphClient } from '../../test/support/graph-client.ts';

it('what an entity contains goes with it: on every version, and of sets without a declaration too', () => {
  const client = graphClient();
  const apps = '/beta/deviceAppManagement/mobileApps';
  const app = () =>
    client.post(apps, { '@odata.type': '#microsoft.graph.iosStoreApp', displayName: 'x' }).body.id as string;
  const [kept, deleted] = [app(), app()];
  for (const id of [kept, deleted]) {
    const relationship = { '@odata.type': '#microsoft.graph.mobileAppSupersedence', targetId: 'x' };
    expect(client.post(`${apps}/${id}/relationships`, relationship).status).toBe(201);
    const target = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };
    client.post(`${apps}/${id}/assign`, { mobileAppAssignments: [{ intent: 'required', target }] });
  }
  client.delete(`/v1.0/deviceAppManagement/mobileApps/${deleted}`);
  for (const name of client.tenant.collectionNames()) {
    for (const entity of client.tenant.collection(name)) expect(entity['$parent']).not.toBe(deleted);
  }
  expect(client.get(`${apps}/${kept}/relationships`).body.value).toHaveLength(1);
  expect(client.get(`${apps}/${kept}/assignments`).body.value).toHaveLength(1);
});
