/** Lines that stay as they are, around those that differ. */
const CONTEXT = 2;
/** How many lines a difference shows. */
export const DIFF_LINES = 60;
/** Of longer texts only how they begin and end is compared line by line. */
const COMPARED = 2000;

/** The lines that differ: `-` are only in `before`, `+` only in `after`, with some around them; `…` is where others lie between. */
export function lineDiff(before: string, after: string): string {
  const a = before.trimEnd().split('\n');
  const b = after.trimEnd().split('\n');
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const all = [
    ...a.slice(0, start).map((line) => `  ${line}`),
    ...differing(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...a.slice(a.length - end).map((line) => `  ${line}`),
  ];
  const shown: string[] = [];
  let left = false;
  for (const [index, line] of all.entries()) {
    const near = all.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1);
    if (!near.some((each) => !each.startsWith(' '))) {
      left = true;
      continue;
    }
    if (left) shown.push('…');
    left = false;
    shown.push(line);
  }
  if (left) shown.push('…');
  if (shown.length <= DIFF_LINES) return shown.join('\n');
  return [...shown.slice(0, DIFF_LINES), `… and ${shown.length - DIFF_LINES} more lines`].join('\n');
}

/** By the longest common subsequence. */
function differing(a: readonly string[], b: readonly string[]): string[] {
  const removed = (lines: readonly string[]) => lines.map((line) => `- ${line}`);
  const added = (lines: readonly string[]) => lines.map((line) => `+ ${line}`);
  if (a.length > COMPARED || b.length > COMPARED) return [...removed(a), ...added(b)];
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const [row, below] = [lengths[i] as Uint16Array, lengths[i + 1] as Uint16Array];
      row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  const lines: string[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      lines.push(`  ${a[i]}`);
      i += 1;
      j += 1;
    } else if ((lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0)) {
      lines.push(`- ${a[i]}`);
      i += 1;
    } else {
      lines.push(`+ ${b[j]}`);
      j += 1;
    }
  }
  return [...lines, ...removed(a.slice(i)), ...added(b.slice(j))];
}
