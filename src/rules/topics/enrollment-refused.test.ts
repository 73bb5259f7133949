import { testRules } from '../../../test/support/rule-cases.ts';
import { enrollmentRefusedRules } from './enrollment-refused.ts';

const withCompanyPortal = {
  requiresUserAuthentication: true,
  configurationWebUrl: true,
  companyPortalVppTokenId: 'vpp',
};

testRules(enrollmentRefusedRules, [
  {
    rule: 'enrollment-type-removed',
    when: 'a new phone',
    circumstances: { enrollmentType: 'userEnrollmentWithCompanyPortal', device: { osVersion: '18.0' } },
    repairedCircumstances: {
      enrollmentType: 'userEnrollmentWithCompanyPortal',
      device: { osVersion: '17.7' },
    },
    outcome: 'stuck',
  },
  {
    rule: 'company-portal-without-license',
    when: 'the token has expired',
    break: (draft) => {
      draft.automatedEnrollmentProfile = withCompanyPortal;
      draft.appToken = '2025-01-01T00:00:00Z';
    },
    repair: (draft) => {
      draft.automatedEnrollmentProfile = withCompanyPortal;
      draft.appToken = '2027-01-01T00:00:00Z';
    },
    outcome: 'stuck',
  },
]);
