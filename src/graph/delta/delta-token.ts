// The tokens of change tracking: where a round stands, and what it is about. Clients hand them back as they got them.
import { fromBase64, toBase64 } from '../request/base64.ts';
import { deltaTokenMalformed } from './delta-errors.ts';

/** What the first request of a round asked for; its tokens carry it on. [documented] */
export interface DeltaScope {
  /** Properties and relations; undefined: what is shown unasked. */
  readonly select: readonly string[] | undefined;
  /** The only objects to follow; undefined: all. */
  readonly ids: readonly string[] | undefined;
  /** The only types to follow, in lower case, where objects of several are; undefined: all. */
  readonly types: readonly string[] | undefined;
}

/** Where a page goes on inside of a row's relation, because it has too many members for one page. */
export interface Rest {
  readonly relation: string;
  readonly afterId: string;
}

export type DeltaState =
  /** What there is, after a row; `start` is the last change that was made before the round began. */
  | {
      readonly kind: 'present';
      readonly start: number;
      readonly row: number;
      readonly rest?: Rest | undefined;
    }
  /** The changes after one and until another. */
  | { readonly kind: 'changes'; readonly after: number; readonly until: number }
  /** The changes after one, whenever somebody asks; `at` is when the token was given out. */
  | { readonly kind: 'next'; readonly after: number; readonly at: number };

export interface DeltaToken {
  readonly state: DeltaState;
  readonly scope: DeltaScope;
}

/** @param set the path of the set that the token is for */
export function writeToken(set: string, { state, scope }: DeltaToken): string {
  const text = toBase64(
    JSON.stringify([set, state, scope.select ?? null, scope.ids ?? null, scope.types ?? null]),
  );
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Throws GraphError for what `writeToken` didn't write for this set and this kind of token. */
export function readToken(set: string, text: string, kinds: readonly DeltaState['kind'][]): DeltaToken {
  const parts = parse(text);
  if (!Array.isArray(parts) || parts.length !== 5 || parts[0] !== set) throw deltaTokenMalformed();
  const [, state, select, ids, types] = parts as unknown[];
  if (!isState(state) || !kinds.includes(state.kind) || !isList(select) || !isList(ids) || !isList(types)) {
    throw deltaTokenMalformed();
  }
  return {
    state,
    scope: { select: select ?? undefined, ids: ids ?? undefined, types: types ?? undefined },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(fromBase64(text) ?? '');
  } catch {
    return undefined;
  }
}

const NUMBERS: Readonly<Record<DeltaState['kind'], readonly string[]>> = {
  present: ['start', 'row'],
  changes: ['after', 'until'],
  next: ['after', 'at'],
};

function isState(value: unknown): value is DeltaState {
  if (value === null || typeof value !== 'object') return false;
  const state = value as Readonly<Record<string, unknown>>;
  const numbers = Object.hasOwn(NUMBERS, String(state['kind']))
    ? NUMBERS[state['kind'] as DeltaState['kind']]
    : undefined;
  const rest = state['rest'] as Partial<Rest> | undefined;
  const restIsRight =
    rest === undefined || (typeof rest?.relation === 'string' && typeof rest.afterId === 'string');
  return numbers !== undefined && restIsRight && numbers.every((name) => isPosition(state[name]));
}

/** -1 is before the first row. */
function isPosition(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= -1;
}

function isList(value: unknown): value is readonly string[] | null {
  return value === null || (Array.isArray(value) && value.every((each) => typeof each === 'string'));
}
