import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sameJson } from './same-json.ts';

it('tells values apart as Node does', () => {
  const clone = fc.jsonValue().map((value) => [value, JSON.parse(JSON.stringify(value))]);
  const pair = fc.oneof(clone, fc.tuple(fc.jsonValue(), fc.jsonValue()));
  fc.assert(
    fc.property(pair, ([one, other]) => {
      const [left, right] = JSON.parse(JSON.stringify([one, other]));
      return sameJson(left, right) === isDeepStrictEqual(left, right);
    }),
  );
  expect(sameJson({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true);
  expect(sameJson([1, 2], { 0: 1, 1: 2 })).toBe(false);
  expect(sameJson({ a: undefined }, { b: undefined })).toBe(false);
});
