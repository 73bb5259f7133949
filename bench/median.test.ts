import { describe, expect, it } from 'vitest';
import { median } from './median.ts';

describe('the median', () => {
  it.each([
    [[5], 5],
    [[10, 2, 9], 9],
    [[10, 9, 100, 1], 9.5],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('leaves the values in their order', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });

  it('of nothing is no number', () => {
    expect(median([])).toBeNaN();
  });
});
