import type { Tenant } from '../../tenant/index.ts';
import { GraphError } from '../errors.ts';

/** Service plans that bring Intune, by name; `INTUNE_O365` is another product's. [documented] licensing service plan reference */
const PLAN = /^INTUNE_(?!O365)/;

/** [documented] subscribedSku: what is paid for, or not for long. */
const USABLE = new Set(['Enabled', 'Warning']);

/** Whether a tenant has Intune, asked anew when its subscriptions change. */
export class IntuneLicence {
  #version = -1;
  #tenant: Tenant | undefined;
  #there = false;

  isIn(tenant: Tenant): boolean {
    const skus = tenant.collection('subscribedSkus');
    if (this.#tenant !== tenant || this.#version !== skus.version) {
      this.#tenant = tenant;
      this.#version = skus.version;
      this.#there = [...skus].some(
        ({ capabilityStatus = 'Enabled', servicePlans = [] }) =>
          USABLE.has(String(capabilityStatus)) &&
          (servicePlans as readonly { readonly servicePlanName?: string }[]).some(
            ({ servicePlanName = '' }) => PLAN.test(servicePlanName),
          ),
      );
    }
    return this.#there;
  }
}

/** [recorded] msgraph-beta-sdk-go#198, the status: IntuneGet#993. */
export const withoutIntune = () =>
  new GraphError(400, 'BadRequest', 'Request not applicable to target tenant.');
