import { bundleIdOf } from '../apple/app-catalogue.ts';
import { SECOND } from '../clock/index.ts';
import { type AppInstall, planInstalls } from '../intune/apps.ts';
import type { AppResolution, EffectiveSet } from '../intune/assignment-types.ts';
import { appArrivalDelay } from '../intune/cadence.ts';
import { installApplication } from '../intune/mdm/commands.ts';
import type { MdmAnswer, MdmCommand } from '../intune/mdm/message.ts';
import { onceFor } from '../tenant/index.ts';
import { installedApp, withApp } from './apps.ts';
import type { DeviceState, InstalledApp } from './device-state.ts';
import { managedApplicationList } from './mdm/inventory.ts';
import { postponement } from './mdm/not-now.ts';
import { noise } from './noise.ts';
import type { Scene } from './scene.ts';
import type { ManagedAppStatus } from './simulated-device.ts';

/** The clock's event for apps that arrive; the subject is the device's id. */
export const APPS_EVENT = 'appsArrive';

/** Salts of their own for the arrival of apps. */
const ARRIVAL_SALT = -2_000_000;

/** What Intune installs on the device without being asked. */
export function plannedInstalls(
  { tenant, state, now }: Scene,
  effective: EffectiveSet,
): readonly AppInstall[] {
  const { enrollmentType, enrolledAs, bringsCompanyPortal } = state;
  return planInstalls(tenant, effective, {
    enrollmentType: enrolledAs ?? enrollmentType,
    bringsCompanyPortal,
    now,
  });
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
    if (isSettled(scene, there, install)) continue;
    const command = installApplication(install);
    const notNow = postponement(scene, 'InstallApplication');
    if (notNow !== undefined) answerNotNow(scene, command, `install ${install.name}`, notNow);
    else if (there?.state === 'installed') takeOver(scene, install, command);
    else request(scene, install, index, command);
  }
}

/** [documented] "Assign apps to groups": Intune uninstalls what it has installed itself, and nothing else. */
function removeApps(scene: Scene, effective: EffectiveSet): void {
  for (const bundleId of unwantedApps(effective)) {
    const { apps, signedIn, remediating } = scene.state;
    const there = apps.find((app) => app.bundleId === bundleId && app.managed);
    if (!there) continue;
    const command = removeApplication(bundleId);
    const notNow = postponement(scene, 'RemoveApplication');
    if (notNow !== undefined) {
      answerNotNow(scene, command, `remove ${there.name}`, notNow);
      continue;
    }
    scene.tell({
      from: 'device',
      to: 'intune',
      step: 'RemoveApplication',
      message: `Acknowledged. Removes ${there.name} and its data`,
      user: `${there.name} disappears from the home screen`,
      mdm: { ...command, status: 'Acknowledged' },
    });
    scene.set({
      apps: apps.filter((app) => app !== there),
      signedIn: signedIn.filter((id) => id !== bundleId),
      ...(remediating === bundleId && { remediating: undefined }),
    });
  }
}

const unwantedApps = onceFor((effective: EffectiveSet) =>
  bundleIdsOf(effective, ({ takesBack }) => takesBack),
);

const removeApplication = (bundleId: string): MdmCommand => ({
  requestType: 'RemoveApplication',
  keys: { Identifier: bundleId },
});

const bundleIdsOf = ({ apps }: EffectiveSet, wanted: (app: AppResolution) => boolean) =>
  apps.flatMap((app) => (wanted(app) && app.entity.bundleId ? bundleIdOf(app.entity.bundleId) : []));

/** Whether Intune has nothing to ask for: the app is there or coming, or the answer was no. */
function isSettled(scene: Scene, there: InstalledApp | undefined, install: AppInstall): boolean {
  if (!there) return false;
  if (there.state === 'failed') return install.outcome === 'fails';
  if (there.managed || there.status === 'ManagementRejected') return true;
  // [documented] changing an app's management "doesn't work with the User Enrollment feature": what lies outside of its
  // volume stays alone (inferred: the app serves the extension all the same).
  return scene.enrollment.userEnrollment;
}

/** What Intune has to send until a device has its apps, and no others. */
export function appCommands(scene: Scene, effective: EffectiveSet): readonly MdmCommand[] {
  const { apps } = scene.state;
  const isThere = (id: string) => apps.some(({ bundleId, managed }) => bundleId === id && managed);
  const missing = plannedInstalls(scene, effective).filter((install) => {
    const there = apps.find(({ bundleId }) => bundleId === install.bundleId);
    return install.refusedBy !== 'intune' && !isSettled(scene, there, install);
  });
  return [
    ...unwantedApps(effective).filter(isThere).map(removeApplication),
    ...missing.map(installApplication),
  ];
}

function answerNotNow(scene: Scene, command: MdmCommand, what: string, why: string): void {
  scene.tell({
    from: 'device',
    to: 'intune',
    step: command.requestType,
    outcome: 'failed',
    code: 'NotNow',
    message: `Does not ${what} now: ${why}`,
    mdm: { ...command, status: 'NotNow' },
  });
}

const requiredIds = onceFor((effective: EffectiveSet) =>
  bundleIdsOf(effective, ({ intent }) => intent === 'required'),
);

