import { complianceSetOf } from '../../intune/compliance/catalog.ts';
import type { Group, Policy } from '../../tenant/index.ts';
import { reachOf } from '../reach.ts';
import type { Situation } from '../situation.ts';
import { shortType } from '../sso-policy.ts';

export function isForIos(policy: { readonly '@odata.type': string }): boolean {
  return shortType(policy['@odata.type']) === 'iosCompliancePolicy';
}

/** The compliance policies that judge the device, and those that may do so later, with the dynamic group that brings them. */
export function* policiesNowAndLater(
  situation: Situation,
): Iterable<{ readonly policy: Policy; readonly late: Group | undefined }> {
  for (const resolution of situation.effective.compliancePolicies) {
    const { entity: policy, applies } = resolution;
    if (!isForIos(policy)) continue;
    const late =
      !applies && reachOf(resolution).reason === 'notTargeted'
        ? situation.dynamicDeviceGroupOf(complianceSetOf(policy), policy)
        : undefined;
    if (applies || late) yield { policy, late };
  }
}
