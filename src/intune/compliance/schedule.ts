// What a policy has happen to devices that fail it, and what the tenant says about all devices.
import { COMPLIANCE_SETS, onceFor, type ScheduledActionsForRule, type Tenant } from '../../tenant/index.ts';
import { DEFAULT_VALIDITY_DAYS } from './built-in.ts';

/** Policies of both kinds have rules of their own. */
const ruleSets = onceFor((tenant: Tenant) =>
  COMPLIANCE_SETS.map((set) => tenant.collection(`${set}/scheduledActionsForRule`)),
);

/** An action for noncompliance besides the marking. */
export interface ScheduledAction {
  readonly id: string;
  /** `deviceComplianceActionType`. */
  readonly type: string;
  /** Hours after the device was found noncompliant. */
  readonly hours: number;
  /** The id of a `notificationMessageTemplate`. */
  readonly template: string;
  /** Ids of groups that get the e-mail as well. */
  readonly copies: readonly string[];
}

export interface ComplianceSchedule {
  /** Until the `block` action takes hold; 0 when there is none. */
  readonly graceHours: number;
  /** The others in the order in which they happen. */
  readonly actions: readonly ScheduledAction[];
}

export function readSchedule(rules: readonly ScheduledActionsForRule[]): ComplianceSchedule {
  let graceHours: number | undefined;
  const actions: ScheduledAction[] = [];
  for (const { scheduledActionConfigurations } of rules) {
    for (const action of scheduledActionConfigurations ?? []) {
      const hours = action.gracePeriodHours ?? 0;
      if (action.actionType === 'block') {
        graceHours ??= hours;
        continue;
      }
      actions.push({
        id: action.id,
        type: action.actionType,
        hours,
        template: String(action['notificationTemplateId'] ?? ''),
        copies: (action['notificationMessageCCList'] ?? []) as readonly string[],
      });
    }
  }
  return { graceHours: graceHours ?? 0, actions: actions.toSorted((one, other) => one.hours - other.hours) };
}

/** The schedule of a policy of either kind. */
export const scheduleOf = (tenant: Tenant, policyId: string): ComplianceSchedule =>
  readSchedule(ruleSets(tenant).flatMap((rules) => rules.where('$parent', policyId)));

/** The schedules of policies, looked up once each until the actions for noncompliance change. */
export function createScheduleReader(tenant: Tenant): (policyId: string) => ComplianceSchedule {
  const sets = ruleSets(tenant);
  const known = new Map<string, ComplianceSchedule>();
  let version = -1;
  return (policyId) => {
    const latest = sets.reduce((sum, each) => sum + each.version, 0);
    if (version !== latest) {
      version = latest;
      known.clear();
    }
    let schedule = known.get(policyId);
    if (!schedule) {
      schedule = scheduleOf(tenant, policyId);
      known.set(policyId, schedule);
    }
    return schedule;
  };
}

interface ComplianceSettings {
  readonly secureByDefault: boolean;
  readonly validityDays: number;
}

/** The tenant-wide compliance settings, looked up once until they change; absent ones have the service's defaults. */
export function createSettingsReader(tenant: Tenant): () => ComplianceSettings {
  const singleton = tenant.collection('deviceManagement');
  let version = -1;
  let known: ComplianceSettings | undefined;
  return () => {
    if (!known || version !== singleton.version) {
      version = singleton.version;
      const settings = singleton.first?.settings;
      known = {
        secureByDefault: settings?.secureByDefault ?? false,
        validityDays: settings?.deviceComplianceCheckinThresholdDays ?? DEFAULT_VALIDITY_DAYS,
      };
    }
    return known;
  };
}
