import { describe, expect, it } from 'vitest';
import { SERVICES, Tenant, type User } from '../../tenant/index.ts';
import { type Access, demandsPhishingResistance, evaluateConditionalAccess } from './index.ts';

const by = SERVICES.seed;
const ADA: User = { id: 'ada', displayName: 'Ada', userPrincipalName: 'ada@x.example' };
const ALL_APPS = { includeApplications: ['All'] };
const ALL_USERS = { includeUsers: ['All'] };
const block = { operator: 'OR', builtInControls: ['block'] };

function tenantWith(conditions: object, grantControls: object = block): Tenant {
  const tenant = new Tenant();
  tenant.collection('identity/conditionalAccess/policies').insert(
    {
      id: 'p',
      displayName: 'P',
      state: 'enabled',
      conditions: { users: ALL_USERS, applications: ALL_APPS, ...conditions },
      grantControls,
    },
    by,
  );
  return tenant;
}

const codeIn = (tenant: Tenant, access: Partial<Access> = {}) =>
  evaluateConditionalAccess(tenant, { user: ADA, resource: 'workApp', secondFactor: false, ...access })
    .refusal?.code;

const applies = (conditions: object, access: Partial<Access> = {}) =>
  codeIn(tenantWith(conditions), access) === 53003;

describe('guests and external users', () => {
  const invited = { ...ADA, creationType: 'Invitation' };
  const people = {
    member: { ...ADA, userType: 'Member' },
    internalGuest: { ...ADA, userType: 'Guest' },
    b2bCollaborationGuest: { ...invited, userType: 'Guest' },
    b2bCollaborationMember: { ...invited, userType: 'Member' },
  };
  const everywhere = { externalTenants: { membershipKind: 'all' } };

  it.each(Object.entries(people))('are told apart: %s', (kind, user) => {
    for (const type of ['internalGuest', 'b2bCollaborationGuest', 'b2bCollaborationMember']) {
      const guests = { guestOrExternalUserTypes: `${type},serviceProvider`, ...everywhere };
      const included = { users: { includeUsers: [], includeGuestsOrExternalUsers: guests } };
      const excluded = { users: { ...ALL_USERS, excludeGuestsOrExternalUsers: guests } };
      expect(applies(included, { user })).toBe(type === kind);
      expect(applies(excluded, { user })).toBe(type !== kind);
    }
    expect(applies({ users: { includeUsers: ['GuestsOrExternalUsers'] } }, { user })).toBe(kind !== 'member');
  });

  it('of certain organizations are nobody here, as nobody’s organization is known', () => {
    const guests = {
      guestOrExternalUserTypes: 'b2bCollaborationGuest',
      externalTenants: { membershipKind: 'enumerated', members: ['t'] },
    };
    const users = { includeUsers: [], includeGuestsOrExternalUsers: guests };
    expect(applies({ users }, { user: people.b2bCollaborationGuest })).toBe(false);
  });
});

describe('resources', () => {
  const SHAREPOINT = { appId: '00000003-0000-0ff1-ce00-000000000000' };
  const INTUNE = { appId: '0000000a-0000-0000-c000-000000000000' };

  it('of Office 365 are one by one those that the group stands for', () => {
    const office = { applications: { includeApplications: ['Office365'] } };
    expect(applies(office, { resource: SHAREPOINT })).toBe(true);
    expect(applies(office, { resource: INTUNE })).toBe(false);
    const others = { applications: { ...ALL_APPS, excludeApplications: ['Office365'] } };
    expect(applies(others, { resource: SHAREPOINT })).toBe(false);
    expect(applies(others, { resource: INTUNE })).toBe(true);
    expect(applies(others)).toBe(false);
  });

  it.each(['MicrosoftAdminPortals', '797f4846-ba00-4fd7-ba43-dac1f8f63013', 'AllAgentIdResources'])(
    'for administrators are no work app on a phone: %s',
    (app) => {
      expect(applies({ applications: { includeApplications: [app] } })).toBe(false);
    },
  );
});

describe('insider risk', () => {
  it('is nobody’s who isn’t said to have it', () => {
    const risky = { insiderRiskLevels: 'moderate,elevated' };
    expect(applies(risky)).toBe(false);
    expect(applies(risky, { risk: { insider: 'elevated' } })).toBe(true);
    expect(applies(risky, { risk: { insider: 'minor' } })).toBe(false);
    expect(applies({ agentIdRiskLevels: 'high' })).toBe(false);
  });
});

describe('authentication flows', () => {
  it('are transfers as well', () => {
    const flow = { authenticationFlows: { transferMethods: 'authenticationTransfer' } };
    expect(applies(flow)).toBe(false);
    expect(applies(flow, { deviceCode: true })).toBe(false);
    expect(applies(flow, { authenticationTransfer: true })).toBe(true);
  });
});

describe('one of several controls', () => {
  it('may be terms of use or another’s, which count as accepted', () => {
    const mfa = { operator: 'OR', builtInControls: ['mfa'] };
    expect(codeIn(tenantWith({}, mfa))).toBe(50076);
    expect(codeIn(tenantWith({}, { ...mfa, termsOfUse: ['terms'] }))).toBeUndefined();
    expect(codeIn(tenantWith({}, { ...mfa, customAuthenticationFactors: ['duo'] }))).toBeUndefined();
    expect(codeIn(tenantWith({}, { ...mfa, operator: 'AND', termsOfUse: ['terms'] }))).toBe(50076);
  });
});

describe('an authentication strength of one’s own', () => {
  const demands = (allowedCombinations: readonly string[]) => {
    const tenant = tenantWith({}, { operator: 'OR', authenticationStrength: { id: 'own' } });
    tenant
      .collection('identity/conditionalAccess/authenticationStrength/policies')
      .insert({ id: 'own', displayName: 'Own', allowedCombinations }, by);
    return demandsPhishingResistance(tenant, { user: ADA, resource: 'workApp', secondFactor: true });
  };

  it('resists phishing when all that it takes does', () => {
    expect(demands(['fido2', 'x509CertificateMultiFactor'])).toBe(true);
    expect(demands(['fido2', 'password,sms'])).toBe(false);
    expect(demands([])).toBe(false);
  });
});
