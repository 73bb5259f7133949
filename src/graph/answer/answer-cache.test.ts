import { describe, expect, it } from 'vitest';
import { AnswerCache } from './answer-cache.ts';

const entity = (id: string) => ({ id });

describe('the cache of answers', () => {
  it('gives the same text until the entity is another object or the base another one', () => {
    const cache = new AnswerCache();
    const device = entity('a');
    expect(cache.text(device, 'https://localhost/beta', () => 'first')).toBe('first');
    expect(cache.text(device, 'https://localhost/beta', () => 'second')).toBe('first');
    expect(cache.text(device, 'https://127.0.0.1/beta', () => 'third')).toBe('third');
    expect(cache.text({ ...device }, 'https://127.0.0.1/beta', () => 'changed')).toBe('changed');
  });

  it('never keeps more characters than its limit, by what it counts', () => {
    const cache = new AnswerCache(100);
    for (const id of ['a', 'b', 'c', 'd']) {
      cache.text(entity(id), '', () => 'x'.repeat(40));
      expect(cache.characters).toBeLessThanOrEqual(100);
    }
    const device = entity('e');
    cache.text(device, 'one', () => 'x'.repeat(10));
    const before = cache.characters;
    cache.text(device, 'other', () => 'x'.repeat(10));
    expect(cache.characters).toBe(before);
  });
});
