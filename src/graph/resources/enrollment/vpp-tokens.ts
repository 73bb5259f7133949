// The tokens of Apple's app licences.
import { defineResource, type Operation, type Resource } from '../../declare/resource.ts';
import { actorOf, now } from '../../request/call.ts';
import { reference } from './services.ts';

const TOKENS = 'deviceAppManagement/vppTokens';

const syncLicenses: Operation = {
  on: 'vppToken',
  name: 'syncLicenses',
  run(call, token) {
    if (!token) return undefined;
    const at = now(call);
    const change = { lastSyncDateTime: at, lastSyncStatus: 'completed', lastModifiedDateTime: at };
    return call.tenant.collection(TOKENS).update(token.id, change as never, actorOf(call));
  },
  evidence: 'documented',
  sources: [reference('intune-onboarding-vpptoken-synclicenses')],
};

export const vppTokens: Resource = defineResource({
  path: TOKENS,
  type: 'vppToken',
  family: 'intune',
  service: 'AppLifecycle_2203/StatelessAppleVppFEService',
  // [recorded] the token itself reads as null.
  writeOnly: ['token'],
  evidence: 'recorded',
  sources: [reference('resources/intune-onboarding-vpptoken')],
});

export const vppTokenOperations: readonly Operation[] = [syncLicenses];
