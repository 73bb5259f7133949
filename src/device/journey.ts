import type { EffectName } from './effects.ts';
import type { RequirementName } from './requirements.ts';
import type { Scene } from './scene.ts';
import type { Outcome, Role } from './trace.ts';

/** A sentence, or one that tells something of the device at hand. */
export type Text = string | ((scene: Scene) => string);

/** From how many to how many seconds something takes; the seed decides. */
type Seconds = readonly [minimum: number, maximum: number];

/** One message of a journey. */
export interface Step {
  /** The protocol's, the telemetry's or Microsoft's own name. */
  readonly name: string;
  readonly from: Role;
  readonly to: Role;
  readonly says: Text;
  /** What the person sees on the screen. */
  readonly sees?: Text;
  /** How long it takes until this happens; at once when absent. */
  readonly takes?: Seconds;
  /** The step is left out when this doesn't hold. */
  readonly when?: (scene: Scene) => boolean;
  /** What must be so; the first that isn't refuses the step and ends the journey. */
  readonly requires?: readonly RequirementName[];
  /** What it does, in order. */
  readonly changes?: readonly EffectName[];
  readonly outcome?: Outcome;
}

/** A conversation as ordered steps; it reads like the page that it comes from. */
export interface Journey {
  readonly name: string;
  readonly title: string;
  readonly source: { readonly title: string; readonly url: string };
  readonly steps: readonly Step[];
}

/** More steps than this and two journeys of one device would share randomness. */
export const JOURNEY_STEPS = 64;

/** Declares a journey. Throws RangeError when it has more than JOURNEY_STEPS steps. */
export function defineJourney(journey: Journey): Journey {
  if (journey.steps.length > JOURNEY_STEPS) {
    throw new RangeError(`the journey '${journey.name}' has more than ${JOURNEY_STEPS} steps`);
  }
  return journey;
}
