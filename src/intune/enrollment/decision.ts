import { resolveAutomatedEnrollment } from '../../apple/automated-enrollment.ts';
import type { EnrollmentSetup } from '../../apple/enrollment-setup.ts';
import { type PushCertificateState, pushCertificateState } from '../../apple/push-certificate.ts';
import { compareVersions } from '../../filters/index.ts';
import type {
  AppleUserInitiatedEnrollmentProfile,
  DepEnrollmentProfile,
  Tenant,
  User,
} from '../../tenant/index.ts';
import { assignmentsOf } from '../assignment.ts';
import { companyPortalObstacle } from '../company-portal-license.ts';
import { isIPad } from '../device-facts.ts';
import type { LicenseCheck } from '../license.ts';
import { type Owner, offersFor, offersOf, offerTitle } from './offers.ts';
import type { Refusal } from './refusals.ts';
import * as refuse from './refusals.ts';
import {
  isCorporateDevice,
  mappingRefusal,
  pendingRestrictions,
  type RestrictedEnrollment,
  restrictionRefusal,
} from './restrictions.ts';
import {
  type EnrollmentNeed,
  type EnrollmentType,
  type EnrollmentTypeFacts,
  enrollmentFacts,
  enrollmentTypeOfSetup,
} from './types.ts';

/** A person who wants to enroll a device. */
export interface EnrollmentRequest {
  readonly type: EnrollmentType;
  readonly user: User;
  readonly osVersion: string;
  /** Absent: of a device that nobody has bought yet, and that has no corporate identifier. */
  readonly serialNumber?: string | undefined;
  readonly imei?: string | undefined;
  readonly model?: string | undefined;
  /** The Entra device of the record that the device has already, when it is enrolled. */
  readonly directoryId?: string | undefined;
  /** Whether the person has a Managed Apple Account. Default: true. */
  readonly managedAppleAccount?: boolean | undefined;
  /** Whether the domain of the person's account publishes Apple's well-known file as it should. Default: true. */
  readonly wellKnownFile?: boolean | undefined;
  /** What the person answers when the enrollment profile has it asked whose device it is. Default: what fits first. */
  readonly ownedBy?: Owner | undefined;
  /** Whether restrictions count as they are assigned now, and not as they were before changes that have not taken hold. Default: false. */
  readonly settled?: boolean | undefined;
}

/** What a person has chosen, where the enrollment profile leaves the type of enrollment to people. */
export interface EnrollmentChoice {
  readonly owner: Owner;
  /** Whether devices that are owned so can be enrolled in several ways: then that is asked, too. */
  readonly severalWays: boolean;
}

export interface EnrollmentApproval {
  readonly allowed: true;
  /** Of the type that it comes to: another than was asked for when the device is too old for that, or its profile says so. */
  readonly facts: EnrollmentTypeFacts;
  /** The enrollment profile that decided; absent when none is assigned to the person and the type is assumed to be allowed. */
  readonly profile?: AppleUserInitiatedEnrollmentProfile | DepEnrollmentProfile;
  /** What the profile of automated enrollment asks for. */
  readonly setup?: EnrollmentSetup;
  /** Whose the device is: the company's too when it has a corporate identifier, or when the person was asked and said so. */
  readonly owner: Owner;
  /** Absent: the person isn't asked. */
  readonly choice?: EnrollmentChoice;
  /** Worth telling although it doesn't prevent anything. */
  readonly warnings: readonly string[];
}

interface EnrollmentRefusal {
  readonly allowed: false;
  readonly refusal: Refusal;
  /** Of the type that it would have come to. */
  readonly facts: EnrollmentTypeFacts;
}

/** [documented] which iOS and iPadOS can be kept waiting: Set up automated device enrollment for iOS/iPadOS. */
const AWAITS_FROM = '13.0';

export type EnrollmentDecision = EnrollmentApproval | EnrollmentRefusal;

