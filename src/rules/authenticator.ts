import { AUTHENTICATOR_BUNDLE_ID } from '../apple/app-catalogue.ts';
import { appDelivery } from '../intune/apps.ts';
import type { AppResolution } from '../intune/index.ts';
import type { MobileApp } from '../tenant/index.ts';

/** Microsoft Authenticator for iOS as an app policy, and what Intune would do with it. */
export interface AuthenticatorApp {
  readonly app: MobileApp;
  readonly resolution: AppResolution;
}

export function isAuthenticator(bundleId: unknown): boolean {
  return typeof bundleId === 'string' && bundleId.trim().toLowerCase() === AUTHENTICATOR_BUNDLE_ID;
}

/** Whether the app is one that Intune can install on an iPhone or iPad. */
export function isInstallable(resolution: AppResolution): boolean {
  return appDelivery(resolution) !== 'webClip';
}
