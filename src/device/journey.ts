import { SECOND } from '../clock/index.ts';
import type { MdmMessage } from '../intune/mdm/message.ts';
import type { DeviceState } from './device-state.ts';
import type { EffectName } from './effects.ts';
import { noise } from './noise.ts';
import type { Teller } from './passage.ts';
import type { RequirementName } from './requirements.ts';
import type { Scene } from './scene.ts';
import type { SignInName } from './sign-ins.ts';
import type { Outcome, Role } from './trace.ts';

/** From how many to how many seconds something takes; the seed decides. */
type Seconds = readonly [minimum: number, maximum: number];

/**
 * A sentence, or one that tells something of the device at hand. A step without `changes` may draw on no more than a
 * Teller has: it is read later, when everything else may have moved on.
 */
type Text = string | ((scene: Scene) => string);

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
  readonly takes?: Seconds | ((state: DeviceState) => Seconds);
  /** The step is left out when this doesn't hold. */
  readonly when?: (scene: Scene) => boolean;
  /** What must be so; the first that isn't refuses the step and ends the journey. */
  readonly requires?: readonly RequirementName[];
  /** What is asked of Entra; the answer is left in the tenant's log of sign-ins. */
  readonly signIn?: SignInName;
  /** What it does, in order. */
  readonly changes?: readonly EffectName[];
  readonly outcome?: Outcome;
  /** A code that belongs to what happens though nothing goes wrong. */
  readonly code?: number;
  /** What goes over the wire in Apple's management protocol. */
  readonly mdm?: (teller: Teller) => MdmMessage;
}

/** A conversation as ordered steps; it reads like the page that it comes from. */
export interface Journey {
  readonly name: string;
  readonly title: string;
  readonly source: { readonly title: string; readonly url: string };
  readonly steps: readonly Step[];
}

/** More steps than this and two journeys of one device would share randomness. */
const JOURNEY_STEPS = 64;

/** Declares a journey. Throws RangeError when it has more than JOURNEY_STEPS steps. */
export function defineJourney(journey: Journey): Journey {
  if (journey.steps.length > JOURNEY_STEPS) {
    throw new RangeError(`the journey '${journey.name}' has more than ${JOURNEY_STEPS} steps`);
  }
  return journey;
}

/** How long a device takes for a step, in milliseconds. */
export function durationOf(
  { takes }: Pick<Step, 'takes'>,
  index: number,
  state: DeviceState,
  seed: number,
): number {
  if (!takes) return 0;
  const [minimum, maximum] = typeof takes === 'function' ? takes(state) : takes;
  if (minimum === maximum) return minimum * SECOND;
  const drawn = noise(seed, state.number, state.journeys * JOURNEY_STEPS + index);
  return (minimum + Math.floor(drawn * (maximum - minimum + 1))) * SECOND;
}