/** Whether Intune and Apple let a person enroll a device in this way, at this moment. Changes nothing. */
export function decideEnrollment(
  tenant: Tenant,
  request: EnrollmentRequest,
  isLicensed: LicenseCheck,
): EnrollmentDecision {
  const asked = enrollmentFacts(request.type);
  const decision = asked.setup
    ? decideAutomated(tenant, request, asked)
    : decideUserInitiated(tenant, request, asked);
  for (const need of decision.facts.needs) {
    const refusal = CHECKS[need]?.(tenant, request, isLicensed);
    if (refusal) return no(refusal, decision.facts);
  }
  return decision.allowed ? decideRestrictions(tenant, request, decision) : decision;
}

/** Why Intune can't map a device, which automated enrollment let in, to the person who signs in to Company Portal. */
export function refuseMapping(tenant: Tenant, request: EnrollmentRequest): Refusal | undefined {
  const found = resolveAutomatedEnrollment(tenant, request.serialNumber, tenant.clock.now);
  if (!found.found) return undefined;
  const facts = enrollmentTypeOfSetup(found.setup.authentication);
  return mappingRefusal(tenant, restricted(request, { facts, profile: found.profile, owner: facts.owner }));
}

/** Whether the administrator's restrictions let pass what is possible otherwise. */
function decideRestrictions(
  tenant: Tenant,
  request: EnrollmentRequest,
  approval: EnrollmentApproval,
): EnrollmentDecision {
  // [inferred] a person's word makes no device corporate here: of the ways to be, the page of restrictions names two others.
  const owner = ownerOf(tenant, approval.facts, request);
  const enrollment = restricted(request, { ...approval, owner });
  const refusal = restrictionRefusal(tenant, enrollment);
  if (refusal) return no(refusal, approval.facts);
  const pending = pendingRestrictions(tenant, enrollment);
  return pending === undefined ? approval : { ...approval, warnings: [...approval.warnings, pending] };
}

function restricted(
  { user, osVersion, serialNumber, model, directoryId, settled }: EnrollmentRequest,
  { facts, owner, profile }: Pick<EnrollmentApproval, 'facts' | 'owner' | 'profile'>,
): RestrictedEnrollment {
  return {
    facts,
    user: facts.userAffinity ? user : undefined,
    owner,
    osVersion,
    serialNumber,
    model,
    directoryId,
    settled,
    enrollmentProfileName: facts.setup && profile?.displayName,
    platformIsExempt: facts.type === 'userEnrollmentWithCompanyPortal' && profile !== undefined,
  };
}

/** [documented] a device with a corporate identifier is the company's; user enrollment tells neither its serial number nor its IMEI. */
function ownerOf(
  tenant: Tenant,
  { owner, userEnrollment }: EnrollmentTypeFacts,
  request: EnrollmentRequest,
): Owner {
  return !userEnrollment && isCorporateDevice(tenant, request) ? 'company' : owner;
}

const no = (refusal: Refusal, facts: EnrollmentTypeFacts): EnrollmentDecision => ({
  allowed: false,
  refusal,
  facts,
});

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
  request: EnrollmentRequest,
  facts: EnrollmentTypeFacts,
): EnrollmentDecision {
  const { type, user, osVersion, model, wellKnownFile, ownedBy } = request;
  const minimumOs = (model !== undefined && isIPad(model) && facts.minimumIPadOs) || facts.minimumOs;
  if (compareVersions(osVersion, minimumOs) < 0) {
    const { olderDevices: older } = facts;
    const instead = older && decideUserInitiated(tenant, { ...request, type: older }, enrollmentFacts(older));
    if (!instead) return no(refuse.osVersionTooOld(facts.title, minimumOs, osVersion), facts);
    const warning = `the device has iOS or iPadOS ${osVersion} and falls back to ${instead.facts.title}`;
    return instead.allowed ? { ...instead, warnings: [warning, ...instead.warnings] } : instead;
  }
  if (type === 'accountDrivenUserEnrollment' && wellKnownFile === false) {
    return no(refuse.wellKnownFileMissing(user.userPrincipalName.split('@')[1] ?? ''), facts);
  }
  const removed = facts.removedInOs !== undefined && compareVersions(osVersion, facts.removedInOs) >= 0;
  const gone = removed && refuse.enrollmentTypeRemoved(facts.title, facts.removedInOs, osVersion);
  const warnings = facts.deprecated ? [`${facts.title} is deprecated and not meant for new devices`] : [];
  const owner = ownerOf(tenant, facts, request);
  const profile = assignmentsOf(tenant).effective({ userId: user.id }).enrollmentProfile;
  if (!profile) {
    if (gone) return no(gone, facts);
    // Without any profile the person gets device enrollment with Company Portal; another type is taken as chosen.
    if (type !== 'deviceEnrollmentWithCompanyPortal') {
      warnings.push(
        `no enrollment profile is assigned to ${user.userPrincipalName}: ${facts.title} is assumed to be allowed`,
      );
    }
    return { allowed: true, facts, owner, warnings };
  }
  const offers = offersFor(profile, osVersion);
  const asks = offers.length > 1;
  const offer = offers.find(
    (each) => each.facts.type === type && (!asks || ownedBy === undefined || each.owner === ownedBy),
  );
  if (!offer) {
    const titles = offers.map(offerTitle).join(' or ') || 'no known type of enrollment';
    const asked = offerTitle({ facts, owner: asks ? ownedBy : undefined });
    return no(refuse.enrollmentTypeNotOffered(asked, profile.displayName, titles), facts);
  }
  if (gone) return no(gone, facts);
  if (!asks || offer.owner === undefined) return { allowed: true, facts, profile, owner, warnings };
  const severalWays = offers.filter((each) => each.owner === offer.owner).length > 1;
  return {
    allowed: true,
    facts,
    profile,
    owner: owner === 'company' ? owner : offer.owner,
    choice: { owner: offer.owner, severalWays },
    warnings,
  };
}

