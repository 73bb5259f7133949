import {
  type AppAssignment,
  type AppleUserInitiatedEnrollmentProfile,
  type Assignment,
  CATALOG_COMPLIANCE,
  CATALOG_SET,
  type DeviceEnrollmentConfiguration,
  type Entity,
  type MobileApp,
  type Policy,
} from '../tenant/index.ts';
import { resolveApp } from './app-intent.ts';
import type { AssignmentReason, EffectiveSet, OtherAssignableSet, Resolution } from './assignment-types.ts';
import { configurationSetOf, isForIosCatalog } from './catalog-policy.ts';
import { type Membership, passFilters, resolveTargets } from './targeting.ts';

/** Something that can be assigned, with its assignments. */
export interface Assigned<E extends Entity, A extends Assignment> {
  readonly entity: E;
  readonly assignments: readonly A[];
}

/** Everything in a tenant that is assigned to people and devices. */
export interface AssignedContent {
  readonly configurations: readonly Assigned<Policy, Assignment>[];
  readonly compliancePolicies: readonly Assigned<Policy, Assignment>[];
  readonly enrollmentProfiles: readonly Assigned<AppleUserInitiatedEnrollmentProfile, Assignment>[];
  readonly enrollmentConfigurations: readonly Assigned<DeviceEnrollmentConfiguration, Assignment>[];
  readonly apps: readonly Assigned<MobileApp, AppAssignment>[];
}

/** Decides about each policy and app whether a subject gets it, and says why. */
export function resolveAll(catalog: AssignedContent, subject: Membership): EffectiveSet {
  const mismatched: Policy[] = [];
  const policies = (items: readonly Assigned<Policy, Assignment>[]) =>
    items.map(({ entity, assignments }) => {
      const resolution = resolveOne(entity, assignments, subject);
      if (isForIos(entity)) return resolution;
      if (resolution.applies) mismatched.push(entity);
      return refuse(entity, `it is for another platform (${platformOf(entity)})`);
    });
  const configurations = policies(catalog.configurations);
  const compliancePolicies = policies(catalog.compliancePolicies);
  const enrollmentProfiles = catalog.enrollmentProfiles.map(({ entity, assignments }) =>
    isIosProfile(entity)
      ? resolveOne(entity, assignments, subject)
      : refuse(entity, `it is for another platform (${entity.platform})`),
  );
  return {
    configurations,
    compliancePolicies,
    enrollmentProfiles,
    enrollmentConfigurations: resolveEnrollmentConfigurations(catalog, subject),
    apps: catalog.apps.map(({ entity, assignments }) =>
      isIosApp(entity)
        ? resolveApp(entity, assignments, subject)
        : {
            ...refuse(entity, `it is an app for another platform (${shortType(entity['@odata.type'])})`),
            intent: 'none' as const,
            offered: false,
            useDeviceLicensing: false,
            takesBack: false,
            staysOnRemoval: false,
          },
    ),
    appliedConfigurations: configurations.filter(applies).map(({ entity }) => entity),
    appliedCompliancePolicies: compliancePolicies.filter(applies).map(({ entity }) => entity),
    mismatched,
    enrollmentProfile: highestPriority(enrollmentProfiles.filter(applies).map(({ entity }) => entity)),
  };
}

/** The same about restrictions and limits of enrollment alone, of which there are few. */
export const resolveEnrollmentConfigurations = (
  { enrollmentConfigurations }: Pick<AssignedContent, 'enrollmentConfigurations'>,
  subject: Membership,
): EffectiveSet['enrollmentConfigurations'] =>
  enrollmentConfigurations.map(({ entity, assignments }) => resolveOne(entity, assignments, subject));

/** The same about one thing that is in no effective set. */
export function resolveOther(
  set: OtherAssignableSet,
  entity: Entity,
  assignments: readonly Assignment[],
  subject: Membership,
): Resolution {
  const other = otherPlatform(set, entity);
  return other === undefined
    ? resolveOne(entity, assignments, subject)
    : refuse(entity, `it is for another platform (${other})`);
}

/** What it is for, when that is not iPhones and iPads. */
function otherPlatform(set: OtherAssignableSet, entity: Entity): string | undefined {
  // Policies of the settings catalog name their platforms, one or several; the others have a type for each.
  if (set === CATALOG_SET || set === CATALOG_COMPLIANCE) {
    const platforms = String(entity['platforms'] ?? 'none');
    return /\bios\b/i.test(platforms) ? undefined : platforms;
  }
  const type = shortType(String(entity['@odata.type'] ?? ''));
  // Configurations of managed apps are for every platform: the apps that they name say which.
  return /^(?:ios|targetedManagedAppConfiguration$)/i.test(type) || type === '' ? undefined : type;
}

function resolveOne<E extends Entity>(
  entity: E,
  assignments: readonly Assignment[],
  subject: Membership,
): Resolution<E> {
  const reasons: AssignmentReason[] = [];
  if (assignments.length === 0) reasons.push({ code: 'unassigned', sentence: 'it has no assignment' });
  const verdict = passFilters(resolveTargets(assignments, subject, reasons), subject, reasons).length > 0;
  reasons.push({ code: 'verdict', sentence: verdict ? 'so it applies' : 'so it does not apply' });
  return { entity, applies: verdict, reasons };
}

function refuse<E extends Entity>(entity: E, why: string): Resolution<E> {
  return {
    entity,
    applies: false,
    reasons: [
      { code: 'wrongPlatform', sentence: why },
      { code: 'verdict', sentence: 'so it does not apply' },
    ],
  };
}

const applies = (resolution: Resolution) => resolution.applies;

/** Priority 0 is the highest. */
function highestPriority(
  profiles: readonly AppleUserInitiatedEnrollmentProfile[],
): AppleUserInitiatedEnrollmentProfile | undefined {
  return profiles.reduce<AppleUserInitiatedEnrollmentProfile | undefined>(
    (best, profile) => (best && (best.priority ?? 0) <= (profile.priority ?? 0) ? best : profile),
    undefined,
  );
}

/** Policies of the settings catalog name their platforms, one or several; the others have a type for each. */
function isForIos(policy: Policy): boolean {
  return configurationSetOf(policy) === CATALOG_SET
    ? isForIosCatalog(policy)
    : /^#?microsoft\.graph\.ios/i.test(policy['@odata.type']);
}

function platformOf(policy: Policy): string {
  return configurationSetOf(policy) === CATALOG_SET
    ? String(policy['platforms'] ?? 'none')
    : shortType(policy['@odata.type']);
}

function isIosProfile({ platform }: AppleUserInitiatedEnrollmentProfile): boolean {
  return platform === undefined || /^ios$/i.test(platform);
}

/** Web links go to every platform; managed apps of the store carry the platform inside their name. */
function isIosApp(app: MobileApp): boolean {
  return /^#?microsoft\.graph\.(ios|managedIOS|webApp$)/i.test(app['@odata.type']);
}

function shortType(type: string): string {
  return type.replace(/^#?microsoft\.graph\./, '');
}
