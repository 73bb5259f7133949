// A report as somebody asked for it: which columns and rows, in which order.
import type { Report } from './catalog.ts';
import type { Column, Facts, PropertyType, Value } from './column.ts';
import type { Source } from './device-rows.ts';
import { NO_FILTER, type ReportFilter } from './report-filter.ts';

/** A column of the answer. */
export interface Shown {
  readonly name: string;
  readonly type: PropertyType;
  readonly read: (facts: Facts) => Value;
}

/** `both`: a second column for people beside each that has words; `replaced`: the words in its place; `numbers`: no words. */
export type Localization = 'both' | 'replaced' | 'numbers';

export function shown(columns: readonly Column[], localization: Localization): readonly Shown[] {
  return columns.flatMap((column): readonly Shown[] => {
    const { name, label } = column;
    if (!label || localization === 'numbers') return [column];
    if (localization === 'replaced') return [{ name, type: 'String', read: label }];
    // [recorded] directly behind, with this ending
    return [column, { name: `${name}_loc`, type: 'String', read: label }];
  });
}

/** [documented] what `Devices` takes in the page's own example, and `DevicesWithInventory` as aliases. Others take none. */
const WITH_ALIASES = new Set(['Devices', 'DevicesWithInventory']);
const ALIASES: Readonly<Record<string, string>> = {
  compliancestate: 'compliantstate',
  os: 'devicetype',
  managementagent: 'managementagents',
};

/** A column that somebody asks for; the page's example writes some in another case. */
export function columnOf({ name: report, columns }: Report, name: string): Column | undefined {
  const wanted = name.toLowerCase();
  const find = (of: string | undefined) => columns.find((each) => each.name.toLowerCase() === of);
  return find(wanted) ?? (WITH_ALIASES.has(report) ? find(ALIASES[wanted]) : undefined);
}

export interface Asked {
  readonly filter?: ReportFilter;
  readonly search?: string;
  readonly order?: readonly { readonly column: Column; readonly descending: boolean }[];
}

/** The rows that are asked for. Nothing is gathered where there is no order. */
export function matching(source: Source, report: Report, asked: Asked): Iterable<Facts> {
  const { filter = NO_FILTER, search = '', order = [] } = asked;
  const found = rowsOf(source, report, filter, search.toLowerCase());
  return order.length === 0 ? found : [...found].sort(comparing(order));
}

function* rowsOf(
  source: Source,
  report: Report,
  { test, wanted }: ReportFilter,
  part: string,
): Generator<Facts> {
  const texts = shown(report.columns, 'both').filter(({ type }) => type === 'String');
  for (const facts of report.rows(source, wanted)) {
    if (!test(facts)) continue;
    if (part !== '' && !texts.some(({ read }) => String(read(facts)).toLowerCase().includes(part))) continue;
    yield facts;
  }
}

const comparing =
  (order: NonNullable<Asked['order']>) =>
  (one: Facts, other: Facts): number => {
    for (const { column, descending } of order) {
      const [a, b] = [column.read(one), column.read(other)];
      if (a === b) continue;
      const less = a === null || (b !== null && a < b);
      return less === descending ? 1 : -1;
    }
    return 0;
  };
