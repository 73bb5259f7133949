import type { Operation } from '../../declare/resource.ts';
import { actorOf, now } from '../../request/call.ts';
import { page } from './paths.ts';

const ROOT = 'deviceAppManagement';

/** There is no such store to ask, so a tenant that uses it learns that it was asked, and of no app. */
export const syncStoreForBusiness: Operation = {
  on: 'deviceAppManagement',
  name: 'syncMicrosoftStoreForBusinessApps',
  run(call, root) {
    const stored = root && call.tenant.collection(ROOT).get(root.id);
    if (!stored?.['isEnabledForMicrosoftStoreForBusiness']) {
      call.note('isEnabledForMicrosoftStoreForBusiness is false, so there is nothing to synchronize with');
      return;
    }
    const at = now(call);
    const change = {
      microsoftStoreForBusinessLastSuccessfulSyncDateTime: at,
      microsoftStoreForBusinessLastCompletedApplicationSyncTime: at,
    };
    call.tenant.collection(ROOT).update(stored.id, change, actorOf(call));
  },
  evidence: 'documented',
  sources: [page('intune-onboarding-deviceappmanagement-syncmicrosoftstoreforbusinessapps')],
};
