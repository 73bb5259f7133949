import { assumptionsOf, type Tenant } from '../../tenant/index.ts';
import {
  type Access,
  type AccessDecision,
  type AccessRefusal,
  type AppliedPolicy,
  ENROLLMENT_REQUIRED,
  type UnmetCondition,
} from './access.ts';
import { isAbout, unmetCondition } from './conditions.ts';
import { controlsOf, logNameOf, missingControl } from './controls.ts';
import type { ConditionalAccessPolicy } from './policy.ts';
import { namesEnrollment } from './resources.ts';
import { expiredSession } from './session-age.ts';

const CONDITIONAL_ACCESS_POLICIES = 'identity/conditionalAccess/policies';

/** Blocked: no other policy's answer comes before it. */
const BLOCKED = 53003;
/** What the person can still do: prove a second factor, register one, sign in again. */
const SECOND_FACTOR_NEEDED = [50076, 50078, ENROLLMENT_REQUIRED, 70044];

const NO_POLICIES: AccessDecision = { status: 'notApplied', policies: [] };

/** The decision about any sign-in in a tenant that has no policies; undefined: it has some. */
export const withoutPolicies = (tenant: Tenant): AccessDecision | undefined =>
  tenant.collection(CONDITIONAL_ACCESS_POLICIES).size === 0 ? NO_POLICIES : undefined;

/**
 * What the tenant's policies make of a sign-in. The refusal is that of a policy that blocks, otherwise of the first that
 * isn't satisfied, in the order of the directory.
 * 53003 blocked, 50076 second factor needed, 50079 second factor to be registered, 50129 device not registered (501291 and 50127 for a protected app, with and
 * without the broker), 530002 not compliant, 530003 not managed.
 */
export function evaluateConditionalAccess(tenant: Tenant, access: Access): AccessDecision {
  const none = withoutPolicies(tenant);
  if (none) return none;
  const all = tenant.collection(CONDITIONAL_ACCESS_POLICIES);
  const { deviceStateCode } = assumptionsOf(tenant);
  let applied = false;
  let refusal: AccessRefusal | undefined;
  const policies: AppliedPolicy[] = [];
  for (const policy of all as Iterable<ConditionalAccessPolicy>) {
    const { id, displayName, state } = policy;
    const about = state !== 'disabled' && isAbout(tenant, policy, access);
    const grant = policy.grantControls ?? {};
    const lacking = about
      ? (missingControl(grant, asJudgedBy(policy, access)) ?? expiredSession(policy, access))
      : undefined;
    const missing = lacking && { ...lacking, code: codeOf(lacking.code, deviceStateCode) };
    policies.push({
      id,
      displayName,
      enforcedGrantControls: about ? controlsOf(grant).map(logNameOf) : [],
      enforcedSessionControls: [],
      result: resultOf(state, about, missing?.code),
    });
    if (!about || state !== 'enabled') continue;
    applied = true;
    if (missing && (!refusal || (missing.code === BLOCKED && refusal.code !== BLOCKED)))
      refusal = { ...missing, policy: displayName, policyId: id };
  }
  if (refusal) return { status: 'failure', refusal, policies };
  return { status: applied ? 'success' : 'notApplied', policies };
}

/** As good as a device can be, for a policy that asks for one. */
const COMPLIANT_DEVICE = { isManaged: true, isCompliant: true } as const;

/**
 * What a policy's controls judge: of a device that is on its way, the one that it will be.
 * [documented] for all resources, "the Require device to be marked as compliant control doesn't block Intune enrollment":
 * Require device compliance with Conditional Access. Of a policy that names Microsoft Intune Enrollment no page says so.
 */
function asJudgedBy(policy: ConditionalAccessPolicy, access: Access): Access {
  const exempt = access.resource === 'enrollment' && !access.device && !namesEnrollment(policy);
  return exempt || access.deviceAwaited ? { ...access, device: COMPLIANT_DEVICE } : access;
}

/** [documented] the public list of codes knows 53000, "DeviceNotCompliant", only. */
const codeOf = (code: number, says: 'precise' | 'older') =>
  says === 'older' && (code === 530_002 || code === 530_003) ? 53_000 : code;

/** What keeps each policy that isn't disabled from being about a sign-in; undefined: nothing does. */
export function explainConditionalAccess(
  tenant: Tenant,
  access: Access,
): readonly { readonly policy: ConditionalAccessPolicy; readonly unmet: UnmetCondition | undefined }[] {
  const all = [...tenant.collection(CONDITIONAL_ACCESS_POLICIES)] as unknown as ConditionalAccessPolicy[];
  return all
    .filter(({ state }) => state !== 'disabled')
    .map((policy) => ({ policy, unmet: unmetCondition(tenant, policy, access) }));
}

function resultOf(
  state: ConditionalAccessPolicy['state'],
  about: boolean,
  missing: number | undefined,
): AppliedPolicy['result'] {
  if (state === 'disabled') return 'notEnabled';
  if (state === 'enabled') return !about ? 'notApplied' : missing === undefined ? 'success' : 'failure';
  if (!about) return 'reportOnlyNotApplied';
  if (missing === undefined) return 'reportOnlySuccess';
  // [documented: Report-only mode] what the person could still do interrupts, everything else fails.
  return SECOND_FACTOR_NEEDED.includes(missing) ? 'reportOnlyInterrupted' : 'reportOnlyFailure';
}
