import { bundleIdOf, COMPANY_PORTAL_BUNDLE_ID } from '../apple/app-catalogue.ts';
import { locksToCompanyPortal } from '../apple/enrollment-setup.ts';
import { type AppLock, appLockOf, locksToApp } from '../intune/app-lock.ts';
import { type DepEnrollmentProfile, onceFor } from '../tenant/index.ts';
import type { ActionName, ParsedAction } from './actions.ts';
import { appNameOf } from './apps.ts';
import type { InstalledProfile } from './device-state.ts';
import { findingsOf } from './findings.ts';
import type { Scene } from './scene.ts';

/** What takes no other app than the one that is open. */
const WITHOUT_APPS: ReadonlySet<ActionName> = new Set([
  'checkIn',
  'setNetwork',
  'restart',
  'unlock',
  'recheck',
  'restore',
]);

/** Says no to what would take another app than the one that the device is locked to. False: nothing stands in the way. */
export function refusedInSingleAppMode(scene: Scene, action: ParsedAction): boolean {
  if (WITHOUT_APPS.has(action.do)) return false;
  const lock = lockedTo(scene);
  if (lock === undefined || (action.do === 'setPasscode' && scene.state.passcodeDue !== undefined))
    return false;
  const app = action.do === 'signIn' ? bundleIdOf(action.app) : undefined;
  const isThere = scene.state.apps.some(({ bundleId, state }) => bundleId === app && state === 'installed');
  if (app !== undefined && isThere && app === lock) return false;
  if (action.do === 'checkCompliance' && lock === COMPANY_PORTAL_BUNDLE_ID) return false;
  const rules = app === undefined ? [] : findingsOf(scene, app, 'registration').map(({ rule }) => rule);
  scene.tell({
    from: 'device',
    to: 'person',
    step: 'SingleAppMode',
    outcome: 'refused',
    message: `The device is locked to ${lock === '' ? 'another app' : appNameOf(lock)} (Single App Mode), and opens nothing else`,
    findings: [...new Set(rules)],
  });
  return true;
}

/** The bundle id of the app that the device is locked to; '' when nobody knows it, undefined when it isn't locked. */
function lockedTo(scene: Scene): string | undefined {
  const { state, enrollment, tenant } = scene;
  // [documented] App Lock is for supervised devices: com.apple.app.lock.
  if (state.managedDeviceId === undefined || !enrollment.supervised) return undefined;
  const policy = lockingPolicy(state.profiles);
  const lock: AppLock | undefined = policy && appLockOf(tenant, policy);
  if (lock) return lock.bundleId === undefined ? '' : bundleIdOf(lock.bundleId);
  return waitsForCompanyPortal(scene) ? COMPANY_PORTAL_BUNDLE_ID : undefined;
}

/** Devices with the same profiles share the answer. */
const lockingPolicy = onceFor(
  (profiles: readonly InstalledProfile[]) => profiles.find(({ policy }) => locksToApp(policy))?.policy,
);

/** Whether the device opens nothing but Company Portal, until somebody has signed in there. */
export function waitsForCompanyPortal(scene: Scene): boolean {
  const managed = scene.managedDevice();
  if (scene.enrollment.setup !== 'companyPortal' || managed?.userId) return false;
  const profile = enrollmentProfileOf(scene);
  return profile !== undefined && locksToCompanyPortal(profile);
}

/** The profile of automated enrollment that the device came by. */
export function enrollmentProfileOf(scene: Scene): DepEnrollmentProfile | undefined {
  const name = scene.managedDevice()?.enrollmentProfileName;
  if (name === undefined) return undefined;
  const profiles = scene.tenant.collection('deviceManagement/depOnboardingSettings/enrollmentProfiles');
  return [...profiles].find((profile) => profile.displayName === name) as DepEnrollmentProfile | undefined;
}
