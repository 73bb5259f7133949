// Enrollment policies: what the catalog says of them is shown among the profiles of their token, so that devices can be assigned.
// [community] https://github.com/deploymenttheory/terraform-provider-microsoft365 reads and sets a token's default that way;
// "properties like isDefault are never populated on the mirrored entry": Migrating from Apple Enrollment Profiles to the Enrollment
// Policies, July 2026. The service takes a moment until it shows one; here it is there at once.
import type { Actor, DepEnrollmentProfile, Entity, Tenant } from '../../../tenant/index.ts';
import { actorOf, type Call } from '../../request/call.ts';
import { forgetProfile, PROFILES } from './dep-profiles.ts';
import { TOKENS } from './dep-sync.ts';

/** [recorded] what `creationSource` says before the id of the policy's token. */
const CREATED_FOR = 'DepTokenId_';

/** The id of the token that an enrollment policy belongs to; undefined for other policies. */
function tokenIdOf(policy: Entity): string | undefined {
  const source = String(policy['creationSource'] ?? '');
  return source.startsWith(CREATED_FOR) ? source.slice(CREATED_FOR.length) : undefined;
}

/** [inferred] that an entry has the type of its platform's profiles. */
const TYPES: Readonly<Record<string, string>> = {
  ios: 'depIOSEnrollmentProfile',
  macos: 'depMacOSEnrollmentProfile',
  tvos: 'depTvOSEnrollmentProfile',
  visionos: 'depVisionOSEnrollmentProfile',
};

/** Shows an enrollment policy, as it is now, among the profiles of its token. */
export function showPolicy(call: Call, policy: Entity): void {
  const token = tokenIdOf(policy);
  if (token === undefined || mirrorPolicy(call.tenant, policy, token, actorOf(call))) return;
  call.note(`there is no enrollment program token ${token}: no device can be assigned to the policy`);
}

/**
 * An enrollment policy of another tenant, for the first token of this one; the same of what is no enrollment policy. Undefined
 * without a token, where nothing can be enrolled by it.
 */
export function adoptPolicy<E extends Entity>(tenant: Tenant, policy: E, by: Actor): E | undefined {
  if (tokenIdOf(policy) === undefined) return policy;
  const [token] = tenant.collection(TOKENS);
  if (!token) return undefined;
  const adopted = { ...policy, creationSource: `${CREATED_FOR}${token.id}` };
  mirrorPolicy(tenant, adopted, token.id, by);
  return adopted;
}

/** False: there is no such token. */
function mirrorPolicy(tenant: Tenant, policy: Entity, token: string, by: Actor): boolean {
  if (!tenant.collection(TOKENS).get(token)) return false;
  const profiles = tenant.collection(PROFILES);
  const type = TYPES[String(policy['platforms']).toLowerCase()] ?? 'depIOSEnrollmentProfile';
  const entry: DepEnrollmentProfile = {
    id: entryId(token, policy),
    $parent: token,
    $policy: policy.id,
    '@odata.type': `#microsoft.graph.${type}`,
    displayName: String(policy['name'] ?? ''),
    description: policy['description'] ?? null,
  };
  if (profiles.get(entry.id)) profiles.update(entry.id, entry, by);
  else profiles.insert(entry, by);
  return true;
}

/** Takes a policy that is no more from the token's profiles. */
export function hidePolicy(call: Call, policy: Entity): void {
  const profiles = call.tenant.collection(PROFILES);
  const entry = profiles.get(entryId(tokenIdOf(policy) ?? '', policy));
  if (!entry) return;
  profiles.remove(entry.id, actorOf(call));
  forgetProfile(call, entry);
}

/** [recorded] by which id an entry is addressed. */
const entryId = (token: string, policy: Entity) => `${token}_${policy.id}`;
