// Requests for a device's logs.
import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Operation, type Resource } from '../../declare/resource.ts';
import { actorOf, type Call, now } from '../../request/call.ts';
import { DEVICES } from './ask-device.ts';
import { documentation } from './device-actions.ts';

const REQUESTS = `${DEVICES}/logCollectionRequests`;
const SHARED = {
  type: 'deviceLogCollectionResponse',
  family: 'intune',
  service: 'DeviceFE/StatelessDeviceFEService',
  evidence: 'inferred',
  sources: ['https://learn.microsoft.com/graph/api/resources/intune-devices-devicelogcollectionresponse'],
} as const;

export const logCollectionRequests: readonly Resource[] = [
  defineResource({ ...SHARED, path: REQUESTS }),
  defineResource({
    ...SHARED,
    path: 'users/managedDevices/logCollectionRequests',
    permissionPath: REQUESTS,
    source: { kind: 'view', of: REQUESTS, property: '$parent', value: (device) => device?.id },
  }),
];

function principalName({ caller, tenant }: Call): string {
  return tenant.collection('users').get(caller.userId ?? '')?.userPrincipalName ?? '';
}

/**
 * Asks a device for its logs. [documented] only Windows sends some: https://learn.microsoft.com/intune/remote-actions/collect-diagnostics;
 * that the request of an iPhone waits for ever is inferred.
 */
export const createDeviceLogCollectionRequest: Operation = {
  on: 'managedDevice',
  name: 'createDeviceLogCollectionRequest',
  run(call, device): Entity | undefined {
    if (!device) return undefined;
    const { tenant } = call;
    const request = {
      id: tenant.random.guid(),
      $parent: device.id,
      managedDeviceId: device.id,
      status: 'pending',
      errorCode: 0,
      requestedDateTimeUTC: now(call),
      initiatedByUserPrincipalName: principalName(call),
      enrolledByUser: String(device['userPrincipalName'] ?? ''),
    };
    return tenant.collection(REQUESTS).insert(request, actorOf(call));
  },
  evidence: 'inferred',
  sources: [documentation('createDeviceLogCollectionRequest')],
};
