import { defineResource, type Resource } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import { memberships, OWNER_SETS, relation } from './related.ts';
import { refuseRestricted } from './restricted.ts';

/** [documented] device-post-devices: what a new device must have. */
const REQUIRED = [
  'accountEnabled',
  'alternativeSecurityIds',
  'deviceId',
  'displayName',
  'operatingSystem',
  'operatingSystemVersion',
];

export const devices: readonly Resource[] = [
  defineResource({
    path: 'devices',
    type: 'device',
    family: 'directory',
    verbs: ['list', 'get', 'create', 'update', 'delete', 'count'],
    alternateKeys: ['deviceId'],
    // [documented] device-get, its second example: fifteen attributes without a value, never null.
    derived: [
      {
        name: 'extensionAttributes',
        read: ({ extensionAttributes }) => ({ ...(extensionAttributes as JsonObject | null | undefined) }),
      },
    ],
    // [documented] device-post-devices sends it; Intune and other MDM services write whether a device is compliant.
    settable: ['approximateLastSignInDateTime'],
    // [documented] device: delta; the restorable ones are applications, groups, service principals and users.
    delta: { restorable: () => false },
    beforeCreate({ tenant }, draft) {
      for (const name of REQUIRED) {
        const value = draft[name];
        if (value === undefined || value === null || value === '') throw errors.requiredPropertyMissing(name);
      }
      if (tenant.collection('devices').where('deviceId', draft['deviceId']).length > 0)
        throw errors.duplicateValue('deviceId');
      return draft;
    },
    beforeUpdate(call, device, patch) {
      refuseRestricted(call, device);
      return patch;
    },
    beforeDelete: refuseRestricted,
    evidence: 'documented',
    sources: [
      'https://learn.microsoft.com/graph/api/resources/device',
      'https://learn.microsoft.com/graph/api/device-post-devices',
    ],
  }),
  ...(['registeredOwners', 'registeredUsers'] as const).map((name) =>
    relation(`devices/${name}`, {
      links: `devices/${name}`,
      direction: 'targets',
      sets: OWNER_SETS,
      editable: true,
      page: `device-list-${name.toLowerCase()}`,
    }),
  ),
  ...memberships('devices', 'device'),
];
