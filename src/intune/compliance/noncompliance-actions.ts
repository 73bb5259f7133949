// Actions for noncompliance, each when its time has come. What was done stands in a set of the tenant's, in order.
import { DAY, HOUR, toIso } from '../../clock/index.ts';
import { type Entity, type ManagedDevice, SERVICES, type Tenant } from '../../tenant/index.ts';
import { requestAction } from '../request-action.ts';
import { compliancePolicyOf } from './catalog.ts';
import { composeMail, type Mail } from './noncompliance-mail.ts';
import type { ComplianceSchedule, ScheduledAction } from './schedule.ts';

/** Where all that was done is kept. */
export const TAKEN_ACTIONS = 'tenantless/noncomplianceActions';

/** An action for noncompliance that was taken, or could not be. */
export interface TakenAction extends Entity {
  readonly action: 'notification' | 'pushNotification' | 'remoteLock' | 'retire';
  readonly managedDeviceId: string;
  readonly deviceName: string;
  readonly policyId: string;
  readonly policyName: string;
  /** When, as Graph writes it. */
  readonly takenDateTime: string;
  /** Why nothing came of it; absent: it was done. */
  readonly failure?: string;
  /** Of a `notification`. */
  readonly mail?: Mail;
}

/**
 * [documented] "Compliance notification emails are expected to be sent within 6 hours after a device is marked as
 * noncompliant"; when within them is drawn for each device and policy [inferred].
 */
export const MAIL_WITHIN = 6 * HOUR;

/** Those that something is done for; the others of Graph's enumeration are not offered for iOS. */
const KNOWN: ReadonlySet<string> = new Set(['notification', 'pushNotification', 'remoteLock', 'retire']);

/** When an action is due for a device that fails since then; milliseconds since the epoch. */
function dueAt(tenant: Tenant, device: ManagedDevice, { id, type, hours }: ScheduledAction, since: number) {
  const due = since + hours * HOUR;
  if (type !== 'notification') return due;
  return due + Math.floor(tenant.random.fork(`${device.id}/${id}/${since}`).next() * MAIL_WITHIN);
}

interface Due {
  readonly at: number;
  readonly policyId: string;
  readonly action: ScheduledAction;
}

interface Plan {
  readonly due: readonly Due[];
  /** When the next one is due that doesn't wait for a check-in; Infinity: none is. */
  readonly next: number;
}

/** What is to be done for a device now. `push`: the device checks in, which is when it can be shown something. */
export function planActions(
  tenant: Tenant,
  device: ManagedDevice,
  scheduleOf: (policyId: string) => ComplianceSchedule,
  push: boolean,
): Plan {
  const { now } = tenant.clock;
  const due: Due[] = [];
  let next = Number.POSITIVE_INFINITY;
  for (const [policyId, since] of Object.entries(device.$noncompliantSince ?? {})) {
    const days = new Set<number>();
    for (const action of scheduleOf(policyId).actions) {
      if (!KNOWN.has(action.type)) continue;
      if (action.type === 'pushNotification') {
        // [documented] "A single policy with multiple push notifications scheduled for the same day sends only one"
        const day = Math.floor((action.hours * HOUR) / DAY);
        if (days.has(day)) continue;
        days.add(day);
      }
      const at = dueAt(tenant, device, action, since);
      const done = (action.type === 'pushNotification' ? device.$pushedUntil : device.$actedUntil)?.[
        policyId
      ];
      if (done !== undefined && at <= done) continue;
      if (at > now) {
        if (action.type !== 'pushNotification') next = Math.min(next, at);
      } else if (action.type !== 'pushNotification' || push) due.push({ at, policyId, action });
    }
  }
  return { due: due.toSorted((one, other) => one.at - other.at), next };
}

/** Does what is due, and notes it on the device's record. `companyPortal`: of a device that checks in, whether the app is there. */
export function takeActions(
  tenant: Tenant,
  device: ManagedDevice,
  due: readonly Due[],
  companyPortal: boolean | undefined,
): readonly TakenAction[] {
  if (due.length === 0) return [];
  const { now } = tenant.clock;
  const acted: Record<string, number> = { ...device.$actedUntil };
  const pushed: Record<string, number> = { ...device.$pushedUntil };
  const taken: TakenAction[] = [];
  for (const { policyId, action } of due) {
    (action.type === 'pushNotification' ? pushed : acted)[policyId] = now;
    taken.push(carryOut(tenant, device, policyId, action, companyPortal));
  }
  tenant
    .collection('deviceManagement/managedDevices')
    .update(
      device.id,
      { $actedUntil: acted, $pushedUntil: pushed, ...retirement(device, due) },
      SERVICES.intune,
    );
  for (const each of taken) tenant.collection(TAKEN_ACTIONS).insert(each, SERVICES.intune);
  return taken;
}

/** Since when the device is to be retired: the first action for that counts. */
function retirement(device: ManagedDevice, due: readonly Due[]): Partial<ManagedDevice> {
  const first = due.find(({ action }) => action.type === 'retire');
  return first && device.retireAfterDateTime === undefined ? { retireAfterDateTime: toIso(first.at) } : {};
}

function carryOut(
  tenant: Tenant,
  device: ManagedDevice,
  policyId: string,
  action: ScheduledAction,
  companyPortal: boolean | undefined,
): TakenAction {
  const policy = compliancePolicyOf(tenant, policyId);
  const common = {
    id: tenant.random.guid(),
    action: action.type as TakenAction['action'],
    managedDeviceId: device.id,
    deviceName: device.deviceName,
    policyId,
    policyName: policy?.displayName ?? policyId,
    takenDateTime: toIso(tenant.clock.now),
  };
  if (action.type === 'notification') return { ...common, ...composeMail(tenant, device, action) };
  if (action.type === 'pushNotification') {
    return companyPortal ? common : { ...common, failure: 'there is no Company Portal app to show it' };
  }
  if (action.type === 'remoteLock') requestAction(tenant, device.id, 'remoteLock');
  return common;
}
