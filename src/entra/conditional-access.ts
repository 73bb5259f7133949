import type { Entity, Tenant, User } from '../tenant/index.ts';

/** `identity/conditionalAccess/policies`, as far as a sign-in on an iPhone asks. */
interface ConditionalAccessPolicy extends Entity {
  readonly displayName: string;
  readonly state: 'enabled' | 'disabled' | 'enabledForReportingButNotEnforced';
  readonly conditions: {
    readonly users?: {
      readonly includeUsers?: readonly string[];
      readonly excludeUsers?: readonly string[];
      readonly includeGroups?: readonly string[];
      readonly excludeGroups?: readonly string[];
    };
    readonly applications?: {
      readonly includeApplications?: readonly string[];
      readonly excludeApplications?: readonly string[];
    };
    readonly platforms?: {
      readonly includePlatforms?: readonly string[];
      readonly excludePlatforms?: readonly string[];
    } | null;
  };
  readonly grantControls?: {
    readonly operator?: 'AND' | 'OR';
    readonly builtInControls?: readonly string[];
  } | null;
}

/** What a sign-in brings along. */
export interface Access {
  readonly user: User;
  /** `enrollment`: Microsoft Intune Enrollment. Every other app counts as a work app. */
  readonly resource: 'workApp' | 'enrollment';
  readonly secondFactor: boolean;
  /** The Entra device that the token request proves; absent: none. */
  readonly device?: { readonly isManaged: boolean; readonly isCompliant: boolean } | undefined;
}

export interface AccessRefusal {
  /** The sign-in error code, without `AADSTS`. */
  readonly code: number;
  readonly message: string;
  readonly policy: string;
}

const CONDITIONAL_ACCESS_POLICIES = 'identity/conditionalAccess/policies';

/** The application id of Microsoft Intune Enrollment. */
const ENROLLMENT_APP = 'd4ebce55-015a-49b5-a083-c84d1797ae8c';

/**
 * The first policy that a sign-in doesn't satisfy, in the order of the directory; undefined when it may pass.
 * 53003 blocked, 50076 second factor needed, 50129 device not registered, 530002 not compliant, 530003 not managed.
 */
export function evaluateConditionalAccess(tenant: Tenant, access: Access): AccessRefusal | undefined {
  for (const policy of tenant.collection(CONDITIONAL_ACCESS_POLICIES) as Iterable<ConditionalAccessPolicy>) {
    if (policy.state !== 'enabled' || !targets(tenant, policy, access)) continue;
    const controls = policy.grantControls?.builtInControls ?? [];
    const refusals = controls
      .map((control) => refusalOf(control, access))
      .filter((refusal) => refusal !== undefined);
    const enough =
      policy.grantControls?.operator === 'OR' ? refusals.length < controls.length : refusals.length === 0;
    const first = refusals[0];
    if (first && !enough) return { ...first, policy: policy.displayName };
  }
  return undefined;
}

function targets(
  tenant: Tenant,
  { conditions }: ConditionalAccessPolicy,
  { user, resource }: Access,
): boolean {
  const { users, applications, platforms } = conditions;
  const members = tenant.links('groups/members');
  const inOne = (groups: readonly string[] | undefined) =>
    groups?.some((group) => members.has(group, user.id)) ?? false;
  const included =
    users?.includeUsers?.some((id) => id === 'All' || id === user.id) || inOne(users?.includeGroups);
  if (!included || users?.excludeUsers?.includes(user.id) || inOne(users?.excludeGroups)) return false;
  const apps = applications?.includeApplications ?? [];
  const hit =
    resource === 'enrollment'
      ? apps.includes(ENROLLMENT_APP)
      : apps.some((app) => app === 'All' || (app !== 'None' && app !== ENROLLMENT_APP));
  if (!hit || (resource === 'enrollment' && applications?.excludeApplications?.includes(ENROLLMENT_APP)))
    return false;
  const platform = platforms?.includePlatforms;
  if (platform && !platform.some((name) => name === 'all' || name === 'iOS')) return false;
  return !platforms?.excludePlatforms?.includes('iOS');
}

function refusalOf(
  control: string,
  { secondFactor, device }: Access,
): Omit<AccessRefusal, 'policy'> | undefined {
  switch (control) {
    case 'block':
      return { code: 53003, message: 'Access has been blocked by Conditional Access policies' };
    case 'mfa':
      return secondFactor
        ? undefined
        : { code: 50076, message: 'a second factor is required, and the person has none at hand' };
    case 'compliantDevice':
      if (!device) return { code: 50129, message: 'Device is not Workplace joined' };
      if (!device.isManaged) return { code: 530003, message: 'Your device is required to be managed' };
      return device.isCompliant
        ? undefined
        : { code: 530002, message: 'Your device is required to be compliant to access this resource' };
    default:
      return undefined;
  }
}
