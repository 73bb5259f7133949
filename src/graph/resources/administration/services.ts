import type { ResourceDeclaration } from '../../declare/resource.ts';
import { assignmentRow, checkFilters } from '../assignments.ts';

/** [inferred] by the pattern of the others: StatelessOnboardingService is the one that is recorded. */
export const NOTIFICATION_SERVICE = 'StatelessNotificationFEService';
export const TERMS_SERVICE = 'StatelessCompanyTermsFEService';
export const ONBOARDING_SERVICE = 'StatelessOnboardingFEService';

export const page = (name: string) => `https://learn.microsoft.com/graph/api/${name}`;

/** What assignments that are created one by one have in common. */
export const singleAssignments: Pick<ResourceDeclaration, 'beforeCreate' | 'beforeUpdate'> = {
  beforeCreate(call, draft) {
    if (!call.parent) return draft;
    const row = assignmentRow(call.parent, draft);
    checkFilters(call, [row]);
    return { ...row };
  },
  beforeUpdate(call, assignment, patch) {
    checkFilters(call, [{ ...assignment, ...patch }]);
    return patch;
  },
};
