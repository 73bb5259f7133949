import { describe, expect, it } from 'vitest';
import { applyPatch } from './json-patch.ts';
import type { PatchOperation } from './schema/notation.ts';

// From RFC 6902, appendix A, where it says so.
describe('a JSON Patch', () => {
  it.each<[string, unknown, PatchOperation[], unknown]>([
    ['A.1', { foo: 'bar' }, [{ op: 'add', path: '/baz', value: 'qux' }], { baz: 'qux', foo: 'bar' }],
    [
      'A.2',
      { foo: ['bar', 'baz'] },
      [{ op: 'add', path: '/foo/1', value: 'qux' }],
      { foo: ['bar', 'qux', 'baz'] },
    ],
    ['A.3', { baz: 'qux', foo: 'bar' }, [{ op: 'remove', path: '/baz' }], { foo: 'bar' }],
    ['A.4', { foo: ['bar', 'qux', 'baz'] }, [{ op: 'remove', path: '/foo/1' }], { foo: ['bar', 'baz'] }],
    ['A.5', { baz: 'qux' }, [{ op: 'replace', path: '/baz', value: 'boo' }], { baz: 'boo' }],
    [
      'A.6',
      { foo: { bar: 'baz', waldo: 'fred' }, qux: { corge: 'grault' } },
      [{ op: 'move', from: '/foo/waldo', path: '/qux/thud' }],
      { foo: { bar: 'baz' }, qux: { corge: 'grault', thud: 'fred' } },
    ],
    [
      'A.7',
      { foo: ['all', 'grass', 'cows', 'eat'] },
      [{ op: 'move', from: '/foo/1', path: '/foo/3' }],
      { foo: ['all', 'cows', 'eat', 'grass'] },
    ],
    ['A.8', { baz: 'qux' }, [{ op: 'test', path: '/baz', value: 'qux' }], { baz: 'qux' }],
    ['A.14', { '/': 9, '~1': 10 }, [{ op: 'test', path: '/~01', value: 10 }], { '/': 9, '~1': 10 }],
    [
      'A.16',
      { foo: ['bar'] },
      [{ op: 'add', path: '/foo/-', value: ['abc', 'def'] }],
      { foo: ['bar', ['abc', 'def']] },
    ],
    ['copy', { a: [1] }, [{ op: 'copy', from: '/a', path: '/b' }], { a: [1], b: [1] }],
  ])('does %s', (_, before, patch, after) => {
    expect(applyPatch(before as never, patch)).toEqual(after);
  });

  it.each<[string, PatchOperation]>([
    ['the test wants 2, there is 1', { op: 'test', path: '/one', value: 2 }],
    ['there is nothing', { op: 'replace', path: '/two', value: 2 }],
    ["there is no 'two'", { op: 'add', path: '/two/deep', value: 2 }],
    ['the list there has 1 elements', { op: 'add', path: '/list/3', value: 2 }],
    ["'/list' cannot be moved into itself", { op: 'move', from: '/list', path: '/list/0' }],
  ])('is refused where %s', (message, operation) => {
    expect(() => applyPatch({ one: 1, list: ['a'] }, [operation])).toThrow(message);
  });
});
