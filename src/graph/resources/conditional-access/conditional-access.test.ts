import { describe, expect, it } from 'vitest';
import { graphClient } from '../../../../test/support/graph-client.ts';
import { DELETED_ITEM_RETENTION } from '../../../directory/index.ts';

const ROOT = '/v1.0/identity/conditionalAccess';
const INTUNE_ADMINISTRATOR = '3a2c62db-5318-420d-8d74-23affee5d9d5';
const NOBODY = '7f0c1d9e-2b47-4a36-8a55-0d1b6c3e9f12';

const policy = (change: object = {}, conditions: object = {}) => ({
  displayName: 'Second factor',
  state: 'enabled',
  conditions: {
    applications: { includeApplications: ['All'] },
    users: { includeUsers: ['All'] },
    ...conditions,
  },
  grantControls: { operator: 'OR', builtInControls: ['mfa'] },
  ...change,
});
const office = {
  '@odata.type': '#microsoft.graph.ipNamedLocation',
  displayName: 'Office',
  isTrusted: false,
  ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '203.0.113.0/24' }],
};

describe('a conditional access policy', () => {
  const client = graphClient();
  const create = (body: object) => client.post(`${ROOT}/policies`, body);

  it('is for all kinds of clients until it says otherwise, and was not modified yet', () => {
    const { status, body } = create(policy());
    expect(status).toBe(201);
    expect(body).toMatchObject({ conditions: { clientAppTypes: ['all'] }, modifiedDateTime: null });
    client.tenant.clock.advance(1000);
    expect(client.patch(`${ROOT}/policies/${body.id}`, { state: 'disabled' }).status).toBe(204);
    const read = client.get(`${ROOT}/policies/${body.id}`);
    expect(read.body).toMatchObject({ state: 'disabled', modifiedDateTime: '2026-09-01T08:00:01Z' });
    expect(read.headers['x-tenantless-generic']).toBeUndefined();
  });

  it.each<[string, object, RegExp]>([
    ['no name', policy({ displayName: '' }), /^1007: Incoming ConditionalAccessPolicy object is null/],
    ['a state that there is not', policy({ state: 'on' }), /^1007: /],
    ['no conditions', policy({ conditions: undefined }), /^1007: /],
    ['no applications', policy({}, { applications: undefined }), /^1007: /],
    ['no users', policy({}, { users: undefined }), /^1007: /],
    [
      'apps and actions at once',
      policy(
        {},
        { applications: { includeApplications: ['All'], includeUserActions: ['urn:user:registerdevice'] } },
      ),
      /^1012: 'applications' condition cannot include both/,
    ],
    ['no control', policy({ grantControls: null }), /^1032: .*InvalidControls\.$/],
    [
      'controls beside blocking',
      policy({ grantControls: { operator: 'OR', builtInControls: ['block', 'mfa'] } }),
      /^1032: .*InvalidControls\.$/,
    ],
    [
      'a new password for some clients',
      policy(
        { grantControls: { operator: 'AND', builtInControls: ['mfa', 'passwordChange'] } },
        { clientAppTypes: ['browser'] },
      ),
      /^1032: .*InvalidPasswordResetControl\.$/,
    ],
    [
      'an app that is not there',
      policy({}, { applications: { includeApplications: [NOBODY] } }),
      /^1034: Policy contains invalid applications: \{"7f0c1d9e-2b47-4a36-8a55-0d1b6c3e9f12":"ServicePrincipalNotFound"\}$/,
    ],
    [
      'a location that is not there',
      policy({}, { locations: { includeLocations: [NOBODY] } }),
      /^1040: Policy contains invalid locations/,
    ],
    [
      'a group by its name',
      policy({}, { users: { includeGroups: ['Pilots'] } }),
      /^1054: Invalid group value: Pilots\.$/,
    ],
    [
      'all roles',
      policy({}, { users: { includeRoles: ['All'] } }),
      /^1102: 'users' condition contains invalid role ids: All\.$/,
    ],
    [
      'a strength that is not there',
      policy({ grantControls: { operator: 'OR', authenticationStrength: { id: NOBODY } } }),
      /Invalid authentication strength/,
    ],
  ])('is refused with %s', (_, body, message) => {
    const refused = create(body);
    expect(refused.status).toBe(400);
    expect(refused.body.error.code).toBe('BadRequest');
    expect(refused.body.error.message).toMatch(message);
  });

  it('stays what it is when a change would break it', () => {
    const { id } = create(policy()).body;
    expect(client.patch(`${ROOT}/policies/${id}`, { grantControls: null }).status).toBe(400);
    const users = { conditions: { users: { includeRoles: [INTUNE_ADMINISTRATOR] } } };
    expect(client.patch(`${ROOT}/policies/${id}`, users).status).toBe(204);
    expect(client.get(`${ROOT}/policies/${id}`).body.conditions).toMatchObject({
      users: { includeUsers: ['All'], includeRoles: [INTUNE_ADMINISTRATOR] },
      applications: { includeApplications: ['All'] },
    });
  });

  it('shows the authentication strength that it asks for', () => {
    const id = '00000000-0000-0000-0000-000000000004';
    const grantControls = { operator: 'OR', builtInControls: [], authenticationStrength: { id } };
    const { body } = create(policy({ grantControls }));
    expect(body.grantControls.authenticationStrength).toMatchObject({
      id,
      displayName: 'Phishing-resistant MFA',
      policyType: 'builtIn',
    });
    const other = { grantControls: { authenticationStrength: { id: id.replace(/4$/, '2') } } };
    expect(client.patch(`${ROOT}/policies/${body.id}`, other).status).toBe(204);
    const { grantControls: after } = client.get(`${ROOT}/policies/${body.id}`).body;
    expect(after.authenticationStrength.displayName).toBe('Multifactor authentication');
    const plain = create(policy()).body;
    expect(plain.grantControls.authenticationStrength).toBeNull();
  });

  it('can be restored for thirty days after it was deleted', () => {
    const { id } = create(policy()).body;
    const deleted = `${ROOT}/deletedItems/policies`;
    client.delete(`${ROOT}/policies/${id}`);
    expect(client.get(`${ROOT}/policies/${id}`).status).toBe(404);
    expect(client.get(`${deleted}/${id}`).body.deletedDateTime).toMatch(/^2026-09-01T/);
    expect(client.post(`${deleted}/${id}/restore`).body).toMatchObject({ id, deletedDateTime: null });
    expect(client.get(`${ROOT}/policies/${id}`).status).toBe(200);
    client.delete(`${ROOT}/policies/${id}`);
    client.tenant.clock.advance(DELETED_ITEM_RETENTION);
    expect(client.get(`${deleted}/${id}`).status).toBe(404);
  });
});

