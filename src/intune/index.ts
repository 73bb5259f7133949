export { resolveEffectiveSet } from './assignment.ts';
export type * from './assignment-types.ts';
export { allAssignedFrom, settleRestrictionAssignments } from './enrollment/restriction-assignments.ts';
export {
  ENROLLMENT_TYPES,
  type EnrollmentType,
  type EnrollmentTypeFacts,
  enrollmentFacts,
  JUST_IN_TIME_TYPES,
} from './enrollment/types.ts';
export {
  type AssignmentExplanation,
  type AssignmentStep,
  type ExplainedFilter,
  type ExplainedGroup,
  explainAssignment,
} from './explain-assignment.ts';
