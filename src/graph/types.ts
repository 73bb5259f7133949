// What goes in and out of the emulated Microsoft Graph, independent of any transport.
import type { Entity } from '../tenant/index.ts';
import type { Awaited } from './request/outgoing.ts';

export type { GraphVersion } from './model/notation.ts';

/** A request as it arrived. `url` is the path with its query: `/beta/deviceManagement/managedDevices?$top=5`. */
export interface GraphRequest {
  readonly method: string;
  readonly url: string;
  /** Scheme and authority that the client used (`https://localhost:8443`); contexts and next links begin with it. */
  readonly origin: string;
  /** A request header by its lower-case name. */
  readonly header: (name: string) => string | undefined;
  readonly body: string | undefined;
  /** Whether whoever handles this settles responses that wait for somebody else's answer; see `settled`. */
  readonly settles?: boolean | undefined;
  /** Why a body that was sent isn't there: it was too long, or not what its encoding says. */
  readonly bodyRefusal?:
    | { readonly status: number; readonly code: string; readonly message: string }
    | undefined;
}

/** What Graph answers. A body that isn't text, as a photo, has one character for each byte. */
export interface GraphResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Where it isn't final: what it waits for. Only for who settles. */
  readonly awaits?: Awaited;
  /** What is to become of it on its way. */
  readonly transport?: Transport | undefined;
}

/** What goes wrong with an answer on purpose, once it is made. */
export interface Transport {
  /** Milliseconds of real time for which it is held back. */
  readonly delay?: number;
  /** Whether the connection ends without it. */
  readonly reset?: boolean;
  /** How many bytes of its body arrive before the connection ends. */
  readonly truncate?: number;
}

/** Whoever presented a valid access token. `permissions` are its `roles` (application) or `scp` (delegated). */
export interface Caller {
  readonly kind: 'application' | 'delegated';
  readonly appId: string;
  readonly appDisplayName: string;
  readonly permissions: ReadonlySet<string>;
  /** The signed-in user's object id; only delegated callers have one. */
  readonly userId?: string;
}

/** Why a request has no caller. */
export interface AuthenticationFailure {
  readonly failure: 'missing' | 'malformed' | 'notJwt' | 'expired' | 'wrongAudience' | 'badSignature';
}

/** How a policy stands on a device, as Graph shows it. The id is `<policy id>_<device id>`. */
export interface DeviceStatus extends Entity {
  /** The managed device's id. */
  readonly $device: string;
}

/**
 * How a policy stands on each managed device that it is meant for, in the order of the devices. `after`: the id of the device
 * after which to begin. Whoever simulates Intune's device-facing services knows; Graph stores nothing of it.
 */
export type DeviceStatuses = (set: ReportedSet, policyId: string, after?: string) => Iterable<DeviceStatus>;

type PolicySet =
  | 'deviceManagement/deviceConfigurations'
  | 'deviceManagement/configurationPolicies'
  | 'deviceManagement/deviceCompliancePolicies';
/** The sets whose entities stand in some way on devices. */
type ReportedSet =
  | PolicySet
  | 'deviceAppManagement/mobileAppConfigurations'
  | 'deviceAppManagement/managedEBooks';

/** A setting that a compliance policy demands. */
export interface PolicySetting {
  /** The policy's property, or a built-in setting's name. */
  readonly property: string;
  /** As Graph names it: `IOSCompliancePolicy.PasscodeRequired`. */
  readonly setting: string;
  /** For people. */
  readonly title: string;
}

/** How many devices and users a policy stands how on. */
export interface PolicyOverview {
  /** How many have which status. */
  readonly devices: Readonly<Record<string, number>>;
  /** The same of users; each has the worst status of his devices. */
  readonly users: Readonly<Record<string, number>>;
  /** When a device last reported; undefined: none has. */
  readonly latest: string | undefined;
}

/** How an app stands on a device: `mobileAppIntentAndStateDetail`. */
export interface DeviceAppState {
  readonly applicationId: string;
  readonly displayName: string;
  readonly displayVersion: string;
  readonly mobileAppIntent: string;
  readonly installState: string;
}

/** What Intune knows about apps beyond what is stored. */
export interface DeviceApps {
  /** How the apps stand that are meant for a device. */
  states(device: Entity): readonly DeviceAppState[];
  /** Whether a policy for managed apps reaches a person. */
  reaches(policyId: string, userId: string): boolean;
  isLicensed(user: Entity): boolean;
}

/** What Intune knows about policies and devices beyond what is stored. */
export interface DevicePolicies {
  /** What `DeviceStatuses` would list, counted. */
  overview(set: ReportedSet, policyId: string): PolicyOverview;
  /** How the policies of a set stand on a device, as Graph lists them below it. */
  states(set: PolicySet, device: Entity): readonly Entity[];
  /** What a compliance policy demands; without a policy, what the built-in one does. */
  settings(policy: Entity | undefined): readonly PolicySetting[];
}

/** A sign-in that nobody makes, to ask what would come of it. */
export interface SupposedSignIn {
  /** Whoever it would be: one of the two. */
  readonly user?: Entity | undefined;
  readonly principal?: Entity | undefined;
  readonly resource:
    | { readonly appId: string }
    | { readonly userAction: string }
    | { readonly authenticationContext: string };
  readonly platform?: string | undefined;
  /** The directory's device, by Graph's names. */
  readonly device?: { readonly [property: string]: unknown } | undefined;
  readonly clientApp?: string | undefined;
  readonly address?: string | undefined;
  readonly country?: string | undefined;
  readonly deviceCode?: boolean | undefined;
  readonly authenticationTransfer?: boolean | undefined;
  readonly risk?: { readonly [of: string]: string } | undefined;
}

/** The policies of conditional access that a sign-in meets, each with the condition that keeps it from applying, if any. */
export type SignInPolicies = (
  signIn: SupposedSignIn,
) => readonly { readonly policy: Entity; readonly unmet: string | undefined }[];
