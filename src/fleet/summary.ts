import type { Simulation, TraceEntry } from '../device/index.ts';
import { isFailure } from '../device/trace.ts';
import { type EnrollmentType, enrollmentFacts } from '../intune/enrollment/types.ts';
import { findRule } from '../rules/index.ts';

/** How far a device came. */
export interface Standing {
  readonly enrolled: boolean;
  readonly registered: boolean;
  /** Compliant, or in its grace period. */
  readonly compliant: boolean;
  /** It was noncompliant on the way, and its person has repaired that. */
  readonly remediated: boolean;
}

export interface FleetCounts {
  devices: number;
  enrolled: number;
  registered: number;
  compliant: number;
  remediated: number;
  /** Not enrolled in the end, or not registered or not compliant where the enrollment type leads there. */
  stuck: number;
}

/** Why devices are stuck: by a rule of the catalogue, or by the step that failed where no rule is about it. */
export interface FleetTrouble {
  readonly reason: string;
  readonly title: string;
  /** The step's code: `UserRejected`, 50105. */
  readonly code?: string | number;
  devices: number;
  /** The id of one of them. */
  readonly example: string;
}

export interface FleetSummary extends FleetCounts {
  readonly seed: number;
  /** People who joined to hold them. */
  readonly hired: number;
  /** Virtual moments. */
  readonly from: string;
  readonly to: string;
  readonly byEnrollmentType: Readonly<Record<string, FleetCounts>>;
  /** What keeps stuck devices, the most frequent first. A device counts once for each rule. */
  readonly troubles: readonly FleetTrouble[];
}

const none = (): FleetCounts => ({
  devices: 0,
  enrolled: 0,
  registered: 0,
  compliant: 0,
  remediated: 0,
  stuck: 0,
});

/** What may keep a device: one object for all that it keeps. */
type Reason = Pick<FleetTrouble, 'reason' | 'title' | 'code'>;

/**
 * Counts how the devices of a fleet come out, each when it is over for it. It listens to what goes wrong from the beginning until `stop`:
 * of a large fleet the traces of most are forgotten before.
 */
export class FleetTally {
  readonly #simulation: Simulation;
  readonly all = none();
  readonly #byType = new Map<string, FleetCounts>();
  readonly #troubles = new Map<Reason, FleetTrouble>();
  readonly #reasons = new Map<string, Reason>();
  /** What went wrong last, by device. */
  readonly #latest = new Map<string, readonly Reason[]>();
  readonly stop: () => void;

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
    this.stop = simulation.subscribeToTroubles((entry) => this.#note(entry));
  }

  count(id: string, enrollmentType: EnrollmentType, standing: Standing): void {
    let ofType = this.#byType.get(enrollmentType);
    if (!ofType) {
      ofType = none();
      this.#byType.set(enrollmentType, ofType);
    }
    const { registeredBy, setup } = enrollmentFacts(enrollmentType);
    const stuck =
      !standing.enrolled ||
      (registeredBy !== undefined && !standing.registered) ||
      (setup !== 'sharedIPad' && !standing.compliant);
    for (const counts of [this.all, ofType]) {
      counts.devices += 1;
      counts.enrolled += Number(standing.enrolled);
      counts.registered += Number(standing.registered);
      counts.compliant += Number(standing.compliant);
      counts.remediated += Number(standing.remediated);
      counts.stuck += Number(stuck);
    }
    if (stuck) this.#addTroubles(id, standing);
    this.#latest.delete(id);
  }

  summary(about: Pick<FleetSummary, 'seed' | 'hired' | 'from' | 'to'>): FleetSummary {
    return {
      ...this.all,
      ...about,
      byEnrollmentType: Object.fromEntries([...this.#byType].sort(([a], [b]) => (a < b ? -1 : 1))),
      troubles: [...this.#troubles.values()].sort(
        (a, b) => b.devices - a.devices || (a.reason < b.reason ? -1 : 1),
      ),
    };
  }

  /** What went wrong tells why: by the rules that are named with it, else by the step itself. */
  #note({ device, outcome, step, message, code, findings }: TraceEntry): void {
    if (findings) {
      const reasons = findings.map((rule) => this.#reason(rule, findRule(rule)?.title ?? rule));
      this.#latest.set(device, reasons);
    } else if (isFailure(outcome)) this.#latest.set(device, [this.#reason(step, message, code)]);
  }

  #addTroubles(id: string, { registered }: Standing): void {
    // A device that is registered has got over what kept it from that.
    const reasons = (this.#latest.get(id) ?? []).filter(
      ({ reason }) => !registered || findRule(reason)?.blocks !== 'registration',
    );
    if (reasons.length > 0) for (const reason of reasons) this.#add(id, reason);
    else if (registered)
      this.#add(id, this.#reason('noncompliant', 'The person has not done what the Company Portal asks'));
    else this.#add(id, this.#reason('notRegistered', this.#simulation.explain(id).registered.why));
  }

  #reason(reason: string, title: string, code?: string | number): Reason {
    const key = `${reason} ${code}`;
    let known = this.#reasons.get(key);
    if (!known) {
      known = { reason, title, ...(code !== undefined && { code }) };
      this.#reasons.set(key, known);
    }
    return known;
  }

  #add(id: string, reason: Reason): void {
    const trouble = this.#troubles.get(reason);
    if (trouble) trouble.devices += 1;
    else this.#troubles.set(reason, { ...reason, devices: 1, example: id });
  }
}
