import { describe, expect, it } from 'vitest';
import { graphClient } from '../../../test/support/graph-client.ts';

const SET = '/beta/deviceManagement/deviceConfigurations';
const GROUP = '#microsoft.graph.groupAssignmentTarget';
const EVERYBODY = '#microsoft.graph.allLicensedUsersAssignmentTarget';

describe('assigning', () => {
  const client = graphClient();
  const policy: string = client.post(SET, {
    '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration',
    displayName: 'P',
  }).body.id;
  const assignments = () =>
    client.get(`${SET}/${policy}/assignments`).body.value.map((row: { id: string }) => row.id);
  const assign = (...targets: unknown[]) =>
    client.post(`${SET}/${policy}/assign`, { assignments: targets.map((target) => ({ target })) });

  it.each<[string, unknown]>([
    ['no target', undefined],
    ['a target that is null', null],
    ['a group that is not named', { '@odata.type': GROUP }],
    ['a group with an empty name', { '@odata.type': GROUP, groupId: '' }],
    [
      'an excluded group that is not named',
      { '@odata.type': '#microsoft.graph.exclusionGroupAssignmentTarget' },
    ],
  ])('refuses %s, and leaves everything as it was', (_, target) => {
    expect(assign({ '@odata.type': GROUP, groupId: 'g' }).status).toBe(200);
    for (const refused of [
      assign({ '@odata.type': EVERYBODY }, target),
      client.post(`${SET}/${policy}/assignments`, { target }),
    ]) {
      expect(refused.status).toBe(400);
      expect(refused.body.error.code).toBe('BadRequest');
      expect(JSON.parse(refused.body.error.message).Message).toMatch(/^An error has occurred - Operation ID/);
    }
    expect(assignments()).toEqual([`${policy}_g`]);
  });

  it('knows all users with and without the sign before the type', () => {
    expect(assign({ '@odata.type': EVERYBODY.slice(1) }).status).toBe(200);
    expect(assignments()).toEqual([`${policy}_acacacac-9df4-4c7d-9d50-4ef0226f57a9`]);
  });
});
