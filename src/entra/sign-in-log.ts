import { type Random, toIso } from '../clock/index.ts';
import {
  type DirectoryDevice,
  type Entity,
  onceFor,
  SERVICES,
  type ServicePrincipal,
  SIGN_INS,
  type Tenant,
  type User,
} from '../tenant/index.ts';
import type { Access, AppliedPolicy } from './conditional-access/index.ts';

/** Which kind of sign-in it was, as beta's `signInEventTypes` says it. */
type SignInKind = 'interactiveUser' | 'nonInteractiveUser' | 'servicePrincipal';

/** A sign-in that is over, whichever way it came out. */
export interface SignInRecord {
  readonly kind: SignInKind;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Absent for an application that signs in as itself, and for somebody who doesn't exist. */
  readonly user?: User | undefined;
  /** What was entered, when nobody has that name. */
  readonly userPrincipalName?: string | undefined;
  readonly app: { readonly appId: string; readonly displayName: string };
  /** The application's service principal, when it signs in as itself. */
  readonly principal?: ServicePrincipal | undefined;
  /** The API that the token is for. */
  readonly resource: { readonly appId: string; readonly displayName: string };
  /** Absent for an application that signs in as itself. */
  readonly clientApp?: Access['clientApp'];
  readonly conditionalAccess: {
    readonly status: 'success' | 'failure' | 'notApplied';
    readonly policies: readonly AppliedPolicy[];
  };
  /** Why there was no token; absent: there was one. */
  readonly refusal?: { readonly code: number; readonly message: string } | undefined;
  readonly multiFactor?: boolean | undefined;
  readonly address?: string | undefined;
  readonly userAgent?: string | undefined;
  readonly correlationId?: string | undefined;
  readonly operatingSystem?: string | undefined;
  readonly browser?: string | undefined;
  /** The Entra device that the request proved. */
  readonly device?: DirectoryDevice | undefined;
}

/** Writes sign-ins into the tenant's `auditLogs/signIns`, which keeps the latest. */
export interface SignInLog {
  record(record: SignInRecord): void;
}

/** The tenant's log of sign-ins; one for each tenant. */
export const signInLogOf = onceFor(createSignInLog);

function createSignInLog(tenant: Tenant): SignInLog {
  const signIns = tenant.collection(SIGN_INS);
  // How many there are changes nothing else in the tenant; and a tenant that was restored doesn't use an id again.
  const stream = (): Random => tenant.random.fork(`entra/signIns/${[...signIns].at(-1)?.id ?? ''}`);
  let random = stream();
  tenant.journal.subscribe(({ change }) => {
    if (change === 'restore') random = stream();
  });
  return {
    record(record) {
      if (signIns.limit === 0) return;
      signIns.insert(entityOf(tenant, record, random.guid(), random), SERVICES.entra);
    },
  };
}

/** How many locations and unproven devices are shared at most. */
const SHARED_LIMIT = 1000;

const SUCCESS = { errorCode: 0, failureReason: 'Other.', additionalDetails: null } as const;
const MFA_DONE = {
  ...SUCCESS,
  additionalDetails: 'MFA requirement satisfied by claim in the token',
} as const;
const NOBODY = '00000000-0000-0000-0000-000000000000';
const KINDS: Readonly<Record<SignInKind, readonly [SignInKind]>> = {
  interactiveUser: ['interactiveUser'],
  nonInteractiveUser: ['nonInteractiveUser'],
  servicePrincipal: ['servicePrincipal'],
};

/** [documented] signIn: clientAppUsed. */
const CLIENT_APPS = {
  browser: 'Browser',
  mobileAppsAndDesktopClients: 'Mobile Apps and Desktop clients',
} as const;

