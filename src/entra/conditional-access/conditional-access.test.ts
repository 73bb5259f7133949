import { describe, expect, it } from 'vitest';
import { SERVICES, type ServicePrincipal, Tenant, type User } from '../../tenant/index.ts';
import { type Access, evaluateConditionalAccess } from './index.ts';

const by = SERVICES.seed;
const ADA: User = { id: 'ada', displayName: 'Ada', userPrincipalName: 'ada@x.example' };
const GRAPH = { appId: '00000003-0000-0000-c000-000000000000' };
const EVERYBODY = { users: { includeUsers: ['All'] }, applications: { includeApplications: ['All'] } };
const MANAGED = { isManaged: true, isCompliant: true };

function tenantWith(...policies: object[]): Tenant {
  const tenant = new Tenant();
  tenant.collection('organization').insert({ id: 't', displayName: 'T' }, by);
  for (const [index, policy] of policies.entries()) {
    tenant.collection('identity/conditionalAccess/policies').insert(
      {
        id: `p${index + 1}`,
        displayName: `Policy ${index + 1}`,
        state: 'enabled',
        conditions: EVERYBODY,
        ...policy,
      },
      by,
    );
  }
  return tenant;
}

const controls = (...builtInControls: string[]) => ({ grantControls: { operator: 'AND', builtInControls } });
const block = controls('block');

function decide(tenant: Tenant, access: Partial<Access> = {}) {
  return evaluateConditionalAccess(tenant, { user: ADA, resource: GRAPH, secondFactor: false, ...access });
}

const codeOf = (policy: object, access: Partial<Access> = {}) =>
  decide(tenantWith(policy), access).refusal?.code;

describe('grant controls', () => {
  it('refuse in the service’s own words', () => {
    expect(decide(tenantWith(controls('mfa'))).refusal).toEqual({
      code: 50076,
      message:
        "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '00000003-0000-0000-c000-000000000000'.",
      policy: 'Policy 1',
      policyId: 'p1',
    });
    expect(decide(tenantWith(block)).refusal?.message).toBe(
      'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
    );
  });

  it.each([
    ['a second factor that is there', controls('mfa'), { secondFactor: true }, undefined],
    [
      'an authentication strength',
      { grantControls: { operator: 'AND', authenticationStrength: { id: 's' } } },
      {},
      50076,
    ],
    ['a phone that proves nothing', controls('compliantDevice'), { platform: 'iOS' as const }, 50129],
    ['a computer that proves nothing', controls('compliantDevice'), { platform: 'linux' as const }, 530003],
    [
      'a device that nobody manages',
      controls('compliantDevice'),
      { device: { isManaged: false, isCompliant: false } },
      530003,
    ],
    [
      'a device that is not compliant',
      controls('compliantDevice'),
      { device: { isManaged: true, isCompliant: false } },
      530002,
    ],
    ['a compliant device', controls('compliantDevice'), { device: MANAGED }, undefined],
    ['a device of no domain', controls('domainJoinedDevice'), { device: MANAGED }, 53001],
    [
      'a device of a domain',
      controls('domainJoinedDevice'),
      { device: { ...MANAGED, trustType: 'ServerAd' } },
      undefined,
    ],
    ['what is taken for given', controls('approvedApplication', 'compliantApplication'), {}, undefined],
    ['a protected app without a broker', controls('compliantApplication'), { broker: false }, 50127],
    ['a protected app that nothing registers', controls('compliantApplication'), { broker: true }, 501291],
    ['an approved app without a broker', controls('approvedApplication'), { broker: false }, 50127],
    [
      'a protected app on a registered device',
      controls('compliantApplication'),
      { broker: true, device: { isManaged: false, isCompliant: false } },
      undefined,
    ],
    [
      'a protected app that none protects',
      controls('compliantApplication'),
      { broker: true, device: MANAGED, app: () => ({ approved: true, protected: false }) },
      53005,
    ],
    [
      'an approved app that is none',
      controls('approvedApplication'),
      { broker: true, device: MANAGED, app: () => ({ approved: false, protected: true }) },
      530021,
    ],
    [
      'one of both',
      { grantControls: { operator: 'OR', builtInControls: ['approvedApplication', 'compliantApplication'] } },
      { broker: true, device: MANAGED, app: () => ({ approved: false, protected: true }) },
      undefined,
    ],
    ['no controls', { grantControls: null }, {}, undefined],
  ])('judge %s', (_what, policy, access, code) => {
    expect(codeOf(policy, access)).toBe(code);
  });

  it('are all needed, or one of them', () => {
    const both = { builtInControls: ['mfa', 'compliantDevice'] };
    const has = { secondFactor: true, platform: 'iOS' as const };
    expect(codeOf({ grantControls: { ...both, operator: 'AND' } }, has)).toBe(50129);
    expect(codeOf({ grantControls: { ...both, operator: 'OR' } }, has)).toBeUndefined();
    expect(codeOf({ grantControls: { ...both, operator: 'OR' } })).toBe(50076);
  });

  it('of a policy that blocks come before any other', () => {
    expect(decide(tenantWith(controls('mfa'), block)).refusal).toMatchObject({ code: 53003, policyId: 'p2' });
    expect(decide(tenantWith(controls('mfa'), controls('compliantDevice'))).refusal?.code).toBe(50076);
  });
});

