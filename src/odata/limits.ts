import { ODataSyntaxError, quoted } from './errors.ts';

/** What a single query may cost. Each number is ours (inferred): generous for people, small for a machine. */
export interface QueryLimits {
  /** Characters of one option's text, after percent-decoding. */
  readonly maxExpressionLength: number;
  /** Levels of nesting in one expression: parentheses, functions, path segments, chained arithmetic. */
  readonly maxDepth: number;
  /** Nodes of one expression; each operator, property, literal counts. */
  readonly maxNodes: number;
  /** Levels of `$expand` within `$expand`. */
  readonly maxExpandDepth: number;
  /** Items of `$expand`, all levels together. */
  readonly maxExpandItems: number;
  /** Items of one `$select`. */
  readonly maxSelectItems: number;
  /** Items of one `$orderby`. */
  readonly maxOrderByItems: number;
  /** Terms of one `$search`. */
  readonly maxSearchTerms: number;
}

export const QUERY_LIMITS: QueryLimits = {
  maxExpressionLength: 16_384,
  maxDepth: 100,
  maxNodes: 4_000,
  maxExpandDepth: 8,
  maxExpandItems: 100,
  maxSelectItems: 500,
  maxOrderByItems: 20,
  maxSearchTerms: 100,
};

export function resolveLimits(limits: Partial<QueryLimits> | undefined): QueryLimits {
  return limits === undefined ? QUERY_LIMITS : { ...QUERY_LIMITS, ...limits };
}

/** @throws ODataSyntaxError when one option's text is longer than `maxExpressionLength`. */
export function checkLength(text: string, limits: QueryLimits): void {
  if (text.length <= limits.maxExpressionLength) return;
  throw new ODataSyntaxError(
    `The query text is ${text.length} characters long, but the maximum allowed is ${limits.maxExpressionLength}: '${quoted(text)}'.`,
    limits.maxExpressionLength,
    { limit: 'maxExpressionLength' },
  );
}

/** @throws ODataSyntaxError when a comma-separated option has too many items. */
export function checkCount(
  count: number,
  option: string,
  limit: 'maxExpandItems' | 'maxSelectItems' | 'maxOrderByItems' | 'maxSearchTerms',
  limits: QueryLimits,
): void {
  if (count <= limits[limit]) return;
  throw new ODataSyntaxError(
    `The result of parsing ${option} contained at least ${count} items, but the maximum allowed is ${limits[limit]}.`,
    0,
    { limit },
  );
}
