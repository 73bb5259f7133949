// For the tests of what is assumed: a tenant in which everything is in place, and one phone.
import { expect } from 'vitest';
import type { EnrollmentType } from '../../src/intune/index.ts';
import { judge, Situation } from '../../src/rules/index.ts';
import { type Assumptions, type Entity, type Policy, SERVICES } from '../../src/tenant/index.ts';
import { type CreateTenantOptions, createTenant } from '../../src/testing/index.ts';

export const by = SERVICES.seed;
export const COMPLIANCE = 'deviceManagement/deviceCompliancePolicies';
export const CONFIGURATIONS = 'deviceManagement/deviceConfigurations';
const ALL_USERS = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };
export const PRIYA = 'priya.raman@contoso.com';

type Options = NonNullable<CreateTenantOptions['assumptions']>;

/** A tenant in which everything is in place, as `assumptions` have it. */
export async function contoso(assumptions: Options, enrollmentType?: EnrollmentType) {
  const test = await createTenant({ tenant: 'contoso-jit', assumptions });
  const { tenant } = test.emulator;
  const osVersion = enrollmentType === 'userEnrollmentWithCompanyPortal' ? '17.7' : '18.5';
  const phone = test.devices.create({ user: PRIYA, osVersion, ...(enrollmentType && { enrollmentType }) });
  const [policy] = tenant.collection(CONFIGURATIONS);
  const extend = (change: object) => {
    const extension = { ...(policy?.['iosSingleSignOnExtension'] as object), ...change };
    tenant.collection(CONFIGURATIONS).update(policy?.id ?? '', { iosSingleSignOnExtension: extension }, by);
  };
  const pair = (key: string, value: string) => {
    const known = policy?.['iosSingleSignOnExtension'] as { configurations: object[] };
    const type = '#microsoft.graph.keyStringValuePair';
    extend({ configurations: [...known.configurations, { '@odata.type': type, key, value }] });
  };
  const assign = (set: string, entity: Entity) => {
    tenant.collection(set).insert(entity, by);
    tenant
      .collection(`${set}/assignments`)
      .insert({ id: `${entity.id}-a`, $parent: entity.id, target: ALL_USERS }, by);
  };
  /** What the rules foretell. */
  const foretold = (firstApp?: string, type = phone.state.enrollmentType) => {
    const user = tenant.collection('users').where('userPrincipalName', PRIYA)[0];
    if (!user) return expect.fail('nobody');
    return judge(new Situation(tenant, { user, enrollmentType: type, ...(firstApp && { firstApp }) }));
  };
  return { test, tenant, phone, extend, pair, assign, foretold, policy: policy as Policy };
}

/** What each choice of a question comes to: a choice without a test is a type error. */
export const each = <N extends keyof Assumptions>(outcomes: Record<Assumptions[N], unknown>) =>
  Object.entries(outcomes) as [Assumptions[N], never][];
