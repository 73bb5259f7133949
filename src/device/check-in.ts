import { SECOND } from '../clock/index.ts';
import { resolveEffectiveSet } from '../intune/assignment.ts';
import type { EffectiveSet } from '../intune/assignment-types.ts';
import { checkInDelay } from '../intune/cadence.ts';
import type { ComplianceResult } from '../intune/compliance/compliance.ts';
import { MANAGED_DEVICES } from './device-state.ts';
import { subjectReporting } from './effective-set-of.ts';
import { hasMailProfile, reportedFacts } from './facts.ts';
import { forgetManagement } from './forget-management.ts';
import { noise } from './noise.ts';
import { takeActionsAtCheckIn } from './noncompliance.ts';
import { watchPasscode } from './passcode-prompt.ts';
import { installProfiles } from './profiles.ts';
import { installApps } from './required-apps.ts';
import type { Scene } from './scene.ts';

/** The clock's event for the device's next check-in by itself; the subject is the device's id. */
export const CADENCE_EVENT = 'cadence';
/** The clock's event that Graph schedules to wake a device; the subject is the managed device's id. */
export const CHECK_IN_EVENT = 'checkIn';

const CADENCE_SALT = -3_000_000;

export function applyProfiles(scene: Scene): void {
  installProfiles(scene, atEnrollment(scene).appliedConfigurations);
}

const atEnrollment = (scene: Scene) => resolveEffectiveSet(scene.tenant, subjectReporting(scene));

export function requestApps(scene: Scene): void {
  installApps(scene, atEnrollment(scene));
}

/** What Intune would say about the device now; undefined when it doesn't know it. */
export function complianceOf(scene: Scene): ComplianceResult | undefined {
  const managed = scene.managedDevice();
  return managed && scene.world.intune.evaluate(managed.id, reportedFacts(scene.state));
}

/** The device reports, and Intune judges it. Returns what the device should have now. */
export function evaluateDevice(scene: Scene): EffectiveSet | undefined {
  const managed = scene.managedDevice();
  if (!managed) return undefined;
  const { compliance, effective } = scene.world.intune.checkIn(managed.id, reportedFacts(scene.state));
  if (managed.complianceState !== compliance.state)
    scene.note(MANAGED_DEVICES, managed.id, ['complianceState']);
  if (compliance.noncompliantSince) takeActionsAtCheckIn(scene);
  return effective;
}

/** The device asks what there is to do: profiles, apps, and Intune's verdict. */
export function checkIn(scene: Scene): void {
  const effective = evaluateDevice(scene);
  if (effective) {
    const { profiles } = scene.state;
    installProfiles(scene, effective.appliedConfigurations);
    installApps(scene, effective);
    // [documented] changed properties that are found at a sync have the compliance calculated anew.
    if (hasMailProfile(profiles) !== hasMailProfile(scene.state.profiles)) evaluateDevice(scene);
    watchPasscode(scene, effective);
    return;
  }
  // [documented] "the next time the device checks in, any company data on it will be removed"
  scene.tell({
    from: 'intune',
    to: 'device',
    step: 'RemoveProfile',
    message:
      'Intune knows no such device any more; the management profile goes, and work apps and data with it',
  });
  forgetManagement(scene);
}

/** Sets the moment at which the device comes back by itself. */
export function scheduleCheckIn(scene: Scene): void {
  const { state, tenant, now } = scene;
  // An administrator may have ended the management at this very check-in.
  if (state.managedDeviceId === undefined) return;
  const sinceEnrollment = now - (state.enrolledAt ?? now);
  const chance = noise(tenant.seed, state.number, CADENCE_SALT - Math.floor(sinceEnrollment / SECOND));
  const nextCheckIn = now + Math.round(checkInDelay(sinceEnrollment, chance) / SECOND) * SECOND;
  scene.set({ nextCheckIn });
  tenant.clock.schedule(nextCheckIn, CADENCE_EVENT, state.id);
}

/** One sentence about the managed device's state, for a step that asks for it. */
export function complianceSentence(scene: Scene): string {
  const state = scene.managedDevice()?.complianceState ?? 'unknown';
  const failing = state === 'compliant' ? 0 : (complianceOf(scene)?.failing.length ?? 0);
  return failing === 0 ? state : `${state}, ${failing} ${failing === 1 ? 'setting fails' : 'settings fail'}`;
}
