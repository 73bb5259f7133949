import { createRandom, MINUTE, toIso } from '../clock/index.ts';
import { DEVICES, type DeviceState, MANAGED_DEVICES } from '../device/device-state.ts';
import { reportedFacts } from '../device/facts.ts';
import type { Simulation } from '../device/index.ts';
import type { EnrollmentType } from '../intune/enrollment/types.ts';
import { intuneOf } from '../intune/service.ts';
import type { Collection, Tenant } from '../tenant/index.ts';
import { type FleetPerson, memberSource } from './members.ts';
import { staffFor } from './people.ts';
import { repairsOf } from './repairs.ts';
import { type FleetRequest, readRamp } from './request.ts';
import { type FleetSummary, FleetTally } from './summary.ts';

export interface FleetProgress {
  /** Devices with which it is over, one way or the other. */
  readonly done: number;
  readonly stuck: number;
  readonly of: number;
}

/** How often people look at their devices at most, in milliseconds: the grain of the simulation. */
const GLANCE = MINUTE;
/** After how long somebody looks whether a sign-in, or a recheck, has come to something. */
const LOOK_AFTER = 3 * MINUTE;
const TRY_AGAIN_AFTER = 20 * MINUTE;
/** How often somebody looks at a device that is busy before giving it up: a step may wait for what never comes. */
const GLANCES = 120;
/** How often somebody does what the Company Portal asks. */
const REPAIRS = 2;

/** A device of the fleet and what its person is about to do. */
interface Holder {
  readonly id: string;
  readonly enrollmentType: EnrollmentType;
  readonly person: FleetPerson;
  /** When that is, in milliseconds since the epoch. */
  due: number;
  next: 'enroll' | 'signIn' | 'look';
  triedAgain: boolean;
  repairs: number;
  glances: number;
}

/**
 * Puts devices into people's hands and lives through what follows: enrollment, the first sign-in, remediation. Virtual
 * time passes until it is over for each of them. Throws NobodyToEnrollError.
 */
export function enrollFleet(
  tenant: Tenant,
  simulation: Simulation,
  { count, mix, ramp: span, seed = tenant.seed }: FleetRequest,
  onProgress?: (progress: FleetProgress) => void,
): FleetSummary {
  const ramp = readRamp(span) ?? 0;
  const { clock } = tenant;
  clock.tick();
  const from = clock.now;
  const devices = tenant.collection(DEVICES) as Collection<DeviceState>;
  const { people, hired } = staffFor(tenant, Math.ceil(count / mix.devicesPerPerson));
  // Fleets that come one after the other differ, also when nobody names a seed.
  const draw = memberSource(mix, ramp, createRandom(`${seed}/fleet/${devices.size}`));
  const tally = new FleetTally(simulation);
  const agenda = new Agenda(from);
  for (let number = 0; number < count; number += 1) {
    const { device, person } = draw();
    const user = people[number % people.length] as string;
    const { id } = simulation.create({ user, ...device });
    const { enrollmentType } = device;
    agenda.add({
      id,
      enrollmentType,
      person,
      due: from + person.enrollsAfter,
      next: 'enroll',
      triedAgain: false,
      repairs: 0,
      glances: 0,
    });
  }

  /** What somebody does at a moment; returns when to look again, or undefined when it is over. */
  function act(holder: Holder, at: number): number | undefined {
    const { id, person } = holder;
    const state = devices.get(id);
    if (!state) return undefined;
    if (state.running !== undefined && holder.glances < GLANCES) {
      holder.glances += 1;
      return at + GLANCE;
    }
    switch (holder.next) {
      case 'enroll':
        simulation.start(id, { do: 'enroll' }, at);
        holder.next = 'signIn';
        return at + person.signsInAfter;
      case 'signIn':
        if (state.managedDeviceId === undefined || holder.glances >= GLANCES) return undefined;
        simulation.start(id, { do: 'signIn', app: person.firstApp }, at);
        holder.next = 'look';
        return at + LOOK_AFTER;
      case 'look':
        return look(holder, state, at);
    }
  }

  function look(holder: Holder, state: DeviceState, at: number): number | undefined {
    const { id, person } = holder;
    const managed = state.managedDeviceId && tenant.collection(MANAGED_DEVICES).get(state.managedDeviceId);
    if (!managed) return undefined;
    if (!managed.azureADRegistered) {
      if (holder.triedAgain || !person.triesAgain) return undefined;
      holder.triedAgain = true;
      holder.next = 'signIn';
      return at + TRY_AGAIN_AFTER;
    }
    if (managed.complianceState !== 'noncompliant' || !person.remediates || holder.repairs === REPAIRS)
      return undefined;
    holder.repairs += 1;
    const { failing } = intuneOf(tenant).evaluate(managed.id, reportedFacts(state));
    const actions = repairsOf(state.model, failing);
    if (actions.length === 0) return undefined;
    for (const action of actions) simulation.start(id, action, at);
    const done = at + LOOK_AFTER;
    simulation.start(
      id,
      state.remediating === undefined ? { do: 'checkCompliance' } : { do: 'recheck' },
      done,
    );
    return done + LOOK_AFTER;
  }

  function finish({ id, enrollmentType, repairs }: Holder): void {
    const { managedDeviceId } = devices.get(id) ?? {};
    const managed = managedDeviceId && tenant.collection(MANAGED_DEVICES).get(managedDeviceId);
    const compliant = managed ? /^(compliant|inGracePeriod)$/.test(managed.complianceState) : false;
    tally.count(id, enrollmentType, {
      enrolled: managed !== undefined,
      registered: managed ? managed.azureADRegistered === true : false,
      compliant,
      remediated: compliant && repairs > 0,
    });
  }

  try {
    for (let due = agenda.take(); due; due = agenda.take()) {
      // Whoever is due within the same minute acts at the moment of their own.
      clock.advanceTo(Math.max(due.begins, clock.now));
      for (const holder of due.holders) {
        const next = act(holder, holder.due);
        if (next === undefined) finish(holder);
        else {
          holder.due = next;
          agenda.add(holder);
        }
      }
      onProgress?.({ done: tally.all.devices, stuck: tally.all.stuck, of: count });
    }
  } finally {
    tally.stop();
  }
  return tally.summary({ seed, hired, from: toIso(from), to: toIso(clock.now) });
}

/** Who does something in which minute. */
class Agenda {
  readonly #origin: number;
  readonly #minutes: Holder[][] = [];
  #next = 0;

  constructor(origin: number) {
    this.#origin = origin;
  }

  /** Nobody is put into a minute that has been taken: what is due lies a minute ahead, at least. */
  add(holder: Holder): void {
    const minute = Math.max(Math.floor((holder.due - this.#origin) / GLANCE), this.#next);
    let holders = this.#minutes[minute];
    if (!holders) {
      holders = [];
      this.#minutes[minute] = holders;
    }
    holders.push(holder);
  }

  take(): { readonly begins: number; readonly holders: readonly Holder[] } | undefined {
    while (this.#next < this.#minutes.length) {
      const holders = this.#minutes[this.#next];
      const begins = this.#origin + this.#next * GLANCE;
      delete this.#minutes[this.#next];
      this.#next += 1;
      if (holders) return { begins, holders };
    }
    return undefined;
  }
}
