import { configurationSetOf } from '../intune/catalog-policy.ts';
import { isMailPolicy } from '../intune/mail-profile.ts';
import { errorChain, type MdmAnswer, type MdmCommand } from '../intune/mdm/message.ts';
import { profileIdentifier } from '../intune/mobileconfig.ts';
import type { PlistDictionary } from '../intune/plist.ts';
import { CONFLICT } from '../intune/profile-conflicts.ts';
import { addressOf, buildSsoPayload } from '../intune/sso-payload.ts';
import { type Assumptions, assumptionsOf, onceFor, type Policy } from '../tenant/index.ts';
import type { InstalledProfile } from './device-state.ts';
import { postponement } from './mdm/not-now.ts';
import type { Scene } from './scene.ts';

const profileOf = onceFor(
  (policy: Policy): InstalledProfile => ({ id: policy.id, name: policy.displayName, policy }),
);

/** What a set of policies leaves on a device that had nothing: devices alike share the answer. */
interface Delivery {
  readonly profiles: readonly InstalledProfile[];
  readonly refused: readonly InstalledProfile[];
}

type Winner = Assumptions['twoSsoProfiles'];
/** Why a device turns a profile down. */
interface Refusal {
  readonly error: string;
  readonly message: string;
  readonly findings?: readonly string[];
  readonly answer?: PlistDictionary;
}

/**
 * The outer error is what iOS reports of any payload that it cannot install: [recorded] in its binaries. What it says of the
 * addresses beneath is not known.
 */
const DUPLICATE = errorChain(
  'MCInstallationErrorDomain',
  4001,
  'The payload “Extensible Single Sign On” could not be installed.',
);

const SAME_ADDRESSES: Refusal = {
  error: 'DuplicateUrls',
  message: 'another profile on the device has an SSO extension for the same addresses',
  findings: ['two-sso-profiles'],
  answer: DUPLICATE,
};
/** [documented] Device compliance settings for iOS/iPadOS: "Intune can't overwrite the user-configured profile". */
const OWN_MAIL: Refusal = {
  error: 'MailAccountExists',
  message: 'the person has set up that mail account by hand, and a profile does not overwrite it',
};

const FRESH: Readonly<Record<Winner, WeakMap<readonly Policy[], Delivery>>> = {
  firstStays: new WeakMap(),
  lastReplaces: new WeakMap(),
  neither: new WeakMap(),
};

/** What the device had, brought to what it should have. */
function deliver(had: readonly InstalledProfile[], policies: readonly Policy[], winner: Winner): Delivery {
  if (had.length > 0) return merge(had, policies, winner);
  let fresh = FRESH[winner].get(policies);
  if (!fresh) {
    fresh = merge(had, policies, winner);
    FRESH[winner].set(policies, fresh);
  }
  return fresh;
}

/** No two profiles on a device answer for the same addresses: by default the one that came first keeps them. */
function merge(had: readonly InstalledProfile[], policies: readonly Policy[], winner: Winner): Delivery {
  const kept = had.flatMap(({ id }) => policies.filter((policy) => policy.id === id));
  const added = policies.filter(({ id }) => !had.some((profile) => profile.id === id));
  // What comes last is what was made last: which one is there already says nothing then.
  const all = winner === 'lastReplaces' ? policies : [...kept, ...added];
  const losers = losersAmong(winner === 'lastReplaces' ? all.toReversed() : all, winner === 'neither');
  return {
    profiles: all.filter((policy) => !losers.has(policy)).map(profileOf),
    refused: all.filter((policy) => losers.has(policy)).map(profileOf),
  };
}

/** The policies whose addresses one before them has; with `all`, that one as well. */
function losersAmong(policies: readonly Policy[], all: boolean): ReadonlySet<Policy> {
  const holders = new Map<string, Policy>();
  const losers = new Set<Policy>();
  for (const policy of policies) {
    const urls = addressesOf(policy);
    const holder = urls.map((url) => holders.get(url)).find((each) => each !== undefined);
    if (!holder) for (const url of urls) holders.set(url, policy);
    else {
      losers.add(policy);
      if (all) losers.add(holder);
    }
  }
  return losers;
}

/** A mail profile that is not there yet doesn't get past an account that was set up by hand. */
function withoutMail({ profiles, refused }: Delivery, had: readonly InstalledProfile[]): Delivery {
  const isKept = ({ id, policy }: InstalledProfile) =>
    !isMailPolicy(policy) || had.some((profile) => profile.id === id);
  return {
    profiles: profiles.filter(isKept),
    refused: [...refused, ...profiles.filter((profile) => !isKept(profile))],
  };
}

/** Nobody's: the addresses are the same for every device. */
const ANY_DEVICE = { tenantId: '', managedDeviceId: '' };

/** The addresses that a policy's extension answers for. Apple: unique over all installed extensible SSO payloads. */
const addressesOf = onceFor((policy: Policy): readonly string[] =>
  (buildSsoPayload(policy, ANY_DEVICE)?.URLs ?? []).map(addressOf),
);

/** Devices with the same profile share the answer. */
const installed = onceFor(
  ({ id }: InstalledProfile): MdmAnswer => ({ ...installProfile(id), status: 'Acknowledged' }),
);

