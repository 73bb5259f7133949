import type { Tenant, User } from '../tenant/index.ts';

/** The service plans that license Intune itself. `INTUNE_O365` is Basic Mobility and Security, not Intune. */
const INTUNE_PLANS: ReadonlySet<string> = new Set(['INTUNE_A', 'INTUNE_A_VL', 'INTUNE_EDU', 'INTUNE_SMBIZ']);

/** Whether a person has an Intune licence: a product with a plan of Intune that isn't switched off for them. */
export type LicenseCheck = (user: User) => boolean;

/** Reads the tenant's products once and again only when they change. */
export function createLicenseCheck(tenant: Tenant): LicenseCheck {
  const products = tenant.collection('subscribedSkus');
  const plansOf = new Map<string, readonly string[]>();
  let version = -1;

  let known = new WeakMap<object, boolean>();

  return ({ assignedLicenses }) => {
    if (!assignedLicenses) return false;
    if (version !== products.version) {
      version = products.version;
      known = new WeakMap();
      plansOf.clear();
      for (const { skuId, servicePlans } of products) {
        const plans = servicePlans.filter(({ servicePlanName }) => INTUNE_PLANS.has(servicePlanName));
        plansOf.set(
          skuId.toLowerCase(),
          plans.map(({ servicePlanId }) => servicePlanId.toLowerCase()),
        );
      }
    }
    let licensed = known.get(assignedLicenses);
    if (licensed === undefined) {
      licensed = assignedLicenses.some(({ skuId, disabledPlans }) => {
        const off = disabledPlans?.map((plan) => plan.toLowerCase());
        return plansOf.get(skuId.toLowerCase())?.some((plan) => !off?.includes(plan)) ?? false;
      });
      known.set(assignedLicenses, licensed);
    }
    return licensed;
  };
}
