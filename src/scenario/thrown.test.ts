import { describe, expect, it } from 'vitest';
import { placeOfThrown, wordsOf } from './thrown.ts';

const thrown = (stack: string) => Object.assign(new Error('x'), { stack });

describe('the place of an error', () => {
  it.each([
    [
      'a function of the file',
      'Error: x\n    at Object.run (/a/b c/s.ts:4:87)\n    at /a/t.ts:1:1',
      'b c/s.ts',
      [4, 87],
    ],
    ['a module by its address', 'Error: x\n    at async file:///a/b%20c/s.ts:4:8', '/a/b c/s.ts', [4, 8]],
    ['what it called', 'Error: x\n    at f (/a/lib.ts:9:9)\n    at run (/a/s.ts:2:3)', './s.ts', [2, 3]],
    [
      'a compiler',
      'TransformError: 1 error:\n/a/s.ts:3:1: ERROR: Expected "}"\n    at x (/b.js:1:1)',
      '../a/s.ts',
      [3, 1],
    ],
    ['Windows', 'Error: x\n    at run (C:\\a\\s.ts:2:3)', 'a\\s.ts', [2, 3]],
  ])('is found for %s', (_, stack, file, [line, column]) => {
    expect(placeOfThrown(thrown(stack), file)).toEqual({ line, column });
  });

  it.each([
    ['another file of such a name', 'Error: x\n    at /a/other-s.ts:4:8', 's.ts'],
    ['no stack', '', 's.ts'],
  ])('is unknown for %s', (_, stack, file) => {
    expect(placeOfThrown(thrown(stack), file)).toBeUndefined();
  });

  it('is unknown for what is no error', () => {
    expect(placeOfThrown('text', 's.ts')).toBeUndefined();
    expect(placeOfThrown(undefined, 's.ts')).toBeUndefined();
  });
});

describe('the words of an error', () => {
  it.each([
    [new Error('no\nmore'), 'no'],
    [new TypeError('\u001b[31mx\u001b[39m is not a function'), 'TypeError: x is not a function'],
    ['text', 'text'],
    [undefined, 'undefined'],
  ])('are those of %o', (error, words) => {
    expect(wordsOf(error)).toBe(words);
  });
});