describe('a named location', () => {
  const client = graphClient();
  const create = (body: object) => client.post(`${ROOT}/namedLocations`, body);
  const range = (type: string, cidrAddress: string) => ({
    ...office,
    ipRanges: [{ '@odata.type': `#microsoft.graph.${type}`, cidrAddress }],
  });

  it('has both times from its creation', () => {
    const { status, body } = create(office);
    expect(status).toBe(201);
    expect(body.modifiedDateTime).toBe(body.createdDateTime);
  });

  it.each<[string, object]>([
    ['of no kind', { displayName: 'Somewhere' }],
    ['without ranges', { ...office, ipRanges: [] }],
    ['with half of an address', range('iPv4CidrRange', '203.0.113/24')],
    ['with an address that is none', range('iPv4CidrRange', '203.0.113.256/24')],
    ['without a length', range('iPv4CidrRange', '203.0.113.1')],
    ['that is too wide', range('iPv4CidrRange', '0.0.0.0/7')],
    ['with an address of the other family', range('iPv6CidrRange', '203.0.113.0/24')],
    [
      'with a country in words',
      {
        '@odata.type': '#microsoft.graph.countryNamedLocation',
        displayName: 'Home',
        countriesAndRegions: ['Germany'],
      },
    ],
  ])('is refused %s', (_, body) => {
    expect(create(body)).toMatchObject({ status: 400, body: { error: { code: 'BadRequest' } } });
  });

  it('takes addresses of both families', () => {
    expect(create(range('iPv4CidrRange', '10.0.0.0/8')).status).toBe(201);
    expect(create(range('iPv6CidrRange', '2001:db8::/32')).status).toBe(201);
    expect(create(range('iPv6CidrRange', '2001:0:9d38:90d6:0:0:0:0/63')).status).toBe(201);
  });

  it('stays while it is trusted, or a policy refers to it', () => {
    const { id } = create({ ...office, isTrusted: true }).body;
    const url = `${ROOT}/namedLocations/${id}`;
    const used = client.post(`${ROOT}/policies`, policy({}, { locations: { excludeLocations: [id] } })).body;
    expect(client.delete(url).body.error.message).toMatch(/trusted/);
    client.patch(url, { '@odata.type': office['@odata.type'], isTrusted: false });
    expect(client.delete(url).body.error.message).toMatch(/referenced .*Second factor/);
    client.delete(`${ROOT}/policies/${used.id}`);
    expect(client.delete(url).status).toBe(204);
    expect(client.get(`${ROOT}/deletedItems/namedLocations/${id}`).status).toBe(200);
  });
});

