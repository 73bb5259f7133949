import { describe, expect, it } from 'vitest';
import { judged, testRules } from '../../../test/support/rule-cases.ts';
import { ALL_USERS, group, type TenantDraft } from '../../../test/support/tenant-draft.ts';
import { type AssignmentTarget, SERVICES, type Tenant } from '../../tenant/index.ts';
import { emailProfileRules } from './email-profile.ts';

const CONFIGURATIONS = 'deviceManagement/deviceConfigurations';
const COMPLIANCE = 'deviceManagement/deviceCompliancePolicies';

const demand = ({ compliance: [policy] }: TenantDraft) => {
  if (policy) policy.settings['managedEmailProfileRequired'] = true;
};

/** An email profile, assigned to these. */
const assign =
  (...targets: AssignmentTarget[]) =>
  (tenant: Tenant): void => {
    const type = '#microsoft.graph.iosEasEmailProfileConfiguration';
    const by = SERVICES.seed;
    tenant.collection(CONFIGURATIONS).insert({ '@odata.type': type, id: 'mail', displayName: 'Mail' }, by);
    for (const [index, target] of targets.entries()) {
      const row = { id: `mail-${index}`, $parent: 'mail', target };
      tenant.collection(`${CONFIGURATIONS}/assignments`).insert(row, by);
    }
  };

/** How many hours the compliance policy lets pass. */
const grace = (gracePeriodHours: number) => (tenant: Tenant) => {
  const scheduledActionConfigurations = [{ id: 'block', actionType: 'block', gracePeriodHours }];
  const rule = { id: 'rule', $parent: 'compliance-0', ruleName: 'all', scheduledActionConfigurations };
  tenant.collection(`${COMPLIANCE}/scheduledActionsForRule`).insert(rule, SERVICES.seed);
};

const late = (draft: TenantDraft) => {
  draft.dynamicDeviceGroups['iPhones'] = '(device.deviceOSType -eq "iPhone")';
  draft.unfilledGroups.push('iPhones');
};

testRules(emailProfileRules, [
  {
    rule: 'email-profile-missing',
    when: 'nobody assigns one',
    break: (draft) => {
      demand(draft);
      draft.also.push(assign());
    },
    repair: (draft) => {
      demand(draft);
      draft.also.push(assign(ALL_USERS));
    },
    outcome: 'shutOut',
    pointer: '/managedEmailProfileRequired',
  },
  {
    rule: 'email-profile-missing',
    when: 'it is for others',
    break: (draft) => {
      demand(draft);
      draft.also.push(assign(group('guests')));
    },
    repair: (draft) => {
      demand(draft);
      draft.also.push(assign(group('staff')));
    },
    outcome: 'shutOut',
  },
  {
    rule: 'email-profile-missing',
    when: 'it comes late',
    break: (draft) => {
      demand(draft);
      late(draft);
      draft.also.push(assign(group('iPhones')));
    },
    repair: demandAndAssign,
    outcome: 'shutOut',
  },
  {
    rule: 'email-profile-other-group',
    when: 'the person is in both groups',
    break: (draft) => {
      demand(draft);
      draft.groups['mail users'] = true;
      const [policy] = draft.compliance;
      if (policy) policy.targets = [group('staff')];
      draft.also.push(assign(group('mail users')));
    },
    repair: demandAndAssign,
    outcome: 'works',
    pointer: '/managedEmailProfileRequired',
  },
]);

function demandAndAssign(draft: TenantDraft): void {
  demand(draft);
  draft.also.push(assign(ALL_USERS));
}

describe('an email profile that is demanded', () => {
  const said = (change: (draft: TenantDraft) => void) => {
    const { findings, uncertain, access } = judged(change);
    const found = findings.find(({ rule }) => rule === 'email-profile-missing');
    return { message: found?.message, severity: found?.severity, uncertain, access };
  };

  it('says what the device is, and for how long', () => {
    const never = said(demand);
    expect(never.message).toContain(
      'there is none for iOS/iPadOS: the device is noncompliant from the first',
    );
    const inGrace = said((draft) => {
      demand(draft);
      draft.also.push(grace(48));
    });
    expect(inGrace).toMatchObject({ severity: 'blocker', access: false, uncertain: [] });
    expect(inGrace.message).toContain(
      'in its grace period for 48 hours from the first check on, and noncompliant',
    );
  });

  it.each([
    [0, 'the device is noncompliant, and nobody can do anything about it'],
    [24, 'in its grace period, which ends 24 hours after the first check'],
  ])('comes late, and may come too late for a grace period of %i hours', (hours, words) => {
    const found = said((draft) => {
      demand(draft);
      late(draft);
      draft.also.push(assign(group('iPhones')), grace(hours));
    });
    expect(found).toMatchObject({ severity: 'degraded', uncertain: ['access'], access: false });
    expect(found.message).toContain(words);
  });

  it('is nobody’s concern where both come late at once', () => {
    const found = said((draft) => {
      demand(draft);
      late(draft);
      draft.compliance.push({ policyType: 'iosCompliancePolicy', targets: [ALL_USERS], settings: {} });
      const [policy] = draft.compliance;
      if (policy) policy.targets = [group('iPhones')];
      draft.also.push(assign(group('iPhones')));
    });
    expect(found.message).toBeUndefined();
  });
});
