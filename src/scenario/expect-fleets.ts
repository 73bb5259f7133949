import type { FleetSummary } from '../fleet/index.ts';
import type { Failure } from './expect.ts';
import type { Bounds, Expectations, ExpectedFleet } from './schema/expectations.ts';
import type { World } from './world.ts';

type Path = readonly (string | number)[];

/** Whether a number is the one that is wanted, or lies within what is. */
export function within(wanted: Bounds, actual: number): boolean {
  if (typeof wanted === 'number') return actual === wanted;
  return actual >= (wanted.atLeast ?? 0) && actual <= (wanted.atMost ?? Number.POSITIVE_INFINITY);
}

/** How fleets came out. Throws for a fleet that isn't there. */
export function checkFleets(expected: Expectations['fleets'], world: World, path: Path): Failure[] {
  return Object.entries(expected ?? {}).flatMap(([name, wanted]) => {
    const summary = world.fleets.get(name);
    if (!summary)
      throw new Error(
        `no fleet is called '${name}'; there is ${[...world.fleets.keys()].join(', ') || 'none'}`,
      );
    return checkFleet(wanted, summary, [...path, name]);
  });
}

function checkFleet(
  { byEnrollmentType = {}, troubles = {}, ...counts }: ExpectedFleet,
  summary: FleetSummary,
  path: Path,
): Failure[] {
  const keptBy = (reason: string) =>
    summary.troubles.reduce((sum, each) => sum + (each.reason === reason ? each.devices : 0), 0);
  return [
    ...checkCounts(counts, (name) => summary[name as keyof typeof counts], path),
    ...Object.entries(byEnrollmentType).flatMap(([type, wanted]) =>
      checkCounts(wanted, (name) => summary.byEnrollmentType[type]?.[name as keyof typeof counts] ?? 0, [
        ...path,
        'byEnrollmentType',
        type,
      ]),
    ),
    ...checkCounts(troubles, keptBy, [...path, 'troubles']),
  ];
}

function checkCounts(
  wanted: Readonly<Record<string, Bounds | undefined>>,
  actual: (name: string) => number,
  path: Path,
): Failure[] {
  return Object.entries(wanted).flatMap(([name, bounds]) =>
    bounds === undefined || within(bounds, actual(name))
      ? []
      : [{ path: [...path, name], expected: bounds, actual: actual(name) }],
  );
}