describe('an authentication strength', () => {
  const client = graphClient();
  const STRENGTHS = `${ROOT}/authenticationStrength/policies`;

  it('is built in or made by the organization', () => {
    const names = () =>
      client.get(STRENGTHS).body.value.map(({ displayName }: { displayName: string }) => displayName);
    expect(names()).toEqual(['Multifactor authentication', 'Passwordless MFA', 'Phishing-resistant MFA']);
    const second = client.get('/beta/identity/conditionalAccess/authenticationStrengths/policies');
    expect(second.body.value).toHaveLength(3);
    const made = client.post(STRENGTHS, { displayName: 'Keys', allowedCombinations: ['fido2'] });
    expect(made.body).toMatchObject({ policyType: 'custom', requirementsSatisfied: 'mfa' });
    const weak = client.post(STRENGTHS, { displayName: 'Weak', allowedCombinations: ['password'] });
    expect(weak.body.requirementsSatisfied).toBe('none');
    const builtIn = `${STRENGTHS}/00000000-0000-0000-0000-000000000002`;
    expect(client.patch(builtIn, { displayName: 'Mine' }).status).toBe(400);
    expect(client.delete(builtIn).status).toBe(400);
    const grantControls = { operator: 'OR', authenticationStrength: { id: made.body.id } };
    const { id } = client.post(`${ROOT}/policies`, policy({ grantControls })).body;
    expect(client.delete(`${STRENGTHS}/${made.body.id}`).status).toBe(400);
    client.delete(`${ROOT}/policies/${id}`);
    expect(client.delete(`${STRENGTHS}/${made.body.id}`).status).toBe(204);
  });
});

describe('an authentication context', () => {
  it('has one of ninety-nine ids, and goes when it is neither published nor used', () => {
    const client = graphClient();
    const url = `${ROOT}/authenticationContextClassReferences`;
    const context = { id: 'c7', displayName: 'Payroll', description: 'Pay', isAvailable: true };
    expect(client.post(url, { ...context, id: 'c100' }).status).toBe(400);
    expect(client.post(url, context).body).toMatchObject({ id: 'c7', isAvailable: true });
    expect(client.patch(`${url}/c8`, { displayName: 'Travel' }).status).toBe(204);
    expect(client.get(`${url}/c8`).body.displayName).toBe('Travel');
    expect(client.patch(`${url}/c8`, { description: 'Expenses' }).status).toBe(204);
    expect(client.get(`${url}/c8`).body).toMatchObject({ displayName: 'Travel', description: 'Expenses' });
    expect(client.patch(`${url}/c100`, { displayName: 'Travel' }).status).toBe(400);
    const applications = { includeAuthenticationContextClassReferences: ['c7'] };
    const { id } = client.post(`${ROOT}/policies`, policy({}, { applications })).body;
    expect(client.delete(`${url}/c7`).body.error.message).toMatch(/published/);
    client.patch(`${url}/c7`, { isAvailable: false });
    expect(client.delete(`${url}/c7`).body.error.message).toMatch(/referenced/);
    client.delete(`${ROOT}/policies/${id}`);
    expect(client.delete(`${url}/c7`).status).toBe(204);
  });
});
