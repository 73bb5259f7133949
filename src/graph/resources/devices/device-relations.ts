// What hangs on a managed device: its user, its apps, and how policies stand on it.
import type { Entity, ManagedDevice } from '../../../tenant/index.ts';
import { defineResource, type Resource, type ResourceDeclaration } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import { actorOf, type Call } from '../../request/call.ts';
import { DEVICES } from './ask-device.ts';
import { appsOfDevice } from './detected-apps.ts';
import { deviceCategoryOf } from './device-categories.ts';

const SERVICE = 'DeviceFE/StatelessDeviceFEService';

type Below = Omit<ResourceDeclaration, 'path' | 'family' | 'service' | 'sources'> & { readonly name: string };

const ofDevice = (compute: (call: Call, device: ManagedDevice) => readonly Entity[]) => ({
  kind: 'computed' as const,
  compute: (call: Call, device: Entity | undefined) => (device ? compute(call, device as ManagedDevice) : []),
});

const states = (set: 'deviceManagement/deviceConfigurations' | 'deviceManagement/deviceCompliancePolicies') =>
  ofDevice((call, device) => call.devicePolicies.states(set, device));

const BELOW: readonly Below[] = [
  {
    name: 'deviceCompliancePolicyStates',
    type: 'deviceCompliancePolicyState',
    source: states('deviceManagement/deviceCompliancePolicies'),
    evidence: 'documented',
  },
  {
    name: 'deviceConfigurationStates',
    type: 'deviceConfigurationState',
    source: states('deviceManagement/deviceConfigurations'),
    evidence: 'documented',
  },
  {
    name: 'detectedApps',
    type: 'detectedApp',
    versions: ['beta'],
    verbs: ['list', 'get', 'count'],
    source: ofDevice(appsOfDevice),
    evidence: 'documented',
  },
  {
    name: 'users',
    type: 'user',
    verbs: ['list', 'get', 'count', 'addReference', 'removeReference'],
    source: ofDevice((call, { userId }) => {
      const user = call.tenant.collection('users').get(userId ?? '');
      return user ? [user] : [];
    }),
    refer: changeUser,
    evidence: 'inferred',
  },
];

/** A device has one user; another reference makes another person its user. [known from practice: scripts that change it] */
function changeUser(call: Call, change: 'add' | 'set' | 'remove', id: string | undefined): void {
  const device = call.parent as ManagedDevice;
  const user = call.tenant.collection('users').get(id ?? '');
  if (change !== 'remove' && !user) throw errors.intuneNotFound();
  const now = change === 'remove' ? undefined : user;
  call.tenant.collection(DEVICES).update(
    device.id,
    {
      userId: now?.id,
      userPrincipalName: now?.userPrincipalName,
      userDisplayName: now?.displayName,
      emailAddress: now?.mail && now.mail !== now.userPrincipalName ? now.mail : undefined,
    },
    actorOf(call),
  );
}

/** Everything below the devices of a path; what is stored there is stored once, whatever path leads to the device. */
export function deviceRelations(devices: string): readonly Resource[] {
  return [
    ...BELOW.map(({ name, ...rest }) =>
      defineResource({
        ...rest,
        path: `${devices}/${name}`,
        permissionPath: `${DEVICES}/${name}`,
        family: 'intune',
        service: SERVICE,
        sources: [`https://learn.microsoft.com/graph/api/resources/intune-devices-manageddevice`],
      }),
    ),
    deviceCategoryOf(devices, DEVICES),
  ];
}
