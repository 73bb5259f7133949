import { describe, expect, it } from 'vitest';
import { graphClient } from '../../../../test/support/graph-client.ts';

const ROOT = '/v1.0/identity/conditionalAccess';
const STRENGTHS = `${ROOT}/authenticationStrength/policies`;
const PHISHING_RESISTANT = `${STRENGTHS}/00000000-0000-0000-0000-000000000004`;
const KEYS = { displayName: 'Keys', allowedCombinations: ['fido2'] };

type Client = ReturnType<typeof graphClient>;

/** A policy that asks for a strength, or for something else instead. */
function asking(client: Client, strength: string, grant: object = {}): { id: string; displayName: string } {
  const answer = client.post(`${ROOT}/policies`, {
    displayName: `Asks for ${strength.slice(0, 4)}`,
    state: 'enabled',
    conditions: { applications: { includeApplications: ['All'] }, users: { includeUsers: ['All'] } },
    grantControls: { operator: 'OR', authenticationStrength: { id: strength }, ...grant },
  });
  expect(answer.status).toBe(201);
  return answer.body;
}

describe('what an authentication strength allows', () => {
  const client = graphClient();
  const create = (body: object = KEYS) => client.post(STRENGTHS, body).body;
  const change = (id: string, allowedCombinations: unknown) =>
    client.post(`${STRENGTHS}/${id}/updateAllowedCombinations`, { allowedCombinations });

  it('changes by an action, which tells what was and who is affected', () => {
    const { id } = create();
    const first = change(id, ['fido2', 'voice, password']);
    expect(first.status).toBe(200);
    expect(first.headers['x-tenantless-generic']).toBeUndefined();
    expect(first.body).toEqual({
      '@odata.context':
        'https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.updateAllowedCombinationsResult',
      previousCombinations: ['fido2'],
      currentCombinations: ['fido2', 'password,voice'],
      conditionalAccessReferences: [],
      additionalInformation: null,
    });
    expect(client.get(`${STRENGTHS}/${id}`).body.allowedCombinations).toEqual(['fido2', 'password,voice']);

    change(id, ['fido2']);
    const policy = asking(client, id);
    const second = change(id, ['fido2', 'deviceBasedPush']).body;
    expect(second.conditionalAccessReferences).toEqual([policy.id]);
    expect(second.additionalInformation).toMatch(/^You have lowered the security of the Keys/);
    expect(change(id, ['fido2']).body.additionalInformation).toBeNull();
  });

  it('does not change by PATCH, nor to what there is not, nor what is built in', () => {
    const { id } = create();
    const patched = client.patch(`${STRENGTHS}/${id}`, { description: 'New', allowedCombinations: ['sms'] });
    expect(patched.status).toBeLessThan(300);
    expect(client.get(`${STRENGTHS}/${id}`).body).toMatchObject({
      description: 'New',
      allowedCombinations: ['fido2'],
      requirementsSatisfied: 'mfa',
    });
    expect(change(id, ['fido2,sms']).status).toBe(400);
    expect(change(id, ['smoke']).status).toBe(400);
    expect(change(id, []).status).toBe(400);
    expect(client.post(`${STRENGTHS}/${id}/updateAllowedCombinations`, {}).status).toBe(400);
    expect(client.post(`${PHISHING_RESISTANT}/updateAllowedCombinations`, KEYS).status).toBe(400);
    expect(client.post(STRENGTHS, { ...KEYS, allowedCombinations: ['fido2,sms'] }).status).toBe(400);
  });

  it('goes on being a second factor for policies that count on it', () => {
    const { id } = create();
    const free = asking(client, id, { builtInControls: ['compliantDevice'] });
    expect(change(id, ['password']).status).toBe(200);
    change(id, ['fido2']);
    const bound = asking(client, id);
    expect(change(id, ['password']).body.error.message).toContain(bound.displayName);
    client.delete(`${ROOT}/policies/${bound.id}`);
    expect(change(id, ['password']).body.conditionalAccessReferences).toEqual([free.id]);
  });

  it('is found by the methods in it', () => {
    create({ displayName: 'Texts', allowedCombinations: ['password,sms'] });
    const beta = STRENGTHS.replace('v1.0', 'beta').replace('Strength/', 'Strengths/');
    const found = (modes: string) =>
      client
        .get(`${beta}/findByMethodMode(authenticationMethodModes=${modes})`)
        .body.value.map(({ displayName }: { displayName: string }) => displayName);
    expect(found('["sms"]')).toEqual(['Multifactor authentication', 'Texts']);
    expect(found('["sms","fido2"]')).toEqual(['Multifactor authentication']);
    expect(found("['fido2','sms']")).toEqual(found('["sms","fido2"]'));
    const unread = client.get(`${beta}/findByMethodMode(authenticationMethodModes=sms)`);
    expect(unread.status).toBe(400);
    const unknown = client.get(`${beta}/findByMethodMode(authenticationMethodModes=["smoke"])`);
    expect(unknown.status).toBe(400);
  });
});

