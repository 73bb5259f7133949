import { ODataSyntaxError } from './errors.ts';
import type { FilterExpression } from './expression.ts';
import { checkLength, type QueryLimits, resolveLimits } from './limits.ts';
import { parseBoolean, parseNonNegativeInteger } from './option-values.ts';
import { type OrderByItem, parseOrderBy } from './order-by.ts';
import { parseFilter } from './parse-expression.ts';
import { parseSearch, type SearchExpression } from './search.ts';
import { parseSelect, type SelectItem } from './select.ts';
import { invalidTerm, isSegment, isTypeSegment, splitOutside } from './split.ts';

/** One item of `$expand`: a path to a navigation property and what to do with what is found there. */
export interface ExpandItem {
  /** Segments between the slashes: type casts (with dots), complex properties, and last the navigation property or `*`. */
  readonly path: readonly string[];
  /** `members/$ref`: links instead of entities. `members/$count`: only how many. */
  readonly suffix?: '$ref' | '$count';
  readonly select?: readonly SelectItem[];
  readonly filter?: FilterExpression;
  readonly orderBy?: readonly OrderByItem[];
  readonly expand?: readonly ExpandItem[];
  readonly top?: number;
  readonly skip?: number;
  readonly count?: boolean;
  readonly search?: SearchExpression;
  readonly levels?: number | 'max';
}

type ExpandOptions = Omit<ExpandItem, 'path' | 'suffix'>;

/**
 * Parses `$expand`: `assignments($select=id;$top=5),members/$ref`. Nested options may leave out the `$`, as on Graph.
 * An empty text has no items.
 * @throws ODataSyntaxError
 */
export function parseExpand(text: string, limits?: Partial<QueryLimits>): ExpandItem[] {
  return new ExpandParser(resolveLimits(limits)).items(text);
}

class ExpandParser {
  readonly #limits: QueryLimits;
  #depth = 0;
  #count = 0;

  constructor(limits: QueryLimits) {
    this.#limits = limits;
  }

  items(text: string): ExpandItem[] {
    checkLength(text, this.#limits);
    if (text.trim() === '') return [];
    this.#enter();
    const items = splitOutside(text, ',').map((term) => this.#item(term.trim()));
    this.#depth -= 1;
    return items;
  }

  #enter(): void {
    this.#depth += 1;
    const { maxExpandDepth } = this.#limits;
    if (this.#depth <= maxExpandDepth) return;
    throw new ODataSyntaxError(
      `The result of parsing $expand was at least ${this.#depth} items deep, but the maximum allowed is ${maxExpandDepth}.`,
      0,
      { limit: 'maxExpandDepth' },
    );
  }

  #item(term: string): ExpandItem {
    this.#count += 1;
    const { maxExpandItems } = this.#limits;
    if (this.#count > maxExpandItems) {
      throw new ODataSyntaxError(
        `The result of parsing $expand contained at least ${this.#count} items, but the maximum allowed is ${maxExpandItems}.`,
        0,
        { limit: 'maxExpandItems' },
      );
    }
    const open = term.indexOf('(');
    if (open === -1) return pathOf(term, term);
    if (!term.endsWith(')')) throw invalidTerm(term);
    const target = pathOf(term.slice(0, open).trim(), term);
    const options = this.#options(term.slice(open + 1, -1), target.path.join('/'));
    const name = target.path.at(-1);
    if (name === '*' && Object.keys(options).some((key) => key !== 'levels')) {
      throw new ODataSyntaxError(
        `Term '${term}' is not valid in a $expand expression, as only $level option is allowed when the expanded navigation property is star.`,
        0,
      );
    }
    return { ...target, ...options };
  }

  #options(text: string, property: string): ExpandOptions {
    if (text.trim() === '') {
      throw new ODataSyntaxError(
        `Missing expand option on navigation property '${property}'. If a parenthesis expression follows an expanded navigation property, then at least one expand option must be provided.`,
        0,
      );
    }
    let options: ExpandOptions = {};
    const seen = new Set<string>();
    const parts = splitOutside(text, ';').map((part) => part.trim());
    // A trailing separator is harmless: `assignments($select=id;)`.
    if (parts.at(-1) === '') parts.pop();
    for (const part of parts) {
      const equals = part.indexOf('=');
      if (equals === -1) throw invalidTerm(part);
      const name = part.slice(0, equals).trim().toLowerCase().replace(/^\$/, '');
      if (seen.has(name)) {
        throw new ODataSyntaxError(
          `Query option '$${name}' was specified more than once, but it must be specified at most once.`,
          0,
        );
      }
      seen.add(name);
      options = { ...options, ...this.#option(name, part.slice(equals + 1).trim(), part) };
    }
    return options;
  }

  #option(name: string, value: string, term: string): ExpandOptions {
    const limits = this.#limits;
    switch (name) {
      case 'select':
        return { select: parseSelect(value, limits) };
      case 'filter':
        return { filter: parseFilter(value, limits) };
      case 'orderby':
        return { orderBy: parseOrderBy(value, limits) };
      case 'expand':
        return { expand: this.items(value) };
      case 'search':
        return { search: parseSearch(value, limits) };
      case 'top':
        return { top: parseNonNegativeInteger(value) ?? invalid('Top', 'a non-negative integer', value) };
      case 'skip':
        return { skip: parseNonNegativeInteger(value) ?? invalid('Skip', 'a non-negative integer', value) };
      case 'count':
        return { count: parseBoolean(value) ?? invalid('Count', 'a boolean value', value) };
      case 'levels':
        return { levels: parseLevels(value) };
      default:
        throw invalidTerm(term);
    }
  }
}

function parseLevels(value: string): number | 'max' {
  if (value.toLowerCase() === 'max') return 'max';
  return parseNonNegativeInteger(value) ?? invalid('Levels', "a non-negative integer or 'max'", value);
}

function invalid(option: string, wanted: string, value: string): never {
  throw new ODataSyntaxError(`${option} option must be ${wanted}, it is set to '${value}' instead.`, 0);
}

function pathOf(text: string, term: string): Pick<ExpandItem, 'path' | 'suffix'> {
  const path = text.split('/');
  const last = path.at(-1)?.toLowerCase();
  const suffix = last === '$ref' || last === '$count' ? last : undefined;
  const names = suffix === undefined ? path : path.slice(0, -1);
  const star = names.length === 1 && names[0] === '*' && suffix !== '$count';
  const valid = names.length > 0 && names.every(isSegment) && !isTypeSegment(names.at(-1) ?? '');
  if (!star && !valid) throw invalidTerm(term);
  return suffix === undefined ? { path: names } : { path: names, suffix };
}
