import { defineResource, type Resource } from '../../declare/resource.ts';
import { singleAssignments } from '../assignments.ts';
import { ONBOARDING_SERVICE, page } from './services.ts';

const PROFILES = 'deviceManagement/intuneBrandingProfiles';

const shared = {
  versions: ['beta'],
  family: 'intune',
  service: ONBOARDING_SERVICE,
  evidence: 'documented',
} as const;

/** What the Company Portal looks like, and for whom. Only beta has it. */
export const brandingProfiles: readonly Resource[] = [
  defineResource({
    ...shared,
    path: PROFILES,
    type: 'intuneBrandingProfile',
    sources: [page('resources/intune-wip-intunebrandingprofile?view=graph-rest-beta')],
  }),
  defineResource({
    ...shared,
    path: `${PROFILES}/assignments`,
    type: 'intuneBrandingProfileAssignment',
    ...singleAssignments,
    sources: [page('resources/intune-wip-intunebrandingprofileassignment?view=graph-rest-beta')],
  }),
];
