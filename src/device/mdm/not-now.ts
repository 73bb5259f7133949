import { compareVersions } from '../../filters/index.ts';
import type { RequestType } from '../../intune/mdm/message.ts';
import type { JourneyName } from '../journeys/index.ts';
import type { Scene } from '../scene.ts';

/**
 * What a device does whatever its state. Source: Apple, "Handling NotNow status responses":
 * https://developer.apple.com/documentation/devicemanagement/handling-notnow-status-responses
 */
const ALWAYS: ReadonlySet<RequestType> = new Set([
  'DeviceInformation',
  'ProfileList',
  'DeviceLock',
  'EraseDevice',
  'ClearPasscode',
  'InstalledApplicationList',
]);

/** From here on apps may come while Setup Assistant is running. Source: Apple, InstallApplication. */
const APPS_IN_SETUP_ASSISTANT = '16.0';

/** Why a device answers NotNow to a command; undefined: it carries it out. */
export function postponement(scene: Scene, requestType: RequestType): string | undefined {
  if (ALWAYS.has(requestType)) return undefined;
  // [documented] "a device won’t execute some commands before the first unlock after a device boot"; which is inferred.
  if (scene.state.locked) return 'it is locked, and will ask again';
  if (
    requestType === 'InstallApplication' &&
    inSetupAssistant(scene) &&
    compareVersions(scene.state.osVersion, APPS_IN_SETUP_ASSISTANT) < 0
  ) {
    return `Setup Assistant is running, and before iOS ${APPS_IN_SETUP_ASSISTANT} no app is installed meanwhile`;
  }
  return undefined;
}

/** Whether the home screen is still to come. */
function inSetupAssistant({ state: { running }, world, playing }: Scene): boolean {
  if (!running) return false;
  const { steps } = world.journeys[running.journey as JourneyName];
  return steps.findIndex(({ name }) => name === 'HomeScreen') >= (playing ?? running.step);
}
