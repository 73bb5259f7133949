import { describe, expect, it } from 'vitest';
import { createExampleTenant } from '../../test/support/example-tenant.ts';
import { draftTenant, group, ssoDraft, type TenantDraft } from '../../test/support/tenant-draft.ts';
import { SERVICES } from '../tenant/index.ts';
import { MAX_AUDIENCES, UnknownUserError, type VerifyTenantOptions, verifyTenant } from './verify-tenant.ts';

function verify(change?: (draft: TenantDraft) => void, options?: VerifyTenantOptions) {
  const draft = draftTenant();
  change?.(draft);
  const { tenant } = createExampleTenant(draft);
  for (const [index, name] of ['grace', 'alan'].entries()) {
    tenant.collection('users').insert(
      {
        id: name,
        displayName: name,
        userPrincipalName: `${name}@example.com`,
        assignedLicenses: index === 0 ? [{ skuId: 'sku' }] : [],
      },
      SERVICES.seed,
    );
  }
  const before = tenant.journal.lastSequence;
  const report = verifyTenant(tenant, options);
  expect(tenant.journal.lastSequence).toBe(before);
  return { ...report, rules: report.findings.map(({ rule }) => rule) };
}

describe('verifyTenant', () => {
  it('passes a tenant in which JIT works, and changes nothing', () => {
    const { verdict, enrollments } = verify();
    expect(verdict).toBe('pass');
    expect(enrollments).toHaveLength(5);
  });

  it('judges those whom an SSO policy reaches', () => {
    const { verdict, assumptions } = verify((draft) => {
      draft.sso = [{ ...ssoDraft(), targets: [group('staff')] }];
    });
    expect(verdict).toBe('pass');
    expect(assumptions).toContain(
      'Users whom no SSO policy reaches are not meant to use JIT and were not judged.',
    );
  });

  it('judges one person when asked to, by name or id', () => {
    const forStaff = (draft: TenantDraft) => {
      draft.sso = [{ ...ssoDraft(), targets: [group('staff')] }];
    };
    expect(verify(forStaff, { user: 'GRACE@example.com' }).rules).toContain('sso-policy-other-audience');
    expect(verify(forStaff, { user: 'user' }).verdict).toBe('pass');
    expect(verify(undefined, { user: 'alan' }).rules).toContain('user-not-licensed');
    expect(() => verify(undefined, { user: 'nobody' })).toThrow(UnknownUserError);
  });

  it('tells people apart whom conditional access treats differently', () => {
    const { rules } = verify((draft) => {
      draft.conditionalAccess.push({
        app: 'Office365',
        grantControls: { builtInControls: ['block'] },
        conditions: { users: { includeUsers: ['All'], excludeGroups: ['staff'] } },
      });
    });
    expect(rules).toContain('conditional-access-blocks');
  });

  it('takes nobody for the others who has as many devices as the limit allows', () => {
    const full = (draft: TenantDraft) => {
      draft.devices = 2;
      draft.restrictions.push(['deviceEnrollmentLimitConfiguration', { limit: 2 }]);
    };
    expect(verify(full).rules).not.toContain('device-limit-reached');
    expect(verify(full, { user: 'user' }).rules).toContain('device-limit-reached');
  });

  it('finds that nothing reaches anybody', () => {
    const { verdict, rules } = verify((draft) => {
      draft.sso = [{ ...ssoDraft(), targets: [] }];
    });
    expect(verdict).toBe('fail');
    expect(rules).toContain('sso-policy-unassigned');
  });

  it('judges the enrollment types that the tenant offers', () => {
    const { enrollments, assumptions, verdict } = verify((draft) => {
      draft.userEnrollmentProfiles.push('webDeviceEnrollment');
      draft.enrollmentToken = undefined;
    });
    expect(enrollments.map(({ type }) => type)).toEqual(['webDeviceEnrollment']);
    expect(assumptions.join()).toContain('Automated device enrollment');
    expect(verdict).toBe('pass');
  });

  it('says which entity a finding is about', () => {
    const { findings } = verify((draft) => {
      draft.sso = [{ ...ssoDraft(), pairs: [] }];
    });
    expect(findings[0]).toMatchObject({
      rule: 'device-registration-missing',
      subject: { set: 'deviceManagement/deviceConfigurations', id: 'sso-0' },
      pointer: '/iosSingleSignOnExtension',
    });
  });

  it('judges as many different audiences as it says, and says when there are more', () => {
    const draft = draftTenant();
    for (let number = 0; number <= MAX_AUDIENCES; number += 1) draft.groups[`team-${number}`] = false;
    draft.compliance.push(
      ...Object.keys(draft.groups).map((id) => ({
        policyType: 'iosCompliancePolicy',
        targets: [group(id)],
        settings: {},
      })),
    );
    const { tenant } = createExampleTenant(draft);
    for (let number = 0; number <= MAX_AUDIENCES; number += 1) {
      const id = `user-${number}`;
      tenant.collection('users').insert(
        {
          id,
          displayName: id,
          userPrincipalName: `${id}@example.com`,
          assignedLicenses: [{ skuId: 'sku' }],
        },
        SERVICES.seed,
      );
      tenant.links('groups/members').link(`team-${number}`, id, SERVICES.seed);
    }
    expect(verifyTenant(tenant, { enrollment: 'webDeviceEnrollment' }).assumptions).toContain(
      `There are ${MAX_AUDIENCES + 2} different combinations of policies and apps; the first ${MAX_AUDIENCES} were judged.`,
    );
  });

  it('has nobody to judge in a tenant without users', () => {
    const { tenant } = createExampleTenant(draftTenant());
    tenant.collection('users').remove('user', SERVICES.seed);
    expect(verifyTenant(tenant)).toMatchObject({
      verdict: 'fail',
      findings: [],
      assumptions: ['The tenant has no users: nobody could be judged.'],
    });
  });
});
