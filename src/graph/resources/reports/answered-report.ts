// Reports that are answered at once, a page at a time.
import type { Tenant } from '../../../tenant/index.ts';
import type { JsonObject } from '../../model/index.ts';
import type { Call } from '../../request/call.ts';
import type { Report } from './catalog.ts';
import type { Column, Facts } from './column.ts';
import type { Source } from './device-rows.ts';
import { NO_FILTER, ReportFilterError, readReportFilter } from './report-filter.ts';
import { type Asked, columnOf, matching, shown } from './report-query.ts';

/** [recorded] how many rows come when nobody says how many. */
export const DEFAULT_TOP = 50;

/** How many rows are kept for the next page; a report with more is made anew for each. */
const ROWS_KEPT = 1_000_000;

interface Gathered {
  readonly key: string;
  /** The journal's last entry when they were gathered. */
  readonly sequence: number;
  readonly rows: readonly Facts[];
}

/** The latest report of each tenant: whoever asks for a page asks for the next one soon. */
const latest = new WeakMap<Tenant, Gathered>();

/** All rows that are asked for, gathered once until anything in the tenant changes. */
function gathered(source: Source, report: Report, asked: Asked, key: string): readonly Facts[] {
  const sequence = source.tenant.journal.lastSequence;
  const known = latest.get(source.tenant);
  if (known?.key === key && known.sequence === sequence) return known.rows;
  const rows = [...matching(source, report, asked)];
  if (rows.length <= ROWS_KEPT) latest.set(source.tenant, { key, sequence, rows });
  return rows;
}

/** Says what has no effect. [documented] the reference pages' own examples ask for columns that there are not, and are answered */
type Note = (what: string) => void;

/** A page of a report, as the broker of reports writes it [recorded]. */
export function answerReport(call: Call, report: Report, asked: JsonObject): string {
  const note: Note = (what) => call.note(`${what} has no effect on the report ${report.name}`);
  const selected = columnsIn(report, textsIn(asked, 'select'), note);
  if (textsIn(asked, 'groupBy').length > 0) note('groupBy');
  const search = textIn(asked, 'search');
  const order = orderIn(report, textsIn(asked, 'orderBy'), note);
  const filterText = textIn(asked, 'filter');
  const filter = filterIn(report, filterText, note);
  const key = JSON.stringify([report.name, filterText, search, asked['orderBy'] ?? []]);
  const rows = gathered(call, report, { filter, search, order }, key);
  const columns = shown(selected.length > 0 ? selected : report.columns, 'both');
  const skip = numberIn(asked, 'skip') ?? 0;
  const page = rows.slice(skip, skip + (numberIn(asked, 'top') ?? DEFAULT_TOP));
  return JSON.stringify({
    TotalRowCount: rows.length,
    Schema: columns.map(({ name, type }) => ({ Column: name, PropertyType: type })),
    Values: page.map((facts) => columns.map(({ read }) => read(facts))),
    SessionId: '',
  });
}

const textIn = (asked: JsonObject, name: string) => String(asked[name] ?? '');
const textsIn = (asked: JsonObject, name: string) => ((asked[name] ?? []) as readonly unknown[]).map(String);

function numberIn(asked: JsonObject, name: string): number | undefined {
  const value = asked[name];
  return typeof value === 'number' ? Math.max(value, 0) : undefined;
}

function columnsIn(report: Report, names: readonly string[], note: Note): readonly Column[] {
  return names.flatMap((name) => {
    const column = columnOf(report, name);
    // A column for people comes with its numbers, asked for or not.
    if (!column && !(name.endsWith('_loc') && columnOf(report, name.slice(0, -4)))) {
      note(`the column '${name}' in select`);
    }
    return column ?? [];
  });
}

/** `PolicyName`, `PolicyName desc`. */
function orderIn(report: Report, items: readonly string[], note: Note): NonNullable<Asked['order']> {
  return items.flatMap((item) => {
    const [name = '', direction = 'asc'] = item.trim().split(/\s+/);
    const column = columnOf(report, name.replace(/_loc$/, ''));
    if (!column) note(`'${item}' in orderBy`);
    return column ? { column, descending: direction.toLowerCase() === 'desc' } : [];
  });
}

/** Any column of the report may be filtered by, and those that are said to be. */
function filterIn(report: Report, text: string, note: Note) {
  try {
    return readReportFilter(text, [...report.columns, ...report.filters]);
  } catch (error) {
    if (!(error instanceof ReportFilterError)) throw error;
    note(`the filter '${text}'`);
    return NO_FILTER;
  }
}
