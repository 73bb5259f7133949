import { describe, expect, it } from 'vitest';
import { loadFixture } from '../../fixtures/index.ts';
import { SERVICES, Tenant } from '../tenant/index.ts';
import { verifyTenant } from './verify-tenant.ts';

const RESTRICTIONS = 'deviceManagement/deviceEnrollmentConfigurations';
const OVER = 'userEnrollmentWithCompanyPortal';

/** Contoso, where people may enroll only what has a version in a range. */
function restrictedTo(osMinimumVersion: string, osMaximumVersion = '') {
  const tenant = new Tenant();
  loadFixture(tenant, 'contoso-jit');
  tenant.collection(RESTRICTIONS).insert(
    {
      id: 'range',
      '@odata.type': '#microsoft.graph.deviceEnrollmentPlatformRestrictionConfiguration',
      displayName: 'Range',
      priority: 1,
      platformType: 'ios',
      platformRestriction: { platformBlocked: false, osMinimumVersion, osMaximumVersion },
    },
    SERVICES.seed,
  );
  const target = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };
  tenant
    .collection(`${RESTRICTIONS}/assignments`)
    .insert({ id: 'all', $parent: 'range', target }, SERVICES.seed);
  const { verdict, enrollments, findings, assumptions } = verifyTenant(tenant);
  return {
    verdict,
    versions: new Set(enrollments.flatMap(({ osVersions = [] }) => osVersions)),
    types: enrollments.map(({ type }) => type),
    rules: findings.map(({ rule }) => rule),
    assumptions: assumptions.join('\n'),
  };
}

describe('an enrollment restriction of versions', () => {
  it('is not wrong because an older device cannot enroll: one that it allows is judged', () => {
    const { verdict, versions, rules, assumptions } = restrictedTo('26.0');
    expect(verdict).toBe('pass');
    expect(rules).not.toContain('os-version-restricted');
    expect(versions).toContain('26.2');
    expect(assumptions).toContain('The device has iOS 26.2');
  });

  it('says nothing of versions when the usual one is allowed', () => {
    const { versions, assumptions } = restrictedTo('17.0');
    expect([...versions].sort()).toEqual(['17.7', '18.5']);
    expect(assumptions).not.toContain('The device has iOS');
  });

  it('leaves out an enrollment that no allowed version has any more', () => {
    const { verdict, types, assumptions } = restrictedTo('18.0');
    expect(verdict).toBe('pass');
    expect(types).not.toContain(OVER);
    expect(assumptions).toMatch(/Not judged.*User enrollment with Company Portal/);
  });

  it('takes an older release where newer ones are not allowed', () => {
    expect(restrictedTo('', '17.5.1').versions).toContain('17.5.1');
  });

  it('is wrong when no release is allowed', () => {
    for (const restricted of [restrictedTo('99.0'), restrictedTo('19.0', '25.0')])
      expect(restricted).toMatchObject({
        verdict: 'fail',
        rules: expect.arrayContaining(['os-version-restricted']),
      });
  });
});