/** All properties of Graph's `signIn` that say something here, in one order: a fleet writes many. */
function entityOf(tenant: Tenant, record: SignInRecord, id: string, random: Random): Entity {
  const { kind, user, app, principal, resource, refusal, conditionalAccess, multiFactor } = record;
  return {
    id,
    createdDateTime: secondOf(record.at),
    userDisplayName: user?.displayName ?? '',
    userPrincipalName: user?.userPrincipalName ?? record.userPrincipalName ?? '',
    userId: user?.id ?? NOBODY,
    appId: app.appId,
    appDisplayName: app.displayName,
    ipAddress: record.address ?? '',
    clientAppUsed: record.clientApp ? CLIENT_APPS[record.clientApp] : '',
    userAgent: record.userAgent ?? null,
    correlationId: record.correlationId ?? random.guid(),
    conditionalAccessStatus: conditionalAccess.status,
    isInteractive: kind === 'interactiveUser',
    riskDetail: 'none',
    riskLevelAggregated: 'none',
    riskLevelDuringSignIn: 'none',
    riskState: 'none',
    resourceDisplayName: resource.displayName,
    resourceId: resource.appId,
    resourceTenantId: tenant.id,
    homeTenantId: tenant.id,
    servicePrincipalId: principal?.id ?? '',
    servicePrincipalName: principal?.displayName ?? null,
    signInEventTypes: KINDS[kind],
    authenticationRequirement: multiFactor ? 'multiFactorAuthentication' : 'singleFactorAuthentication',
    status: refusal ? failureOf(refusal) : multiFactor ? MFA_DONE : SUCCESS,
    deviceDetail: deviceDetailOf(record),
    location: locationOf(user),
    appliedConditionalAccessPolicies: conditionalAccess.policies,
  };
}

let latestSecond = Number.NaN;
let latestText = '';

/** [recorded] live captures: no fractions. Sign-ins of the same second share its text. */
function secondOf(milliseconds: number): string {
  const second = Math.floor(milliseconds / 1000);
  if (second !== latestSecond) {
    latestSecond = second;
    latestText = toIso(second * 1000);
  }
  return latestText;
}

function failureOf({ code, message }: { readonly code: number; readonly message: string }) {
  return { errorCode: code, failureReason: message, additionalDetails: null };
}

/** What is known of a device that proved none, by system and browser: few, and shared. */
const UNPROVEN = new Map<string, ReturnType<typeof describeDevice>>();

function deviceDetailOf(record: SignInRecord) {
  if (record.device) return describeDevice(record);
  const key = `${record.operatingSystem}/${record.browser}`;
  let detail = UNPROVEN.get(key);
  if (!detail) {
    detail = describeDevice(record);
    if (UNPROVEN.size < SHARED_LIMIT) UNPROVEN.set(key, detail);
  }
  return detail;
}

function describeDevice({ device, operatingSystem, browser }: SignInRecord) {
  return {
    deviceId: device?.deviceId ?? '',
    displayName: device?.displayName ?? '',
    operatingSystem: operatingSystem ?? '',
    browser: browser ?? '',
    isCompliant: device?.isCompliant ?? false,
    isManaged: device?.isManaged ?? false,
    trustType: TRUST_TYPES[device?.trustType ?? ''] ?? '',
  };
}

/** The log has other names for these than the device. [documented: signIn, its examples; known from practice] */
const TRUST_TYPES: Readonly<Record<string, string>> = {
  Workplace: 'Azure AD registered',
  AzureAd: 'Azure AD joined',
  ServerAd: 'Hybrid Azure AD joined',
};

interface Location {
  readonly city: string;
  readonly state: string;
  readonly countryOrRegion: string;
  readonly geoCoordinates: null;
}

const LOCATIONS = new Map<string, Location>();

/** Nobody is anywhere here: a person counts as being where they work. [inferred] The locations of a fleet are few and shared. */
function locationOf(user: User | undefined): Location {
  const city = textOf(user?.['city']);
  const countryOrRegion = textOf(user?.['usageLocation']);
  const key = `${city}/${countryOrRegion}`;
  let location = LOCATIONS.get(key);
  if (!location) {
    location = { city, state: '', countryOrRegion, geoCoordinates: null };
    if (LOCATIONS.size < SHARED_LIMIT) LOCATIONS.set(key, location);
  }
  return location;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