describe('conditions', () => {
  const on = (conditions: object) => ({ ...block, conditions: { ...EVERYBODY, ...conditions } });
  const users = (who: object) => on({ users: who });

  it.each([
    ['nobody', { includeUsers: ['None'] }, false],
    ['the user by id', { includeUsers: ['ada'] }, true],
    ['everybody but the user', { includeUsers: ['All'], excludeUsers: ['ada'] }, false],
    ['a group, through another one', { includeGroups: ['outer'] }, true],
    ['everybody but that group', { includeUsers: ['All'], excludeGroups: ['outer'] }, false],
    ['another group', { includeGroups: ['other'] }, false],
    ['a role', { includeRoles: ['role-template'] }, true],
    ['everybody but that role', { includeUsers: ['All'], excludeRoles: ['role-template'] }, false],
    ['guests', { includeUsers: ['GuestsOrExternalUsers'] }, false],
  ])('on users: %s', (_who, who, applies) => {
    const tenant = tenantWith(users(who));
    tenant.links('groups/members').link('inner', 'ada', by);
    tenant.links('groups/members').link('outer', 'inner', by);
    // Groups may contain one another.
    tenant.links('groups/members').link('inner', 'outer', by);
    tenant
      .collection('directoryRoles')
      .insert({ id: 'r', displayName: 'R', roleTemplateId: 'role-template' }, by);
    tenant.links('directoryRoles/members').link('r', 'ada', by);
    expect(decide(tenant).refusal !== undefined).toBe(applies);
  });

  it('on guests', () => {
    const guest = { ...ADA, userType: 'Guest' };
    expect(codeOf(users({ includeUsers: ['GuestsOrExternalUsers'] }), { user: guest })).toBe(53003);
  });

  it.each([
    ['none', { includeApplications: ['None'] }, undefined],
    ['the one', { includeApplications: [GRAPH.appId] }, 53003],
    ['another one', { includeApplications: ['Office365'] }, undefined],
    ['all but the one', { includeApplications: ['All'], excludeApplications: [GRAPH.appId] }, undefined],
  ])('on applications: %s', (_which, applications, code) => {
    expect(codeOf(on({ applications }))).toBe(code);
  });

  it.each([
    [{ includePlatforms: ['all'] }, undefined, 53003],
    [{ includePlatforms: ['iOS'] }, undefined, undefined],
    [{ includePlatforms: ['iOS'] }, 'iOS' as const, 53003],
    [{ includePlatforms: ['all'], excludePlatforms: ['iOS', 'android'] }, 'android' as const, undefined],
    [{ includePlatforms: ['all'], excludePlatforms: ['iOS'] }, 'linux' as const, 53003],
  ])('on platforms: %j from %s', (platforms, platform, code) => {
    expect(codeOf(on({ platforms }), { platform })).toBe(code);
  });

  it.each([
    [['browser'], 'browser' as const, 53003],
    [['browser'], 'mobileAppsAndDesktopClients' as const, undefined],
    [['all'], 'mobileAppsAndDesktopClients' as const, 53003],
    [['exchangeActiveSync', 'other'], 'browser' as const, undefined],
  ])('on client apps: %j in %s', (clientAppTypes, clientApp, code) => {
    expect(codeOf(on({ clientAppTypes }), { clientApp })).toBe(code);
  });

  it('on the flow', () => {
    const flow = on({ authenticationFlows: { transferMethods: 'deviceCodeFlow,authenticationTransfer' } });
    expect(codeOf(flow)).toBeUndefined();
    expect(codeOf(flow, { deviceCode: true })).toBe(53003);
    expect(codeOf(on({ authenticationFlows: { transferMethods: 'none' } }))).toBe(53003);
  });

  it.each([
    [{ includeLocations: ['All'] }, undefined, true],
    [{ includeLocations: ['All'], excludeLocations: ['AllTrusted'] }, '10.1.2.3', false],
    [{ includeLocations: ['All'], excludeLocations: ['AllTrusted'] }, '11.1.2.3', true],
    [{ includeLocations: ['All'], excludeLocations: ['AllTrusted'] }, undefined, true],
    [{ includeLocations: ['office'] }, '10.255.255.255', true],
    [{ includeLocations: ['office'] }, '::1', false],
    [{ includeLocations: ['six'] }, '2001:db8:0:1::7', true],
    [{ includeLocations: ['six'] }, '2001:db8:1::7', false],
    [{ includeLocations: ['six'] }, 'nonsense', false],
    [{ includeLocations: ['unknown'] }, '10.1.2.3', true],
    [{ includeLocations: ['no such'] }, '10.1.2.3', false],
  ])('on locations: %j from %s', (locations, address, applies) => {
    const tenant = tenantWith(on({ locations }));
    const named = tenant.collection('identity/conditionalAccess/namedLocations');
    named.insert({ id: 'office', isTrusted: true, ipRanges: [{ cidrAddress: '10.0.0.0/8' }] }, by);
    named.insert({ id: 'six', isTrusted: false, ipRanges: [{ cidrAddress: '2001:db8::/48' }] }, by);
    named.insert({ id: 'unknown', countriesAndRegions: ['NL'], includeUnknownCountriesAndRegions: true }, by);
    expect(decide(tenant, { address }).refusal !== undefined).toBe(applies);
  });

  it('on risk never hold', () => {
    expect(codeOf(on({ signInRiskLevels: ['high'] }))).toBeUndefined();
    expect(codeOf(on({ signInRiskLevels: [], userRiskLevels: [] }))).toBe(53003);
  });

  it('on applications that sign in as themselves are apart from those on people', () => {
    const principal: ServicePrincipal = { id: 'sp', appId: 'a', appOwnerOrganizationId: 't' };
    const workload = (clientApplications: object) =>
      on({ users: { includeUsers: ['None'] }, clientApplications });
    const asItself = { user: undefined, principal };
    expect(codeOf(block, asItself)).toBeUndefined();
    expect(codeOf(workload({ includeServicePrincipals: ['ServicePrincipalsInMyTenant'] }))).toBeUndefined();
    for (const id of ['ServicePrincipalsInMyTenant', 'sp'])
      expect(codeOf(workload({ includeServicePrincipals: [id] }), asItself)).toBe(53003);
    const all = ['ServicePrincipalsInMyTenant'];
    const but = { includeServicePrincipals: all, excludeServicePrincipals: ['sp'] };
    expect(codeOf(workload(but), asItself)).toBeUndefined();
    const foreign = { ...principal, appOwnerOrganizationId: 'another' };
    expect(
      codeOf(workload({ includeServicePrincipals: all }), { user: undefined, principal: foreign }),
    ).toBeUndefined();
  });
});

