import { ODataSyntaxError } from './errors.ts';
import { type ExpandItem, parseExpand } from './expand.ts';
import type { FilterExpression } from './expression.ts';
import type { QueryLimits } from './limits.ts';
import { parseBoolean, parseNonNegativeInteger } from './option-values.ts';
import { type OrderByItem, parseOrderBy } from './order-by.ts';
import { parseFilter } from './parse-expression.ts';
import { parseSearch, type SearchExpression } from './search.ts';
import { parseSelect, type SelectItem } from './select.ts';

/** A query string, read. An option that is absent, or empty where that means the same, is left out. */
export interface QueryOptions {
  readonly filter?: FilterExpression;
  readonly select?: readonly SelectItem[];
  readonly expand?: readonly ExpandItem[];
  readonly orderBy?: readonly OrderByItem[];
  readonly search?: SearchExpression;
  readonly top?: number;
  readonly skip?: number;
  readonly count?: boolean;
  readonly skipToken?: string;
  readonly deltaToken?: string;
  readonly format?: string;
  /** Options that are not OData's, by name as written; of several with one name the last. */
  readonly custom: Readonly<Record<string, string>>;
  /** Names with a `$` that are no option of Graph, as written: `$foo`, `$apply`. */
  readonly unknown: readonly string[];
  /** Decoded text of every system option, by its name in lower case with `$`: `$filter`. */
  readonly raw: Readonly<Record<string, string>>;
}

/** Graph's system options. All may leave out the `$` ("Supporting query parameters without $ prefixes in Microsoft Graph"). */
const SYSTEM_OPTIONS: ReadonlySet<string> = new Set([
  'filter',
  'select',
  'expand',
  'orderby',
  'search',
  'top',
  'skip',
  'count',
  'skiptoken',
  'deltatoken',
  'format',
]);

/**
 * Reads a query string (without the question mark). Names are accepted with and without `$`, in any case.
 * @throws ODataSyntaxError with `option` set; whatever the text, nothing else.
 * @example parseQueryOptions('$filter=id%20eq%20%271%27&top=5').top === 5
 */
export function parseQueryOptions(queryString: string, limits?: Partial<QueryLimits>): QueryOptions {
  const raw: Record<string, string> = Object.create(null);
  const custom: Record<string, string> = Object.create(null);
  const unknown: string[] = [];
  for (const pair of queryString.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals === -1 ? pair : pair.slice(0, equals)).trim();
    const value = equals === -1 ? '' : decode(pair.slice(equals + 1));
    const option = name.toLowerCase().replace(/^\$/, '');
    if (SYSTEM_OPTIONS.has(option)) {
      if (raw[`$${option}`] !== undefined) throw duplicate(option);
      raw[`$${option}`] = value;
    } else if (name.startsWith('$')) {
      unknown.push(name);
    } else {
      custom[name] = value;
    }
  }
  return { ...parsedOptions(raw, limits), custom, unknown, raw };
}

/** `Query option '$filter/filter' was specified more than once, …` (recorded: microsoft-graph-docs issue 9457). */
function duplicate(option: string): ODataSyntaxError {
  return new ODataSyntaxError(
    `Query option '$${option}/${option}' was specified more than once, but it must be specified at most once.`,
    0,
    { option: `$${option}` },
  );
}

type ParsedOptions = Omit<QueryOptions, 'custom' | 'unknown' | 'raw'>;

function parsedOptions(
  raw: Readonly<Record<string, string>>,
  limits: Partial<QueryLimits> | undefined,
): ParsedOptions {
  let options: ParsedOptions = {};
  for (const [name, text] of Object.entries(raw)) {
    try {
      options = { ...options, ...parsedOption(name, text, limits) };
    } catch (error) {
      if (!(error instanceof ODataSyntaxError)) throw error;
      throw new ODataSyntaxError(error.message, error.position, { option: name, limit: error.limit });
    }
  }
  return options;
}

function parsedOption(name: string, text: string, limits: Partial<QueryLimits> | undefined): ParsedOptions {
  switch (name) {
    case '$top':
      return { top: parseNonNegativeInteger(text.trim()) ?? invalidNumber(name, text) };
    case '$skip':
      return { skip: parseNonNegativeInteger(text.trim()) ?? invalidNumber(name, text) };
    case '$count':
      return { count: parseBoolean(text.trim()) ?? invalidCount(text) };
    case '$skiptoken':
      return { skipToken: text };
    case '$deltatoken':
      return { deltaToken: text };
    case '$format':
      return { format: text };
  }
  if (text.trim() === '') return {};
  switch (name) {
    case '$filter':
      return { filter: parseFilter(text, limits) };
    case '$select':
      return { select: parseSelect(text, limits) };
    case '$expand':
      return { expand: parseExpand(text, limits) };
    case '$orderby':
      return { orderBy: parseOrderBy(text, limits) };
    default:
      return { search: parseSearch(text, limits) };
  }
}

/** Recorded on Graph for an empty $top: laravel-microsoft-graph issue 90. */
function invalidNumber(name: string, text: string): never {
  throw new ODataSyntaxError(
    `Invalid value '${text}' for ${name} query option found. The ${name} query option requires a non-negative integer value.`,
    0,
  );
}

function invalidCount(text: string): never {
  throw new ODataSyntaxError(`'${text}' is not a valid count option.`, 0);
}

/** Percent-decodes, `+` as a space. A sequence that is no UTF-8 stays as it is, as in ASP.NET. */
function decode(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  return spaced.replace(/(?:%[0-9a-f]{2})+/gi, (sequence) => {
    try {
      return decodeURIComponent(sequence);
    } catch {
      return sequence;
    }
  });
}
