import { explainConditionalAccess } from '../entra/conditional-access/index.ts';
import { catalogComplianceRemarks, unjudgedCompliancePolicies } from '../intune/compliance/catalog.ts';
import { allAssignedFrom, type EnrollmentType, resolveEffectiveSet } from '../intune/index.ts';
import { createLicenseCheck } from '../intune/license.ts';
import { readSsoPolicy, UNSEEN_RULES } from '../rules/index.ts';
import type { Tenant, User } from '../tenant/index.ts';
import { type Audience, assess, offeredEnrollments } from './assess.ts';
import type { VerifyReport } from './report.ts';
import { deviceAssumptions, TYPICAL_DEVICE, versionAssumptions } from './typical-device.ts';

export interface VerifyTenantOptions {
  /** Judge this enrollment type only. Default: those that the tenant offers to the people judged. */
  readonly enrollment?: EnrollmentType | undefined;
  /** Name or bundle id of the app of the first sign-in. Default: Microsoft Teams. */
  readonly firstApp?: string | undefined;
  /** Judge for this person only: user principal name or id. Default: everybody whom an SSO policy reaches. */
  readonly user?: string | undefined;
}

export class UnknownUserError extends Error {
  constructor(user: string) {
    super(`there is no user '${user}': give a user principal name or an id`);
    this.name = 'UnknownUserError';
  }
}

/** People who get the same count as one; of more different ones than this, the first are judged. */
export const MAX_AUDIENCES = 100;

/**
 * Whether devices would register and be remediated as the tenant is now. Changes nothing. People who get the same
 * policies and apps are judged as one. Throws UnknownAppError and UnknownUserError.
 */
export function verifyTenant(tenant: Tenant, options: VerifyTenantOptions = {}): VerifyReport {
  const assumptions: string[] = [];
  const people =
    options.user === undefined ? audiencesOf(tenant, assumptions) : [findUser(tenant, options.user)];
  const audiences = people.map(
    (user): Audience => ({ user, device: { osVersion: TYPICAL_DEVICE.osVersion, subject: TYPICAL_DEVICE } }),
  );
  assumptions.push(...deviceAssumptions(tenant));
  const enrollments = options.enrollment
    ? [options.enrollment]
    : offeredEnrollments(tenant, audiences, assumptions);
  const from = allAssignedFrom(tenant);
  if (from !== undefined)
    assumptions.push(
      `Enrollment restrictions count as they are assigned now; for devices, the changed ones hold from ${from} on.`,
    );
  assumptions.push(...catalogComplianceNotes(tenant));
  const { depends, ...assessment } = assess(tenant, audiences, {
    enrollments,
    ...(options.firstApp !== undefined && { firstApp: options.firstApp }),
  });
  assumptions.push(...versionAssumptions(assessment.enrollments), ...depends);
  return { ...assessment, assumptions, notJudged: [], needsRun: UNSEEN_RULES };
}

/** How the compliance policies of the settings catalog are taken, in sentences. */
export function catalogComplianceNotes(tenant: Tenant): readonly string[] {
  return [
    ...unjudgedCompliancePolicies(tenant).map(
      ({ name, why }) => `"${name}" counts as no compliance policy: ${why}.`,
    ),
    ...catalogComplianceRemarks(tenant),
  ];
}

/**
 * One person for each set of policies and apps, and each answer of conditional access: of those whom an SSO policy reaches, or
 * of all if it reaches nobody. Of people alike the one with the fewest devices: how many somebody has is nobody else's concern.
 */
function audiencesOf(tenant: Tenant, assumptions: string[]): User[] {
  const isLicensed = createLicenseCheck(tenant);
  const reached = new Map<string, Candidate>();
  const others = new Map<string, Candidate>();
  const numbers = new Map<object, number>();
  const devices = tenant.collection('deviceManagement/managedDevices');
  let licensed = 0;
  for (const user of tenant.collection('users')) {
    if (user.accountEnabled === false || !isLicensed(user)) continue;
    licensed += 1;
    // Subjects alike share one answer, so the answer itself tells them apart.
    const effective = resolveEffectiveSet(tenant, { userId: user.id, device: TYPICAL_DEVICE });
    if (!numbers.has(effective)) numbers.set(effective, numbers.size);
    const key = [numbers.get(effective), ...accessOf(tenant, user)].join(' ');
    const candidate = { user, devices: devices.countWhere('userId', user.id) };
    const known = reached.get(key) ?? others.get(key);
    if (known && known.devices <= candidate.devices) continue;
    const hasSso = effective.appliedConfigurations.some((policy) => readSsoPolicy(policy) !== undefined);
    (hasSso ? reached : others).set(key, candidate);
  }
  if (licensed === 0) {
    const [anybody] = tenant.collection('users');
    if (!anybody) {
      assumptions.push('The tenant has no users: nobody could be judged.');
      return [];
    }
    return [anybody];
  }
  const all = Array.from((reached.size > 0 ? reached : others).values(), ({ user }) => user);
  if (reached.size > 0 && others.size > 0) {
    assumptions.push('Users whom no SSO policy reaches are not meant to use JIT and were not judged.');
  }
  if (all.length > MAX_AUDIENCES) {
    assumptions.push(
      `There are ${all.length} different combinations of policies and apps; the first ${MAX_AUDIENCES} were judged.`,
    );
  }
  return all.slice(0, MAX_AUDIENCES);
}

interface Candidate {
  readonly user: User;
  readonly devices: number;
}

/** What the sign-ins of a device are for: to enroll, to work, to be linked. */
const RESOURCES = ['enrollment', 'workApp', { appId: '0000000a-0000-0000-c000-000000000000' }] as const;

/** The conditional access policies that are about a person's sign-ins, on whatever device. */
function accessOf(tenant: Tenant, user: User): readonly string[] {
  if (tenant.collection('identity/conditionalAccess/policies').size === 0) return [];
  return RESOURCES.flatMap((resource, index) =>
    explainConditionalAccess(tenant, { user, secondFactor: true, platform: 'iOS', resource }).flatMap(
      ({ policy: { id }, unmet }) => (unmet === undefined || unmet === 'devices' ? [`${index}/${id}`] : []),
    ),
  );
}

function findUser(tenant: Tenant, name: string): User {
  const users = tenant.collection('users');
  const user = users.get(name) ?? users.where('userPrincipalName', name)[0];
  if (!user) throw new UnknownUserError(name);
  return user;
}
