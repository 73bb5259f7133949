import { testRules } from '../../../test/support/rule-cases.ts';
import { ALL_USERS, type TenantDraft } from '../../../test/support/tenant-draft.ts';
import { companyPortalRules } from './company-portal.ts';

const COMPANY_PORTAL = 'com.microsoft.CompanyPortal';
const app = (intent: string) => ({
  appType: 'iosVppApp',
  bundleId: COMPANY_PORTAL,
  assignments: [{ intent, target: ALL_USERS }],
});

testRules(companyPortalRules, [
  ...['required', 'available'].map((intent) => ({
    rule: 'company-portal-web-enrollment',
    when: intent,
    break: (draft: TenantDraft) => {
      draft.sso = [];
      draft.apps.push(app(intent));
    },
    repair: (draft: TenantDraft) => void draft.apps.push(app(intent)),
    circumstances: { enrollmentType: 'webDeviceEnrollment' as const },
    outcome: 'stuck' as const,
  })),
  {
    rule: 'company-portal-app-configuration',
    when: 'automated enrollment',
    break: (draft) => {
      draft.apps.push(app('required'));
      draft.appConfigurations.push(COMPANY_PORTAL);
    },
    repair: (draft) => {
      draft.apps.push(app('required'));
      draft.appConfigurations.push('com.microsoft.azureauthenticator');
    },
    outcome: 'works',
  },
]);
