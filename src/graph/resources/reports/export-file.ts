// The file of an export: one CSV or JSON document in a ZIP archive. Made piece by piece, as a fleet has a million rows.
import { strToU8, Zip, ZipDeflate } from 'fflate';
import type { Facts } from './column.ts';
import type { Shown } from './report-query.ts';

/** How many characters of text are packed at once. */
const PIECE = 1 << 20;

const BYTE_ORDER_MARK = '\uFEFF';

/** [recorded] a mark in front, and quotes only where something would fall apart, so that quotes inside stand bare. */
function* csv(columns: readonly Shown[], rows: Iterable<Facts>): Generator<string> {
  yield `${BYTE_ORDER_MARK}${columns.map(({ name }) => field(name)).join(',')}\r\n`;
  for (const facts of rows) yield `${columns.map((column) => field(csvText(column, facts))).join(',')}\r\n`;
}

/** [inferred, known from practice] times with seven digits of a second, and flags as .NET writes them. */
function csvText({ type, read }: Shown, facts: Facts): string {
  const value = read(facts);
  if (value === null) return '';
  if (type === 'DateTime') return `${String(value).replace('T', ' ')}.0000000`;
  return typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value);
}

const field = (text: string) => (/[,\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** [documented] an object whose `values` are the rows. */
function* json(columns: readonly Shown[], rows: Iterable<Facts>): Generator<string> {
  yield '{"values":[';
  let separator = '';
  for (const facts of rows) {
    yield separator +
      JSON.stringify(Object.fromEntries(columns.map(({ name, read }) => [name, read(facts)])));
    separator = ',';
  }
  yield ']}';
}

export interface ExportedRows {
  /** Without its ending. */
  readonly name: string;
  readonly format: 'csv' | 'json';
  readonly columns: readonly Shown[];
  readonly rows: Iterable<Facts>;
  readonly at: number;
}

export function packReport({ name, format, columns, rows, at }: ExportedRows): Uint8Array {
  const parts: Uint8Array[] = [];
  const archive = new Zip((error, part) => {
    if (error) throw error;
    parts.push(part);
  });
  const file = new ZipDeflate(`${name}.${format}`, { level: 1 });
  file.mtime = localTime(at);
  archive.add(file);
  let piece = '';
  for (const text of (format === 'csv' ? csv : json)(columns, rows)) {
    piece += text;
    if (piece.length < PIECE) continue;
    file.push(strToU8(piece));
    piece = '';
  }
  file.push(strToU8(piece), true);
  archive.end();
  return joined(parts);
}

/** An archive's times have no zone, and are written as the machine's own: one that reads there as ours does in UTC. */
function localTime(at: number): Date {
  const utc = new Date(at);
  return new Date(
    utc.getUTCFullYear(),
    utc.getUTCMonth(),
    utc.getUTCDate(),
    utc.getUTCHours(),
    utc.getUTCMinutes(),
    utc.getUTCSeconds(),
  );
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}
