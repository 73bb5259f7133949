import { describe, expect, it } from 'vitest';
import { formatFilter, ODataSyntaxError, parseFilter, QUERY_LIMITS, type QueryLimits } from './index.ts';

function problemOf(act: () => unknown): ODataSyntaxError {
  try {
    act();
  } catch (error) {
    if (error instanceof ODataSyntaxError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('parseFilter', () => {
  it('keeps the position of every node', () => {
    expect(parseFilter("  a/b eq 'x' and not c")).toEqual({
      kind: 'and',
      position: 13,
      operands: [
        {
          kind: 'comparison',
          operator: 'eq',
          position: 6,
          left: {
            kind: 'property',
            name: 'b',
            position: 4,
            source: { kind: 'property', name: 'a', position: 2 },
          },
          right: { kind: 'literal', type: 'Edm.String', value: 'x', position: 9 },
        },
        { kind: 'not', position: 17, operand: { kind: 'property', name: 'c', position: 21 } },
      ],
    });
  });

  // What formatFilter leaves out of the right column was redundant on the left.
  it.each([
    ['a or b and c', 'a or b and c'],
    ['(a or b) and c', '(a or b) and c'],
    ['a and (b and c)', 'a and (b and c)'],
    ['((a))', 'a'],
    ['not a eq b', 'not a eq b'],
    ['(not a) eq b', 'not a eq b'],
    ['not (a eq b)', 'not (a eq b)'],
    ["not id in ('a')", "not id in ('a')"],
    ['NOT a AND B OR c', 'not a and B or c'],
    ['a EQ 1 aNd b Gt 2', 'a eq 1 and b gt 2'],
    ['a add b mul c sub d', 'a add b mul c sub d'],
    ['(a add b) mul (c sub d)', '(a add b) mul (c sub d)'],
    ['a sub (b sub c)', 'a sub (b sub c)'],
    ['a eq -1', 'a eq -1'],
    ['a eq - b', 'a eq -b'],
    ['a sub -1', 'a sub -1'],
    ["endsWith( mail , 'x' )", "endswith(mail,'x')"],
    ['a in [\'x\' , "it\'s","\\u00e9"]', "a in ('x','it''s','é')"],
    ['a in (1,-2,INF,null)', 'a in (1,-2,INF,null)'],
    ["n.t'v' eq a", "n.t'v' eq a"],
    ['x/any(v:v/y/all(w:w eq v))', 'x/any(v:v/y/all(w:w eq v))'],
    ['x/ANY( v : v )', 'x/any(v:v)'],
    ['x/$count(filter=y eq 1) gt 0', 'x/$count($filter=y eq 1) gt 0'],
    ['$it/x eq 1', '$it/x eq 1'],
    ['isof(n.t) and isof(a,n.t)', "isof('n.t') and isof(a,'n.t')"],
    ['n.t/a/n.u/b eq TRUE', 'n.t/a/n.u/b eq true'],
    ['and eq or', 'and eq or'],
    ['überschrift eq 1', 'überschrift eq 1'],
    ["a eq ''", "a eq ''"],
    ["a eq ''''", "a eq ''''"],
    ["a eq '😀'", "a eq '😀'"],
    ["a eq duration'PT1.5S' or b eq binary'AQI='", "a eq duration'PT1.5S' or b eq binary'AQI='"],
    ["a eq guid'dc5e3c4d-1111-2222-3333-444455556666'", 'a eq dc5e3c4d-1111-2222-3333-444455556666'],
    [
      'a eq 2024-01-01T00:00Z or b eq 2024-01-01 or c eq 12:30',
      'a eq 2024-01-01T00:00Z or b eq 2024-01-01 or c eq 12:30',
    ],
    ['a eq 1.50 or b eq 3000000000 or c eq 5L', 'a eq 1.5 or b eq 3000000000 or c eq 5L'],
  ])('reads %s', (text, formatted) => {
    expect(formatFilter(parseFilter(text))).toBe(formatted);
  });

  it.each<[text: string, position: number, message: string]>([
    ['', 0, "Expression expected at position 0 in ''."],
    ['a eq', 4, "Expression expected at position 4 in 'a eq'."],
    ['a eq )', 5, "Expression expected at position 5 in 'a eq )'."],
    ['x $ 3', 2, "Syntax error: character '$' is not valid at position 2 in 'x $ 3'."],
    ['a eq 😀', 5, "Syntax error: character '😀' is not valid at position 5 in 'a eq 😀'."],
    ['a = 1', 2, "Syntax error at position 2 in 'a = 1'."],
    ['a eq 1 b', 7, "Syntax error at position 7 in 'a eq 1 b'."],
    ["a eq 'x", 7, "There is an unterminated string literal at position 7 in 'a eq 'x'."],
    ["a eq 'it's'", 11, "There is an unterminated string literal at position 11 in 'a eq 'it's''."],
    ['a in ["x', 8, "There is an unterminated string literal at position 8 in 'a in [\"x'."],
    ['(a eq 1', 7, "')' or operator expected at position 7 in '(a eq 1'."],
    ['contains(a', 10, "')' or ',' expected at position 10 in 'contains(a'."],
    ['a in (1 2)', 8, "')' or ',' expected at position 8 in 'a in (1 2)'."],
    ['a in (b)', 6, "Literal expected at position 6 in 'a in (b)'."],
    ['a eq "x"', 5, `Syntax error at position 5 in 'a eq "x"'.`],
    ['a/', 2, 'An identifier was expected at position 2.'],
    ['a/1', 2, 'An identifier was expected at position 2.'],
    ['a/any(1:b)', 6, 'An identifier was expected at position 6.'],
    ['a/any(x b)', 8, "':' expected at position 8 in 'a/any(x b)'."],
    ['a/all()', 6, 'An identifier was expected at position 6.'],
    ['a/any(x:b/any(x:x))', 14, "The range variable 'x' has already been declared."],
    ['a/f(1)', 3, "Syntax error at position 3 in 'a/f(1)'."],
    ['a/$count($top=1)', 9, 'Only $filter and $search query options are allowed within $count.'],
    ["a eq b'x'", 6, `Syntax error at position 6 in 'a eq b'x''.`],
    ['a eq 12x', 5, "Syntax error at position 5 in 'a eq 12x'."],
    ['a eq 1.5L', 5, "Numeric string '1.5L' is not a valid Int32/Int64/Double/Decimal."],
    [
      "a eq duration'P1Y'",
      5,
      `Unrecognized 'Edm.Duration' literal 'duration'P1Y'' at '5' in 'a eq duration'P1Y''.`,
    ],
    ['a eq 2023-02-29', 5, "Unrecognized 'Edm.Date' literal '2023-02-29' at '5' in 'a eq 2023-02-29'."],
    [
      'a eq 2023-01-01T24:00:00Z',
      5,
      "Unrecognized 'Edm.DateTimeOffset' literal '2023-01-01T24:00:00Z' at '5' in 'a eq 2023-01-01T24:00:00Z'.",
    ],
    [
      'a eq 2024-01-01T00:00:00',
      5,
      "The time zone information is missing on the DateTimeOffset value '2024-01-01T00:00:00'. A DateTimeOffset value must contain the time zone information.",
    ],
    ['isof(a)', 0, 'Cast or IsOf Function must have a type in its arguments.'],
    [
      'isof()',
      0,
      "The Cast or IsOf expression has an invalid number of operands: number of operands is '0' and it should be 1 or 2.",
    ],
  ])('refuses %s', (text, position, message) => {
    const problem = problemOf(() => parseFilter(text));
    expect(problem.message).toBe(message);
    expect(problem.position).toBe(position);
  });

  it('shortens a long text in a message', () => {
    const { message } = problemOf(() => parseFilter(`a eq 1 ${'x'.repeat(5000)}`));
    expect(message.length).toBeLessThan(500);
  });
});

describe('the limits of an expression', () => {
  const { maxDepth, maxNodes, maxExpressionLength } = QUERY_LIMITS;
  const within = (text: string) => formatFilter(parseFilter(text)).length;

  it.each<[limit: keyof QueryLimits, fits: string, tooMuch: string]>([
    [
      'maxDepth',
      `${'('.repeat(maxDepth - 1)}a${')'.repeat(maxDepth - 1)}`,
      `${'('.repeat(maxDepth)}a${')'.repeat(maxDepth)}`,
    ],
    ['maxDepth', `${'not '.repeat(maxDepth - 1)}a`, `${'not '.repeat(maxDepth)}a`],
    ['maxDepth', `1${' add 1'.repeat(maxDepth - 1)}`, `1${' add 1'.repeat(maxDepth)}`],
    ['maxDepth', `a${'/a'.repeat(maxDepth - 1)}`, `a${'/a'.repeat(maxDepth)}`],
    ['maxDepth', `${'- '.repeat(maxDepth - 1)}a`, `${'- '.repeat(maxDepth)}a`],
    // The operand and the list itself are two nodes more.
    ['maxNodes', `a in (1${',1'.repeat(maxNodes - 3)})`, `a in (1${',1'.repeat(maxNodes - 2)})`],
    [
      'maxExpressionLength',
      `'${'x'.repeat(maxExpressionLength - 2)}'`,
      `'${'x'.repeat(maxExpressionLength - 1)}'`,
    ],
  ])('%s holds', (limit, fits, tooMuch) => {
    expect(within(fits)).toBeGreaterThan(0);
    expect(problemOf(() => parseFilter(tooMuch)).limit).toBe(limit);
  });

  it('survives what would overflow the stack', () => {
    const generous = { maxExpressionLength: 10_000_000, maxNodes: 1_000_000 };
    expect(problemOf(() => parseFilter('('.repeat(100_000), generous)).limit).toBe('maxDepth');
    expect(problemOf(() => parseFilter('not '.repeat(100_000), generous)).limit).toBe('maxDepth');
    expect(problemOf(() => parseFilter(`a${' eq a'.repeat(100_000)}`, generous)).limit).toBe('maxDepth');
  });

  it('allows a long chain of and, which has no depth', () => {
    const filter = Array.from({ length: 500 }, (_, index) => `a eq ${index}`).join(' or ');
    expect(parseFilter(filter)).toMatchObject({ kind: 'or', operands: { length: 500 } });
  });
});
