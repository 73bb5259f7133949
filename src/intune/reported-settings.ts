// What a check-in leaves on the device's record about single settings: short lists of keys, which an index counts.
import { deviationKey, type Policy } from '../tenant/index.ts';
import type { ComplianceResult, PolicyResult } from './compliance.ts';

const NONE: readonly string[] = [];
const IDS = new WeakMap<readonly Policy[], readonly string[]>();

/** The ids of the policies that a device was judged by; devices with the same policies share the list. */
export function evaluatedPolicies(policies: readonly Policy[]): readonly string[] {
  if (policies.length === 0) return NONE;
  let ids = IDS.get(policies);
  if (!ids) {
    ids = policies.map(({ id }) => id);
    IDS.set(policies, ids);
  }
  return ids;
}

/** Of a result that many devices share. */
const OF_COMPLIANT = new WeakMap<PolicyResult, readonly string[]>();

/**
 * The keys of all settings that a device fails or says nothing of; undefined when there are none, and `before` itself when
 * nothing has changed.
 */
export function deviationsOf(
  { policies, builtIn }: ComplianceResult,
  before: readonly string[] | undefined,
): readonly string[] | undefined {
  let found: string[] | undefined;
  for (const result of policies) {
    const keys = keysOf(result);
    if (keys.length > 0) found = [...(found ?? NONE), ...keys];
  }
  for (const { state, setting } of builtIn) {
    if (state !== 'compliant') found = [...(found ?? NONE), deviationKey(state, '', setting)];
  }
  return found && before && isSame(found, before) ? before : found;
}

function keysOf(result: PolicyResult): readonly string[] {
  if (result.state !== 'compliant') return makeKeys(result);
  let keys = OF_COMPLIANT.get(result);
  if (!keys) {
    keys = makeKeys(result);
    OF_COMPLIANT.set(result, keys);
  }
  return keys;
}

function makeKeys({ policy, settings }: PolicyResult): readonly string[] {
  return settings.flatMap(({ state, setting }) =>
    state === 'compliant' ? [] : [deviationKey(state, policy.id, setting)],
  );
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((key, index) => key === other[index]);
}
