/**
 * What stands in a managed device's `$deviations` for a setting that it fails (`!`), says nothing of (`?`) or answers with an
 * error (`~`): `!<policy's id>/<setting>`. A setting that is built in has no policy.
 */
export function deviationKey(state: Deviation, policyId: string, setting: string): string {
  return `${MARKS[state]}${policyId}/${setting}`;
}

/** How a setting stands on a device if not compliant, from the worst. */
export const DEVIATIONS = ['error', 'nonCompliant', 'unknown'] as const;
export type Deviation = (typeof DEVIATIONS)[number];
const MARKS: Readonly<Record<Deviation, string>> = { error: '~', nonCompliant: '!', unknown: '?' };