describe('what is told of the policies', () => {
  it('says how each of them stood', () => {
    const report = { state: 'enabledForReportingButNotEnforced' };
    const elsewhere = { conditions: { ...EVERYBODY, users: { includeUsers: ['None'] } } };
    const tenant = tenantWith(
      { ...block, state: 'disabled' },
      { ...block, ...elsewhere },
      controls('mfa'),
      { ...block, ...report },
      { ...controls('mfa'), ...report },
      { ...controls('compliantDevice'), ...report },
      { ...block, ...report, ...elsewhere },
    );
    const { status, policies } = decide(tenant, { device: MANAGED });
    expect(status).toBe('failure');
    expect(policies.map(({ result }) => result)).toEqual([
      'notEnabled',
      'notApplied',
      'failure',
      'reportOnlyFailure',
      'reportOnlyInterrupted',
      'reportOnlySuccess',
      'reportOnlyNotApplied',
    ]);
    expect(policies[2]).toEqual({
      id: 'p3',
      displayName: 'Policy 3',
      enforcedGrantControls: ['Mfa'],
      enforcedSessionControls: [],
      result: 'failure',
    });
    expect(decide(tenant, { device: MANAGED, secondFactor: true }).status).toBe('success');
  });

  it('is that none applied where none is in force', () => {
    expect(decide(tenantWith()).status).toBe('notApplied');
    expect(decide(tenantWith({ ...block, state: 'disabled' })).status).toBe('notApplied');
  });
});
