import type { Entity } from '../../tenant/index.ts';

type Ids = readonly string[] | null | undefined;

/** `identity/conditionalAccess/policies`, as far as a sign-in asks. */
export interface ConditionalAccessPolicy extends Entity {
  readonly displayName: string;
  readonly state: 'enabled' | 'disabled' | 'enabledForReportingButNotEnforced';
  readonly conditions: Conditions;
  readonly grantControls?: GrantControls | null;
  readonly sessionControls?: { readonly signInFrequency?: SignInFrequency | null } | null;
}

/** How often somebody has to sign in again. */
export interface SignInFrequency {
  readonly isEnabled?: boolean | null;
  readonly value?: number | null;
  readonly type?: 'hours' | 'days' | null;
  readonly frequencyInterval?: 'timeBased' | 'everyTime' | null;
}

export interface Conditions {
  readonly users?: {
    readonly includeUsers?: Ids;
    readonly excludeUsers?: Ids;
    readonly includeGroups?: Ids;
    readonly excludeGroups?: Ids;
    readonly includeRoles?: Ids;
    readonly excludeRoles?: Ids;
    readonly includeGuestsOrExternalUsers?: Guests | null;
    readonly excludeGuestsOrExternalUsers?: Guests | null;
  } | null;
  /** Applications that sign in as themselves. */
  readonly clientApplications?: {
    readonly includeServicePrincipals?: Ids;
    readonly excludeServicePrincipals?: Ids;
  } | null;
  readonly applications?: {
    readonly includeApplications?: Ids;
    readonly excludeApplications?: Ids;
    readonly includeUserActions?: Ids;
    readonly includeAuthenticationContextClassReferences?: Ids;
  } | null;
  readonly devices?: {
    readonly deviceFilter?: DeviceFilter | null;
    /** The older condition, which beta still has: `Compliant`, `DomainJoined`. */
    readonly excludeDevices?: Ids;
  } | null;
  readonly platforms?: { readonly includePlatforms?: Ids; readonly excludePlatforms?: Ids } | null;
  readonly locations?: { readonly includeLocations?: Ids; readonly excludeLocations?: Ids } | null;
  readonly clientAppTypes?: Ids;
  /** Combined with commas, as flags are written. */
  readonly authenticationFlows?: { readonly transferMethods?: string | null } | null;
  readonly userRiskLevels?: Ids;
  readonly signInRiskLevels?: Ids;
  readonly servicePrincipalRiskLevels?: Ids;
  /** Combined with commas. */
  readonly insiderRiskLevels?: string | null;
  /** Of agents; beta. */
  readonly agentIdRiskLevels?: string | null;
}

/** Kinds of people from elsewhere. */
export interface Guests {
  /** Combined with commas. */
  readonly guestOrExternalUserTypes?: string | null;
  readonly externalTenants?: { readonly membershipKind?: string | null } | null;
}

export interface DeviceFilter {
  readonly mode: 'include' | 'exclude';
  readonly rule: string;
}

export interface GrantControls {
  readonly operator?: 'AND' | 'OR' | null;
  readonly builtInControls?: Ids;
  readonly termsOfUse?: Ids;
  readonly customAuthenticationFactors?: Ids;
  readonly authenticationStrength?: object | null;
}

/** The single names of flags, which are combined with commas; `none` is no name. */
export const namesOf = (flags: string | null | undefined): readonly string[] =>
  (flags ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'none');
