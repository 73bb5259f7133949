import { describe, expect, it } from 'vitest';
import { createShared, createSharedList, SHARED_KEPT } from './shared.ts';

it('gives the first value of a key to all, up to its limit', () => {
  const share = createShared<object>();
  const first = { a: 1 };
  expect([share('a', first), share('a', { a: 2 })]).toEqual([first, first]);
  for (let number = 1; number < SHARED_KEPT; number += 1) share(`${number}`, {});
  const late = { b: 1 };
  expect([share('b', late), share('b', { b: 2 })]).toEqual([late, { b: 2 }]);
});

describe('createSharedList', () => {
  it('gives equal lists the same array, in their order', () => {
    const share = createSharedList((text: string) => text);
    const first = share(['a', 'b']);
    expect(share(['a', 'b'])).toBe(first);
    expect(share(['b', 'a'])).not.toBe(first);
  });

  it('leaves a list alone that has an element without a key', () => {
    const share = createSharedList((text: string) => (text === 'x' ? undefined : text));
    expect(share(['x'])).not.toBe(share(['x']));
  });

  it('stops keeping lists at its limit', () => {
    const share = createSharedList((number: number) => String(number));
    for (let number = 0; number < SHARED_KEPT; number += 1) share([number]);
    expect(share([0])).toBe(share([0]));
    expect(share([-1])).not.toBe(share([-1]));
  });
});
