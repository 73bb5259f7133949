// Categories that administrators sort devices into; a device shows its category's name, and so does its Entra device.
import { type Actor, type Entity, type ManagedDevice, SERVICES } from '../../../tenant/index.ts';
import { defineResource, type Resource } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import { actorOf, type Call } from '../../request/call.ts';
import { DEVICES } from './ask-device.ts';

const CATEGORIES = 'deviceManagement/deviceCategories';
const SERVICE = 'DeviceFE/StatelessDeviceFEService';

/** [inferred] what a device without a category has; the name is known from practice. */
const NO_CATEGORY: Entity = { id: '00000000-0000-0000-0000-000000000000', displayName: 'Unknown' };

export const NO_CATEGORY_NAME = NO_CATEGORY['displayName'] as string;

/** Writes a category, or none, onto a device and its Entra device, by which assignment filters and groups find it. */
function categorize(call: Call, device: ManagedDevice, category: Entity | undefined, by: Actor): void {
  const { tenant } = call;
  tenant
    .collection(DEVICES)
    .update(device.id, { $category: category?.id, deviceCategoryDisplayName: category?.['displayName'] }, by);
  const { $directoryDevice: id } = device;
  if (id !== undefined && tenant.collection('devices').get(id)) {
    tenant.collection('devices').update(id, { deviceCategory: category?.['displayName'] }, SERVICES.intune);
  }
}

function devicesIn(call: Call, category: Entity): readonly ManagedDevice[] {
  return call.tenant.collection(DEVICES).where('$category', category.id);
}

/** [inferred] a category needs a name, and no other may have it. */
function checkName(call: Call, name: unknown, own?: string): void {
  if (typeof name !== 'string' || name === '') throw errors.intuneBadRequest();
  for (const other of call.tenant.collection(CATEGORIES)) {
    if (other.id !== own && other['displayName'] === name) throw errors.intuneBadRequest();
  }
}

export const deviceCategories: Resource = defineResource({
  path: CATEGORIES,
  type: 'deviceCategory',
  family: 'intune',
  service: SERVICE,
  beforeCreate(call, draft) {
    checkName(call, draft['displayName']);
    return draft;
  },
  beforeUpdate(call, category, patch) {
    if (!('displayName' in patch)) return patch;
    checkName(call, patch['displayName'], category.id);
    for (const device of devicesIn(call, category)) {
      categorize(call, device, { ...category, displayName: patch['displayName'] }, SERVICES.intune);
    }
    return patch;
  },
  afterDelete(call, category) {
    for (const device of devicesIn(call, category)) categorize(call, device, undefined, SERVICES.intune);
  },
  evidence: 'documented',
  sources: ['https://learn.microsoft.com/graph/api/resources/intune-onboarding-devicecategory'],
});

/** The category of a device: read as an entity, changed by reference. */
export function deviceCategoryOf(devices: string, permissionPath: string): Resource {
  return defineResource({
    path: `${devices}/deviceCategory`,
    type: 'deviceCategory',
    family: 'intune',
    service: SERVICE,
    singleton: true,
    permissionPath: `${permissionPath}/deviceCategory`,
    verbs: ['get', 'update', 'delete', 'setReference', 'removeReference'],
    source: {
      kind: 'computed',
      compute: (call, device) => [
        call.tenant.collection(CATEGORIES).get((device as ManagedDevice)?.$category ?? '') ?? NO_CATEGORY,
      ],
    },
    refer(call, change, id) {
      const category = call.tenant.collection(CATEGORIES).get(id ?? '');
      if (change !== 'remove' && !category) throw errors.intuneNotFound();
      categorize(
        call,
        call.parent as ManagedDevice,
        change === 'remove' ? undefined : category,
        actorOf(call),
      );
    },
    evidence: 'inferred',
    sources: ['https://learn.microsoft.com/graph/api/resources/intune-onboarding-devicecategory'],
  });
}
