import { resolveAutomatedEnrollment, type SetupAuthentication } from '../apple/automated-enrollment.ts';
import { type PushCertificateState, pushCertificateState } from '../apple/push-certificate.ts';
import { compareVersions } from '../filters/index.ts';
import type {
  AppleUserInitiatedEnrollmentProfile,
  DepEnrollmentProfile,
  Tenant,
  User,
} from '../tenant/index.ts';
import { assignmentsOf } from './assignment.ts';
import { isCorporateDevice, restrictionRefusal } from './enrollment-restrictions.ts';
import {
  type EnrollmentNeed,
  type EnrollmentType,
  type EnrollmentTypeFacts,
  enrollmentFacts,
  enrollmentTypeOfProfile,
} from './enrollment-types.ts';
import type { LicenseCheck } from './license.ts';
import type { Refusal } from './refusals.ts';
import * as refuse from './refusals.ts';

/** A person who wants to enroll a device. */
export interface EnrollmentRequest {
  readonly type: EnrollmentType;
  readonly user: User;
  readonly osVersion: string;
  readonly serialNumber: string;
  readonly model?: string | undefined;
  /** The Entra device of the record that the device has already, when it is enrolled. */
  readonly directoryId?: string | undefined;
  /** Whether the person has a Managed Apple Account. Default: true. */
  readonly managedAppleAccount?: boolean | undefined;
  /** Whether the domain of the person's account publishes Apple's well-known file as it should. Default: true. */
  readonly wellKnownFile?: boolean | undefined;
}

export interface EnrollmentApproval {
  readonly allowed: true;
  readonly facts: EnrollmentTypeFacts;
  /** The enrollment profile that decided; absent when none is assigned to the person and the type is assumed to be allowed. */
  readonly profile?: AppleUserInitiatedEnrollmentProfile | DepEnrollmentProfile;
  /** Of automated enrollment. */
  readonly authentication?: SetupAuthentication;
  /** False: automated enrollment without user affinity; the device belongs to nobody. */
  readonly withUser: boolean;
  /** Whose the device is: the company's too when it has a corporate identifier. */
  readonly owner: 'personal' | 'company';
  /** Worth telling although it doesn't prevent anything. */
  readonly warnings: readonly string[];
}

export type EnrollmentDecision = EnrollmentApproval | { readonly allowed: false; readonly refusal: Refusal };

/** Whether Intune and Apple let a person enroll a device in this way, at this moment. Changes nothing. */
export function decideEnrollment(
  tenant: Tenant,
  request: EnrollmentRequest,
  isLicensed: LicenseCheck,
): EnrollmentDecision {
  const facts = enrollmentFacts(request.type);
  const decision = facts.profileType
    ? decideUserInitiated(tenant, request, facts)
    : decideAutomated(tenant, request, facts);
  for (const need of facts.needs) {
    const refusal = CHECKS[need]?.(tenant, request, isLicensed);
    if (refusal && (need !== 'intuneLicense' || !decision.allowed || decision.withUser)) return no(refusal);
  }
  return decision.allowed ? decideRestrictions(tenant, request, decision) : decision;
}

/** Whether the administrator's restrictions let pass what is possible otherwise. */
function decideRestrictions(
  tenant: Tenant,
  { user, osVersion, serialNumber, model, directoryId }: EnrollmentRequest,
  approval: EnrollmentApproval,
): EnrollmentDecision {
  const { facts, withUser, owner, profile, authentication } = approval;
  const refusal = restrictionRefusal(tenant, {
    facts,
    user: withUser ? user : undefined,
    owner,
    osVersion,
    serialNumber,
    model,
    directoryId,
    enrollmentProfileName: authentication === undefined ? undefined : profile?.displayName,
    platformIsExempt: facts.type === 'userEnrollmentWithCompanyPortal' && profile !== undefined,
  });
  return refusal ? no(refusal) : approval;
}

/** [documented] a device with a corporate identifier is the company's; user enrollment doesn't tell its serial number. */
function ownerOf(tenant: Tenant, { owner, userEnrollment }: EnrollmentTypeFacts, serialNumber: string) {
  return !userEnrollment && isCorporateDevice(tenant, serialNumber) ? 'company' : owner;
}

const no = (refusal: Refusal): EnrollmentDecision => ({ allowed: false, refusal });

type NeedCheck = (
  tenant: Tenant,
  request: EnrollmentRequest,
  isLicensed: LicenseCheck,
) => Refusal | undefined;

/**
 * The check of each need, in the order of `EnrollmentTypeFacts.needs`. The Company Portal app has none: anybody can get
 * it from the App Store. Automated enrollment's own needs are what Apple knows about the serial number.
 */
