// What Microsoft Entra ID reads and writes of a tenant when somebody signs in.
import type { Entity } from './entity.ts';

/** A client secret. The value is what Graph shows only once, so it is ours. */
export interface ClientSecret {
  readonly keyId?: string;
  readonly value: string;
  readonly endDateTime: string;
}

/** A certificate of an application: `key` is the certificate in DER, base64. */
export interface KeyCredential {
  readonly keyId?: string;
  /** The certificate's SHA-1 thumbprint, as base64 or in hexadecimal. */
  readonly customKeyIdentifier?: string | null;
  readonly key?: string | null;
  readonly startDateTime?: string | null;
  readonly endDateTime?: string | null;
  readonly usage?: string;
}

/**
 * An app registration. `$secrets` holds the client secrets' values; `$permissions` names application permissions of
 * Microsoft Graph that count as granted, for tenants written by hand: otherwise the grants are
 * `appRoleAssignments`.
 */
export interface Application extends Entity {
  readonly appId: string;
  readonly displayName: string;
  readonly signInAudience?: string;
  readonly identifierUris?: readonly string[];
  readonly isFallbackPublicClient?: boolean | null;
  readonly web?: {
    readonly redirectUris?: readonly string[];
    readonly logoutUrl?: string | null;
    readonly homePageUrl?: string | null;
  };
  readonly spa?: { readonly redirectUris?: readonly string[] };
  readonly publicClient?: { readonly redirectUris?: readonly string[] };
  readonly api?: {
    readonly requestedAccessTokenVersion?: number | null;
    readonly preAuthorizedApplications?: readonly {
      readonly appId: string;
      readonly delegatedPermissionIds: readonly string[];
    }[];
    readonly oauth2PermissionScopes?: readonly PermissionScope[];
  };
  readonly appRoles?: readonly AppRole[];
  readonly requiredResourceAccess?: readonly RequiredResourceAccess[];
  readonly keyCredentials?: readonly KeyCredential[];
  readonly $secrets?: readonly ClientSecret[];
  readonly $permissions?: readonly string[];
}

/** `applications/federatedIdentityCredentials`; `$parent` is the application's object id. */
export interface FederatedIdentityCredential extends Entity {
  readonly $parent: string;
  readonly issuer: string;
  readonly subject: string;
  readonly audiences: readonly string[];
}

export interface RequiredResourceAccess {
  readonly resourceAppId: string;
  readonly resourceAccess: readonly { readonly id: string; readonly type: 'Scope' | 'Role' }[];
}

/** A delegated permission that an API offers. `Admin`: only an administrator may consent to it. */
export interface PermissionScope {
  readonly id: string;
  readonly value: string;
  readonly type: 'Admin' | 'User';
  readonly isEnabled: boolean;
  readonly adminConsentDisplayName: string;
  readonly userConsentDisplayName: string;
}

export interface AppRole {
  readonly id: string;
  readonly value: string;
  readonly displayName: string;
  readonly isEnabled: boolean;
  readonly allowedMemberTypes: readonly string[];
  readonly origin?: string;
}

/** An application as this tenant knows it; the application itself may live in another tenant. */
export interface ServicePrincipal extends Entity {
  readonly appId: string;
  readonly displayName?: string;
  readonly accountEnabled?: boolean;
  readonly appRoleAssignmentRequired?: boolean;
  readonly servicePrincipalNames?: readonly string[];
  readonly replyUrls?: readonly string[];
  readonly oauth2PermissionScopes?: readonly PermissionScope[];
  readonly appRoles?: readonly AppRole[];
  /** Its own client secrets: they are as good as those of its application. */
  readonly $secrets?: readonly ClientSecret[];
}

/** Delegated permissions that were granted to a client, for one user or for all (`principalId` null). */
export interface DelegatedGrant extends Entity {
  /** Object ids of service principals. */
  readonly clientId: string;
  readonly resourceId: string;
  readonly consentType: 'AllPrincipals' | 'Principal';
  readonly principalId?: string | null;
  /** Names with spaces between them. */
  readonly scope: string;
}

/** An app role of a resource that was given to a service principal, user or group. Ids are object ids. */
export interface AppRoleAssignment extends Entity {
  readonly principalId: string;
  readonly resourceId: string;
  readonly appRoleId: string;
}

/** Members are the link `directoryRoles/members`. */
export interface DirectoryRole extends Entity {
  readonly displayName: string;
  readonly roleTemplateId: string;
}
