import { type RunningJourney, runningJourney } from './device-state.ts';
import { EFFECTS, isPrivate } from './effects.ts';
import { enrollmentRequest } from './enrollment-decision.ts';
import { durationOf, type Journey, type Step } from './journey.ts';
import type { JourneyName } from './journeys/index.ts';
import { recordSignIn } from './record-sign-in.ts';
import { REQUIREMENTS, type Refusal, type Requirement } from './requirements.ts';
import type { Scene } from './scene.ts';

/** The clock's event for the next step of a device's journey; the subject is the device's id. */
export const JOURNEY_EVENT = 'journey';

/**
 * Takes a device as far as it gets: to the end of its journey, or to a step that must wait for its moment. Outside of the
 * clock's events (`mayAdvance`) it moves time on by itself, as long as nothing else is due before.
 */
export function runJourney(scene: Scene, mayAdvance: boolean): void {
  const { clock } = scene.tenant;
  for (;;) {
    const { running } = scene.state;
    if (!running) return;
    const journey = scene.world.journeys[running.journey as JourneyName];
    const next = nextMoment(scene, journey, running);
    if (next.at > clock.now) {
      if (mayAdvance && clock.nextEventAt > next.at) clock.advanceTo(next.at);
      else {
        if (running.due !== next.at) {
          const { journey: name, step, at, app, cause } = running;
          scene.set({ running: runningJourney(name, step, at, next.at, app, cause) });
        }
        clock.schedule(next.at, JOURNEY_EVENT, scene.state.id);
        return;
      }
    }
    perform(scene, journey, running, next.step);
  }
}

const PRIVATE_STEPS = new Map<Journey, readonly boolean[]>();

function privateSteps(journey: Journey): readonly boolean[] {
  let steps = PRIVATE_STEPS.get(journey);
  if (!steps) {
    steps = journey.steps.map(isPrivate);
    PRIVATE_STEPS.set(journey, steps);
  }
  return steps;
}

/** Where the next step that others can see is, and when; the end of the journey counts as one. */
function nextMoment(scene: Scene, journey: Journey, running: RunningJourney): { step: number; at: number } {
  const quiet = privateSteps(journey);
  let at = running.at;
  let index = running.step;
  for (; index < journey.steps.length; index += 1) {
    const step = journey.steps[index] as Step;
    if (step.when?.(scene) === false) continue;
    at += durationOf(step, index, scene.state, scene.tenant.seed);
    if (!quiet[index]) break;
  }
  return { step: index, at };
}

/** Plays the steps up to `until`, each at its own time. Those in a row that change nothing are told as one passage. */
function perform(scene: Scene, journey: Journey, running: RunningJourney, until: number): void {
  const { steps } = journey;
  scene.now = running.at;
  let quietFrom = running.step;
  let quietSince = running.at;
  for (let index = running.step; index <= until && index < steps.length; index += 1) {
    const step = steps[index] as Step;
    if (step.when?.(scene) === false) {
      scene.pass(journey, quietFrom, index, quietSince);
      quietFrom = index + 1;
      quietSince = scene.now;
      continue;
    }
    scene.now += durationOf(step, index, scene.state, scene.tenant.seed);
    scene.playing = index;
    const refusal = firstRefusal(scene, step);
    if (step.signIn && !refusal?.unheard) recordSignIn(scene, step.signIn);
    if (refusal) {
      scene.pass(journey, quietFrom, index, quietSince);
      refuse(scene, step, refusal);
      return;
    }
    if (!step.changes) continue;
    scene.pass(journey, quietFrom, index, quietSince);
    scene.begin();
    for (const effect of step.changes) EFFECTS[effect](scene);
    const { says, sees } = step;
    scene.finish(
      step,
      typeof says === 'string' ? says : says(scene),
      typeof sees === 'function' ? sees(scene) : sees,
    );
    if (scene.state.running !== running) return;
    quietFrom = index + 1;
    quietSince = scene.now;
  }
  scene.pass(journey, quietFrom, Math.min(until + 1, steps.length), quietSince);
  if (until >= steps.length - 1) {
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
    resumes,
    outcome = 'refused',
    message,
    code,
    user,
    findings,
    noted,
  } = refusal;
  scene.cause = scene.tell({ from, to, step: step.name, message, outcome, code, user, findings });
  if (noted)
    scene.world.intune.noteFailure({ ...enrollmentRequest(scene), type: scene.enrollment.type }, noted);
  const { running } = scene.state;
  if (resumes && running)
    scene.set({ interrupted: { journey: running.journey, step: scene.playing ?? running.step } });
  if (instead) scene.continueWith(instead);
  else {
    if (step.signIn && running?.app !== undefined) scene.set({ refusedApp: running.app });
    scene.end();
  }
}
