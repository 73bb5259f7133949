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

const entry = (device: string, sequence: number): TraceRecord => ({
  sequence,
  count: 1,
  entries: () => [entryOf(device, sequence)],
});

/** A device by its letter, or its number. */
const device = (name: string | number) => ({
  id: String(name),
  number: typeof name === 'number' ? name : name.charCodeAt(0),
});

describe('TraceLog', () => {
  it('keeps a device’s newest entries', () => {
    const log = new TraceLog(new Tenant(), { perDevice: 3, inAll: 100 });
    for (let sequence = 1; sequence <= 5; sequence += 1) log.append(device('a'), [entry('a', sequence)]);
    expect(log.of(device('a')).map(({ sequence }) => sequence)).toEqual([3, 4, 5]);
    expect(log.size).toBe(3);
  });

  it('drops whole traces, the oldest first, when all together are too much', () => {
    const log = new TraceLog(new Tenant(), { perDevice: 10, inAll: 6 });
    let sequence = 0;
    for (const name of ['a', 'b', 'c', 'd']) {
      for (let i = 0; i < 2; i += 1) log.append(device(name), [entry(name, ++sequence)]);
    }
    expect(['a', 'b', 'c', 'd'].map((name) => log.of(device(name)).length)).toEqual([0, 2, 2, 2]);
    expect(log.size).toBe(6);
    log.append(device('a'), [entry('a', ++sequence)]);
    expect(log.of(device('b'))).toEqual([]);
    expect(log.size).toBe(5);
  });

  it('goes on dropping the oldest, however many there were', () => {
    const log = new TraceLog(new Tenant(), { perDevice: 10, inAll: 50 });
    for (let number = 1; number <= 5000; number += 1)
      log.append(device(number), [entry(`${number}`, number)]);
    log.append(device(4960), [entry('4960', 5001)]);
    expect(log.size).toBe(50);
    const kept = Array.from({ length: 5000 }, (_, index) => log.of(device(index + 1)).length);
    expect(kept.slice(0, 4951).every((count) => count === 0)).toBe(true);
    expect(kept.slice(4951).reduce((sum, count) => sum + count)).toBe(50);
    expect(log.of(device(4960)).map(({ sequence }) => sequence)).toEqual([4960, 5001]);
  });

  it('gives nobody the trace of a device that is gone and had the same number', () => {
    const log = new TraceLog(new Tenant());
    log.append({ id: 'a', number: 1 }, [entry('a', 1)]);
    expect(log.of({ id: 'b', number: 1 })).toEqual([]);
    log.append({ id: 'b', number: 1 }, [entry('b', 2)]);
    expect(log.of({ id: 'b', number: 1 }).map(({ device: id }) => id)).toEqual(['b']);
  });

  it('counts what a restored tenant holds', () => {
    const tenant = new Tenant();
    const log = new TraceLog(tenant);
    tenant.markOrigin();
    tenant.collection('tenantless/devices').insert({ ...device('a') }, SERVICES.seed);
    log.append(device('a'), [entry('a', 1), entry('a', 2)]);
    const snapshot = tenant.snapshot();
    tenant.reset();
    expect([log.recount(), log.size, log.of(device('a'))]).toEqual([0, 0, []]);
    tenant.restore(snapshot);
    expect([log.recount(), log.size]).toEqual([2, 2]);
  });
});
