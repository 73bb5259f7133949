// What became of what is assigned besides policies and apps: their configurations and protections, books, restrictions.
import { appsWithPolicy, isForApp, isForDevice } from '../intune/app-protection.ts';
import { readStatuses } from '../intune/device-statuses.ts';
import { assignedFrom } from '../intune/enrollment/restriction-assignments.ts';
import { restrictionKind, restrictionsInForce } from '../intune/enrollment/restrictions.ts';
import type { AssignmentExplanation } from '../intune/explain-assignment.ts';
import type { Entity } from '../tenant/index.ts';
import { appNameOf } from './apps.ts';
import type { Arrival } from './explain-assignments.ts';
import type { Scene } from './scene.ts';

/** @param next when the device hears of what is new */
export function arrivalOfOther(scene: Scene, of: AssignmentExplanation, next: string): Arrival | undefined {
  switch (of.set) {
    case 'deviceAppManagement/mobileAppConfigurations':
      return appConfiguration(scene, of, next);
    case 'deviceAppManagement/managedAppPolicies':
      return appPolicy(scene, of);
    case 'deviceAppManagement/managedEBooks':
      return of.applies ? { state: 'unknown', why: 'no device says which books it has' } : undefined;
    case 'deviceManagement/deviceEnrollmentConfigurations':
      return restriction(scene, of);
    default:
      return undefined;
  }
}

function appConfiguration(scene: Scene, { id, applies }: AssignmentExplanation, next: string): Arrival {
  const { tenant } = scene;
  if (!applies) return { state: 'absent', why: 'no app on the device has it' };
  const device = scene.managedDevice();
  const status =
    device && readStatuses(tenant, 'deviceAppManagement/mobileAppConfigurations', id)?.(device)?.status;
  const configuration = tenant.collection('deviceAppManagement/mobileAppConfigurations').get(id);
  const apps = ((configuration?.['targetedMobileApps'] ?? []) as readonly string[])
    .map((app) => tenant.collection('deviceAppManagement/mobileApps').get(app)?.displayName ?? app)
    .join(', ');
  if (status === 'notApplicable') return { state: status, why: `the device does not have the app (${apps})` };
  return status === 'compliant'
    ? { state: 'installed', why: `the app has it (${apps})` }
    : { state: 'pending', why: `it comes ${next}, with the app (${apps})` };
}

/** A policy of an app comes to the app itself, when somebody signs in to it. */
function appPolicy({ tenant, state, user }: Scene, { id, applies }: AssignmentExplanation): Arrival {
  if (!applies) return { state: 'absent', why: 'no app on the device has it' };
  const policy = tenant.collection('deviceAppManagement/managedAppPolicies').get(id) as Entity;
  const managed = state.managedDeviceId !== undefined;
  if (!isForDevice(policy, managed))
    return {
      state: 'notApplicable',
      why: `it is not for apps on ${managed ? 'managed' : 'unmanaged'} devices`,
    };
  const has = new Set(appsWithPolicy(tenant, id, user.id, state.id));
  const meant = state.apps
    .filter((app) => app.state === 'installed' && isForApp(tenant, policy, app.bundleId))
    .map(({ bundleId }) => bundleId);
  const named = (ids: readonly string[]) => ids.map(appNameOf).join(', ');
  const waiting = meant.filter((bundleId) => !has.has(bundleId));
  const rest = waiting.length > 0 ? `comes with the next sign-in to ${named(waiting)}` : '';
  if (has.size > 0)
    return {
      state: 'installed',
      why: `${named([...has])} heed${has.size === 1 ? 's' : ''} it${rest && `; it ${rest}`}`,
    };
  return rest
    ? { state: 'pending', why: `it ${rest}` }
    : { state: 'notApplicable', why: 'it is about none of the apps on the device' };
}

function restriction(scene: Scene, { id, applies }: AssignmentExplanation): Arrival | undefined {
  const { tenant, state, user, enrollment } = scene;
  const managed = scene.managedDevice();
  const stored = tenant.collection('deviceManagement/deviceEnrollmentConfigurations').get(id);
  const kind = stored && restrictionKind(stored);
  if (kind === undefined) return undefined;
  const { [kind]: inForce } = restrictionsInForce(tenant, {
    user,
    owner: managed?.managedDeviceOwnerType ?? enrollment.owner,
    osVersion: state.osVersion,
    model: state.model,
    enrollmentProfileName: managed?.enrollmentProfileName,
  });
  const from = assignedFrom(tenant, id);
  if (from !== undefined && inForce?.id === id && !applies)
    return { state: 'leaving', why: `enrollments go by it until ${from}, as it was assigned before` };
  if (!applies) return undefined;
  if (from !== undefined && inForce?.id !== id)
    return { state: 'pending', why: `enrollments go by its assignments from ${from} on` };
  return inForce?.id === id
    ? { state: 'chosen', why: 'of the restrictions of its kind that apply it has the highest priority' }
    : { state: 'outranked', why: `“${inForce?.displayName ?? ''}” has a higher priority` };
}