/** Installs, updates and removes configuration profiles until the device has those that assignment gives it. */
export function installProfiles(scene: Scene, policies: readonly Policy[]): void {
  const had = scene.state.profiles;
  const allowed = allowedOn(scene, policies);
  if (isSame(had, allowed)) return;
  const notNow = postponement(scene, 'InstallProfile');
  if (notNow !== undefined) {
    answerNotNow(scene, allowed, notNow);
    return;
  }
  const winner = assumptionsOf(scene.tenant).twoSsoProfiles;
  const delivery = deliver(had, allowed, winner);
  const { profiles, refused } = scene.state.health?.ownMailAccount ? withoutMail(delivery, had) : delivery;
  for (const { id, name, policy } of had) {
    if (allowed.some((each) => each.id === id)) continue;
    const mdm = { ...removeProfile(id), status: 'Acknowledged' } as const;
    tell(scene, mdm, `Removes "${name}", which is not assigned any more`, policy);
  }
  for (const profile of profiles) {
    const before = had.find(({ id }) => id === profile.id);
    if (before && isSamePolicy(before.policy, profile.policy)) continue;
    if (scene.managedDevice()?.$profileErrors?.[profile.id] !== undefined) {
      scene.world.intune.reportProfile(scene.state.managedDeviceId as string, profile.id);
    }
    const sso =
      addressesOf(profile.policy).length > 0 ? ', with the SSO extension (com.apple.extensiblesso)' : '';
    const mdm = installed(profile);
    tell(scene, mdm, `${before ? 'Updates' : 'Installs'} "${profile.name}"${sso}`, profile.policy);
  }
  for (const { id, name, policy } of refused) {
    const refusal = isMailPolicy(policy) ? OWN_MAIL : SAME_ADDRESSES;
    const { message, findings, answer } = refusal;
    const error = refusal === SAME_ADDRESSES && winner === 'neither' ? CONFLICT : refusal.error;
    if (scene.managedDevice()?.$profileErrors?.[id] === error) continue;
    scene.world.intune.reportProfile(scene.state.managedDeviceId as string, id, error);
    scene.tell({
      from: 'device',
      to: 'intune',
      step: 'InstallProfile',
      outcome: 'failed',
      code: 'Error',
      message: `Refuses "${name}": ${message}`,
      objects: [profileObject(policy)],
      findings,
      mdm: { ...installProfile(id), status: 'Error', ...(answer && { answer }) },
    });
  }
  scene.set({ profiles });
}

/** A Shared iPad takes the SSO extension through device groups or not: the pages differ. */
function allowedOn({ enrollment, tenant }: Scene, policies: readonly Policy[]): readonly Policy[] {
  if (enrollment.setup !== 'sharedIPad' || assumptionsOf(tenant).sharedIPadProfiles === 'deviceGroups')
    return policies;
  return policies.filter((policy) => addressesOf(policy).length === 0);
}

/** What Intune shows for it. Source: iOS device is currently busy error when deploying a profile with Intune. */
const BUSY = '2016341112 iOS device is currently busy';

/** The profile stays in the queue. */
function answerNotNow(scene: Scene, policies: readonly Policy[], why: string): void {
  for (const policy of missing(scene.state.profiles, policies)) {
    const { id, displayName } = policy;
    if (scene.managedDevice()?.$profileErrors?.[id] === undefined)
      scene.world.intune.reportProfile(scene.state.managedDeviceId as string, id, BUSY);
    scene.tell({
      from: 'device',
      to: 'intune',
      step: 'InstallProfile',
      outcome: 'failed',
      code: 'NotNow',
      message: `Does not install "${displayName}" now: ${why}`,
      objects: [profileObject(policy)],
      findings: ['device-busy'],
      mdm: { ...installProfile(id), status: 'NotNow' },
    });
  }
}

/** The policies that a device hasn't got, or not in this version. */
function missing(had: readonly InstalledProfile[], policies: readonly Policy[]): readonly Policy[] {
  return policies.filter((policy) => {
    const before = had.find(({ id }) => id === policy.id);
    return !before || !isSamePolicy(before.policy, policy);
  });
}

const installProfile = (profile: string): MdmCommand => ({ requestType: 'InstallProfile', profile });
const removeProfile = (id: string): MdmCommand => ({
  requestType: 'RemoveProfile',
  keys: { Identifier: profileIdentifier(id) },
});

/** What Intune has to send until a device has the profiles that it should have. A profile that was refused is not sent again. */
export function profileCommands(scene: Scene, policies: readonly Policy[]): readonly MdmCommand[] {
  const had = scene.state.profiles;
  const errors = scene.managedDevice()?.$profileErrors ?? {};
  const added = missing(had, policies).filter(({ id }) => errors[id] === undefined || errors[id] === BUSY);
  return [
    ...had
      .filter(({ id }) => !policies.some((policy) => policy.id === id))
      .map(({ id }) => removeProfile(id)),
    ...added.map(({ id }) => installProfile(id)),
  ];
}

const profileObject = (policy: Policy) => ({ set: configurationSetOf(policy), id: policy.id });

function tell(scene: Scene, mdm: MdmAnswer, message: string, policy: Policy): void {
  scene.tell({
    from: 'device',
    to: 'intune',
    step: mdm.requestType,
    message: `Acknowledged. ${message}`,
    objects: [profileObject(policy)],
    mdm,
  });
}

function isSame(had: readonly InstalledProfile[], policies: readonly Policy[]): boolean {
  if (had.length !== policies.length) return false;
  for (let i = 0; i < had.length; i += 1) {
    if (!isSamePolicy((had[i] as InstalledProfile).policy, policies[i] as Policy)) return false;
  }
  return true;
}

/** The same version of the same policy; after a snapshot was read back from JSON the objects are different ones. */
function isSamePolicy(one: Policy, other: Policy): boolean {
  return (
    one === other ||
    (one.id === other.id &&
      one.version === other.version &&
      one['lastModifiedDateTime'] === other['lastModifiedDateTime'])
  );
}
