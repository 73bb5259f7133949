import type { style } from '../output.ts';

export type Style = ReturnType<typeof style>;

/** Lines are no longer than this, so that a projected terminal needn't wrap them. */
export const WIDTH = 96;

/** A section's heading: a number, a title and a rule to the right margin. */
export function heading(paint: Style, number: number, title: string): string[] {
  const start = `── ${number} · ${title} `;
  return ['', paint.bold(start + '─'.repeat(Math.max(2, WIDTH - start.length))), ''];
}

/** Breaks text into lines of at most `width` characters; a single longer word gets a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  lines.push(line);
  return lines;
}

/** Shortens text to `width` characters. */
export function clip(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

/** Columns as wide as their widest cell; the first row is the heading. Cells are plain: `paintCell` colours what is padded. */
export function table(
  rows: readonly (readonly string[])[],
  paintCell: (cell: string, row: number, column: number) => string = (cell) => cell,
): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row, index) =>
    `  ${row.map((cell, column) => paintCell(cell.padEnd(widths[column] ?? 0), index, column)).join('  ')}`.trimEnd(),
  );
}
