import { describe, expect, it } from 'vitest';
import { Tenant } from '../../src/tenant/index.ts';
import { changeClock, clockChangeSchema, clockState } from './clock-change.ts';
import { ControlError } from './errors.ts';
import { MAX_ADVANCE } from './limits.ts';

const START = Date.UTC(2026, 8, 1, 8);

function change(tenant: Tenant, input: unknown) {
  changeClock(tenant, clockChangeSchema.parse(input));
  return clockState(tenant);
}

describe('a change of the clock', () => {
  it('moves time on by a duration or to a moment, running what becomes due', () => {
    const tenant = new Tenant({ start: START });
    const ran: string[] = [];
    tenant.clock.on('note', (subject) => ran.push(subject));
    tenant.clock.schedule(START + 60_000, 'note', 'a');
    tenant.clock.schedule(START + 600_000, 'note', 'b');
    expect(change(tenant, { advance: 'PT5M' })).toEqual({
      now: '2026-09-01T08:05:00Z',
      mode: 'manual',
      pendingEvents: 1,
      nextEventAt: '2026-09-01T08:10:00Z',
    });
    expect(ran).toEqual(['a']);
    // 10:30 in Rotterdam.
    expect(change(tenant, { set: '2026-09-01T10:30:00+02:00' })).toMatchObject({
      now: '2026-09-01T08:30:00Z',
      nextEventAt: null,
    });
    expect(ran).toEqual(['a', 'b']);
  });

  it('takes exactly one of its properties', () => {
    for (const input of [{}, { advance: 'PT1M', mode: 'manual' }]) {
      expect(clockChangeSchema.safeParse(input).error?.issues[0]?.message).toContain('exactly one of');
    }
  });

  it('refuses durations without a fixed length, and what is no moment', () => {
    for (const advance of ['P1M', '-PT5M', '5m', 'PT', ''])
      expect(clockChangeSchema.safeParse({ advance }).success, advance).toBe(false);
    for (const set of ['tomorrow', '2026-09-01', '2026-13-01T00:00:00Z'])
      expect(clockChangeSchema.safeParse({ set }).success, set).toBe(false);
  });

  it('never goes back, nor further than ten years at once', () => {
    const tenant = new Tenant({ start: START });
    expect(() => change(tenant, { set: '2026-09-01T07:59:59Z' })).toThrow(
      /forwards only, and it is 2026-09-01T08:00:00Z/,
    );
    expect(() => change(tenant, { set: new Date(START + MAX_ADVANCE + 1).toISOString() })).toThrow(
      ControlError,
    );
    expect(() => change(tenant, { advance: 'P4000D' })).toThrow(
      expect.objectContaining({ details: [expect.objectContaining({ path: 'advance' })] }),
    );
    expect(() => change(tenant, { set: '2126-09-01T08:00:00Z' })).toThrow(
      expect.objectContaining({ details: [expect.objectContaining({ path: 'set' })] }),
    );
    expect(() => change(tenant, { advance: 'P4000D' })).toThrow(/more than ten years/);
    expect(tenant.clock.now).toBe(START);
    change(tenant, { set: new Date(START + MAX_ADVANCE).toISOString() });
    expect(tenant.clock.now).toBe(START + MAX_ADVANCE);
  });
});
