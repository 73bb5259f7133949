import { SECOND } from '../clock/index.ts';
import { type RunningJourney, runningJourney } from './device-state.ts';
import { EFFECTS, isPrivate } from './effects.ts';
import { JOURNEY_STEPS, type Journey, type Step, type Text } from './journey.ts';
import { JOURNEYS, type JourneyName } from './journeys/index.ts';
import { noise } from './noise.ts';
import { REQUIREMENTS, type Refusal, type Requirement } from './requirements.ts';
import type { Scene } from './scene.ts';

/** The clock's event for the next step of a device's journey; the subject is the device's id. */
export const JOURNEY_EVENT = 'journey';

/**
 * Takes a device as far as it gets: to the end of its journey, or to a step that must wait for its moment because
 * something else is due before. Time moves only in here, and only when `mayAdvance`: the clock cannot be moved from
 * within one of its own events.
 */
export function runJourney(scene: Scene, mayAdvance: boolean): void {
  const { clock } = scene.tenant;
  for (;;) {
    const { running } = scene.state;
    if (!running) return;
    const journey = JOURNEYS[running.journey as JourneyName] as Journey;
    const next = nextMoment(scene, journey, running);
    if (next.at > clock.now) {
      if (!mayAdvance || clock.nextEventAt <= next.at) {
        if (running.due !== next.at) {
          const { journey: name, step, at, app, cause } = running;
          scene.set({ running: runningJourney(name, step, at, next.at, app, cause) });
        }
        clock.schedule(next.at, JOURNEY_EVENT, scene.state.id);
        return;
      }
      clock.advanceTo(next.at);
    }
    perform(scene, journey, running, next.step);
  }
}

/** Where the next step that others can see is, and when; the end of the journey counts as one. */
function nextMoment(scene: Scene, journey: Journey, running: RunningJourney): { step: number; at: number } {
  let at = running.at;
  let index = running.step;
  for (; index < journey.steps.length; index += 1) {
    const step = journey.steps[index] as Step;
    if (step.when?.(scene) === false) continue;
    at += duration(scene, step, index);
    if (!isPrivate(step)) break;
  }
  return { step: index, at };
}

/** Plays the steps up to `until`, each at its own time. */
function perform(scene: Scene, journey: Journey, running: RunningJourney, until: number): void {
  scene.now = running.at;
  for (let index = running.step; index <= until && index < journey.steps.length; index += 1) {
    const step = journey.steps[index] as Step;
    if (step.when?.(scene) === false) continue;
    scene.now += duration(scene, step, index);
    const refusal = firstRefusal(scene, step);
    if (refusal) {
      refuse(scene, step, refusal);
      return;
    }
    scene.begin();
    if (step.changes) for (const effect of step.changes) EFFECTS[effect](scene);
    scene.finish(step, text(step.says, scene), step.sees === undefined ? undefined : text(step.sees, scene));
    if (scene.state.running !== running) return;
  }
  if (until >= journey.steps.length - 1) {
    scene.end();
    return;
  }
  const { journey: name, app } = running;
  scene.set({ running: runningJourney(name, until + 1, scene.now, undefined, app, scene.cause) });
}

function firstRefusal(scene: Scene, step: Step): Refusal | undefined {
  if (step.requires) {
    for (const name of step.requires) {
      const requirement: Requirement = REQUIREMENTS[name];
      const refusal = requirement(scene);
      if (refusal) return refusal;
    }
  }
  return undefined;
}

function refuse(scene: Scene, step: Step, refusal: Refusal): void {
  const {
    from = step.to,
    to = step.from,
    instead,
    outcome = 'refused',
    message,
    code,
    user,
    findings,
  } = refusal;
  scene.cause = scene.tell({ from, to, step: step.name, message, outcome, code, user, findings });
  if (instead) scene.continueWith(instead);
  else scene.end();
}

function duration(scene: Scene, { takes }: Step, index: number): number {
  if (!takes) return 0;
  const [minimum, maximum] = takes;
  if (minimum === maximum) return minimum * SECOND;
  const { number, journeys } = scene.state;
  const drawn = noise(scene.tenant.seed, number, journeys * JOURNEY_STEPS + index);
  return (minimum + Math.floor(drawn * (maximum - minimum + 1))) * SECOND;
}

function text(says: Text, scene: Scene): string {
  return typeof says === 'string' ? says : says(scene);
}