describe('the usage of an authentication strength', () => {
  const client = graphClient();

  it('tells policies that require a second factor from those that take something else', () => {
    const { id } = client.post(STRENGTHS, KEYS).body;
    const required = asking(client, id);
    const both = asking(client, id, { operator: 'AND', builtInControls: ['compliantDevice'] });
    const other = asking(client, id, { builtInControls: ['compliantDevice'] });
    const { status, body } = client.get(`${STRENGTHS}/${id}/usage`);
    expect(status).toBe(200);
    const ids = (policies: { id: string }[]) => policies.map((policy) => policy.id);
    expect(ids(body.mfa)).toEqual([required.id, both.id]);
    expect(ids(body.none)).toEqual([other.id]);
    expect(body.mfa[0]).toMatchObject({
      displayName: required.displayName,
      grantControls: { authenticationStrength: { id, displayName: 'Keys' } },
    });
    expect(client.get(`${PHISHING_RESISTANT}/usage()`).body).toMatchObject({ mfa: [], none: [] });
  });
});

describe('a combination configuration', () => {
  const client = graphClient();
  const allowedCombinations = ['fido2', 'x509CertificateMultiFactor'];
  const { id } = client.post(STRENGTHS, { displayName: 'Ours', allowedCombinations }).body;
  const url = `${STRENGTHS}/${id}/combinationConfigurations`;
  const keys = {
    '@odata.type': '#microsoft.graph.fido2CombinationConfiguration',
    allowedAAGUIDs: ['486c3b50-889c-480a-abc5-c04ef7c873e0'],
    appliesToCombinations: ['fido2'],
  };

  it('says which keys and certificates a combination takes', () => {
    const made = client.post(url, keys);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject(keys);
    const certificates = {
      '@odata.type': '#microsoft.graph.x509CertificateCombinationConfiguration',
      allowedIssuerSkis: ['9A4248C6AC8C2931AB2A86537818E92E7B6C97B6'],
      allowedPolicyOIDs: [],
      appliesToCombinations: ['x509CertificateMultiFactor'],
    };
    expect(client.post(url, certificates).body).toMatchObject(certificates);
    const allowedAAGUIDs = ['c042882f-a621-40c8-94d3-9cde3a826fed'];
    const one = `${url}/${made.body.id}`;
    expect(client.patch(one, { '@odata.type': keys['@odata.type'], allowedAAGUIDs }).status).toBe(204);
    expect(client.get(one).body.allowedAAGUIDs).toEqual(allowedAAGUIDs);
    const second = url.replace('v1.0', 'beta').replace('Strength/', 'Strengths/');
    expect(client.get(second).body.value).toHaveLength(2);
    expect(client.get(`${STRENGTHS}/${id}?$expand=combinationConfigurations`).body).toMatchObject({
      combinationConfigurations: [{ allowedAAGUIDs }, certificates],
    });
    expect(client.delete(one).status).toBe(204);
    expect(client.get(one).status).toBe(404);
  });

  it('is about what its own strength allows', () => {
    const refused = (change: object, to = url) => client.post(to, { ...keys, ...change }).status;
    expect(refused({ appliesToCombinations: [] })).toBe(400);
    expect(refused({ appliesToCombinations: ['x509CertificateMultiFactor'] })).toBe(400);
    expect(refused({}, `${PHISHING_RESISTANT}/combinationConfigurations`)).toBe(400);
    const other = client.post(STRENGTHS, { displayName: 'Texts', allowedCombinations: ['sms'] }).body;
    expect(refused({}, `${STRENGTHS}/${other.id}/combinationConfigurations`)).toBe(400);
  });
});

describe('what strengths are made of', () => {
  it('is listed', () => {
    const client = graphClient();
    const root = `${ROOT}/authenticationStrength`;
    const header = { prefer: 'include-unknown-enum-members' };
    const combinations = client.get(`${root}/combinations`, header).body.value;
    expect(combinations).toContain('password,sms');
    expect(combinations).toContain('email');
    const { id } = client.post(STRENGTHS, { displayName: 'All', allowedCombinations: combinations }).body;
    expect(client.get(`${STRENGTHS}/${id}`, header).body).toMatchObject({
      allowedCombinations: combinations,
      requirementsSatisfied: 'none',
    });
    expect(client.get(`${root}/authenticationMethodModes/deviceBasedPush`).body).toMatchObject({
      displayName: 'Microsoft Authenticator (Passwordless)',
      authenticationMethod: 'microsoftAuthenticator',
    });
  });
});
