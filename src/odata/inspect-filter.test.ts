import { describe, expect, it } from 'vitest';
import { formatFilter, mapClauses, parseFilter, propertyUses } from './index.ts';

describe('propertyUses', () => {
  it.each([
    ["a eq 'x' and b/c gt 5", 'a eq, b/c gt'],
    ["'x' eq a", 'a eq'],
    ["not startswith(mail,'x')", 'not mail startswith'],
    ['not (a eq 1 or not (b ne 2))', 'not a eq, not b ne'],
    ["endsWith(tolower(mail),'x')", 'mail tolower'],
    ["a in ('x') and 'y' in b", 'a in, b in'],
    ['accountEnabled', 'accountEnabled eq'],
    ["groupTypes/any(c:c eq 'x')", 'groupTypes any, groupTypes eq'],
    [
      "a/any(x:x/n.t/t/id eq 'g' and x/l/all(y:contains(y,$it/name)))",
      'a any, a/t/id eq, a/l all, a/l contains, name contains',
    ],
    ['licenses/$count($filter=sku eq 1) gt 0', 'licenses $count, licenses/sku eq'],
    ["n.t/a eq 1 or isof('n.t') or isof(b,'n.t')", 'a eq, b isof'],
    ['a div 2 gt 1', 'a div'],
    ['true eq false', ''],
  ])('%s', (filter, expected) => {
    const uses = propertyUses(parseFilter(filter));
    const text = uses.map(
      ({ property, operator, negated }) => `${negated ? 'not ' : ''}${property} ${operator}`,
    );
    expect(text.join(', ')).toBe(expected);
  });
});

describe('mapClauses', () => {
  it('rewrites what and, or and not join, and leaves the rest as it is', () => {
    const filter = parseFilter("a ne 1 and not (b ne 2 or c/any(x:x ne 3)) and contains(d,'e')");
    const rewritten = mapClauses(filter, (clause) =>
      clause.kind === 'comparison' && clause.operator === 'ne' ? { ...clause, operator: 'eq' } : clause,
    );
    expect(formatFilter(rewritten)).toBe("a eq 1 and not (b eq 2 or c/any(x:x ne 3)) and contains(d,'e')");
    expect(formatFilter(filter)).toContain('a ne 1');
  });
});
