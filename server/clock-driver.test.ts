import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Clock } from '../src/clock/index.ts';
import { createClockDriver } from './clock-driver.ts';

function realtimeClock() {
  const clock = new Clock(Date.UTC(2026, 8, 1), 'realtime', () => performance.now());
  const happened: string[] = [];
  clock.on('note', (subject) => {
    happened.push(subject);
    if (subject === 'boom') throw new Error('boom');
  });
  return { clock, happened };
}

describe('clock driver', () => {
  it('runs events when they are due, earlier ones that come later first, without a request', async () => {
    const { clock, happened } = realtimeClock();
    const driver = createClockDriver(clock, () => {});
    clock.schedule(clock.now + 60, 'note', 'later');
    driver.arm();
    clock.schedule(clock.now + 20, 'note', 'sooner');
    driver.arm();
    await expect.poll(() => happened).toEqual(['sooner', 'later']);
    driver.stop();
  });

  it('leaves a manual clock alone', async () => {
    const { clock, happened } = realtimeClock();
    clock.mode = 'manual';
    clock.schedule(clock.now + 5, 'note', 'never');
    const driver = createClockDriver(clock, () => {});
    driver.arm();
    driver.tick();
    await sleep(40);
    expect(happened).toEqual([]);
    driver.stop();
  });

  it('notices by itself that a clock was set to real time', async () => {
    const { clock, happened } = realtimeClock();
    clock.mode = 'manual';
    const driver = createClockDriver(clock, () => {});
    clock.schedule(clock.now + 5, 'note', 'later');
    clock.mode = 'realtime';
    await expect.poll(() => happened).toEqual(['later']);
    driver.stop();
  });

  it('notices that time was moved on, which brings an event nearer', async () => {
    const { clock, happened } = realtimeClock();
    clock.schedule(clock.now + 60_000, 'note', 'soon');
    const driver = createClockDriver(clock, () => {});
    driver.arm();
    clock.advance(59_950);
    driver.arm();
    await expect.poll(() => happened).toEqual(['soon']);
    driver.stop();
  });

  it('reports an event that throws, and goes on with the next', async () => {
    const { clock, happened } = realtimeClock();
    const failures: unknown[] = [];
    const driver = createClockDriver(clock, (error) => failures.push(error));
    clock.schedule(clock.now + 5, 'note', 'boom');
    clock.schedule(clock.now + 30, 'note', 'after');
    driver.arm();
    await expect.poll(() => happened).toEqual(['boom', 'after']);
    expect(failures).toEqual([new Error('boom')]);
    driver.stop();
  });

  it('runs nothing once it is stopped', async () => {
    const { clock, happened } = realtimeClock();
    const driver = createClockDriver(clock, () => {});
    clock.schedule(clock.now + 10, 'note', 'never');
    driver.arm();
    driver.stop();
    await sleep(40);
    expect(happened).toEqual([]);
  });
});
