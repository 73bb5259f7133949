import { testRules } from '../../../test/support/rule-cases.ts';
import type { TenantDraft } from '../../../test/support/tenant-draft.ts';
import { secondFactorRules } from './second-factor.ts';

const ENROLLMENT = 'd4ebce55-015a-49b5-a083-c84d1797ae8c';
const strength = (digit: number) => ({
  authenticationStrength: { id: `00000000-0000-0000-0000-00000000000${digit}` },
});
const asks =
  (grantControls: Record<string, unknown> = { builtInControls: ['mfa'] }) =>
  (draft: TenantDraft) =>
    void draft.conditionalAccess.push({ app: ENROLLMENT, grantControls });
const ACCOUNT_DRIVEN = { enrollmentType: 'accountDrivenUserEnrollment' } as const;

testRules(secondFactorRules, [
  {
    rule: 'setup-assistant-legacy-mfa',
    when: 'a second factor is demanded',
    break: (draft) => {
      draft.automatedEnrollmentProfile = { requiresUserAuthentication: true };
      asks()(draft);
    },
    repair: asks(),
    outcome: 'stuck',
  },
  {
    rule: 'setup-assistant-phishing-resistant',
    when: 'that strength is demanded',
    break: asks(strength(4)),
    repair: asks(strength(2)),
    outcome: 'stuck',
  },
  {
    rule: 'security-info-out-of-reach',
    when: 'in Setup Assistant',
    break: asks(),
    circumstances: { device: { secondFactor: 'notRegistered' } },
    repairedCircumstances: { device: { secondFactor: true } },
    outcome: 'stuck',
  },
  {
    rule: 'security-info-out-of-reach',
    when: 'registering takes what is to be registered',
    break: (draft) => {
      asks()(draft);
      draft.conditionalAccess.push({
        app: 'None',
        conditions: { applications: { includeUserActions: ['urn:user:registersecurityinfo'] } },
        grantControls: { builtInControls: ['mfa'] },
      });
    },
    circumstances: { ...ACCOUNT_DRIVEN, device: { secondFactor: 'notRegistered' } },
    repair: asks(),
    outcome: 'stuck',
  },
  {
    rule: 'second-factor-out-of-reach',
    when: 'the person has none',
    break: asks(),
    circumstances: { device: { secondFactor: false } },
    repair: asks(),
    repairedCircumstances: { device: { secondFactor: true } },
    outcome: 'stuck',
  },
  {
    rule: 'second-factor-out-of-reach',
    when: 'the first app asks for one',
    break: (draft) =>
      void draft.conditionalAccess.push({ app: 'All', grantControls: { builtInControls: ['mfa'] } }),
    circumstances: { device: { secondFactor: false } },
    repairedCircumstances: { device: { secondFactor: true } },
    outcome: 'stuck',
  },
  ...(
    [
      ['15.5', 'textMessage', '16.4', 'textMessage'],
      ['15.5', 'phoneCall', '15.7', 'phoneCall'],
      ['16.3', 'textMessage', '16.3', 'phoneCall'],
    ] as const
  ).map(([osVersion, secondFactor, laterVersion, other]) => ({
    rule: 'second-factor-on-enrolling-phone',
    when: `${secondFactor} with ${osVersion}`,
    break: asks(),
    circumstances: { ...ACCOUNT_DRIVEN, device: { osVersion, secondFactor } },
    repair: asks(),
    repairedCircumstances: { ...ACCOUNT_DRIVEN, device: { osVersion: laterVersion, secondFactor: other } },
    outcome: 'stuck' as const,
  })),
]);
