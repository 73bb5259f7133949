/**
 * What stands in a managed device's `$deviations` for a setting that it fails (`!`) or says nothing of (`?`):
 * `!<policy's id>/<setting>`. A setting that is built in has no policy.
 */
export function deviationKey(state: 'nonCompliant' | 'unknown', policyId: string, setting: string): string {
  return `${state === 'unknown' ? '?' : '!'}${policyId}/${setting}`;
}
