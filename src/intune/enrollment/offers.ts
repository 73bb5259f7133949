// What an enrollment profile offers to people who enroll their devices themselves.
import { compareVersions } from '../../filters/index.ts';
import type { AppleUserInitiatedEnrollmentProfile } from '../../tenant/index.ts';
import { type EnrollmentTypeFacts, enrollmentFacts, enrollmentTypeOfProfile } from './types.ts';

export type Owner = 'personal' | 'company';

/** A way to enroll that a profile has for people, and for whose devices; for any when the profile doesn't say. */
interface Offer {
  readonly facts: EnrollmentTypeFacts;
  readonly owner: Owner | undefined;
}

export const offerTitle = ({ facts, owner }: Offer) =>
  owner === undefined
    ? facts.title
    : `${facts.title} of a device that ${owner === 'company' ? 'the company' : 'the person'} owns`;

/** What a profile offers: what the person may choose from, or else its one type. */
export function offersOf({
  defaultEnrollmentType,
  availableEnrollmentTypeOptions,
}: AppleUserInitiatedEnrollmentProfile): Offer[] {
  const options = availableEnrollmentTypeOptions ?? [];
  const all = options.length > 0 ? options : [{ enrollmentType: defaultEnrollmentType, ownerType: '' }];
  return all.flatMap(({ enrollmentType, ownerType }) => {
    const facts = enrollmentTypeOfProfile(enrollmentType);
    const owner = ownerType === 'company' || ownerType === 'personal' ? ownerType : undefined;
    return facts ? { facts, owner } : [];
  });
}

/** What of that comes to a device with this version. */
export function offersFor(profile: AppleUserInitiatedEnrollmentProfile, osVersion: string): Offer[] {
  return offersOf(profile).map((offer) =>
    offer.facts.olderDevices && compareVersions(osVersion, offer.facts.minimumOs) < 0
      ? { ...offer, facts: enrollmentFacts(offer.facts.olderDevices) }
      : offer,
  );
}
