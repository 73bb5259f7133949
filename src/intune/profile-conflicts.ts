// Configuration profiles that want different values for the same setting. Intune shows it and changes nothing: "this conflict
// is shown in Intune. Manually resolve these conflicts." Source: "Common questions with policies and profiles", conflicts.
import { CATALOG_SET, onceFor, type Policy } from '../tenant/index.ts';
import { asTemplateHas } from './catalog-passcode.ts';
import { CATALOG_SETTINGS, configurationSetOf } from './catalog-policy.ts';
import { valuesOfSettings } from './catalog-settings.ts';

/** What a device's record has of a profile that Intune holds back because another one wants the same addresses. */
export const CONFLICT = 'Conflict';

/** A setting for which profiles want different values. */
export interface ProfileConflict {
  /** As the profile itself calls it: a template's property (`lockScreenFootnote`), a definition's id in the settings catalog. */
  readonly property: string;
  /** All that set it, in the order of the profiles. */
  readonly policies: readonly Policy[];
  /** Those of them that want another value than this profile. */
  readonly others: readonly Policy[];
}

/**
 * Types whose settings a device has once. Of Wi-Fi, VPN, e-mail and certificates a device may have several, and Intune does
 * not look into custom profiles [documented].
 */
const SINGLE =
  /^#?microsoft\.graph\.ios(?:(?:GeneralDevice|DeviceFeatures|Update)Configuration|CompliancePolicy)$/i;
/** Of these the passcode's settings are those of the catalog, too. */
const RESTRICTIONS = /iosGeneralDeviceConfiguration$/i;

/**
 * The same in the settings catalog: passcodes, restrictions, the home and lock screens, single app mode and updates. [inferred] that it is these;
 * that the catalog's policies conflict with each other and with templates is [documented] ("check all the places you configured policies").
 */
const SINGLE_IN_CATALOG =
  /^(?:com\.apple\.(?:mobiledevice\.passwordpolicy|applicationaccess|homescreenlayout|shareddeviceconfiguration|app\.lock)|passcode|softwareupdate)_/i;

/** What is no setting; and the SSO extension, of which the device itself refuses a second one. */
const NO_SETTINGS = new Set([
  '@odata.type',
  'id',
  'displayName',
  'description',
  'version',
  'createdDateTime',
  'lastModifiedDateTime',
  'roleScopeTagIds',
  'supportsScopeTags',
  'iosSingleSignOnExtension',
  'singleSignOnExtension',
]);

/** Whether policies of a template's type may be in conflict with others. */
export const mayConflict = (type: string): boolean => SINGLE.test(type);

/** The same of a policy of the settings catalog, by its settings. */
export const catalogMayConflict = (settings: unknown): boolean =>
  valuesOfSettings(settings, (id) => SINGLE_IN_CATALOG.test(id)).length > 0;

const conflictsAmong = onceFor(findConflicts);
const NONE: ReadonlyMap<string, readonly ProfileConflict[]> = new Map();

/** The conflicts among the profiles that reach one device, by the ids of the profiles that have a part in them. */
export function profileConflicts(
  profiles: readonly Policy[],
): ReadonlyMap<string, readonly ProfileConflict[]> {
  return profiles.length < 2 ? NONE : conflictsAmong(profiles);
}

/** What a profile says about a setting; `key` is the same wherever it is the same setting. */
interface Saying {
  readonly key: string;
  readonly property: string;
  readonly value: unknown;
}

function findConflicts(profiles: readonly Policy[]): ReadonlyMap<string, readonly ProfileConflict[]> {
  const setters = new Map<string, (Saying & { readonly policy: Policy })[]>();
  for (const policy of profiles) {
    const says = configurationSetOf(policy) === CATALOG_SET ? catalogSays : templateSays;
    for (const saying of says(policy)) {
      const found = setters.get(saying.key);
      if (found) found.push({ ...saying, policy });
      else setters.set(saying.key, [{ ...saying, policy }]);
    }
  }
  const conflicts = new Map<string, ProfileConflict[]>();
  for (const sayings of setters.values()) {
    const wanted = sayings.map(({ policy, value }) => ({ policy, text: JSON.stringify(value) }));
    const policies = sayings.map(({ policy }) => policy);
    for (const [index, { policy, property }] of sayings.entries()) {
      const others = wanted.filter(({ text }) => text !== wanted[index]?.text).map((each) => each.policy);
      if (others.length === 0) continue;
      const known = conflicts.get(policy.id);
      if (known) known.push({ property, policies, others });
      else conflicts.set(policy.id, [{ property, policies, others }]);
    }
  }
  return conflicts;
}

function templateSays(policy: Policy): Saying[] {
  const type = policy['@odata.type'].toLowerCase().replace(/^#/, '');
  if (!SINGLE.test(type)) return [];
  const common = RESTRICTIONS.test(type);
  return Object.keys(policy).flatMap((property) => {
    if (NO_SETTINGS.has(property) || property.startsWith('$') || property.includes('@')) return [];
    const value = policy[property];
    if (!isConfigured(value)) return [];
    return [
      { key: common && property.startsWith('passcode') ? property : `${type} ${property}`, property, value },
    ];
  });
}

function catalogSays(policy: Policy): Saying[] {
  return valuesOfSettings(policy[CATALOG_SETTINGS], (id) => SINGLE_IN_CATALOG.test(id)).map((each) => {
    const common = asTemplateHas(each);
    return {
      key: common?.property ?? each.id,
      property: each.id,
      value: common ? common.value : each.value,
    };
  });
}

/** What the admin center shows as "Not configured" sets nothing. */
function isConfigured(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === '') return false;
  if (Array.isArray(value)) return value.length > 0;
  return value !== 'notConfigured' && value !== 'deviceDefault';
}
