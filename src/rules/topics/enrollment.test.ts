import { testRules } from '../../../test/support/rule-cases.ts';
import { enrollmentRules } from './enrollment.ts';

testRules(enrollmentRules, [
  {
    rule: 'enrollment-type-deprecated',
    when: 'user enrollment with Company Portal',
    circumstances: { enrollmentType: 'userEnrollmentWithCompanyPortal' },
    repairedCircumstances: { enrollmentType: 'accountDrivenUserEnrollment' },
    outcome: 'works',
  },
]);
