import { complianceOf } from '../check-in.ts';
import type { Scene } from '../scene.ts';

/** The Company Portal website lists what fails, why, and what the person can do about it. */
export function tellFailures(scene: Scene): void {
  const failing = complianceOf(scene)?.failing ?? [];
  for (const { title, expected, actual, reason, userAction, userFixable } of failing) {
    scene.tell({
      from: 'companyPortal',
      to: 'person',
      step: 'ShowSetting',
      outcome: 'info',
      message: `${title}: expected ${expected}, found ${actual}${userFixable ? '' : '. The person cannot repair this'}`,
      user: [reason, userAction].filter(Boolean).join(' '),
    });
  }
  if (failing.length > 0 && !failing.some(({ userFixable }) => userFixable)) {
    scene.tell({
      from: 'ssoExtension',
      to: 'app',
      step: 'JITRemediationStarted',
      outcome: 'failed',
      code: -51821,
      message: 'Not compliant, and nothing in the list is in the person’s hands',
      user: 'Contact your IT support',
    });
  }
}
