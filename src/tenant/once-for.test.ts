import { expect, it, vi } from 'vitest';
import { onceFor } from './once-for.ts';

it('computes once for each object, also when nothing comes of it', () => {
  const compute = vi.fn(({ value }: { value: number | undefined }) => value);
  const of = onceFor(compute);
  const one = { value: 1 };
  const none = { value: undefined };
  expect([of(one), of(none), of(one), of(none), of({ value: 1 })]).toEqual([1, undefined, 1, undefined, 1]);
  expect(compute).toHaveBeenCalledTimes(3);
});

it('tries again what has failed', () => {
  const compute = vi.fn().mockImplementationOnce(() => {
    throw new Error('not now');
  });
  const of = onceFor(compute);
  const key = {};
  expect(() => of(key)).toThrow('not now');
  expect(() => of(key)).not.toThrow();
});
