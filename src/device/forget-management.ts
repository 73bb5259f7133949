import { bundleIdOf } from '../apple/app-catalogue.ts';
import { installedApp } from './apps.ts';
import { UNMANAGED } from './device-state.ts';
import { effectiveSetOf } from './effective-set-of.ts';
import type { Scene } from './scene.ts';

/**
 * Without management there are no profiles, no identity, and no managed apps but those whose assignment lets them stay: they
 * are the person's from now on. Of a user enrollment nothing stays: its volume is gone.
 */
export function forgetManagement(scene: Scene): void {
  const stays = scene.enrollment.userEnrollment ? new Set() : staying(scene);
  scene.set({
    ...UNMANAGED,
    apps: scene.state.apps.flatMap((app) => {
      if (!app.managed) return app;
      return app.state === 'installed' && stays.has(app.bundleId)
        ? installedApp(app.bundleId, app.name, false)
        : [];
    }),
  });
}

const staying = (scene: Scene) =>
  new Set(
    effectiveSetOf(scene).apps.flatMap(({ staysOnRemoval, entity: { bundleId } }) =>
      staysOnRemoval && bundleId ? bundleIdOf(bundleId) : [],
    ),
  );

/** The operating system stays as it is. */
const buildOnly = ({ state: { health } }: Scene) =>
  health?.osBuildVersion === undefined ? undefined : { osBuildVersion: health.osBuildVersion };

/** What erasing all content and settings leaves: a phone as it came, without management. */
export function erase(scene: Scene): void {
  forgetManagement(scene);
  scene.set({
    apps: [],
    jailbroken: undefined,
    health: buildOnly(scene),
    passcode: undefined,
    locked: undefined,
  });
}
