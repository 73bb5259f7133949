import { describe, expect, it } from 'vitest';
import { KEPT_BYTES, Payloads } from './payloads.ts';

const long = (character: string) => character.repeat(10_000);

describe('payloads', () => {
  it('are UTF-8', () => {
    const body = `${long('x')}Zoë’s iPhone 📱`;
    expect(new TextDecoder().decode(new Payloads().of(body))).toBe(body);
  });

  it('of the same body are the same bytes each time', () => {
    const payloads = new Payloads();
    expect(payloads.of(long('a'))).toBe(payloads.of(long('a')));
    expect(payloads.bytes).toBe(10_000);
  });

  it('never take more than the limit, counted in bytes', () => {
    const payloads = new Payloads(45_000);
    for (const character of ['a', 'é', '’', 'b']) {
      payloads.of(long(character));
      expect(payloads.bytes).toBeLessThanOrEqual(45_000);
    }
    // One that is larger than all that may be kept drops nothing.
    const kept = payloads.of(long('b'));
    expect(payloads.of('c'.repeat(45_001))).toHaveLength(45_001);
    expect(payloads.of(long('b'))).toBe(kept);
  });

  it('are kept up to 32 MB', () => {
    const payloads = new Payloads();
    payloads.of('a'.repeat(KEPT_BYTES - 10_000));
    payloads.of(long('b'));
    expect(payloads.bytes).toBe(32 * 1024 * 1024);
    payloads.of(long('c'));
    expect(payloads.bytes).toBe(10_000);
  });
});
