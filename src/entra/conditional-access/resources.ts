// What a policy is for.
import { isOffice365 } from '../../directory/index.ts';
import type { Access, UnmetCondition } from './access.ts';
import type { ConditionalAccessPolicy, Conditions } from './policy.ts';

/** The application id of Microsoft Intune Enrollment. */
const ENROLLMENT_APP = 'd4ebce55-015a-49b5-a083-c84d1797ae8c';
/** [documented] "With this option, MFA is required during enrollment": Require multifactor authentication for Intune device enrollments. */
const INTUNE_APP = '0000000a-0000-0000-c000-000000000000';
/** [inferred] what nobody signs in to with an app on a phone: what enrolling and linking are for, for administrators (the second is Windows Azure Service Management API), for agents. */
const NO_WORK_APPS: readonly string[] = [
  'None',
  ENROLLMENT_APP,
  INTUNE_APP,
  'MicrosoftAdminPortals',
  '797f4846-ba00-4fd7-ba43-dac1f8f63013',
  'AllAgentIdResources',
];

/** What stands for several. */
const GROUPS: readonly string[] = ['Office365', 'MicrosoftAdminPortals', 'AllAgentIdResources', 'None'];

export function includesResource({ applications }: Conditions, { resource }: Access): boolean {
  const included = applications?.includeApplications ?? [];
  const excluded = applications?.excludeApplications ?? [];
  // [inferred] of the apps on a phone, those of Office 365 are meant.
  if (resource === 'workApp')
    return included.some((app) => !NO_WORK_APPS.includes(app)) && !excluded.includes('Office365');
  if (resource === 'enrollment')
    return (
      included.some((app) => app === 'All' || app === ENROLLMENT_APP || app === INTUNE_APP) &&
      !excluded.includes(ENROLLMENT_APP)
    );
  if ('userAction' in resource)
    return applications?.includeUserActions?.includes(resource.userAction) ?? false;
  if ('authenticationContext' in resource)
    return (
      applications?.includeAuthenticationContextClassReferences?.includes(resource.authenticationContext) ??
      false
    );
  const { appId } = resource;
  // [documented] What If: "Groups of apps, such as Office 365 or Microsoft Admin Portals, don't result in a match."
  const isMeant = (app: string) =>
    GROUPS.includes(app) ? app === 'Office365' && isOffice365(appId) : app === appId;
  return included.some((app) => app === 'All' || isMeant(app)) && !excluded.some(isMeant);
}

/** Whether a policy names Microsoft Intune Enrollment itself, and not just all resources. */
export function namesEnrollment({ conditions }: ConditionalAccessPolicy): boolean {
  return conditions.applications?.includeApplications?.includes(ENROLLMENT_APP) ?? false;
}

export function kindOfResource({ resource }: Access): UnmetCondition {
  if (typeof resource === 'string' || 'appId' in resource) return 'application';
  return 'userAction' in resource ? 'userActions' : 'authenticationContext';
}
