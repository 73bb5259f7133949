import type {
  DepEnrollmentProfile,
  DepOnboardingSetting,
  ImportedAppleDeviceIdentity,
  Tenant,
} from '../tenant/index.ts';
import { SERVICES } from '../tenant/index.ts';
import { type EnrollmentSetup, enrollmentSetup, type SetupAuthentication } from './enrollment-setup.ts';

export type AutomatedEnrollment =
  | {
      readonly found: true;
      readonly token: DepOnboardingSetting;
      readonly profile: DepEnrollmentProfile;
      /** Whether somebody chose it for this device; else it is the token's default. */
      readonly chosen: boolean;
      readonly setup: EnrollmentSetup;
    }
  | {
      readonly found: false;
      readonly missing: 'token' | 'device' | 'validToken' | 'profile';
      readonly token?: DepOnboardingSetting;
    };

const TOKENS = 'deviceManagement/depOnboardingSettings';
const PROFILES = 'deviceManagement/depOnboardingSettings/enrollmentProfiles';
const DEVICES = 'deviceManagement/depOnboardingSettings/importedAppleDeviceIdentities';

/**
 * What a device learns from Apple when it is switched on: the token that owns its serial number, and the profile that
 * was chosen for it or is the token's default.
 * @param serialNumber undefined: of the next device that is bought
 * @param now milliseconds since the epoch
 */
export function resolveAutomatedEnrollment(
  tenant: Tenant,
  serialNumber: string | undefined,
  now: number,
): AutomatedEnrollment {
  if (tenant.collection(TOKENS).size === 0) return { found: false, missing: 'token' };
  const device =
    serialNumber === undefined
      ? { requestedEnrollmentProfileId: undefined }
      : tenant
          .collection(DEVICES)
          .where('serialNumber', serialNumber)
          .find((candidate) => candidate['isDeleted'] !== true);
  const token =
    device && ('$parent' in device ? tenant.collection(TOKENS).get(device.$parent) : tokenInUse(tenant, now));
  if (!device || !token) return { found: false, missing: 'device' };
  if (Date.parse(token.tokenExpirationDateTime) <= now) return { found: false, missing: 'validToken', token };
  const profile = profileOf(tenant, token, device.requestedEnrollmentProfileId);
  if (!profile) return { found: false, missing: 'profile', token };
  const chosen = Boolean(device.requestedEnrollmentProfileId);
  return { found: true, token, profile, chosen, setup: enrollmentSetup(tenant, profile) };
}

/** The token that new devices come to: the first one that has not expired, or else the first. */
function tokenInUse(tenant: Tenant, now: number): DepOnboardingSetting | undefined {
  const tokens = [...tenant.collection(TOKENS)];
  return tokens.find(({ tokenExpirationDateTime: ends }) => !(Date.parse(ends) <= now)) ?? tokens[0];
}

/**
 * Puts a serial number into the token that the tenant uses, as if the device had been bought through Apple Business Manager;
 * a profile is the token's business. Returns what is there when it was there before, and undefined without a token.
 */
export function addToBusinessManager(
  tenant: Tenant,
  serialNumber: string,
): ImportedAppleDeviceIdentity | undefined {
  const devices = tenant.collection(DEVICES);
  const [known] = devices.where('serialNumber', serialNumber);
  if (known) return known;
  const token = tokenInUse(tenant, tenant.clock.now);
  if (!token) return undefined;
  return devices.insert(
    {
      id: `${token.id}_${serialNumber}`,
      $parent: token.id,
      serialNumber,
      isSupervised: true,
      discoverySource: 'deviceEnrollmentProgram',
      enrollmentState: 'notContacted',
      platform: 'ios',
    },
    SERVICES.apple,
  );
}

/**
 * Assigns a device that was bought to the first profile of its token that sets it up in this way, as an administrator
 * would before it is switched on. Returns whether there is one.
 */
export function assignSetup(
  tenant: Tenant,
  serialNumber: string,
  authentication: SetupAuthentication,
): boolean {
  const devices = tenant.collection(DEVICES);
  const [device] = devices.where('serialNumber', serialNumber);
  const profile =
    device &&
    tenant
      .collection(PROFILES)
      .where('$parent', device.$parent)
      .find((each) => isForIos(each) && enrollmentSetup(tenant, each).authentication === authentication);
  if (!device || !profile) return false;
  devices.update(
    device.id,
    { requestedEnrollmentProfileId: profile.id.slice(profile.id.lastIndexOf('_') + 1) },
    SERVICES.intune,
  );
  return true;
}

/** Profile ids are `<token id>_<profile id>`; a reference may hold either. */
function profileOf(
  tenant: Tenant,
  token: DepOnboardingSetting,
  chosen: string | null | undefined,
): DepEnrollmentProfile | undefined {
  const profiles = tenant.collection(PROFILES);
  const id = chosen || token.defaultIosEnrollmentProfile;
  if (id) {
    const named = profiles.get(id) ?? profiles.get(`${token.id}_${id}`);
    if (named) return named;
  }
  return profiles
    .where('$parent', token.id)
    .find((profile) => profile['isDefault'] === true && isForIos(profile));
}

function isForIos(profile: DepEnrollmentProfile): boolean {
  const type = profile['@odata.type'];
  return typeof type !== 'string' || !/macos/i.test(type);
}
