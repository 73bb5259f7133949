import type { style } from '../output.ts';

export type Style = ReturnType<typeof style>;

/** Lines are no longer than this, so that a projected terminal needn't wrap them. */
export const WIDTH = 100;

/** A section's heading: a number, a title and a rule to the right margin. */
export function heading(paint: Style, number: number, title: string): string[] {
  const start = `── ${number} · ${title} `;
  return ['', paint.bold(start + '─'.repeat(Math.max(2, WIDTH - start.length))), ''];
}

/**
 * Breaks text into lines of at most `width` characters: between words, and inside one only when it is longer than that; in an
 * address behind a slash, if there is one.
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const joined = line ? `${line} ${word}` : word;
    if (joined.length <= width) {
      line = joined;
      continue;
    }
    if (line) lines.push(line);
    line = word;
    while (line.length > width) {
      const end = line.lastIndexOf('/', width - 1) + 1 || width;
      lines.push(line.slice(0, end));
      line = line.slice(end);
    }
  }
  lines.push(line);
  return lines;
}

/** Shortens text to `width` characters. */
export function clip(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

const GUID = /\b([0-9a-f]{8})(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;

/** Shortens ids to their first block: whole ones make lines too long to read, and nobody reads them. */
export function shortenIds(text: string): string {
  return text.replace(GUID, '$1…');
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
