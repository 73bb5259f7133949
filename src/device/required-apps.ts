import { findApp } from '../apple/app-catalogue.ts';
import { SECOND } from '../clock/index.ts';
import { type AppInstall, planInstalls } from '../intune/apps.ts';
import type { AppIntent, EffectiveSet } from '../intune/assignment-types.ts';
import { appArrivalDelay } from '../intune/cadence.ts';
import { installedApp, withApp } from './apps.ts';
import type { DeviceState, InstalledApp } from './device-state.ts';
import { noise } from './noise.ts';
import type { Scene } from './scene.ts';

/** The clock's event for apps that arrive; the subject is the device's id. */
export const APPS_EVENT = 'appsArrive';

/** Salts of their own for the arrival of apps. */
const ARRIVAL_SALT = -2_000_000;

/** What Intune installs on the device without being asked. */
export function plannedInstalls(
  { tenant, state, now }: Scene,
  effective: EffectiveSet,
): readonly AppInstall[] {
  const { enrollmentType, setup } = state;
  const authentication = setup ?? (enrollmentType === 'automatedDeviceEnrollment' ? 'modern' : undefined);
  return planInstalls(tenant, effective, { enrollmentType, authentication, now });
}

/**
 * Asks for the required apps that the device doesn't have, and takes back managed ones that it shouldn't have. An app that
 * is assigned to nobody any more stays where it is.
 */
export function installApps(scene: Scene, effective: EffectiveSet): void {
  removeApps(scene, effective);
  if (hasAll(scene.state, effective)) return;
  const plan = plannedInstalls(scene, effective);
  for (let index = 0; index < plan.length; index += 1) {
    const install = plan[index] as AppInstall;
    const there = scene.state.apps.find(({ bundleId }) => bundleId === install.bundleId);
    if (there?.state === 'failed' ? install.outcome === 'fails' : there?.managed) continue;
    if (there?.state === 'installed') takeOver(scene, install);
    else request(scene, install, index);
  }
}

const UNWANTED = new WeakMap<EffectiveSet, readonly string[]>();

/** [documented] "Assign apps to groups": Intune uninstalls what it has installed itself, and nothing else. */
function removeApps(scene: Scene, effective: EffectiveSet): void {
  let unwanted = UNWANTED.get(effective);
  if (!unwanted) {
    unwanted = bundleIdsWith(effective, 'uninstall');
    UNWANTED.set(effective, unwanted);
  }
  for (const bundleId of unwanted) {
    const { apps, signedIn, remediating } = scene.state;
    const there = apps.find((app) => app.bundleId === bundleId && app.managed);
    if (!there) continue;
    scene.tell({
      from: 'device',
      to: 'intune',
      step: 'RemoveApplication',
      message: `Acknowledged. Removes ${there.name} and its data`,
      user: `${there.name} disappears from the home screen`,
    });
    scene.set({
      apps: apps.filter((app) => app !== there),
      signedIn: signedIn.filter((id) => id !== bundleId),
      ...(remediating === bundleId && { remediating: undefined }),
    });
  }
}

/** The device uses the catalogue's spelling. */
const bundleIdsWith = ({ apps }: EffectiveSet, wanted: AppIntent) =>
  apps.flatMap(({ intent, entity }) =>
    intent === wanted && entity.bundleId ? (findApp(entity.bundleId)?.bundleId ?? entity.bundleId) : [],
  );

const REQUIRED = new WeakMap<EffectiveSet, readonly string[]>();

/** Whether every required app is there or on its way, as it is at nearly every check-in. */
function hasAll({ apps, enrollmentType }: DeviceState, effective: EffectiveSet): boolean {
  // What the enrollment profile brings is no app of the assignments: `planInstalls` knows.
  if (enrollmentType === 'automatedDeviceEnrollment') return false;
  let required = REQUIRED.get(effective);
  if (!required) {
    required = bundleIdsWith(effective, 'required');
    REQUIRED.set(effective, required);
  }
  return required.every((id) =>
    apps.some(({ bundleId, managed, state }) => bundleId === id && managed && state !== 'failed'),
  );
}

function request(scene: Scene, { bundleId, name, outcome, reason }: AppInstall, index: number): void {
  if (outcome === 'fails') {
    const failed: InstalledApp = { bundleId, name, managed: true, state: 'failed' };
    scene.tell({
      from: 'device',
      to: 'intune',
      step: 'InstallApplication',
      outcome: 'failed',
      code: 'Failed',
      message: `${name} cannot be installed: ${reason}`,
    });
    scene.set({ apps: withApp(scene.state.apps, failed) });
    return;
  }
  if (outcome === 'asks' && scene.state.acceptsAppInstalls === false) {
    scene.tell({
      from: 'person',
      to: 'device',
      step: 'InstallApplication',
      outcome: 'refused',
      code: 'UserRejected',
      message: `Taps Cancel when the device asks to install ${name}`,
      user: `App Installation: the organization is about to install and manage the app "${name}"`,
    });
    scene.set({ apps: withApp(scene.state.apps, { bundleId, name, managed: true, state: 'rejected' }) });
    return;
  }
  const chance = noise(scene.tenant.seed, scene.state.number, ARRIVAL_SALT - index);
  const due = scene.now + Math.round(appArrivalDelay(chance) / SECOND) * SECOND;
  scene.set({ apps: withApp(scene.state.apps, { bundleId, name, managed: true, state: 'installing', due }) });
  scene.tenant.clock.schedule(due, APPS_EVENT, scene.state.id);
}

/**
 * The person has the app already. Device enrollment manages it from now on; user enrollment leaves what lies outside
 * of its volume alone (inferred: the app serves the extension all the same).
 */
function takeOver(scene: Scene, { bundleId, name }: AppInstall): void {
  if (scene.enrollment.userEnrollment) return;
  scene.tell({
    from: 'device',
    to: 'intune',
    step: 'InstallApplication',
    message: `${name} was there already, and is managed now`,
  });
  scene.set({ apps: withApp(scene.state.apps, installedApp(bundleId, name, true)) });
}

/** What was on its way and is due is there now. */
export function appsArrive(scene: Scene): void {
  let { apps } = scene.state;
  for (const { bundleId, name, state, due = 0 } of apps) {
    if (state !== 'installing' || due > scene.now) continue;
    apps = withApp(apps, installedApp(bundleId, name, true));
    scene.tell({
      from: 'device',
      to: 'intune',
      step: 'ManagedApplicationList',
      message: `${name} is installed (Managed)`,
      user: `${name} appears on the home screen`,
    });
  }
  if (apps !== scene.state.apps) scene.set({ apps });
}

/** Whether something that Intune installs is still on its way. */
export function awaitsApps({ apps }: DeviceState): boolean {
  return apps.some(({ state }) => state === 'installing');
}
