import { checkCount, checkLength, type QueryLimits, resolveLimits } from './limits.ts';
import { invalidTerm, isSegment, splitOutside } from './split.ts';

/** One item of `$select`. */
export interface SelectItem {
  /** Segments between the slashes: names of properties, types (with dots: `isTypeSegment`), or a last `*`. */
  readonly path: readonly string[];
}

/**
 * Parses `$select`: `id,deviceCategory/displayName,microsoft.graph.iosLobApp/bundleId,*`. An empty text has no items.
 * @throws ODataSyntaxError
 */
export function parseSelect(text: string, limits?: Partial<QueryLimits>): SelectItem[] {
  const resolved = resolveLimits(limits);
  checkLength(text, resolved);
  if (text.trim() === '') return [];
  const terms = splitOutside(text, ',');
  checkCount(terms.length, '$select', 'maxSelectItems', resolved);
  let position = 0;
  return terms.map((term) => {
    const path = term.trim().split('/');
    const names = path.at(-1) === '*' ? path.slice(0, -1) : path;
    if (!names.every(isSegment)) throw invalidTerm(term.trim(), position);
    position += term.length + 1;
    return { path };
  });
}
