// The codes of Microsoft's broker and of Microsoft Entra ID around registration: what brings a device there here, or why nothing does.
// docs/fidelity.md has the table of it, and test/error-codes.test.ts brings a device to each.
import { JIT_ERROR_CODES } from './jit-error-codes.ts';

/** What a code says, and whether a device here comes to it. */
export interface ErrorCode {
  /** As its source names it; absent: it has none there. */
  readonly name?: string;
  readonly source: 'client' | 'entra';
  /** What brings a device there; absent: nothing does. */
  readonly when?: string;
  /** Why nothing does. */
  readonly never?: string;
  /** The step that the client notes in its telemetry when a response has the code. [recorded] MSIDOnboardingBlobBuilder.m. */
  readonly telemetry?: string;
  /** Of `when` or `never`. */
  readonly evidence: 'documented' | 'recorded' | 'inferred';
}

/** Where the names and numbers stand. [recorded] the client's, [documented] Entra's. */
export const CODE_SOURCES = {
  client: {
    title: 'MSIDError.h and MSIDOnboardingBlobBuilder.m of Microsoft’s client',
    url: 'https://github.com/AzureAD/microsoft-authentication-library-common-for-objc',
  },
  entra: {
    title: 'Microsoft Entra authentication and authorization error codes',
    url: 'https://learn.microsoft.com/entra/identity-platform/reference-error-codes',
  },
} as const;

/** By code. */
export const ERROR_CODES = {
  ...JIT_ERROR_CODES,
  50034: {
    name: 'UserAccountNotFound',
    source: 'entra',
    when: 'there is no such account',
    evidence: 'documented',
  },
  50057: { name: 'UserDisabled', source: 'entra', when: 'the account is disabled', evidence: 'documented' },
  50076: {
    name: 'UserStrongAuthClientAuthNRequired',
    source: 'entra',
    when: 'conditional access wants a second factor, and the person cannot prove one',
    evidence: 'documented',
  },
  50078: {
    name: 'UserStrongAuthExpired',
    source: 'entra',
    when: 'the sign-in is longer ago than the frequency that a policy with a second factor asks for: the person signs in again, and the app goes on',
    evidence: 'documented',
  },
  50079: {
    telemetry: 'StrongAuthSetupStarted',
    name: 'UserStrongAuthEnrollmentRequired',
    source: 'entra',
    when: 'conditional access wants a second factor, and the person has registered none: the sign-in goes on once that is done, where it can be',
    evidence: 'documented',
  },
  50097: {
    name: 'DeviceAuthenticationRequired',
    source: 'entra',
    when: 'conditional access wants the device, and Company Portal has left the certificate that answers for it: no error, the app goes on',
    evidence: 'recorded',
  },
  50127: {
    telemetry: 'BrokerInstallPromptedForMAM',
    name: 'BrokerAppNotInstalled',
    source: 'entra',
    when: 'conditional access wants an approved or protected app, nothing has registered the device, and Authenticator isn’t there',
    evidence: 'documented',
  },
  50129: {
    telemetry: 'DeviceRegistrationRequired',
    name: 'DeviceIsNotWorkplaceJoined',
    source: 'entra',
    when: 'conditional access wants a device, and the sign-in proves none',
    evidence: 'documented',
  },
  53010: {
    name: 'ProofUpBlockedDueToSecurityInfoAcr',
    source: 'entra',
    when: 'conditional access for the action “Register security information” lets nobody register a second factor from here',
    evidence: 'documented',
  },
  501271: {
    telemetry: 'BrokerInstallPrompted',
    source: 'client',
    when: 'the profile is there, Authenticator isn’t',
    evidence: 'inferred',
  },
  501291: {
    telemetry: 'DeviceRegistrationRequired',
    name: 'DeviceIsNotWorkplaceJoinedForMamApp',
    source: 'client',
    when: 'conditional access wants an approved or protected app, Authenticator is there, and the sign-in proves no device',
    evidence: 'recorded',
  },
  53000: {
    telemetry: 'MDMEnrollmentRequired',
    name: 'DeviceNotCompliant',
    source: 'entra',
    when: 'an [assumption](assumptions.md) wants it in place of 530002 and 530003',
    evidence: 'documented',
  },
  53001: {
    name: 'DeviceNotDomainJoined',
    source: 'entra',
    when: 'conditional access wants a hybrid joined device, which no iPhone is',
    evidence: 'documented',
  },
  53003: {
    name: 'BlockedByConditionalAccess',
    source: 'entra',
    when: 'conditional access lets nobody in',
    evidence: 'documented',
  },
  53005: {
    name: 'ProtectionPolicyRequired',
    source: 'client',
    when: 'conditional access wants a protected app, the device is registered, and no app protection policy is meant for the app and its person',
    evidence: 'recorded',
  },
  530021: {
    source: 'client',
    when: 'conditional access wants an approved app, the device is registered, and the app is none',
    evidence: 'recorded',
  },
  530001: {
    telemetry: 'DeviceNotCompliant',
    source: 'client',
    when: 'conditional access wants a compliant device, and the sign-in comes from a browser that shows none, as Chrome on iOS',
    evidence: 'recorded',
  },
  530002: {
    telemetry: 'DeviceNotCompliant',
    source: 'client',
    when: 'conditional access wants a compliant device, and this one isn’t',
    evidence: 'documented',
  },
  530003: {
    telemetry: 'MDMEnrollmentRequired',
    source: 'client',
    when: 'conditional access wants a compliant device, and this one isn’t managed',
    evidence: 'documented',
  },
  70044: {
    source: 'entra',
    when: 'as 50078, and the policy asks for no second factor',
    evidence: 'documented',
  },
  50173: {
    name: 'FreshTokenNeeded',
    source: 'entra',
    when: 'sessions of the person were revoked, or the password changed, since the sign-in: the person signs in again, and the app goes on',
    evidence: 'documented',
  },
  135011: {
    source: 'entra',
    when: 'the registered device is disabled in Entra ID',
    evidence: 'documented',
  },
  700003: {
    source: 'entra',
    when: 'the registered device was deleted from Entra ID: it has to be enrolled again',
    evidence: 'recorded',
  },
} as const satisfies Readonly<Record<string, ErrorCode>>;

type KnownCode = keyof typeof ERROR_CODES;

/** Those that a device comes to, if what the table says is so. */
export const REACHABLE_CODES = (Object.keys(ERROR_CODES) as `${KnownCode}`[]).filter(
  (code) => 'when' in ERROR_CODES[code as KnownCode],
);
