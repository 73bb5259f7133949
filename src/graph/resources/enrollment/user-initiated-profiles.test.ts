import { describe, expect, it } from 'vitest';
import { type Client, graphClient } from '../../../../test/support/graph-client.ts';

const PROFILES = '/beta/deviceManagement/appleUserInitiatedEnrollmentProfiles';

const create = (client: Client, displayName: string): string =>
  client.post(PROFILES, {
    '@odata.type': '#microsoft.graph.appleUserInitiatedEnrollmentProfile',
    displayName,
    platform: 'iOS',
    defaultEnrollmentType: 'webDeviceEnrollment',
  }).body.id;

describe('user-initiated enrollment profiles', () => {
  it('have an order without gaps, from 0 on', () => {
    const client = graphClient();
    const [a, b, c] = ['a', 'b', 'c'].map((name) => create(client, name)) as [string, string, string];
    const priorities = (...ids: string[]) => ids.map((id) => client.get(`${PROFILES}/${id}`).body.priority);
    expect(priorities(a, b, c)).toEqual([0, 1, 2]);
    expect(client.post(`${PROFILES}/${c}/setPriority`, { priority: 0 }).status).toBe(204);
    expect(priorities(a, b, c)).toEqual([1, 2, 0]);
    client.patch(`${PROFILES}/${c}`, { priority: 2 });
    expect(priorities(a, b, c)).toEqual([1, 2, 0]);
    expect(client.delete(`${PROFILES}/${c}`).status).toBe(204);
    expect(priorities(a, b)).toEqual([0, 1]);
  });

  it('are assigned one target at a time', () => {
    const client = graphClient();
    const profile = create(client, 'Web');
    const target = { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: 'g1' };
    const assigned = client.post(`${PROFILES}/${profile}/assignments`, { target });
    expect(assigned.status).toBe(201);
    expect(assigned.body.id).toBe(`${profile}_g1`);
    expect(client.get(`${PROFILES}/${profile}/assignments`).body.value).toHaveLength(1);
    expect(client.delete(`${PROFILES}/${profile}/assignments/${assigned.body.id}`).status).toBe(204);
  });
});
