import { AUTHENTICATOR_BUNDLE_ID } from '../apple/app-catalogue.ts';
import type { AppResolution } from '../intune/index.ts';
import type { MobileApp } from '../tenant/index.ts';
import { shortType } from './sso-policy.ts';

/** How the app comes from the App Store: bought in volume, or as anybody gets it. */
export type AppSupply = 'volumePurchase' | 'appStore' | 'lineOfBusiness';

/** Microsoft Authenticator for iOS as an app policy, and what Intune would do with it. */
export interface AuthenticatorApp {
  readonly app: MobileApp;
  readonly supply: AppSupply;
  readonly resolution: AppResolution;
}

const SUPPLIES: Readonly<Record<string, AppSupply>> = {
  iosVppApp: 'volumePurchase',
  iosStoreApp: 'appStore',
  managedIOSStoreApp: 'appStore',
  iosLobApp: 'lineOfBusiness',
  managedIOSLobApp: 'lineOfBusiness',
};

export function isAuthenticator(bundleId: unknown): boolean {
  return typeof bundleId === 'string' && bundleId.toLowerCase() === AUTHENTICATOR_BUNDLE_ID;
}

/** Where the app comes from when it is an app for iOS; undefined for any other platform. */
export function supplyOf(app: MobileApp): AppSupply | undefined {
  return SUPPLIES[shortType(app['@odata.type'])];
}

/**
 * Why user enrollment cannot install the app; undefined when it can. The managed volume takes only apps that are
 * licensed to the Managed Apple Account.
 */
export function refusedByUserEnrollment({ supply, resolution }: AuthenticatorApp): string | undefined {
  if (supply === 'appStore') return 'it is an App Store app, which user enrollment cannot install as managed';
  if (supply === 'volumePurchase' && resolution.useDeviceLicensing) {
    return 'its licence goes to the device, which user enrollment does not support';
  }
  return undefined;
}
