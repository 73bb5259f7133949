// How people enroll their iPhones and iPads themselves.
import { defineResource, type Operation, type Resource } from '../../declare/resource.ts';
import { assignmentRow } from '../assignments.ts';
import { closeGap, lastPriority, moveTo } from './priorities.ts';
import { ENROLLMENT_SERVICE, reference } from './services.ts';

const PROFILES = 'deviceManagement/appleUserInitiatedEnrollmentProfiles';
/** [documented] 0 is the highest. */
const HIGHEST = 0;

const setPriority: Operation = {
  on: 'appleUserInitiatedEnrollmentProfile',
  name: 'setPriority',
  run(call, profile, { priority }) {
    if (profile)
      moveTo(call, PROFILES, [...call.tenant.collection(PROFILES)], profile, Number(priority), HIGHEST);
  },
  evidence: 'documented',
  sources: [reference('intune-enrollment-appleuserinitiatedenrollmentprofile-setpriority')],
};

export const userInitiatedProfiles: readonly Resource[] = [
  defineResource({
    path: PROFILES,
    type: 'appleUserInitiatedEnrollmentProfile',
    versions: ['beta'],
    family: 'intune',
    service: ENROLLMENT_SERVICE,
    beforeCreate: (call, draft) => ({
      ...draft,
      priority: lastPriority([...call.tenant.collection(PROFILES)], HIGHEST),
    }),
    // There is setPriority for that [inferred].
    beforeUpdate: (_call, _profile, { priority: _, ...patch }) => patch,
    afterDelete: (call) => closeGap(call, PROFILES, [...call.tenant.collection(PROFILES)], HIGHEST),
    evidence: 'documented',
    sources: [reference('resources/intune-enrollment-appleuserinitiatedenrollmentprofile')],
  }),
  defineResource({
    path: `${PROFILES}/assignments`,
    type: 'appleEnrollmentProfileAssignment',
    versions: ['beta'],
    family: 'intune',
    service: ENROLLMENT_SERVICE,
    beforeCreate: (call, draft) => (call.parent ? { ...assignmentRow(call.parent, draft) } : draft),
    evidence: 'documented',
    sources: [reference('intune-enrollment-appleenrollmentprofileassignment-create')],
  }),
];

export const userInitiatedProfileOperations: readonly Operation[] = [setPriority];
