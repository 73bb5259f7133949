import type { EnrollmentDecision, EnrollmentRequest } from '../intune/enrollment/decision.ts';
import { type EnrollmentTypeFacts, enrollmentFacts } from '../intune/enrollment/types.ts';
import type { DeviceState } from './device-state.ts';
import type { Scene } from './scene.ts';

/** The last decision, about whom, and when in the journal it was made: steps that follow at once ask the same again. */
let last:
  | { readonly scene: Scene; readonly sequence: number; readonly decision: EnrollmentDecision }
  | undefined;

/** Intune's decision about the device as it is now. */
export function decisionFor(scene: Scene): EnrollmentDecision {
  const sequence = scene.tenant.journal.lastSequence;
  if (last?.scene === scene && last.sequence === sequence) return last.decision;
  const decision = scene.world.intune.decideEnrollment(enrollmentRequest(scene));
  last = { scene, sequence, decision };
  return decision;
}

/** What the device asks Intune for when it wants to enroll. */
export function enrollmentRequest({ state, user }: Scene): EnrollmentRequest {
  return {
    type: state.enrollmentType,
    user,
    osVersion: state.osVersion,
    serialNumber: state.serialNumber,
    imei: state.imei,
    model: state.model,
    managedAppleAccount: state.managedAppleAccount !== false,
    wellKnownFile: state.wellKnownFile !== false,
    ownedBy: state.ownedBy,
  };
}

/** The facts of the type that the device's enrollment has come to, or is to be. */
export function enrollmentOf({ enrolledAs, enrollmentType }: DeviceState): EnrollmentTypeFacts {
  return enrollmentFacts(enrolledAs ?? enrollmentType);
}

/** Whose the device is, or is to be. */
export function ownerOf(state: DeviceState): 'personal' | 'company' {
  return state.owner ?? enrollmentOf(state).owner;
}
