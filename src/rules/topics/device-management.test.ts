import { testRules } from '../../../test/support/rule-cases.ts';
import { deviceManagementRules } from './device-management.ts';

testRules(deviceManagementRules, [
  ...[13, -13].map((clockSkewHours) => ({
    rule: 'device-clock-wrong',
    when: `${clockSkewHours} hours fast`,
    circumstances: { device: { clockSkewHours } },
    repairedCircumstances: { device: { clockSkewHours: 12 } },
    outcome: 'stuck' as const,
  })),
  {
    rule: 'device-busy',
    when: 'locked',
    circumstances: { device: { locked: true } },
    repairedCircumstances: { device: { locked: false } },
    outcome: 'works',
  },
  {
    rule: 'downloaded-profile-expired',
    when: 'over coffee',
    circumstances: { enrollmentType: 'webDeviceEnrollment', device: { pauseMinutes: 9 } },
    repairedCircumstances: { enrollmentType: 'webDeviceEnrollment', device: { pauseMinutes: 8 } },
    outcome: 'stuck',
  },
  {
    rule: 'enrollment-window-missed',
    when: 'over coffee',
    circumstances: { device: { pauseMinutes: 16 } },
    repairedCircumstances: { device: { pauseMinutes: 15 } },
    outcome: 'stuck',
  },
]);
