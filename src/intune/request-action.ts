import { toIso } from '../clock/index.ts';
import { type DeviceActionResult, SERVICES, type Tenant } from '../tenant/index.ts';

/** The clock's event by which a device is asked to check in; the simulated device handles it. */
const CHECK_IN_EVENT = 'checkIn';
/** [inferred] how long Apple's push takes to wake a device, in milliseconds. */
const PUSH_DELAY = 2_000;

/** Intune itself asks something of a device, as an administrator would, and has it woken. */
export function requestAction(tenant: Tenant, managedDeviceId: string, name: string): void {
  const { clock } = tenant;
  const devices = tenant.collection('deviceManagement/managedDevices');
  const device = devices.get(managedDeviceId);
  if (!device) return;
  const now = toIso(clock.now);
  const row: DeviceActionResult = {
    '@odata.type': '#microsoft.graph.deviceActionResult',
    actionName: name,
    actionState: 'pending',
    startDateTime: now,
    lastUpdatedDateTime: now,
  };
  devices.update(
    managedDeviceId,
    {
      deviceActionResults: [
        ...(device.deviceActionResults ?? []).filter(({ actionName }) => actionName !== name),
        row,
      ],
      $remoteActions: [
        ...(device.$remoteActions ?? []).filter((each) => each.name !== name),
        { name, parameters: {} },
      ],
    },
    SERVICES.intune,
  );
  // Without a simulation, nobody wakes.
  if (clock.handles(CHECK_IN_EVENT)) clock.schedule(clock.now + PUSH_DELAY, CHECK_IN_EVENT, managedDeviceId);
}
