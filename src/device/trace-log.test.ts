import { describe, expect, it } from 'vitest';
import { SERVICES, Tenant } from '../tenant/index.ts';
import type { TraceRecord } from './entry.ts';
import type { TraceEntry } from './trace.ts';
import { TraceLog } from './trace-log.ts';

const entryOf = (device: string, sequence: number): TraceEntry => ({
  sequence,
  at: '2026-09-01T08:00:00Z',
  device,
  from: 'device',
  to: 'intune',
  step: 'CheckIn',
  message: '',
  outcome: 'ok',
});

const entry = (device: string, sequence: number, count = 1): TraceRecord => ({
  sequence,
  device,
  count,
  isTrouble: false,
  entries: () => Array.from({ length: count }, (_, index) => entryOf(device, sequence + index)),
});

const sequencesOf = (entries: readonly TraceEntry[]) => entries.map(({ sequence }) => sequence);

describe('TraceLog', () => {
  it('shows a device’s newest entries', () => {
    const log = new TraceLog(new Tenant({ traceLimit: 100 }), 3);
    for (let sequence = 1; sequence <= 5; sequence += 1) log.append([entry('a', sequence)]);
    expect(sequencesOf(log.of('a'))).toEqual([3, 4, 5]);
  });

  it('drops the oldest when all together are too much', () => {
    const log = new TraceLog(new Tenant({ traceLimit: 6 }), 10);
    log.append([entry('a', 1, 2)]);
    log.append([entry('b', 3), entry('b', 4)]);
    log.append([entry('c', 5, 2)]);
    expect([log.size, sequencesOf(log.of('a'))]).toEqual([6, [1, 2]]);
    log.append([entry('a', 7)]);
    expect([log.size, sequencesOf(log.of('a'))]).toEqual([5, [7]]);
    log.append([entry('d', 8), entry('d', 9)]);
    expect([log.size, sequencesOf(log.of('b')), sequencesOf(log.of('d'))]).toEqual([6, [4], [8, 9]]);
    log.append([entry('d', 10, 6)]);
    expect([log.size, sequencesOf(log.of('b'))]).toEqual([6, []]);
  });

  it('finds the same entries whenever somebody asks, however many there were', () => {
    const log = new TraceLog(new Tenant({ traceLimit: 50 }), 10);
    for (let sequence = 1; sequence <= 5000; sequence += 1) {
      log.append([entry(`${sequence % 7}`, sequence)]);
      if (sequence % 13 !== 0) continue;
      const name = `${sequence % 5}`;
      const kept = Array.from({ length: 50 }, (_, index) => sequence - 49 + index).filter(
        (number) => number > 0 && `${number % 7}` === name,
      );
      expect(sequencesOf(log.of(name))).toEqual(kept.slice(-10));
    }
    expect(log.size).toBe(50);
  });

  it('tells what a device has told since', () => {
    const log = new TraceLog(new Tenant());
    log.append([entry('a', 1, 3), entry('a', 4)]);
    log.append([entry('b', 5)]);
    log.append([entry('a', 6, 2)]);
    expect([3, 4, 7].map((sequence) => sequencesOf(log.since('a', sequence)))).toEqual([
      [4, 6, 7],
      [6, 7],
      [],
    ]);
  });

  it('holds what a restored tenant holds, and drops the oldest of it first', () => {
    const tenant = new Tenant({ traceLimit: 4 });
    const log = new TraceLog(tenant);
    tenant.markOrigin();
    for (const id of ['a', 'b']) tenant.collection('tenantless/devices').insert({ id }, SERVICES.seed);
    log.append([entry('b', 1), entry('a', 2), entry('b', 3)]);
    const snapshot = tenant.snapshot();
    tenant.reset();
    expect([log.recount(), log.size, log.of('a')]).toEqual([0, 0, []]);
    tenant.restore(snapshot);
    expect([log.recount(), log.size]).toEqual([3, 3]);
    expect([log.of('a'), log.of('b')].map(sequencesOf)).toEqual([[2], [1, 3]]);
    log.append([entry('a', 4), entry('a', 5)]);
    expect([log.of('a'), log.of('b')].map(sequencesOf)).toEqual([[2, 4, 5], [3]]);
  });

  it('leaves a device that is gone out of what it takes over', () => {
    const tenant = new Tenant();
    const log = new TraceLog(tenant);
    tenant.collection('tenantless/devices').insert({ id: 'a' }, SERVICES.seed);
    log.append([entry('a', 1), entry('b', 2)]);
    tenant.restore(tenant.snapshot());
    expect([log.recount(), log.size, log.of('b')]).toEqual([2, 1, []]);
  });
});
