import { nameByTemplate } from '../intune/device-name.ts';
import type { AssignmentSubject } from '../intune/index.ts';
import type { Situation } from './situation.ts';

/** A situation's device and its person as assignments see them. */
export function subjectOf({
  user,
  device,
  enrollment,
  enrollmentDecision: decision,
}: Situation): AssignmentSubject {
  const profile = decision.allowed && decision.facts.setup ? decision.profile : undefined;
  const { enrolled, serialNumber = '', subject: { model = '' } = {} } = device;
  const named = enrolled ? undefined : nameByTemplate(profile, { model, serialNumber });
  return {
    userId: user.id,
    device: {
      ownership: decision.allowed ? decision.owner : enrollment.owner,
      manufacturer: 'Apple',
      osVersion: device.osVersion,
      enrollmentProfileName: profile?.displayName,
      ...device.subject,
      ...(named !== undefined && { deviceName: named }),
    },
  };
}
