// Configuration profiles that want different values for the same setting. Intune shows it and changes nothing: "this conflict
// is shown in Intune. Manually resolve these conflicts." Source: "Common questions with policies and profiles", conflicts.
import { onceFor, type Policy } from '../tenant/index.ts';

/** What a device's record has of a profile that Intune holds back because another one wants the same addresses. */
export const CONFLICT = 'Conflict';

/** A setting for which profiles want different values. */
export interface ProfileConflict {
  /** The property of the profiles: `lockScreenFootnote`. */
  readonly property: string;
  /** All that set it, in the order of the profiles. */
  readonly policies: readonly Policy[];
}

/**
 * Types whose settings a device has once. Of Wi-Fi, VPN, e-mail and certificates a device may have several, and Intune does
 * not look into custom profiles [documented].
 */
const SINGLE =
  /^#?microsoft\.graph\.ios(?:(?:GeneralDevice|DeviceFeatures|Update)Configuration|CompliancePolicy)$/i;

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

const conflictsAmong = onceFor(findConflicts);
const NONE: ReadonlyMap<string, readonly ProfileConflict[]> = new Map();

/** The conflicts among the profiles that reach one device, by the ids of the profiles that have a part in them. */
export function profileConflicts(
  profiles: readonly Policy[],
): ReadonlyMap<string, readonly ProfileConflict[]> {
  return profiles.length < 2 ? NONE : conflictsAmong(profiles);
}

function findConflicts(profiles: readonly Policy[]): ReadonlyMap<string, readonly ProfileConflict[]> {
  const setters = new Map<string, Policy[]>();
  for (const policy of profiles) {
    const type = policy['@odata.type'].toLowerCase().replace(/^#/, '');
    if (!SINGLE.test(type)) continue;
    for (const property of Object.keys(policy)) {
      if (NO_SETTINGS.has(property) || property.startsWith('$') || property.includes('@')) continue;
      if (!isConfigured(policy[property])) continue;
      const key = `${type} ${property}`;
      const found = setters.get(key);
      if (found) found.push(policy);
      else setters.set(key, [policy]);
    }
  }
  const conflicts = new Map<string, ProfileConflict[]>();
  for (const [key, policies] of setters) {
    const property = key.slice(key.indexOf(' ') + 1);
    if (new Set(policies.map((policy) => JSON.stringify(policy[property]))).size < 2) continue;
    for (const { id } of policies) {
      const known = conflicts.get(id);
      if (known) known.push({ property, policies });
      else conflicts.set(id, [{ property, policies }]);
    }
  }
  return conflicts;
}

/** What the admin center shows as "Not configured" sets nothing. */
function isConfigured(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === '') return false;
  if (Array.isArray(value)) return value.length > 0;
  return value !== 'notConfigured' && value !== 'deviceDefault';
}