/** Whether every required app is there or on its way, as it is at nearly every check-in. */
function hasAll({ apps, bringsCompanyPortal }: DeviceState, effective: EffectiveSet): boolean {
  // What the enrollment profile brings is no app of the assignments: `planInstalls` knows.
  if (bringsCompanyPortal) return false;
  return requiredIds(effective).every((id) =>
    apps.some(({ bundleId, managed, state }) => bundleId === id && managed && state !== 'failed'),
  );
}

function request(
  scene: Scene,
  { bundleId, name, outcome, reason, refusedBy }: AppInstall,
  index: number,
  command: MdmCommand,
): void {
  if (outcome === 'fails') {
    const failed: InstalledApp = { bundleId, name, managed: true, state: 'failed' };
    scene.tell({
      from: 'device',
      to: 'intune',
      step: 'InstallApplication',
      outcome: 'failed',
      code: 'Failed',
      message: `${name} cannot be installed: ${reason}`,
      ...(refusedBy === 'device' && { mdm: refused(command) }),
    });
    scene.set({ apps: withApp(scene.state.apps, failed) });
    return;
  }
  const asked = `App Installation: the organization is about to install and manage the app "${name}"`;
  if (outcome === 'asks' && scene.state.acceptsAppInstalls === false) {
    scene.tell({
      from: 'person',
      to: 'device',
      step: 'InstallApplication',
      outcome: 'refused',
      code: 'UserRejected',
      message: `Taps Cancel when the device asks to install ${name}`,
      user: asked,
      mdm: acknowledged(command, 'Prompting'),
    });
    scene.set({ apps: withApp(scene.state.apps, { bundleId, name, managed: true, state: 'rejected' }) });
    return;
  }
  const status = firstStatus(outcome, scene.enrollment.supervised);
  const chance = noise(scene.tenant.seed, scene.state.number, ARRIVAL_SALT - index);
  const due = scene.now + Math.round(appArrivalDelay(chance) / SECOND) * SECOND;
  scene.tell({
    from: 'device',
    to: 'intune',
    step: 'InstallApplication',
    message: `Acknowledged. ${name}: ${status}`,
    ...(status === 'Prompting' && { user: asked }),
    mdm: acknowledged(command, status),
  });
  const app: InstalledApp = { bundleId, name, managed: true, state: 'installing', due, status };
  scene.set({ apps: withApp(scene.state.apps, app) });
  scene.tenant.clock.schedule(due, APPS_EVENT, scene.state.id);
}

/** What becomes of an app first: unsupervised, the person is asked; else the App Store may ask for an account. */
function firstStatus(outcome: AppInstall['outcome'], supervised: boolean) {
  if (outcome !== 'asks') return 'Installing';
  return supervised ? 'PromptingForLogin' : 'Prompting';
}

const acknowledgementsOf = onceFor((_: MdmCommand) => new Map<ManagedAppStatus, MdmAnswer>());

/** Devices that answer the same command in the same way share the answer. */
function acknowledged(command: MdmCommand, State: ManagedAppStatus): MdmAnswer {
  const answers = acknowledgementsOf(command);
  let known = answers.get(State);
  if (!known) {
    const Identifier = command.keys?.['Identifier'];
    const answer = { State, ...(Identifier !== undefined && { Identifier }) };
    known = { ...command, status: 'Acknowledged', answer };
    answers.set(State, known);
  }
  return known;
}

/** User enrollment takes nothing but licences of its user. Which of Apple's reasons the device gives for it is inferred. */
function refused(command: MdmCommand): MdmAnswer {
  return { ...command, status: 'Error', answer: { RejectionReason: 'PurchaseMethodNotSupported' } };
}

/** The person has the app already. Management takes it, and asks the person first when the device is not supervised. */
function takeOver(scene: Scene, { bundleId, name }: AppInstall, command: MdmCommand): void {
  const change: MdmCommand = { ...command, keys: { ...command.keys, ChangeManagementState: 'Managed' } };
  if (!scene.enrollment.supervised && scene.state.acceptsAppInstalls === false) {
    scene.tell({
      from: 'person',
      to: 'device',
      step: 'InstallApplication',
      outcome: 'refused',
      code: 'ManagementRejected',
      message: `Taps Cancel when the device asks whether ${name}, which is there already, may be managed`,
      user: `App Management Change: let the organization manage the app "${name}"?`,
      mdm: acknowledged(change, 'PromptingForManagement'),
    });
    const app: InstalledApp = {
      bundleId,
      name,
      managed: false,
      state: 'installed',
      status: 'ManagementRejected',
    };
    scene.set({ apps: withApp(scene.state.apps, app) });
    return;
  }
  scene.tell({
    from: 'device',
    to: 'intune',
    step: 'InstallApplication',
    message: `${name} was there already, and is managed now`,
    mdm: acknowledged(change, 'Managed'),
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
      mdm: managedApplicationList(apps),
    });
  }
  if (apps !== scene.state.apps) scene.set({ apps });
}

/** Whether something that Intune installs is still on its way. */
export function awaitsApps({ apps }: DeviceState): boolean {
  return apps.some(({ state }) => state === 'installing');
}
