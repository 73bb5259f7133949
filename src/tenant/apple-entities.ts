// What enrollment and Apple's programs leave in a tenant.
import type { Entity } from './entity.ts';

/** A corporate identifier: a device that has it belongs to the company, however it enrolls. */
export interface ImportedDeviceIdentity extends Entity {
  readonly importedDeviceIdentifier: string;
  readonly importedDeviceIdentityType: string;
  readonly platform?: string;
}

export interface ApplePushNotificationCertificate extends Entity {
  readonly appleIdentifier: string;
  readonly expirationDateTime: string;
}

export interface DepOnboardingSetting extends Entity {
  readonly tokenName: string;
  readonly tokenExpirationDateTime: string;
  readonly defaultIosEnrollmentProfile?: string;
}

/** `id` is `<token id>_<profile id>`. */
export interface DepEnrollmentProfile extends Entity {
  readonly $parent: string;
  readonly displayName: string;
  readonly requiresUserAuthentication?: boolean;
  readonly enableAuthenticationViaCompanyPortal?: boolean;
  readonly configurationWebUrl?: boolean;
  /** The policy of the settings catalog that it stands for, and that says all there is to say. */
  readonly $policy?: string;
}

export interface ImportedAppleDeviceIdentity extends Entity {
  readonly $parent: string;
  readonly serialNumber: string;
  readonly requestedEnrollmentProfileId?: string;
}

/** A device that Apple knows to be the organization's; the id is its serial number, `$parent` the token it belongs to. */
export interface BusinessManagerDevice extends Entity {
  readonly $parent: string;
  readonly platform?: string;
  readonly isReleased?: boolean;
}

/** An app that was bought in volume for a location; the id is its number in the App Store. */
export interface PurchasedApp extends Entity {
  /** The name of the location in Apple Business Manager, which its tokens carry. */
  readonly location: string;
  readonly displayName: string;
  readonly publisher: string;
  readonly bundleId: string;
  readonly appStoreUrl: string;
  readonly licences: number;
}

export interface VppToken extends Entity {
  readonly organizationName: string;
  readonly expirationDateTime: string;
}

export interface AppleUserInitiatedEnrollmentProfile extends Entity {
  readonly displayName: string;
  readonly platform: string;
  readonly priority: number;
  readonly defaultEnrollmentType: string;
  readonly availableEnrollmentTypeOptions?: readonly {
    readonly ownerType: string;
    readonly enrollmentType: string;
  }[];
}
