import { DAY, HOUR, MINUTE } from '../../clock/index.ts';
import type { Access, AccessRefusal } from './access.ts';
import { controlsOf } from './controls.ts';
import type { ConditionalAccessPolicy } from './policy.ts';

/** [documented] "every time": "we don't prompt users more often than once every five minutes". Source: adaptive session lifetime policies. */
const EVERY_TIME = 5 * MINUTE;

/** How old a sign-in may be for a policy, in milliseconds; undefined: as old as it likes. */
function longest({ sessionControls }: ConditionalAccessPolicy): number | undefined {
  const frequency = sessionControls?.signInFrequency;
  if (!frequency || frequency.isEnabled === false) return undefined;
  if (frequency.frequencyInterval === 'everyTime') return EVERY_TIME;
  const { value, type } = frequency;
  return value ? value * (type === 'days' ? DAY : HOUR) : undefined;
}

/**
 * What a sign-in lacks whose session is too old for a policy. [documented] 50078, UserStrongAuthExpired, where the policy asks for a second
 * factor, and 70044 else; which of them the service takes is [inferred].
 */
export function expiredSession(
  policy: ConditionalAccessPolicy,
  { sessionAge }: Access,
): Pick<AccessRefusal, 'code' | 'message'> | undefined {
  const most = longest(policy);
  if (most === undefined || sessionAge === undefined || sessionAge <= most) return undefined;
  return controlsOf(policy.grantControls ?? {}).includes('mfa')
    ? {
        code: 50078,
        message:
          'Presented multifactor authentication has expired due to policies configured by your administrator. You must refresh your multifactor authentication to access this resource.',
      }
    : {
        code: 70044,
        message:
          'The session has expired or is invalid due to sign-in frequency checks by Conditional Access.',
      };
}