function decideAutomated(
  tenant: Tenant,
  request: EnrollmentRequest,
  asked: EnrollmentTypeFacts,
): EnrollmentDecision {
  const { user, serialNumber, osVersion } = request;
  const found = resolveAutomatedEnrollment(tenant, serialNumber, tenant.clock.now);
  if (!found.found) {
    switch (found.missing) {
      case 'token':
        return no(refuse.adeTokenMissing(), asked);
      case 'device':
        return no(refuse.adeDeviceUnknown(serialNumber ?? ''), asked);
      case 'validToken': {
        const { tokenName = '', tokenExpirationDateTime = '' } = found.token ?? {};
        return no(refuse.adeTokenExpired(tokenName, tokenExpirationDateTime), asked);
      }
      case 'profile':
        return no(refuse.adeProfileMissing(found.token?.tokenName ?? ''), asked);
    }
  }
  const { profile, setup } = found;
  const intended = enrollmentTypeOfSetup(setup.authentication);
  // [documented] older devices that should use modern authentication fall back to the legacy Setup Assistant.
  const older = compareVersions(osVersion, intended.minimumOs) < 0 ? intended.olderDevices : undefined;
  const facts = older ? enrollmentFacts(older) : intended;
  // Whoever names a way means it; without a name, the profile decides.
  if (asked.type !== 'automatedDeviceEnrollment' && asked.type !== facts.type)
    return no(refuse.enrollmentTypeNotOffered(asked.title, profile.displayName, facts.title), asked);
  if (facts.setup === 'sharedIPad') {
    const { model = 'iPad' } = request;
    if (!isIPad(model) || compareVersions(osVersion, facts.minimumOs) < 0)
      return no(refuse.sharedIPadNotSupported(profile.displayName, model, osVersion), facts);
  }
  if (facts.setup === 'companyPortal') {
    const own = assignmentsOf(tenant).effective({ userId: user.id }).enrollmentProfile;
    if (own && offersOf(own).some(({ facts: { type } }) => type === 'accountDrivenUserEnrollment'))
      return no(refuse.companyPortalNotSupported(profile.displayName, own.displayName), facts);
  }
  const unlicensed = companyPortalObstacle(tenant, profile);
  if (unlicensed !== undefined)
    return no(refuse.companyPortalWithoutLicense(profile.displayName, unlicensed), facts);
  const warnings = older
    ? [`the device has iOS or iPadOS ${osVersion} and falls back to ${facts.title}`]
    : [];
  const awaitsConfiguration =
    setup.awaitsConfiguration && !older && compareVersions(osVersion, AWAITS_FROM) >= 0;
  return {
    allowed: true,
    facts,
    profile,
    setup: { ...setup, awaitsConfiguration },
    owner: facts.owner,
    warnings,
  };
}
