import { describe, expect, it } from 'vitest';
import { graphClient } from '../../../../test/support/graph-client.ts';

const ROOT = '/beta/deviceManagement';
const GROUP = 'aaaaaaaa-0000-4000-8000-000000000001';
const target = { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: GROUP };

describe('terms and conditions', () => {
  const TERMS = `${ROOT}/termsAndConditions`;

  it('have a version that administrators count up', () => {
    const client = graphClient();
    const created = client.post(TERMS, { displayName: 'Terms', title: 'Terms', bodyText: 'Be good.' });
    expect(created.body).toMatchObject({ version: 1, roleScopeTagIds: ['0'] });
    expect(created.body.modifiedDateTime).toBe(created.body.lastModifiedDateTime);
    const path = `${TERMS}/${created.body.id}`;
    expect(client.patch(path, { bodyText: 'Be very good.' }).body.version).toBe(1);
    expect(client.patch(path, { version: 2 }).body.version).toBe(2);
  });

  it('are assigned to groups one by one, and not twice', () => {
    const client = graphClient();
    const { id } = client.post(TERMS, { displayName: 'Terms' }).body;
    const assignments = `${TERMS}/${id}/assignments`;
    expect(client.post(assignments, { target }).body).toMatchObject({ id: `${id}_${GROUP}`, target });
    expect(client.post(assignments, { target }).status).toBe(409);
    expect(client.post(assignments, {}).status).toBe(400);
    const unknown = { ...target, deviceAndAppManagementAssignmentFilterId: GROUP };
    expect(client.post(assignments, { target: unknown }).status).toBe(400);
  });

  it('are what acceptances and group assignments lead to', () => {
    const client = graphClient();
    const { id } = client.post(TERMS, { displayName: 'Terms' }).body;
    const rows: readonly [string, object][] = [
      ['acceptanceStatuses', { userPrincipalName: 'ann@contoso.com', acceptedVersion: 1 }],
      ['groupAssignments', { targetGroupId: GROUP }],
    ];
    for (const [name, body] of rows) {
      const row = client.post(`${TERMS}/${id}/${name}`, body);
      expect(row.status).toBe(201);
      expect(client.get(`${TERMS}/${id}/${name}/${row.body.id}/termsAndConditions`).body.id).toBe(id);
    }
    expect(client.post(`${TERMS}/${id}/groupAssignments`, {}).status).toBe(400);
  });
});

describe('partners', () => {
  it('are terminated, but stay', () => {
    const client = graphClient();
    const partner = { displayName: 'Jamf', partnerState: 'enabled', isConfigured: true };
    const { id } = client.post(`${ROOT}/deviceManagementPartners`, partner).body;
    expect(client.post(`${ROOT}/deviceManagementPartners/${id}/terminate`).status).toBe(204);
    expect(client.get(`${ROOT}/deviceManagementPartners/${id}`).body).toMatchObject({
      displayName: 'Jamf',
      partnerState: 'terminated',
      isConfigured: false,
    });
  });

  it('for remote assistance are connected and disconnected', () => {
    const client = graphClient();
    const set = `${ROOT}/remoteAssistancePartners`;
    const { id } = client.post(set, {
      displayName: 'TeamViewer',
      onboardingUrl: 'https://example.com/',
    }).body;
    const status = () => client.get(`${set}/${id}`).body.onboardingStatus;
    expect(status()).toBe('notOnboarded');
    expect(client.post(`${set}/${id}/beginOnboarding`).status).toBe(204);
    expect(status()).toBe('onboarding');
    expect(client.post(`${set}/${id}/disconnect`).status).toBe(204);
    expect(status()).toBe('notOnboarded');
    expect(client.get(`${set}/${id}`).body.onboardingUrl).toBeNull();
  });

  it('that judge devices are told apart by their ids', () => {
    const client = graphClient();
    const set = `${ROOT}/mobileThreatDefenseConnectors`;
    const id = 'fc780465-2017-40d4-a0c5-307022471b92';
    expect(client.post(set, { id, iosEnabled: true }).body).toMatchObject({ id, iosEnabled: true });
    expect(client.post(set, { id }).status).toBe(409);
    expect(client.post(set, { iosEnabled: true }).body.id).not.toBe(id);
  });
});

it('the Company Portal’s looks are assigned like anything else', () => {
  const client = graphClient();
  const set = `${ROOT}/intuneBrandingProfiles`;
  const { id } = client.post(set, { profileName: 'Berlin', displayName: 'Contoso' }).body;
  expect(client.post(`${set}/${id}/assign`, { assignments: [{ target }] }).status).toBe(204);
  expect(client.get(`${set}/${id}/assignments`).body.value).toMatchObject([{ id: `${id}_${GROUP}`, target }]);
  expect(client.get(`/v1.0/deviceManagement/intuneBrandingProfiles`).status).toBe(400);
});
