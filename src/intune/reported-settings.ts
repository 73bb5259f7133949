// What a check-in leaves on the device's record about single settings: short lists of keys, which an index counts.
import { deviationKey, onceFor, type Policy } from '../tenant/index.ts';
import type { ComplianceResult, PolicyResult } from './compliance/compliance.ts';

const NONE: readonly string[] = [];
const idsOf = onceFor((policies: readonly Policy[]): readonly string[] => policies.map(({ id }) => id));

/** The ids of the policies that a device was judged by; devices with the same policies share the list. */
export function evaluatedPolicies(policies: readonly Policy[]): readonly string[] {
  return policies.length === 0 ? NONE : idsOf(policies);
}

/** Of a result that many devices share. */
const keysOfCompliant = onceFor(makeKeys);

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
  return result.state === 'compliant' ? keysOfCompliant(result) : makeKeys(result);
}

function makeKeys({ policy, settings }: PolicyResult): readonly string[] {
  return settings.flatMap(({ state, setting }) =>
    state === 'compliant' ? [] : [deviationKey(state, policy.id, setting)],
  );
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((key, index) => key === other[index]);
}
