import type { ServicePrincipal, User } from '../../tenant/index.ts';

/** What a sign-in brings along. */
export interface Access {
  /** Who signs in; absent when an application does so as itself. */
  readonly user?: User | undefined;
  readonly principal?: ServicePrincipal | undefined;
  /**
   * What the token is for, by its application id. `enrollment`: Microsoft Intune Enrollment; a policy for all resources, or for
   * Microsoft Intune, counts too.
   * `workApp`: some app of the organization's; every policy for an app counts. Or what somebody does instead of signing in to
   * an app, or the authentication context that an app asks for.
   */
  readonly resource:
    | 'workApp'
    | 'enrollment'
    | { readonly appId: string }
    | { readonly userAction: string }
    | { readonly authenticationContext: string };
  readonly platform?: 'iOS' | 'android' | 'windows' | 'macOS' | 'linux' | undefined;
  readonly clientApp?: 'browser' | 'mobileAppsAndDesktopClients' | undefined;
  /** It comes from a browser that cannot show a device, whether there is one or not. */
  readonly unsupportedBrowser?: boolean | undefined;
  /** The address that it comes from; absent: nobody knows. */
  readonly address?: string | undefined;
  /**
   * It comes from where people of the organization usually are: a policy that blocks every place but some is taken to except that one.
   * What asks for something everywhere else still asks.
   */
  readonly usualPlace?: boolean | undefined;
  /** The country that it comes from, where somebody says so: nothing here knows an address's. */
  readonly country?: string | undefined;
  /** How much is at risk, where somebody says so: nobody is here. */
  readonly risk?:
    | {
        readonly user?: string;
        readonly signIn?: string;
        readonly principal?: string;
        readonly insider?: string;
      }
    | undefined;
  /** Whether it was begun with a device code. */
  readonly deviceCode?: boolean | undefined;
  /** Whether it was handed over from another device. */
  readonly authenticationTransfer?: boolean | undefined;
  readonly secondFactor: boolean;
  /** False: the person has registered nothing to prove a second factor with. Absent: something is registered. */
  readonly secondFactorRegistered?: boolean | undefined;
  /** How long ago the person signed in, in milliseconds. Absent: just now. */
  readonly sessionAge?: number | undefined;
  /**
   * Whether the device has the broker, which on iOS is Microsoft Authenticator. Absent: nobody knows, and an approved or
   * protected app counts as given.
   */
  readonly broker?: boolean | undefined;
  /**
   * What of an app policies may ask for, worked out when one does: that it is on the list of approved ones, that a policy of Intune
   * protects it for its person. Absent: nobody knows, and both count as given.
   */
  readonly app?: (() => { readonly approved: boolean; readonly protected: boolean }) | undefined;
  /** The Entra device that the token request proves; absent: none, as for filters no device is registered then. */
  readonly device?: AccessingDevice | undefined;
  /** The device is on its way: what a policy asks of it counts as given. What filters see of it is what there is so far. */
  readonly deviceAwaited?: boolean | undefined;
}

/** A device of the directory, with what filters may ask about by its names in Graph. */
export interface AccessingDevice {
  readonly isManaged: boolean;
  readonly isCompliant: boolean;
  readonly trustType?: string | null;
  readonly [property: string]: unknown;
}

/** [documented] UserStrongAuthEnrollmentRequired: a second factor is wanted, and nothing is registered to prove one with. */
export const ENROLLMENT_REQUIRED = 50079;

export interface AccessRefusal {
  /** The sign-in error code, without `AADSTS`. */
  readonly code: number;
  readonly message: string;
  /** The policy's name and id. */
  readonly policy: string;
  readonly policyId: string;
}

/** How a policy stood to a sign-in, as `signIn` shows it. */
export interface AppliedPolicy {
  readonly id: string;
  readonly displayName: string;
  readonly enforcedGrantControls: readonly string[];
  readonly enforcedSessionControls: readonly string[];
  readonly result:
    | 'success'
    | 'failure'
    | 'notApplied'
    | 'notEnabled'
    | 'reportOnlySuccess'
    | 'reportOnlyFailure'
    | 'reportOnlyInterrupted'
    | 'reportOnlyNotApplied';
}

export interface AccessDecision {
  readonly status: 'success' | 'failure' | 'notApplied';
  /** Why there is no token; absent: there is one. */
  readonly refusal?: AccessRefusal;
  /** All of the tenant's policies. */
  readonly policies: readonly AppliedPolicy[];
}

/** Which of a policy's conditions a sign-in doesn't meet. */
export type UnmetCondition =
  | 'users'
  | 'workloadIdentities'
  | 'application'
  | 'userActions'
  | 'authenticationContext'
  | 'devicePlatform'
  | 'devices'
  | 'clientApps'
  | 'authenticationFlow'
  | 'location'
  | 'userRisk'
  | 'signInRisk'
  | 'servicePrincipalRisk'
  | 'insiderRisk'
  | 'agentIdRisk';
