// What administrators ask of devices, as Intune hands it out and takes the answers.
import { toIso } from '../clock/index.ts';
import {
  type DeviceActionResult,
  type ManagedDevice,
  type RemoteAction,
  SERVICES,
  type Tenant,
} from '../tenant/index.ts';

/** What became of an action on the device. */
export interface RemoteActionAnswer {
  readonly action: RemoteAction;
  readonly state: 'done' | 'failed' | 'notSupported';
  /** What its row in `deviceActionResults` tells besides. */
  readonly result?: Readonly<Record<string, unknown>>;
  /** Whether the device is in lost mode from now on. */
  readonly lostMode?: boolean;
}

/** What waits for the device, in the order in which it was asked for. */
export function waitingActions(device: ManagedDevice | undefined): readonly RemoteAction[] {
  return device?.$remoteActions ?? [];
}

/** Says in the row that tells of an action how it went. */
function closeAudit(tenant: Tenant, action: RemoteAction, actionState: string): void {
  const audits = tenant.collection('deviceManagement/remoteActionAudits');
  if (action.audit === undefined || !audits.get(action.audit)) return;
  audits.update(action.audit, { actionState }, SERVICES.intune);
}

/** What becomes of what waits for a device that is managed no more: it was that, or it won't happen. [inferred] */
export function closeWaitingActions(tenant: Tenant, device: ManagedDevice): void {
  for (const action of waitingActions(device)) {
    closeAudit(tenant, action, ENDING.has(action.name) ? 'done' : 'canceled');
  }
}

/** What ends the management of a device. */
const ENDING = new Set(['retire', 'wipe']);

/** Takes the device's answers: nothing waits any more, and the rows of `deviceActionResults` say how it went. */
export function takeAnswers(tenant: Tenant, id: string, answers: readonly RemoteActionAnswer[]): void {
  const devices = tenant.collection('deviceManagement/managedDevices');
  const device = devices.get(id);
  if (!device) return;
  const now = toIso(tenant.clock.now);
  const answered = new Map(answers.map((answer) => [answer.action.name, answer]));
  const deviceActionResults = (device.deviceActionResults ?? []).map((row): DeviceActionResult => {
    const answer = answered.get(row.actionName);
    return answer ? { ...row, ...answer.result, actionState: answer.state, lastUpdatedDateTime: now } : row;
  });
  for (const { action, state } of answers) closeAudit(tenant, action, state);
  const lostMode = answers.findLast((answer) => answer.lostMode !== undefined)?.lostMode;
  devices.update(
    id,
    {
      deviceActionResults,
      $remoteActions: undefined,
      ...(lostMode !== undefined && { lostModeState: lostMode ? 'enabled' : 'disabled' }),
    },
    SERVICES.intune,
  );
}
