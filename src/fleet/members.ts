import { APPLE_MODELS, canRun } from '../../fixtures/apple-devices.ts';
import { MINUTE, type Random, SECOND } from '../clock/index.ts';
import type { NewDevice } from '../device/index.ts';
import { isIPad } from '../intune/device-facts.ts';
import { type EnrollmentType, enrollmentFacts } from '../intune/enrollment/types.ts';
import { type FleetMix, PASSCODES } from './mix.ts';

/** What somebody of a fleet holds in hand, and who that is. */
export interface FleetMember {
  readonly device: Omit<NewDevice, 'user'> & { readonly enrollmentType: EnrollmentType };
  readonly person: FleetPerson;
}

/** What somebody will do with the device. */
export interface FleetPerson {
  readonly firstApp: string;
  /** After the beginning of the fleet, in milliseconds. */
  readonly enrollsAfter: number;
  /** From the beginning of the enrollment to the first sign-in, in milliseconds. */
  readonly signsInAfter: number;
  readonly triesAgain: boolean;
  readonly remediates: boolean;
}

type Owner = NonNullable<NewDevice['ownedBy']>;

/** Too soon for the apps that the enrollment brings, which take some minutes more. */
const IMPATIENT = [3 * MINUTE, 5 * MINUTE] as const;
const PATIENT = [20 * MINUTE, 40 * MINUTE] as const;

/** Draws members of a fleet. The same randomness draws the same ones. */
export function memberSource(mix: FleetMix, ramp: number, random: Random): () => FleetMember {
  const enrollmentType = weighted(mix.enrollmentTypes as Record<string, number>, random);
  const model = weighted(mix.models as Record<string, number>, random);
  const passcode = weighted(mix.passcodes as Record<string, number>, random);
  const ownedBy = mix.ownedBy && weighted(mix.ownedBy as Record<string, number>, random);
  const firstApp = weighted(mix.firstApps, random);
  const network = pickWeighted(
    mix.networks.map(({ weight, ...facts }) => [facts, weight] as const),
    random,
  );
  const versionFor = new Map(
    APPLE_MODELS.filter(({ name }) => (mix.models as Record<string, number>)[name]).map((known) => {
      const fitting = Object.entries(mix.osVersions).filter(([version]) => canRun(known, version));
      return [known.name, weighted(Object.fromEntries(fitting), random)];
    }),
  );
  const iPads = Object.entries(mix.models as Record<string, number>).filter(([name]) => isIPad(name));
  const iPad = iPads.length > 0 ? pickWeighted(iPads, random) : model;
  const apps = Object.entries(mix.apps);
  const { people } = mix;
  const is = (share: number) => random.next() < share;
  const between = ([from, to]: readonly [number, number]) =>
    from + Math.floor((random.next() * (to - from)) / SECOND) * SECOND;

  return () => {
    const type = enrollmentType() as EnrollmentType;
    const name = type === 'automatedDeviceEnrollmentSharedIPad' ? iPad() : model();
    return {
      device: {
        enrollmentType: type,
        // User enrollment is for devices of people's own: who chose it has said so.
        ...(ownedBy && !enrollmentFacts(type).userEnrollment && { ownedBy: ownedBy() as Owner }),
        model: name,
        osVersion: versionFor.get(name)?.() as string,
        passcode: PASSCODES[passcode() as keyof typeof PASSCODES],
        network: network(),
        apps: apps.filter(([, share]) => is(share)).map(([app]) => app),
        managedAppleAccount: !is(people.withoutManagedAppleAccount),
        secondFactor: !is(people.withoutSecondFactor),
        acceptsAppInstalls: !is(people.refuseApps),
        jailbroken: is(people.jailbroken),
      },
      person: {
        firstApp: firstApp(),
        enrollsAfter: between([0, ramp]),
        signsInAfter: between(is(people.impatient) ? IMPATIENT : PATIENT),
        triesAgain: is(people.tryAgain),
        remediates: is(people.remediate),
      },
    };
  };
}

const weighted = (weights: Readonly<Record<string, number>>, random: Random) =>
  pickWeighted(Object.entries(weights), random);

/** Draws one of several, each as often as its weight says. */
function pickWeighted<T>(entries: readonly (readonly [T, number | undefined])[], random: Random): () => T {
  const values: T[] = [];
  const sums: number[] = [];
  let sum = 0;
  for (const [value, weight = 0] of entries) {
    if (weight <= 0) continue;
    sum += weight;
    values.push(value);
    sums.push(sum);
  }
  return () => {
    const drawn = random.next() * sum;
    return values[sums.findIndex((upTo) => drawn < upTo)] as T;
  };
}
