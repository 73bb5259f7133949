// What is assumed in a tenant: a choice for each question that the pages leave open.
import { ASSUMPTIONS, type Assumption } from './assumption-questions.ts';
import { type Actor, type Entity, SERVICES } from './entity.ts';
import { onceFor } from './once-for.ts';
import type { Tenant } from './tenant.ts';

type Declared = typeof ASSUMPTIONS;
export type AssumptionName = keyof Declared;
/** What is assumed: a choice for every question. */
export type Assumptions = { readonly [N in AssumptionName]: keyof Declared[N]['choices'] };

export const ASSUMPTION_NAMES = Object.keys(ASSUMPTIONS) as AssumptionName[];

/** The default is the first of the choices. */
const defaultOf = (name: AssumptionName): string => Object.keys(ASSUMPTIONS[name].choices)[0] as string;

export const DEFAULT_ASSUMPTIONS = Object.fromEntries(
  ASSUMPTION_NAMES.map((name) => [name, defaultOf(name)]),
) as unknown as Assumptions;

/** Thrown for a question or a choice that there isn't; the message lists what there is. */
export class UnknownAssumptionError extends Error {
  constructor(name: string, choice: string) {
    const declared: Assumption | undefined = Object.hasOwn(ASSUMPTIONS, name)
      ? ASSUMPTIONS[name as AssumptionName]
      : undefined;
    super(
      declared
        ? `'${choice}' is no choice for ${name}: it is ${Object.keys(declared.choices).join(' or ')}`
        : `there is no assumption '${name}'; there are ${ASSUMPTION_NAMES.join(', ')}`,
    );
    this.name = 'UnknownAssumptionError';
  }
}

/** Where a tenant keeps what differs from the defaults: one entity a question, with its name as id. */
const SET = 'tenantless/assumptions';

/** What a tenant assumes, as of that version of the set. */
const keptOf = onceFor((tenant: Tenant) => {
  const set = tenant.collection(SET);
  return { set, version: set.version, assumptions: read(set) };
});

/** What a tenant assumes. Entities that name no question or choice count for nothing. */
export function assumptionsOf(tenant: Tenant): Assumptions {
  const kept = keptOf(tenant);
  if (kept.version !== kept.set.version) {
    kept.version = kept.set.version;
    kept.assumptions = read(kept.set);
  }
  return kept.assumptions;
}

function read(rows: Iterable<Entity>): Assumptions {
  let assumptions: Assumptions = DEFAULT_ASSUMPTIONS;
  for (const { id, choice } of rows) {
    if (isChoice(id, choice)) assumptions = { ...assumptions, [id]: choice };
  }
  return assumptions;
}

function isChoice(name: string, choice: unknown): name is AssumptionName {
  return (
    typeof choice === 'string' &&
    Object.hasOwn(ASSUMPTIONS, name) &&
    Object.hasOwn(ASSUMPTIONS[name as AssumptionName].choices, choice)
  );
}

/**
 * Changes what a tenant assumes; what is left out stays. Snapshots hold it, and a reset goes back to what it was.
 * Throws UnknownAssumptionError before anything has changed.
 * @example assume(tenant, { wrongFirstApp: 'staysUnregistered' })
 */
export function assume(tenant: Tenant, change: Partial<Assumptions>, by: Actor = SERVICES.seed): Assumptions {
  for (const [name, choice] of Object.entries(change)) {
    if (!isChoice(name, choice)) throw new UnknownAssumptionError(name, String(choice));
  }
  const set = tenant.collection(SET);
  for (const [id, choice] of Object.entries(change)) {
    if (set.get(id)) set.update(id, { choice }, by);
    else if (choice !== defaultOf(id as AssumptionName)) set.insert({ id, choice }, by);
  }
  return assumptionsOf(tenant);
}
