// The organization's verified domains, which say what is verified, initial and default; the set of domains follows.
import type { Entity, Tenant } from '../../../tenant/index.ts';
import { actorOf, type Call } from '../../request/call.ts';

export const DOMAINS = 'domains';

export interface VerifiedDomain {
  readonly name: string;
  readonly isInitial?: boolean;
  readonly isDefault?: boolean;
  readonly type?: string;
  readonly capabilities?: string;
}

export const folded = (name: string) => name.toLowerCase();

export function verifiedDomains(tenant: Tenant): readonly VerifiedDomain[] {
  const { first } = tenant.collection('organization');
  return (first?.['verifiedDomains'] as readonly VerifiedDomain[] | undefined) ?? [];
}

export function verifiedDomain(tenant: Tenant, name: string): VerifiedDomain | undefined {
  return verifiedDomains(tenant).find((each) => folded(each.name) === folded(name));
}

export function setVerifiedDomains(call: Call, domains: readonly VerifiedDomain[]): void {
  const organization = call.tenant.collection('organization');
  const { first } = organization;
  if (first) organization.update(first.id, { verifiedDomains: domains }, actorOf(call));
}

/** The nearest of the tenant's domains that a name is below. */
export function parentOf(tenant: Tenant, name: string): string | undefined {
  const known = new Set([
    ...verifiedDomains(tenant).map((each) => folded(each.name)),
    ...[...tenant.collection(DOMAINS)].map(({ id }) => folded(id)),
  ]);
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
    const above = folded(name.slice(dot + 1));
    if (known.has(above)) return above;
  }
  return undefined;
}

/** [recorded] how long passwords hold where nobody has said anything: for ever. */
const NEVER_EXPIRES = 2_147_483_647;
const NOTIFICATION_DAYS = 14;

/** A domain as it is before somebody changes it. */
export function newDomain(id: string): Entity {
  return {
    id,
    authenticationType: 'Managed',
    availabilityStatus: null,
    isAdminManaged: true,
    supportedServices: [],
    passwordNotificationWindowInDays: NOTIFICATION_DAYS,
    passwordValidityPeriodInDays: NEVER_EXPIRES,
    state: null,
  };
}

/** What the organization says of a domain. */
export function shownDomain(tenant: Tenant, domain: Entity): Entity {
  const verified = verifiedDomain(tenant, domain.id);
  return {
    ...domain,
    isVerified: verified !== undefined,
    isInitial: verified?.isInitial ?? false,
    isDefault: verified?.isDefault ?? false,
    isRoot: domain['$promoted'] === true || parentOf(tenant, domain.id) === undefined,
  };
}
