import { describe, expect, it } from 'vitest';
import { application, createUser, graphClient, smallTenant } from '../../../../test/support/graph-client.ts';

const POLICY = '/v1.0/policies/authenticationMethodsPolicy';
const METHODS = `${POLICY}/authenticationMethodConfigurations`;
const TYPE = '#microsoft.graph.';
const ofPasses = { '@odata.type': `${TYPE}temporaryAccessPassAuthenticationMethodConfiguration` };
const ofAuthenticator = { '@odata.type': `${TYPE}microsoftAuthenticatorAuthenticationMethodConfiguration` };

describe('the authentication methods policy', () => {
  it('shows how each method is set, as documented', () => {
    const { body } = graphClient().get(POLICY);
    expect(body).toMatchObject({
      '@odata.context': expect.stringMatching(/\$metadata#authenticationMethodsPolicy$/),
      id: 'authenticationMethodsPolicy',
      displayName: 'Authentication Methods Policy',
      policyVersion: '1.5',
      registrationEnforcement: { authenticationMethodsRegistrationCampaign: { snoozeDurationInDays: 1 } },
    });
    expect(body.authenticationMethodConfigurations.map(({ id }: { id: string }) => id)).toEqual([
      'Fido2',
      'MicrosoftAuthenticator',
      'Sms',
      'TemporaryAccessPass',
      'SoftwareOath',
      'Voice',
      'Email',
      'X509Certificate',
    ]);
    expect(body.authenticationMethodConfigurations[3]).toEqual({
      '@odata.type': `${TYPE}temporaryAccessPassAuthenticationMethodConfiguration`,
      id: 'TemporaryAccessPass',
      state: 'disabled',
      excludeTargets: [],
      defaultLifetimeInMinutes: 60,
      defaultLength: 8,
      minimumLifetimeInMinutes: 60,
      maximumLifetimeInMinutes: 480,
      isUsableOnce: false,
      includeTargets: [{ targetType: 'group', id: 'all_users', isRegistrationRequired: false }],
    });
  });

  it('is changed, and answers with itself; a method is changed without a word, and reverted', () => {
    const client = graphClient();
    const registrationEnforcement = { authenticationMethodsRegistrationCampaign: { state: 'enabled' } };
    const changed = client.patch(POLICY, { registrationEnforcement });
    expect(changed.status).toBe(200);
    expect(changed.body.registrationEnforcement.authenticationMethodsRegistrationCampaign).toMatchObject({
      state: 'enabled',
      snoozeDurationInDays: 1,
    });
    // As the pages write it: the id begins with a small letter in paths.
    const one = `${METHODS}/microsoftAuthenticator`;
    expect(client.patch(one, { ...ofAuthenticator, state: 'disabled' })).toMatchObject({
      status: 204,
      body: undefined,
    });
    expect(client.get(one).body).toMatchObject({
      '@odata.context': expect.stringMatching(/#authenticationMethodConfigurations\/\$entity$/),
      ...ofAuthenticator,
      id: 'MicrosoftAuthenticator',
      state: 'disabled',
      includeTargets: [{ id: 'all_users', authenticationMode: 'any' }],
    });
    expect(client.get(METHODS).body.value).toHaveLength(8);
    expect(client.delete(one).status).toBe(204);
    expect(client.get(one).body.state).toBe('enabled');
    expect(client.get(`${METHODS}/nothing`).status).toBe(404);
    expect(client.post(METHODS, ofPasses).status).toBe(405);
  });

  it.each([
    { minimumLifetimeInMinutes: 9 },
    { maximumLifetimeInMinutes: 43_201 },
    { defaultLength: 7 },
    { defaultLifetimeInMinutes: 481 },
    { defaultLifetimeInMinutes: 59 },
  ])('refuses %o, which is out of its limits', (wrong) => {
    expect(graphClient().patch(`${METHODS}/TemporaryAccessPass`, { ...ofPasses, ...wrong }).status).toBe(400);
  });

  it('takes permissions of its own', () => {
    const client = graphClient(smallTenant(), application('Policy.Read.All'));
    expect(client.get(POLICY).status).toBe(200);
    expect(client.get(`${METHODS}/sms`).status).toBe(200);
    expect(client.patch(`${METHODS}/sms`, { state: 'disabled' }).status).toBe(403);
  });
});

describe('a Temporary Access Pass', () => {
  function setUp(settings: object = { state: 'enabled' }) {
    const client = graphClient();
    const [ann, bob] = [createUser(client, 'Ann'), createUser(client, 'Bob')];
    const set = (more: object) =>
      client.patch(`${METHODS}/temporaryAccessPass`, { ...ofPasses, ...more }).status;
    expect(set(settings)).toBe(204);
    const of = (user: string) => `/v1.0/users/${user}/authentication/temporaryAccessPassMethods`;
    return {
      client,
      ann,
      bob,
      set,
      give: (user: string, body: object = {}) => client.post(of(user), body),
      shown: (user: string) => client.get(of(user)).body.value[0],
    };
  }
  const REFUSED = {
    status: 400,
    body: {
      error: {
        message:
          'Converged UserCredentialPolicy does not allow creating or updating this authentication method. AuthMethodType [TemporaryAccessPass].',
      },
    },
  };

  it('is refused where the policy does not allow any, as it does not at first', () => {
    const { give, set, ann } = setUp({ state: 'disabled' });
    expect(give(ann)).toMatchObject(REFUSED);
    set({ state: 'enabled' });
    expect(give(ann).status).toBe(201);
  });

  it('is for those only whom the policy includes, by groups in groups, and does not exclude', () => {
    const { client, give, set, ann, bob, shown } = setUp();
    const group = (members: string[]) =>
      client.post('/v1.0/groups', {
        displayName: 'G',
        mailEnabled: false,
        mailNickname: `g${members.length}${members[0]?.slice(0, 4)}`,
        securityEnabled: true,
        'members@odata.bind': members.map((id) => `https://graph.microsoft.com/v1.0/directoryObjects/${id}`),
      }).body.id;
    const inner = group([ann]);
    const outer = group([inner]);
    const target = (id: string) => [{ targetType: 'group', id, isRegistrationRequired: false }];
    set({ includeTargets: target(outer) });
    expect(give(ann).status).toBe(201);
    expect(give(bob)).toMatchObject(REFUSED);
    expect(shown(ann)).toMatchObject({ isUsable: true });
    set({ excludeTargets: [{ targetType: 'group', id: inner }] });
    expect(shown(ann)).toMatchObject({ isUsable: false, methodUsabilityReason: 'DisabledByPolicy' });
  });

  it('is as long and lasts as long as the policy says, and for a single use where it says so', () => {
    const { give, set, ann, shown } = setUp({
      state: 'enabled',
      defaultLength: 12,
      defaultLifetimeInMinutes: 90,
    });
    expect(give(ann).body.temporaryAccessPass).toHaveLength(12);
    expect(shown(ann)).toMatchObject({ lifetimeInMinutes: 90, isUsableOnce: false });
    expect(give(ann, { lifetimeInMinutes: 481 }).status).toBe(400);
    set({ isUsableOnce: true });
    expect(shown(ann)).toMatchObject({ isUsable: false, methodUsabilityReason: 'DisabledByPolicy' });
    expect(give(ann, { isUsableOnce: false })).toMatchObject(REFUSED);
    expect(give(ann).body).toMatchObject({ isUsableOnce: true, isUsable: true });
  });
});
