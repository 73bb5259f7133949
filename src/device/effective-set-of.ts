import { resolveEffectiveSet } from '../intune/assignment.ts';
import type { AssignmentSubject, EffectiveSet } from '../intune/assignment-types.ts';
import { subjectOf } from '../intune/managed-device.ts';
import { assignmentSubject, reportedFacts } from './facts.ts';
import type { Scene } from './scene.ts';

/** The device as assignments see it, or would see it once it is enrolled. */
export function subjectOfScene(scene: Scene): AssignmentSubject {
  const managed = scene.managedDevice();
  return managed ? subjectOf(managed) : assignmentSubject(scene.state, scene.enrollment);
}

/** The same with all that the device says of itself when Intune asks: [documented] filters are evaluated at enrollment, too. */
export function subjectReporting(scene: Scene): AssignmentSubject {
  const managed = scene.managedDevice();
  return managed ? subjectOf(managed, reportedFacts(scene.state)) : subjectOfScene(scene);
}

/** All that Intune gives the device, or would give it. */
export function effectiveSetOf(scene: Scene): EffectiveSet {
  return resolveEffectiveSet(scene.tenant, subjectOfScene(scene));
}
