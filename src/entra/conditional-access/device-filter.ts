import {
  evaluateRule,
  type MembershipRule,
  MembershipRuleError,
  parseDeviceFilter,
} from '../../directory/index.ts';
import type { Entity, Tenant } from '../../tenant/index.ts';
import type { AccessingDevice } from './access.ts';
import type { DeviceFilter } from './policy.ts';

/** [documented] "all device properties are considered as null values": so negative operators hold, and no others. */
const UNREGISTERED: Entity = { id: '' };

/** What filters say, or why nobody can read them. They are immutable, and asked at each sign-in. */
const READ = new WeakMap<DeviceFilter, MembershipRule | MembershipRuleError>();

function read(filter: DeviceFilter): MembershipRule | MembershipRuleError {
  let rule = READ.get(filter);
  if (rule === undefined) {
    rule = parsed(String(filter.rule));
    READ.set(filter, rule);
  }
  return rule;
}

function parsed(rule: string): MembershipRule | MembershipRuleError {
  try {
    return parseDeviceFilter(rule);
  } catch (error) {
    if (error instanceof MembershipRuleError) return error;
    throw error;
  }
}

/** Whether a filter lets a policy be about a device. [inferred] a rule that nobody can read, as Graph takes none, matches no device. */
export function admitsDevice(
  tenant: Tenant,
  filter: DeviceFilter,
  device: AccessingDevice | undefined,
): boolean {
  const rule = read(filter);
  const subject = (device as Entity | undefined) ?? UNREGISTERED;
  const matches = !(rule instanceof MembershipRuleError) && evaluateRule(rule, subject, tenant);
  return matches === (filter.mode === 'include');
}

/** Why nobody can read a filter; undefined: it is a good one, or none. */
export function unreadableFilter(filter: DeviceFilter | null | undefined): string | undefined {
  const rule = filter && read(filter);
  return rule instanceof MembershipRuleError ? rule.message : undefined;
}
