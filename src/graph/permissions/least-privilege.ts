// The least set of permissions that would have sufficed for a number of operations.
import type { Caller } from '../types.ts';
import { ANYBODY, everyRequirement } from './permissions.ts';

/** Something that was asked, and the permissions of which any suffices. */
export interface NeededOperation {
  /** `read deviceManagement/managedDevices`. */
  readonly operation: string;
  readonly least: readonly string[];
  readonly higher: readonly string[];
}

export interface ChosenPermission {
  readonly permission: string;
  /** The operations for which Microsoft names it as the least privileged. */
  readonly leastFor: readonly string[];
  /** Operations that take it too, so that what Microsoft names as their least isn't needed beside it. */
  readonly alsoFor: readonly { readonly operation: string; readonly insteadOf: string }[];
}

export interface LeastPrivilege {
  readonly permissions: readonly ChosenPermission[];
  /** Operations that take no permission of this kind of caller at all. */
  readonly impossible: readonly string[];
}

/** How many sets are looked at; past that the best one so far is taken. */
const SEARCH_LIMIT = 5000;

/**
 * Only permissions that are the least for something that was asked come into question; of the sets of them that suffice, the
 * one that opens the fewest operations of all that Microsoft publishes, then the smallest, then the first by name. So one
 * permission takes the place of several when it opens no more than they do.
 */
export function leastPrivilege(operations: readonly NeededOperation[], kind: Caller['kind']): LeastPrivilege {
  // What anybody may asks for none.
  const needs = operations.filter(({ least }) => !least.includes(ANYBODY));
  const leastOf = ({ least, higher }: NeededOperation) => (least.length > 0 ? least : higher.slice(0, 1));
  const candidates = new Set(needs.flatMap(leastOf));
  const possible = needs.filter((need) => leastOf(need).length > 0);
  const optionsOf = ({ least, higher }: NeededOperation) =>
    [...least, ...higher].filter((name) => candidates.has(name));
  const chosen = smallestCover(withoutImplied(possible.map(optionsOf)), reachOf(kind));
  return {
    permissions: [...chosen].sort().map((permission) => explained(permission, chosen, possible, leastOf)),
    impossible: needs.filter((need) => leastOf(need).length === 0).map(({ operation }) => operation),
  };
}

function explained(
  permission: string,
  chosen: ReadonlySet<string>,
  needs: readonly NeededOperation[],
  leastOf: (need: NeededOperation) => readonly string[],
): ChosenPermission {
  const leastFor = needs.filter((need) => leastOf(need).includes(permission));
  const alsoFor = needs.filter(
    (need) => need.higher.includes(permission) && !leastOf(need).some((name) => chosen.has(name)),
  );
  return {
    permission,
    leastFor: leastFor.map(({ operation }) => operation),
    alsoFor: alsoFor.map((need) => ({ operation: need.operation, insteadOf: leastOf(need)[0] as string })),
  };
}

/** Without those alternatives that hold whenever another one does, and without repetition. */
function withoutImplied(alternatives: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const distinct = [...new Map(alternatives.map((each) => [[...each].sort().join(' '), each])).values()];
  return distinct
    .filter((each) => !distinct.some((other) => other !== each && other.every((name) => each.includes(name))))
    .sort((a, b) => a.length - b.length);
}

/** The published operations that each permission opens. */
type Reach = ReadonlyMap<string, ReadonlySet<number>>;

const reaches = new Map<Caller['kind'], Reach>();

function reachOf(kind: Caller['kind']): Reach {
  let reach = reaches.get(kind);
  if (!reach) {
    reach = readReach(kind);
    reaches.set(kind, reach);
  }
  return reach;
}

function readReach(kind: Caller['kind']): Reach {
  const reach = new Map<string, Set<number>>();
  let index = 0;
  for (const requirement of everyRequirement()) {
    const { least, higher } = requirement[kind];
    for (const name of [...least, ...higher]) {
      const opened = reach.get(name);
      if (opened) opened.add(index);
      else reach.set(name, new Set([index]));
    }
    index += 1;
  }
  return reach;
}

function smallestCover(alternatives: readonly (readonly string[])[], reach: Reach): ReadonlySet<string> {
  const opened = (chosen: ReadonlySet<string>) => {
    const all = new Set<number>();
    for (const name of chosen) for (const each of reach.get(name) ?? []) all.add(each);
    return all.size;
  };
  let best:
    | { readonly chosen: ReadonlySet<string>; readonly cost: number; readonly text: string }
    | undefined;
  let looked = 0;
  const extend = (chosen: ReadonlySet<string>, cost: number): void => {
    looked += 1;
    // What is chosen only ever grows, and with it what it opens.
    if (best && (cost > best.cost || looked > SEARCH_LIMIT)) return;
    const open = alternatives.find((each) => !each.some((name) => chosen.has(name)));
    if (!open) {
      const text = [...chosen].sort().join(' ');
      const better =
        !best ||
        cost < best.cost ||
        chosen.size < best.chosen.size ||
        (chosen.size === best.chosen.size && text < best.text);
      if (better) best = { chosen, cost, text };
      return;
    }
    const next = open
      .map((name) => new Set([...chosen, name]))
      .map((set) => ({ set, cost: opened(set) }))
      .sort((a, b) => a.cost - b.cost);
    for (const { set, cost: grown } of next) extend(set, grown);
  };
  extend(new Set(), 0);
  return best?.chosen ?? new Set();
}
