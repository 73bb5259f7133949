// How the apps stand that Intune brings to a device, or keeps away from it.
import type { ManagedDevice, Tenant } from '../tenant/index.ts';
import { assignmentsOf } from './assignment.ts';
import type { AppResolution } from './assignment-types.ts';
import { subjectOf } from './managed-device.ts';

/** What a device says about an app. */
export interface ReportedApp {
  readonly bundleId: string;
  readonly state: 'installed' | 'installing' | 'failed' | 'rejected';
}

/** As Graph shows it in `mobileAppIntentAndStates`. */
export interface AppState {
  readonly applicationId: string;
  readonly displayName: string;
  readonly displayVersion: string;
  readonly mobileAppIntent: string;
  readonly installState: 'installed' | 'failed' | 'notInstalled' | 'pendingInstall' | 'unknown';
}

/** [documented] an offer that the person declines counts as a failed installation: "Troubleshoot app installation issues". */
const STATES = {
  installed: 'installed',
  installing: 'pendingInstall',
  failed: 'failed',
  rejected: 'failed',
} as const satisfies Record<ReportedApp['state'], AppState['installState']>;

function intentOf({ intent, offered }: AppResolution): string {
  if (intent === 'uninstall') return 'requiredUninstall';
  if (intent === 'available') return 'available';
  return offered ? 'requiredAndAvailableInstall' : 'requiredInstall';
}

/** The apps that are meant for a device, in the order of the tenant's. `reported`: what the device has. */
export function appStates(
  tenant: Tenant,
  device: ManagedDevice,
  reported: readonly ReportedApp[],
): readonly AppState[] {
  const states = new Map(reported.map(({ bundleId, state }) => [bundleId.toLowerCase(), state]));
  return assignmentsOf(tenant)
    .effective(subjectOf(device))
    .apps.flatMap((resolution) => {
      const { entity: app, intent } = resolution;
      if (intent === 'none') return [];
      const state = states.get(app.bundleId?.toLowerCase() ?? '');
      return {
        applicationId: app.id,
        displayName: app.displayName,
        displayVersion: String(app['versionNumber'] ?? ''),
        mobileAppIntent: intentOf(resolution),
        // [recorded] IntuneDeviceDetailsGUI: what nothing is known of yet is unknown, wanted or offered.
        installState: state ? STATES[state] : intent === 'uninstall' ? 'notInstalled' : 'unknown',
      };
    });
}
