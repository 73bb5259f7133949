import { sameJson } from '../same-json.ts';
import type { Json } from '../schema/notation.ts';
import type { Matrix } from '../schema/variations.ts';

/** How many runs one scenario has at most. */
export const MATRIX_LIMIT = 1024;

/** One run of a matrix. */
export interface Combination {
  readonly values: Readonly<Record<string, Json>>;
  /** What tells it from the others, in the order of the axes. */
  readonly labels: readonly string[];
}

/** A matrix that makes no sense. */
export class MatrixError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MatrixError';
  }
}

interface Choice {
  readonly label: string;
  readonly values: Readonly<Record<string, Json>>;
}

/**
 * The runs of a matrix, as in GitHub's workflows: every combination of the axes, without those that `exclude` fits; then each
 * of `include` adds its values to the combinations whose axes it agrees with, or is a run of its own where there are none.
 * Source: docs.github.com, "Running variations of jobs in a workflow". Throws MatrixError.
 * @param pinned values that somebody gave: an axis of that name has no other
 */
export function combinationsOf(
  { runs, include, exclude, ...axes }: Matrix,
  pinned: Readonly<Record<string, Json>> = {},
): Combination[] {
  const choices = Object.entries(axes as Record<string, Json[] | Record<string, Json>>).map(([name, axis]) =>
    name in pinned ? [choice(name, pinned[name] as Json)] : choicesOf(name, axis),
  );
  if (runs) choices.push(Object.entries(runs).map(([label, values]) => ({ label, values })));
  const count = choices.reduce((product, { length }) => product * length, 1);
  if (count > MATRIX_LIMIT)
    throw new MatrixError(`${count} combinations are too many: at most ${MATRIX_LIMIT}`);
  const all = choices.length === 0 ? [] : product(choices);
  const kept = all.filter((one) => !exclude.some((values) => agrees(one, values, Object.keys(values))));
  const changed = kept.map((one) => ({ ...one }));
  const own: Combination[] = [];
  for (const values of include) {
    const names = Object.keys(values).filter((name) => name in axes);
    const fitting = changed.filter((one) => agrees(one, values, names));
    const added = Object.fromEntries(Object.entries(values).filter(([name]) => !(name in axes)));
    for (const one of fitting) one.values = { ...one.values, ...added };
    if (fitting.length === 0)
      own.push({ values, labels: Object.values(values).map((value, index) => labelOf(value, index)) });
  }
  const result = [...changed, ...own];
  if (result.length === 0) throw new MatrixError('the matrix has no run: everything is excluded');
  return result;
}

function product(
  choices: readonly (readonly Choice[])[],
): { values: Combination['values']; labels: string[] }[] {
  return choices.reduce<{ values: Combination['values']; labels: string[] }[]>(
    (sofar, each) =>
      sofar.flatMap(({ values, labels }) =>
        each.map((one) => ({ values: { ...values, ...one.values }, labels: [...labels, one.label] })),
      ),
    [{ values: {}, labels: [] }],
  );
}

function choicesOf(name: string, axis: Json[] | Record<string, Json>): Choice[] {
  return Array.isArray(axis)
    ? axis.map((value, index) => choice(name, value, index))
    : Object.entries(axis).map(([label, value]) => ({ label, values: { [name]: value } }));
}

const choice = (name: string, value: Json, index = 0): Choice => ({
  label: labelOf(value, index),
  values: { [name]: value },
});

const labelOf = (value: Json, index: number) =>
  typeof value === 'object' && value !== null ? `#${index + 1}` : String(value);

/** Whether a combination has these values; one that has a name may be meant by it. */
function agrees(
  { values, labels }: Combination,
  wanted: Readonly<Record<string, Json>>,
  names: readonly string[],
): boolean {
  return names.every(
    (name) =>
      sameJson(values[name], wanted[name]) ||
      (typeof wanted[name] === 'string' && name in values && labels.includes(wanted[name] as string)),
  );
}
