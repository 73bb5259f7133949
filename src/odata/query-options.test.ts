import { describe, expect, it } from 'vitest';
import {
  formatFilter,
  ODataSyntaxError,
  parseExpand,
  parseOrderBy,
  parseQueryOptions,
  parseSearch,
  parseSelect,
  QUERY_LIMITS,
} from './index.ts';

function filterOf(queryString: string): string | undefined {
  const { filter } = parseQueryOptions(queryString);
  return filter && formatFilter(filter);
}

function problemOf(queryString: string): ODataSyntaxError {
  try {
    parseQueryOptions(queryString);
  } catch (error) {
    if (error instanceof ODataSyntaxError) return error;
  }
  throw new Error('nothing was thrown');
}

describe('parseQueryOptions', () => {
  it('reads every option', () => {
    const options = parseQueryOptions(
      '$filter=a%20eq%201&$select=id&$expand=x($top=1)&$orderby=id+desc&$search=%22n:v%22&$top=5&$skip=10' +
        '&$count=true&$skiptoken=a%252Bb&$deltatoken=latest&$format=json&api-version=2&$apply=x&flag',
    );
    expect(options).toMatchObject({
      filter: { kind: 'comparison' },
      select: parseSelect('id'),
      expand: parseExpand('x($top=1)'),
      orderBy: parseOrderBy('id desc'),
      search: parseSearch('"n:v"'),
      top: 5,
      skip: 10,
      count: true,
      skipToken: 'a%2Bb',
      deltaToken: 'latest',
      format: 'json',
      custom: { 'api-version': '2', flag: '' },
      unknown: ['$apply'],
      raw: { $filter: 'a eq 1', $orderby: 'id desc', $top: '5' },
    });
  });

  it('takes names without $ and in any case', () => {
    expect(parseQueryOptions('top=1&SKIP=2&$Count=false&orderBy=id&%24select=id')).toMatchObject({
      top: 1,
      skip: 2,
      count: false,
      orderBy: [{ descending: false }],
      select: [{ path: ['id'] }],
      custom: {},
    });
  });

  it('leaves out what is not there, and what is empty', () => {
    expect(parseQueryOptions('')).toEqual({ custom: {}, unknown: [], raw: {} });
    expect(parseQueryOptions('&$filter=&$select=&$expand=+&$orderby=&&')).toEqual({
      custom: {},
      unknown: [],
      raw: { $filter: '', $select: '', $expand: ' ', $orderby: '' },
    });
  });

  it.each([
    ["$filter=deviceName+eq+'a%20b'", "deviceName eq 'a b'"],
    ["$filter=deviceName eq 'B%C3%BCcher %26 Co'", "deviceName eq 'Bücher & Co'"],
    ["$filter=deviceName eq 'a%2Bb'", "deviceName eq 'a+b'"],
    ["$filter=deviceName eq '100%'", "deviceName eq '100%'"],
    // Bytes that are no UTF-8 stay as they were written.
    ["$filter=deviceName eq '%FF%zz'", "deviceName eq '%FF%zz'"],
    ["$filter=a%20eq%20'x=y'", "a eq 'x=y'"],
  ])('decodes %s', (queryString, filter) => {
    expect(filterOf(queryString)).toBe(filter);
  });

  it.each([
    [
      '$filter=a eq 1&filter=a eq 1',
      '$filter',
      "Query option '$filter/filter' was specified more than once, but it must be specified at most once.",
    ],
    [
      '$top=',
      '$top',
      "Invalid value '' for $top query option found. The $top query option requires a non-negative integer value.",
    ],
    [
      'top=-1',
      '$top',
      "Invalid value '-1' for $top query option found. The $top query option requires a non-negative integer value.",
    ],
    [
      '$skip=2147483648',
      '$skip',
      "Invalid value '2147483648' for $skip query option found. The $skip query option requires a non-negative integer value.",
    ],
    ['$count=yes', '$count', "'yes' is not a valid count option."],
    ['$filter=a eq', '$filter', "Expression expected at position 4 in 'a eq'."],
    // An ampersand in a literal must be encoded.
    ["$filter=a eq 'x&y'", '$filter', "There is an unterminated string literal at position 7 in 'a eq 'x'."],
    // So must the plus of an offset.
    [
      '$filter=a gt 2024-01-01T00:00:00+02:00',
      '$filter',
      "The time zone information is missing on the DateTimeOffset value '2024-01-01T00:00:00'. A DateTimeOffset value must contain the time zone information.",
    ],
    ['$select=a b', '$select', "Term 'a b' is not valid in a $select or $expand expression."],
    ['$expand=a(', '$expand', "Found an unbalanced bracket expression at position 2 in 'a('."],
    ['$search="a', '$search', `There is an unterminated string literal at position 2 in '"a'.`],
  ])('refuses %s', (queryString, option, message) => {
    expect(problemOf(queryString)).toMatchObject({ option, message });
  });

  it('says which limit was exceeded', () => {
    const long = 'a'.repeat(QUERY_LIMITS.maxExpressionLength + 1);
    for (const option of ['$filter', '$select', '$expand', '$orderby', '$search']) {
      expect(problemOf(`${option}=${long}`)).toMatchObject({ option, limit: 'maxExpressionLength' });
    }
    expect(() => parseQueryOptions('$filter=a eq 1', { maxExpressionLength: 5 })).toThrow(
      "The query text is 6 characters long, but the maximum allowed is 5: 'a eq 1'.",
    );
  });

  it('is not confused by names of built-in properties', () => {
    expect(parseQueryOptions('__proto__=1&constructor=2').custom['constructor']).toBe('2');
  });
});
