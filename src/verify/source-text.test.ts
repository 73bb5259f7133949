import { describe, expect, it } from 'vitest';
import {
  Locator,
  MAX_DOCUMENT_DEPTH,
  MAX_DOCUMENT_LENGTH,
  parseSource,
  UNREADABLE_TOLD,
  UnreadableInputError,
} from './source-text.ts';
import { verifyDocuments } from './verify-documents.ts';

function problemOf(text: string): UnreadableInputError {
  try {
    parseSource({ path: 'a.json', text });
  } catch (error) {
    if (error instanceof UnreadableInputError) return error;
    throw error;
  }
  throw new Error('it was readable');
}

describe('parseSource', () => {
  it('reads JSON with and without a byte order mark', () => {
    expect(parseSource({ path: 'a', text: '\ufeff{"a":[1]}' })).toEqual({ a: [1] });
    expect(parseSource({ path: 'a', text: ' [] \n' })).toEqual([]);
  });

  it.each([
    [
      '{"a":1,}',
      { line: 1, column: 8 },
      'a.json:1:8: this is no JSON: unexpected "}"; is there a comma too many before it?',
    ],
    ['{\n  "a" 1\n}', { line: 2, column: 7 }, 'a.json:2:7: this is no JSON: unexpected a number'],
    ['[1 "b"]', { line: 1, column: 4 }, 'is a comma or colon missing before it?'],
    ['{"a":\n\n', undefined, 'the text ends too early; is a bracket or brace missing?'],
    ["{'a':1}", { line: 1, column: 2 }, 'texts take double quotes'],
    ['[1] // no', { line: 1, column: 5 }, 'JSON has no comments'],
    [
      'Configuration X {\n Import-DscResource -ModuleName Microsoft365DSC }',
      { line: 1, column: 1 },
      'New-M365DSCReportFromConfiguration -Type JSON',
    ],
    ['<html></html>', { line: 1, column: 1 }, 'it looks like XML or HTML'],
  ])('says where %j goes wrong, and how to mend it', (text, position, message) => {
    const problem = problemOf(text);
    expect(problem.message).toContain(message);
    expect(problem.path).toBe('a.json');
    if (position) expect(problem.position).toEqual(position);
    else expect(problem.position).toBeDefined();
  });

  it.each([
    ['', 'the file is empty'],
    [' \n\t', 'the file is empty'],
    ['PK\u0003\u0004\0\0', 'no text file'],
  ])('refuses %j as a whole', (text, message) => {
    expect(problemOf(text).message).toContain(message);
  });

  it('refuses what is too long', () => {
    expect(problemOf(' '.repeat(MAX_DOCUMENT_LENGTH + 1)).message).toContain(
      'more than 64 million characters',
    );
  });

  it('refuses what is nested too deeply, and counts no bracket inside a text', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(() => parseSource({ path: 'a', text: nested(MAX_DOCUMENT_DEPTH) })).not.toThrow();
    expect(problemOf(nested(MAX_DOCUMENT_DEPTH + 1))).toMatchObject({
      position: { line: 1, column: MAX_DOCUMENT_DEPTH + 1 },
    });
    expect(parseSource({ path: 'a', text: `["\\"${'['.repeat(500)}"]` })).toHaveLength(1);
  });
});

describe('Locator', () => {
  const text = '{\n  "a/b": {"~": [10, {"x": "y"}]}\n}';

  it.each([
    ['/a~1b/~0/0', '/a~1b/~0/0', { line: 2, column: 17, endColumn: 19 }],
    ['/a~1b/~0/1/x', '/a~1b/~0/1/x', { line: 2, column: 27, endColumn: 30 }],
    ['/a~1b', '/a~1b', { line: 2, column: 3, endColumn: 8 }],
    ['/a~1b/missing/0', '/a~1b', { line: 2, column: 3, endColumn: 8 }],
    ['', '', { line: 1, column: 1, endColumn: 2 }],
  ])('leads %s as far as it goes', (pointer, reached, place) => {
    expect(new Locator(text).locate(pointer)).toEqual({ pointer: reached, ...place });
  });

  it('finds what counts of a name that occurs twice: the last', () => {
    expect(new Locator('{"a": 1,\n"a": 2}').locate('/a').line).toBe(2);
  });
});

describe('several files that cannot be read', () => {
  const broken = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ path: `${index}.json`, text: '{,}' }));

  it('are told in one go, as many as one would read', () => {
    expect(() => verifyDocuments([{ path: 'ok.json', text: '{}' }, ...broken(2)])).toThrow(
      /^0\.json:1:2: this is no JSON[^\n]*\n1\.json:1:2: this is no JSON[^\n]*$/,
    );
    expect(() => verifyDocuments(broken(UNREADABLE_TOLD + 3))).toThrow(/19\.json[^\n]*\nand 3 more$/);
  });
});

it('tells of a text that ends too early, and not of the last thing in it', () => {
  const cut = '{"value": [ {"a": "six"} \n';
  expect(() => parseSource({ path: 'cut.json', text: cut })).toThrow(
    'cut.json:1:24: this is no JSON: the text ends too early; is a bracket or brace missing?',
  );
});
