import { describe, expect, it } from 'vitest';
import { isTypeSegment, parseExpand, parseFilter, parseSelect, QUERY_LIMITS } from './index.ts';

describe('$select', () => {
  it.each<[text: string, paths: string[][]]>([
    ['', []],
    [' ', []],
    ['id,displayName', [['id'], ['displayName']]],
    [' id , displayName ', [['id'], ['displayName']]],
    ['*', [['*']]],
    ['id,deviceCategory/displayName', [['id'], ['deviceCategory', 'displayName']]],
    ['microsoft.graph.iosLobApp/bundleId', [['microsoft.graph.iosLobApp', 'bundleId']]],
    ['microsoft.graph.iosLobApp/*', [['microsoft.graph.iosLobApp', '*']]],
    ['extension_9f27_attr,größe', [['extension_9f27_attr'], ['größe']]],
  ])("reads '%s'", (text, paths) => {
    expect(parseSelect(text).map(({ path }) => path)).toEqual(paths);
  });

  it.each(['id,', ',id', 'id,,x', 'id/', '/id', 'a b', '*/id', '$count', 'a($top=1)', '1a', 'a..b'])(
    'refuses %s',
    (text) => {
      expect(() => parseSelect(text)).toThrow(
        /^Term '.*' is not valid in a \$select or \$expand expression\.$/,
      );
    },
  );

  it('tells types from properties', () => {
    expect(isTypeSegment('microsoft.graph.iosLobApp')).toBe(true);
    expect(isTypeSegment('bundleId')).toBe(false);
  });

  it('takes no more items than the limit', () => {
    const items = (count: number) => Array.from({ length: count }, () => 'id').join(',');
    expect(parseSelect(items(QUERY_LIMITS.maxSelectItems))).toHaveLength(QUERY_LIMITS.maxSelectItems);
    expect(() => parseSelect(items(QUERY_LIMITS.maxSelectItems + 1))).toThrow('maximum allowed is 500');
  });
});

describe('$expand', () => {
  it('reads paths, casts and suffixes', () => {
    expect(
      parseExpand(
        'assignments, microsoft.graph.iosLobApp/contentVersions,members/$ref,memberOf/$count,*,*/$ref',
      ),
    ).toEqual([
      { path: ['assignments'] },
      { path: ['microsoft.graph.iosLobApp', 'contentVersions'] },
      { path: ['members'], suffix: '$ref' },
      { path: ['memberOf'], suffix: '$count' },
      { path: ['*'] },
      { path: ['*'], suffix: '$ref' },
    ]);
    expect(parseExpand('')).toEqual([]);
  });

  it('reads nested options', () => {
    const text =
      "deviceStatuses($filter=status eq 'a;b),(c' and x in ('1');$top=5;skip=2;$count=true;$levels=max;$select=id,status;" +
      '$orderby=lastReportedDateTime desc,id;$search="a;b" OR c)';
    expect(parseExpand(`x,${text}`)[1]).toEqual({
      path: ['deviceStatuses'],
      filter: parseFilter("status eq 'a;b),(c' and x in ('1')"),
      top: 5,
      skip: 2,
      count: true,
      levels: 'max',
      select: [{ path: ['id'] }, { path: ['status'] }],
      orderBy: [
        { expression: { kind: 'property', name: 'lastReportedDateTime', position: 0 }, descending: true },
        { expression: { kind: 'property', name: 'id', position: 26 }, descending: false },
      ],
      search: {
        kind: 'or',
        operands: [
          { kind: 'term', text: 'a;b' },
          { kind: 'term', text: 'c' },
        ],
      },
    });
  });

  it('reads $expand within $expand', () => {
    expect(parseExpand('a($expand=b($expand=c($select=id);$select=x),d;$levels=2)')).toEqual([
      {
        path: ['a'],
        levels: 2,
        expand: [
          { path: ['b'], select: [{ path: ['x'] }], expand: [{ path: ['c'], select: [{ path: ['id'] }] }] },
          { path: ['d'] },
        ],
      },
    ]);
  });

  it.each([
    ['a,', "Term '' is not valid in a $select or $expand expression."],
    ['a b', "Term 'a b' is not valid in a $select or $expand expression."],
    ['a/*', "Term 'a/*' is not valid in a $select or $expand expression."],
    [
      'microsoft.graph.iosLobApp',
      "Term 'microsoft.graph.iosLobApp' is not valid in a $select or $expand expression.",
    ],
    ['$ref', "Term '$ref' is not valid in a $select or $expand expression."],
    ['a($top=1)b', "Term 'a($top=1)b' is not valid in a $select or $expand expression."],
    ['a($foo=1)', "Term '$foo=1' is not valid in a $select or $expand expression."],
    ['a(id)', "Term 'id' is not valid in a $select or $expand expression."],
    [
      'a()',
      "Missing expand option on navigation property 'a'. If a parenthesis expression follows an expanded navigation property, then at least one expand option must be provided.",
    ],
    ['a($top=-1)', "Top option must be a non-negative integer, it is set to '-1' instead."],
    ['a($skip=x)', "Skip option must be a non-negative integer, it is set to 'x' instead."],
    ['a($count=1)', "Count option must be a boolean value, it is set to '1' instead."],
    ['a($levels=no)', "Levels option must be a non-negative integer or 'max', it is set to 'no' instead."],
    [
      'a($top=1;top=2)',
      "Query option '$top' was specified more than once, but it must be specified at most once.",
    ],
    [
      '*($select=id)',
      "Term '*($select=id)' is not valid in a $expand expression, as only $level option is allowed when the expanded navigation property is star.",
    ],
    ['a($filter=x eq)', "Expression expected at position 4 in 'x eq'."],
    ['a($select=id', "Found an unbalanced bracket expression at position 12 in 'a($select=id'."],
    ["a($filter=x eq 'y)", "There is an unterminated string literal at position 18 in 'a($filter=x eq 'y)'."],
  ])('refuses %s', (text, message) => {
    expect(() => parseExpand(text)).toThrow(message);
  });

  it('goes no deeper and takes no more items than the limits', () => {
    const { maxExpandDepth, maxExpandItems } = QUERY_LIMITS;
    const nested = (depth: number): string => (depth === 1 ? 'a' : `a($expand=${nested(depth - 1)})`);
    const items = (count: number) => Array.from({ length: count }, () => 'a').join(',');
    expect(parseExpand(nested(maxExpandDepth))).toHaveLength(1);
    expect(() => parseExpand(nested(maxExpandDepth + 1))).toThrow(
      'The result of parsing $expand was at least 9 items deep, but the maximum allowed is 8.',
    );
    expect(parseExpand(items(maxExpandItems))).toHaveLength(maxExpandItems);
    expect(() => parseExpand(`x($expand=${items(maxExpandItems)})`)).toThrow(
      'The result of parsing $expand contained at least 101 items, but the maximum allowed is 100.',
    );
  });
});
