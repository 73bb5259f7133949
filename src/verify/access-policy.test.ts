import { describe, expect, it } from 'vitest';
import { type Draft, document, ssoPolicy, toGroup } from '../../test/support/example-documents.ts';
import { verifyDocuments } from './verify-documents.ts';

const DEPRECATED = 'enrollment-type-deprecated';

function verify(objects: unknown) {
  const report = verifyDocuments([document(objects)]);
  const rules = [...new Set(report.findings.map(({ rule }) => rule))].filter((rule) => rule !== DEPRECATED);
  return { ...report, rules };
}

describe('conditional access', () => {
  const access = (more: Draft = {}, conditions: Draft = {}): Draft => ({
    '@odata.type': '#microsoft.graph.conditionalAccessPolicy',
    id: '40000000-0000-4000-8000-000000000001',
    displayName: 'Access',
    state: 'enabled',
    conditions: {
      clientAppTypes: ['all'],
      platforms: null,
      users: { includeUsers: ['All'], excludeGroups: [] },
      applications: { includeApplications: ['Office365'] },
      ...conditions,
    },
    grantControls: { operator: 'OR', builtInControls: ['block'] },
    ...more,
  });

  it('is judged with the policies that it comes with', () => {
    const { verdict, findings, notJudged } = verify([ssoPolicy(), access()]);
    expect(verdict).toBe('fail');
    expect(findings[0]).toMatchObject({ rule: 'conditional-access-blocks', pointer: '/1/grantControls' });
    expect(notJudged).toEqual([]);
  });

  it('lets pass what every organization has: nothing for legacy authentication, and protected apps', () => {
    const legacy = access({}, { clientAppTypes: ['exchangeActiveSync', 'other'] });
    const protectedApps = access({
      id: '40000000-0000-4000-8000-000000000002',
      grantControls: { operator: 'OR', builtInControls: ['approvedApplication', 'compliantApplication'] },
    });
    expect(verify([ssoPolicy(), legacy, protectedApps]).rules).toEqual([]);
    expect(verify([ssoPolicy(), access({ state: 'enabledForReportingButNotEnforced' })]).rules).toEqual([]);
  });

  it('is about the people of a group that it names', () => {
    const forGroup = (id: string) => access({}, { users: { includeGroups: [id] } });
    const policy = ssoPolicy({ assignments: [toGroup('sales')] });
    expect(verify([policy, forGroup('SALES')]).rules).toEqual(['conditional-access-blocks']);
    expect(verify([policy, forGroup('it')]).rules).toEqual([]);
  });

  it('is about guests, people at risk and other ways to satisfy it as in Graph', () => {
    const rules = (conditions: Draft, grantControls?: Draft) =>
      verify([ssoPolicy(), access(grantControls ? { grantControls } : {}, conditions)]).rules;
    const guests = {
      guestOrExternalUserTypes: 'b2bCollaborationGuest',
      externalTenants: { membershipKind: 'all' },
    };
    expect(rules({ users: { includeUsers: ['None'], includeGuestsOrExternalUsers: guests } })).toEqual([]);
    expect(rules({ insiderRiskLevels: 'elevated' })).toEqual([]);
    const terms = { operator: 'OR', builtInControls: ['domainJoinedDevice'], termsOfUse: ['t'] };
    expect(rules({}, terms)).toEqual([]);
    expect(rules({}, { ...terms, operator: 'AND' })).toEqual(['conditional-access-blocks']);
  });

  it('is judged with its filter for devices, and told when nobody can read that', () => {
    const filtered = (mode: string, rule: string) =>
      access({}, { devices: { deviceFilter: { mode, rule } } });
    const rules = (mode: string, rule: string) => verify([ssoPolicy(), filtered(mode, rule)]).rules;
    expect(rules('exclude', 'device.operatingSystem -in ["iPhone", "iPad"]')).toEqual([
      'conditional-access-before-registration',
    ]);
    expect(rules('include', 'device.model -startsWith "iPad"')).toEqual([]);
    const { findings } = verify([ssoPolicy(), filtered('include', 'device.deviceModel -eq "iPad"')]);
    expect(findings.map(({ message }) => message)).toContain(
      "The rule of its filter for devices cannot be read: Unsupported property 'deviceModel'",
    );
  });

  it('is known without its type, and told when it makes no sense', () => {
    expect(verify([ssoPolicy(), access({ '@odata.type': undefined })]).rules).toContain(
      'conditional-access-blocks',
    );
    const { findings, verdict } = verify([ssoPolicy(), access({ state: 'on' })]);
    expect(verdict).toBe('pass');
    expect(findings.find(({ rule }) => rule === 'not-understood')?.message).toBe(
      'State has to be enabled, disabled, enabledForReportingButNotEnforced',
    );
    const odd = access({ grantControls: [] }, { users: 1, platforms: { includePlatforms: 'iOS' } });
    expect(verify([ssoPolicy(), odd]).rules).toEqual([]);
  });
});
