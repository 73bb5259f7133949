import { type ObjectNode, parse, type ValueNode } from '@humanwhocodes/momoa';
import type { Change } from '../rules/index.ts';
import { namesOf, step } from './source-text.ts';

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const MARK = '\ufeff';

/**
 * Makes changes in a JSON text and leaves every other byte of it alone: indentation, line ends, byte order mark, the
 * order and the spelling of everything else. A change whose place doesn't exist, or that another one overlaps, is left
 * out. Says which ones were made.
 */
export function editSource(
  text: string,
  changes: readonly Change[],
): { readonly text: string; readonly made: ReadonlySet<Change> } {
  const mark = text.startsWith(MARK) ? MARK : '';
  const json = text.slice(mark.length);
  const root = parse(json, { mode: 'json' }).body;
  const made = new Map<Change, Edit>();
  for (const change of changes) {
    const edit = editOf(json, root, change);
    if (edit && ![...made.values()].some((other) => overlap(edit, other))) made.set(change, edit);
  }
  const edits = [...made.values()].sort((a, b) => b.start - a.start);
  const edited = edits.reduce(
    (result, { start, end, text: written }) => result.slice(0, start) + written + result.slice(end),
    json,
  );
  return { text: mark + edited, made: new Set(made.keys()) };
}

function editOf(json: string, root: ValueNode, { pointer, value }: Change): Edit | undefined {
  const names = namesOf(pointer);
  const last = names.pop();
  if (last === undefined) return undefined;
  const parent = names.reduce<ValueNode | undefined>((node, name) => node && step(node, name)?.value, root);
  if (!parent) return undefined;
  const found = step(parent, last);
  if (value === undefined)
    return parent.type === 'Array' && found ? removal(parent, Number(last)) : undefined;
  if (found) {
    const { start, end } = found.value.loc;
    return { start: start.offset, end: end.offset, text: JSON.stringify(value) };
  }
  return parent.type === 'Object' ? insertion(json, parent, last, value) : undefined;
}

/** An element goes with the comma and the white space that belong to it. */
function removal({ elements, loc }: Extract<ValueNode, { type: 'Array' }>, index: number): Edit {
  const at = (position: number) => elements[position]?.value.loc;
  const [before, own, after] = [at(index - 1), at(index), at(index + 1)];
  if (own && after) return { start: own.start.offset, end: after.start.offset, text: '' };
  if (own && before) return { start: before.end.offset, end: own.end.offset, text: '' };
  return { start: loc.start.offset + 1, end: loc.end.offset - 1, text: '' };
}

/** A new member comes first, laid out as the one that was first until now. */
function insertion(json: string, { members, loc }: ObjectNode, name: string, value: unknown): Edit {
  const start = loc.start.offset + 1;
  const written = JSON.stringify(value);
  const [first] = members;
  if (!first) return { start, end: start, text: `${JSON.stringify(name)}: ${written}` };
  const gap = json.slice(start, first.name.loc.start.offset);
  const colon = json.slice(first.name.loc.end.offset, first.value.loc.start.offset);
  return {
    start,
    end: start,
    text: `${gap}${JSON.stringify(name)}${colon}${written},${gap === '' ? ' ' : ''}`,
  };
}

function overlap(a: Edit, b: Edit): boolean {
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}
