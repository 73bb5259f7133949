import { describe, expect, it } from 'vitest';
import { interpolate } from './interpolate.ts';
import { mismatches } from './match.ts';
import { withValueAt } from './pointer.ts';

describe('matching', () => {
  it.each([
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: { b: [1, { c: 2 }] } }, { a: { b: [1, { c: 2, d: 3 }] } }],
    [{ a: null }, {}],
    [[], []],
  ])('%j is in %j', (expected, actual) => expect(mismatches(expected, actual)).toEqual([]));

  it.each([
    [{ a: 1 }, { a: '1' }, ['a']],
    [{ a: { b: true } }, { a: { b: false } }, ['a', 'b']],
    [{ a: [1, 2] }, { a: [1, 2, 3] }, ['a']],
    [{ a: [1, 2] }, { a: [1, 3] }, ['a', 1]],
    [{ a: { b: 1 } }, { a: null }, ['a']],
    [{ a: null }, { a: 0 }, ['a']],
    [{ a: {} }, { a: [] }, ['a']],
  ])('%j is not in %j', (expected, actual, path) => {
    expect(mismatches(expected, actual).map((mismatch) => mismatch.path)).toEqual([path]);
  });
});

describe('pointers', () => {
  const document = { list: [{ key: 'a' }, { key: 'b' }], 'a/b': 1, nothing: null };

  it('replace, add and remove in a copy', () => {
    expect(withValueAt(document, '/list/1/key', 'c')).toMatchObject({ list: [{ key: 'a' }, { key: 'c' }] });
    expect(withValueAt(document, '/list/-', 3)).toMatchObject({ list: [{ key: 'a' }, { key: 'b' }, 3] });
    expect(withValueAt(document, '/list/0', undefined)).toMatchObject({ list: [{ key: 'b' }] });
    expect(withValueAt(document, '/a~1b', 2)).toMatchObject({ 'a/b': 2 });
    expect(withValueAt(document, '/nothing', undefined)).not.toHaveProperty('nothing');
    expect(document.list).toHaveLength(2);
  });

  it.each([
    ['/lists/0', 'new', "there is no 'lists'"],
    ['/list/5', 'new', 'the list there has 2 elements'],
    ['/list/x', 'new', 'the list there has 2 elements'],
    ['/list/2', undefined, 'the list there has 2 elements'],
    ['/missing', undefined, "there is no 'missing'"],
    ['/nothing/x', 1, 'neither an object nor a list'],
  ])('say why %s leads nowhere', (pointer, value, why) => {
    expect(() => withValueAt(document, pointer, value)).toThrow(why);
  });
});

describe('references', () => {
  const names = new Map<string, unknown>([['phone', { id: '42', user: { id: 'u' } }]]);

  it('are replaced anywhere in a value', () => {
    expect(interpolate({ path: '/x/{phone.id}/{phone.user.id}', list: ['{phone.id}', 1] }, names)).toEqual({
      path: '/x/42/u',
      list: ['42', 1],
    });
  });

  it('are not what Intune replaces', () => {
    for (const text of ['{{DEVICEREGISTRATION}}', '{{phone.id}}', '{}', '{phone}', '{ phone.id }']) {
      expect(interpolate(text, names)).toBe(text);
    }
  });

  it('that refer to nothing are told with what there is', () => {
    expect(() => interpolate('{tablet.id}', names)).toThrow(
      "'{tablet.id}' refers to nothing; there are phone",
    );
    expect(() => interpolate('{phone.colour}', names)).toThrow("'{phone.colour}'");
  });
});