const CHECKS: Readonly<Partial<Record<EnrollmentNeed, NeedCheck>>> = {
  intuneLicense: (_tenant, { user }, isLicensed) =>
    isLicensed(user) ? undefined : refuse.userLicenseTypeInvalid(user.userPrincipalName),
  applePushCertificate(tenant) {
    const state: PushCertificateState = pushCertificateState(tenant, tenant.clock.now);
    if (state === 'valid') return undefined;
    if (state === 'missing') return refuse.noEnrollmentPolicy();
    const [certificate] = tenant.collection('deviceManagement/applePushNotificationCertificate');
    return refuse.apnsCertificateNotValid(certificate?.expirationDateTime ?? '', state === 'lost');
  },
  managedAppleAccount: (_tenant, { managedAppleAccount }) =>
    managedAppleAccount === false ? refuse.managedAppleAccountMissing() : undefined,
};

function decideUserInitiated(
  tenant: Tenant,
  { type, user, osVersion, serialNumber, wellKnownFile }: EnrollmentRequest,
  facts: EnrollmentTypeFacts,
): EnrollmentDecision {
  if (compareVersions(osVersion, facts.minimumOs) < 0) {
    return no(refuse.osVersionTooOld(facts.title, facts.minimumOs, osVersion, facts.olderDevices));
  }
  if (type === 'accountDrivenUserEnrollment' && wellKnownFile === false) {
    return no(refuse.wellKnownFileMissing(user.userPrincipalName.split('@')[1] ?? ''));
  }
  const warnings = facts.deprecated ? [`${facts.title} is deprecated and not meant for new devices`] : [];
  const owner = ownerOf(tenant, facts, serialNumber);
  const profile = assignmentsOf(tenant).effective({ userId: user.id }).enrollmentProfile;
  if (!profile) {
    // Without any profile the person gets device enrollment with Company Portal; another type is taken as chosen.
    if (type !== 'deviceEnrollmentWithCompanyPortal') {
      warnings.push(
        `no enrollment profile is assigned to ${user.userPrincipalName}: ${facts.title} is assumed to be allowed`,
      );
    }
    return { allowed: true, facts, withUser: true, owner, warnings };
  }
  const offered = offeredTypes(profile);
  if (!offered.some((candidate) => candidate.type === type)) {
    const titles = offered.map(({ title }) => title).join(' or ') || 'no known type of enrollment';
    return no(refuse.enrollmentTypeNotOffered(facts.title, profile.displayName, titles));
  }
  return { allowed: true, facts, profile, withUser: true, owner, warnings };
}

/** What a profile offers: what the person may choose from, or else its one type. */
function offeredTypes({
  defaultEnrollmentType,
  availableEnrollmentTypeOptions,
}: AppleUserInitiatedEnrollmentProfile): EnrollmentTypeFacts[] {
  const chosen = availableEnrollmentTypeOptions?.map(({ enrollmentType }) => enrollmentType) ?? [];
  return [...new Set(chosen.length > 0 ? chosen : [defaultEnrollmentType])].flatMap(
    (type) => enrollmentTypeOfProfile(type) ?? [],
  );
}

function decideAutomated(
  tenant: Tenant,
  { user, serialNumber, osVersion }: EnrollmentRequest,
  facts: EnrollmentTypeFacts,
): EnrollmentDecision {
  const found = resolveAutomatedEnrollment(tenant, serialNumber, tenant.clock.now);
  if (!found.found) {
    switch (found.missing) {
      case 'token':
        return no(refuse.adeTokenMissing());
      case 'device':
        return no(refuse.adeDeviceUnknown(serialNumber));
      case 'validToken':
        return no(
          refuse.adeTokenExpired(found.token?.tokenName ?? '', found.token?.tokenExpirationDateTime ?? ''),
        );
      case 'profile':
        return no(refuse.adeProfileMissing(found.token?.tokenName ?? ''));
    }
  }
  const { profile } = found;
  // Older devices that should use modern authentication fall back to the legacy Setup Assistant.
  const tooOld = found.authentication === 'modern' && compareVersions(osVersion, facts.minimumOs) < 0;
  const authentication: SetupAuthentication = tooOld ? 'legacy' : found.authentication;
  const warnings = tooOld
    ? [`the device has iOS or iPadOS ${osVersion} and falls back to Setup Assistant (legacy)`]
    : [];
  const withUser = hasUser(authentication);
  if (authentication === 'companyPortal') {
    const own = assignmentsOf(tenant).effective({ userId: user.id }).enrollmentProfile;
    if (own && offeredTypes(own).some(({ type }) => type === 'accountDrivenUserEnrollment'))
      return no(refuse.companyPortalNotSupported(profile.displayName, own.displayName));
  }
  return { allowed: true, facts, profile, authentication, withUser, owner: facts.owner, warnings };
}

function hasUser(authentication: SetupAuthentication): boolean {
  return authentication === 'modern' || authentication === 'legacy' || authentication === 'companyPortal';
}
