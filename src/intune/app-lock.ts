// Single App Mode: the template of restrictions has a device run one app and nothing else (Kiosk; `com.apple.app.lock`).
import type { Policy, Tenant } from '../tenant/index.ts';

/** The app that a device runs and nothing else. */
export interface AppLock {
  readonly policy: Policy;
  /** Absent: an app of the App Store that the tenant doesn't have, so nobody knows its bundle id. */
  readonly bundleId?: string | undefined;
}

const RESTRICTIONS = /^#?microsoft\.graph\.iosGeneralDeviceConfiguration$/;

/** Whether a policy locks supervised devices to an app, whichever. */
export const locksToApp = (policy: Policy): boolean =>
  RESTRICTIONS.test(policy['@odata.type']) &&
  [policy['kioskModeBuiltInAppId'], policy['kioskModeManagedAppId'], policy['kioskModeAppStoreUrl']].some(
    isText,
  );

/**
 * What a policy locks supervised devices to: [documented] "the device locks to the specified app until removal of the profile",
 * https://developer.apple.com/documentation/devicemanagement/applock. Undefined: it doesn't.
 */
export function appLockOf(tenant: Tenant, policy: Policy): AppLock | undefined {
  if (!locksToApp(policy)) return undefined;
  const apps = tenant.collection('deviceAppManagement/mobileApps');
  const {
    kioskModeBuiltInAppId: builtIn,
    kioskModeManagedAppId: managed,
    kioskModeAppStoreUrl: url,
  } = policy;
  if (isText(builtIn)) return { policy, bundleId: builtIn };
  if (isText(managed)) return { policy, bundleId: apps.get(managed)?.bundleId ?? undefined };
  const inStore = [...apps].find(
    (app) => isText(app['appStoreUrl']) && storeId(app['appStoreUrl']) === storeId(url as string),
  );
  return { policy, bundleId: inStore?.bundleId ?? undefined };
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** `https://apps.apple.com/us/app/microsoft-teams/id1113153706?mt=8` → `1113153706`; an address without one is its own. */
const storeId = (url: string): string => /\/id(\d+)/.exec(url)?.[1] ?? url;
