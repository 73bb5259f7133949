import { describe, expect, it } from 'vitest';
import { type Client, graphClient } from '../../../../test/support/graph-client.ts';
import { SERVICES } from '../../../tenant/index.ts';

const TOKENS = '/beta/deviceManagement/depOnboardingSettings';
const PROFILES = '/beta/deviceManagement/appleUserInitiatedEnrollmentProfiles';

function addToken(client: Client): string {
  const id = '5c0f3f0e-0000-4000-8000-00000000000a';
  client.tenant
    .collection('deviceManagement/depOnboardingSettings')
    .insert({ id, tokenName: 'Contoso', tokenExpirationDateTime: '2027-01-01T00:00:00Z' }, SERVICES.seed);
  return id;
}

describe('enrollment profiles of automated device enrollment', () => {
  it('carry the token in their id and keep what they hide', () => {
    const client = graphClient();
    const token = addToken(client);
    const created = client.post(`${TOKENS}/${token}/enrollmentProfiles`, {
      '@odata.type': '#microsoft.graph.depIOSEnrollmentProfile',
      displayName: 'Corporate iPhones',
      requiresUserAuthentication: true,
      configurationWebUrl: true,
      enrollmentTimeAzureAdGroupIds: ['5c0f3f0e-0000-4000-8000-00000000000b'],
    });
    expect(created.status).toBe(201);
    expect(created.body['@odata.context']).toBe(
      `https://graph.microsoft.com/beta/$metadata#deviceManagement/depOnboardingSettings('${token}')/enrollmentProfiles/$entity`,
    );
    expect(created.body.id).toMatch(new RegExp(`^${token}_[0-9a-f-]{36}$`));
    expect(created.body.enrollmentTimeAzureAdGroupIds ?? []).toEqual([]);
    const url = `${TOKENS}/${token}/enrollmentProfiles/${created.body.id}`;
    expect(client.get(url).body.displayName).toBe('Corporate iPhones');
    expect(client.post(`${url}/setDefaultProfile`).status).toBe(204);
    const stored = client.tenant.collection('deviceManagement/depOnboardingSettings').get(token);
    expect(stored?.defaultIosEnrollmentProfile).toBe(created.body.id);
    expect(client.get(TOKENS).body['@odata.count']).toBe(1);
  });

  it('belong to their token', () => {
    const client = graphClient();
    addToken(client);
    const missing = '5c0f3f0e-0000-4000-8000-0000000000ff';
    expect(client.get(`${TOKENS}/${missing}/enrollmentProfiles`).status).toBe(404);
  });
});

describe('user-initiated enrollment profiles', () => {
  it('have an order that setPriority changes', () => {
    const client = graphClient();
    const [a, b, c] = ['a', 'b', 'c'].map(
      (displayName) =>
        client.post(PROFILES, {
          '@odata.type': '#microsoft.graph.appleUserInitiatedEnrollmentProfile',
          displayName,
          platform: 'iOS',
          defaultEnrollmentType: 'webDeviceEnrollment',
        }).body.id as string,
    ) as [string, string, string];
    expect(client.post(`${PROFILES}/${c}/setPriority`, { priority: 0 }).status).toBe(204);
    const priority = (id: string) => client.get(`${PROFILES}/${id}`).body.priority;
    expect([a, b, c].map(priority)).toEqual([1, 2, 0]);
  });

  it('are assigned one target at a time', () => {
    const client = graphClient();
    const profile = client.post(PROFILES, {
      displayName: 'Web',
      platform: 'iOS',
      defaultEnrollmentType: 'webDeviceEnrollment',
    }).body.id;
    const assigned = client.post(`${PROFILES}/${profile}/assignments`, {
      target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: 'g1' },
    });
    expect(assigned.status).toBe(201);
    expect(assigned.body.id).toBe(`${profile}_g1`);
    expect(client.get(`${PROFILES}/${profile}/assignments`).body.value).toHaveLength(1);
  });
});

describe('the push certificate and the VPP tokens', () => {
  it('hide what is secret in them', () => {
    const client = graphClient();
    const certificate = '/v1.0/deviceManagement/applePushNotificationCertificate';
    expect(client.get(certificate).status).toBe(404);
    client.tenant.collection('deviceManagement/applePushNotificationCertificate').insert(
      {
        id: '5c0f3f0e-0000-4000-8000-00000000000c',
        appleIdentifier: 'it@contoso.com',
        expirationDateTime: '2027-08-01T00:00:00Z',
        certificate: 'MII',
      },
      SERVICES.seed,
    );
    expect(client.get(certificate).body).toMatchObject({
      appleIdentifier: 'it@contoso.com',
      certificate: null,
    });
  });

  it('refuse an app that only a VPP token brings', () => {
    const refused = graphClient().post('/v1.0/deviceAppManagement/mobileApps', {
      '@odata.type': '#microsoft.graph.iosVppApp',
      displayName: 'Microsoft Authenticator',
    });
    expect(refused.status).toBe(400);
    expect(JSON.parse(refused.body.error.message).Message).toMatch(
      /^POST is not supported for this app type\./,
    );
  });
});
