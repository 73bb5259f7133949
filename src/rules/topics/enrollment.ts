import type { Rule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const enrollmentRules: readonly Rule[] = [
  {
    id: 'enrollment-type-deprecated',
    title: 'The enrollment type is deprecated',
    severity: 'warning',
    evidence: 'documented',
    source: SOURCES.userEnrollmentWithCompanyPortal,
    symptom: 'None yet.',
    graph: 'Nothing.',
    fix: 'Use account-driven user enrollment for new devices.',
    *find({ enrollment }) {
      if (enrollment.deprecated)
        yield { message: `${enrollment.title} is deprecated and not meant for new devices` };
    },
  },
];
