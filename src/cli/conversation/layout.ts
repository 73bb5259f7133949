import { style } from '../output.ts';

/** Colours, and how long lines may be, in columns. */
export interface Style extends ReturnType<typeof style> {
  readonly width: number;
}

/** Lines are no longer than this, so that a projected terminal needn't wrap them. */
export const WIDTH = 100;

/** A terminal that is narrower wraps lines itself: half a line would be left for the text. */
export const MIN_WIDTH = 70;

/** As wide as the terminal, within reason; `WIDTH` where there is none. */
export function pageStyle(stream: NodeJS.WriteStream): Style {
  // A terminal that doesn't know how wide it is says 0.
  return { ...style(stream), width: Math.max(MIN_WIDTH, Math.min(stream.columns || WIDTH, WIDTH)) };
}

/** A section's heading: a number, a title and a rule to the right margin. */
export function heading(paint: Style, number: number, title: string): string[] {
  const start = clip(`── ${number} · ${title}`, paint.width - 3);
  return ['', paint.bold(`${start} ${'─'.repeat(paint.width - start.length - 1)}`), ''];
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

/** An address as a person wrote it; as it was sent, where it cannot be decoded. */
export function readableUrl(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}

/**
 * Columns as wide as their widest cell; the first row is the heading. Cells are plain: `paintCell` colours what is padded.
 * Where that is more than `width`, the widest column is clipped.
 */
export function table(
  rows: readonly (readonly string[])[],
  width: number,
  paintCell: (cell: string, row: number, column: number) => string = (cell) => cell,
): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const beyond = widths.reduce((sum, each) => sum + 2 + each, 0) - width;
  const widest = widths.indexOf(Math.max(...widths));
  if (beyond > 0) widths[widest] = Math.max(1, (widths[widest] ?? 0) - beyond);
  const padded = (cell: string, column: number) =>
    clip(cell, widths[column] ?? 0).padEnd(widths[column] ?? 0);
  return rows.map((row, index) =>
    `  ${row.map((cell, column) => paintCell(padded(cell, column), index, column)).join('  ')}`.trimEnd(),
  );
}
