import type { Scene } from './scene.ts';

/** Without management there are no profiles, no managed apps, and no identity. */
export function forgetManagement(scene: Scene): void {
  scene.set({
    managedDeviceId: undefined,
    directoryId: undefined,
    deviceId: undefined,
    setup: undefined,
    enrolledAt: undefined,
    nextCheckIn: undefined,
    remediating: undefined,
    startedOutside: undefined,
    running: undefined,
    profiles: [],
    signedIn: [],
    apps: scene.state.apps.filter(({ managed }) => !managed),
  });
}

/** What erasing all content and settings leaves: a phone as it came, without management. */
export function erase(scene: Scene): void {
  forgetManagement(scene);
  scene.set({ apps: [], jailbroken: undefined, passcode: undefined, locked: undefined });
}
