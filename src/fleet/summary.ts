import type { Simulation } from '../device/index.ts';
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

/** Counts how the devices of a fleet come out, each when it is over for it. */
export class FleetTally {
  readonly #simulation: Simulation;
  readonly all = none();
  readonly #byType = new Map<string, FleetCounts>();
  readonly #troubles = new Map<string, FleetTrouble>();

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
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

  /** What went wrong last tells why: by the rules that the trace names, else by the step itself. */
  #addTroubles(id: string, { registered }: Standing): void {
    const trace = this.#simulation.trace(id);
    const explained = trace.findLast(({ findings }) => findings !== undefined && findings.length > 0);
    const failed = trace.findLast(({ outcome }) => outcome === 'failed' || outcome === 'refused');
    if (explained && (!failed || failed.sequence <= explained.sequence)) {
      for (const rule of explained.findings ?? []) this.#add(id, rule, findRule(rule)?.title ?? rule);
      return;
    }
    if (failed) this.#add(id, failed.step, failed.message, failed.code);
    else if (registered)
      this.#add(id, 'noncompliant', 'The person has not done what the Company Portal asks');
    // Of a large fleet the traces of some are forgotten before it is over.
    else this.#add(id, 'notRegistered', this.#simulation.explain(id).registered.why);
  }

  #add(id: string, reason: string, title: string, code?: string | number): void {
    const key = `${reason} ${code}`;
    const trouble = this.#troubles.get(key);
    if (trouble) trouble.devices += 1;
    else
      this.#troubles.set(key, {
        reason,
        title,
        ...(code !== undefined && { code }),
        devices: 1,
        example: id,
      });
  }
}
