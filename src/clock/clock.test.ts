import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Clock, createRandom, formatDuration, HOUR, MINUTE, parseDuration, SECOND, toIso } from './index.ts';

const START = Date.UTC(2026, 8, 1, 8);

function recording(clock: Clock, kind = 'note') {
  const seen: string[] = [];
  clock.on(kind, (subject, at) => seen.push(`${(at - START) / SECOND}s ${subject}`));
  return seen;
}

describe('Clock', () => {
  it('runs what becomes due, in order of time and then of scheduling', () => {
    const clock = new Clock(START);
    const seen = recording(clock);
    clock.schedule(START + 20 * SECOND, 'note', 'late');
    clock.schedule(START + 10 * SECOND, 'note', 'first');
    clock.schedule(START + 10 * SECOND, 'note', 'second');
    clock.schedule(START + HOUR, 'note', 'not yet');
    clock.advance(MINUTE);
    expect(seen).toEqual(['10s first', '10s second', '20s late']);
    expect(clock.now).toBe(START + MINUTE);
    expect(clock.pendingEvents).toBe(1);
  });

  it('runs what an event schedules, when that is due in the same span', () => {
    const clock = new Clock(START);
    const beats: number[] = [];
    clock.on('beat', (subject, at) => {
      beats.push(clock.now - START);
      clock.schedule(at + 15 * MINUTE, 'beat', subject);
    });
    clock.schedule(START + 15 * MINUTE, 'beat', 'phone');
    clock.advance(HOUR);
    expect(beats).toEqual([15, 30, 45, 60].map((minutes) => minutes * MINUTE));
  });

  it('stops where asked, leaving later events pending', () => {
    const clock = new Clock(START);
    const seen = recording(clock);
    for (const second of [1, 2, 3]) clock.schedule(START + second * SECOND, 'note', 'tick');
    expect(clock.runUntil(() => seen.length === 2, START + HOUR)).toBe(true);
    expect(clock.now).toBe(START + 2 * SECOND);
    expect(clock.runUntil(() => seen.length === 9, START + HOUR)).toBe(false);
    expect(clock.now).toBe(START + 3 * SECOND);
  });

  it('takes an event in the past as due now', () => {
    const clock = new Clock(START);
    const seen = recording(clock);
    clock.schedule(START - HOUR, 'note', 'overdue');
    clock.advance(0);
    expect(seen).toEqual(['0s overdue']);
  });

  it('refuses to run backwards', () => {
    const clock = new Clock(START);
    expect(() => clock.advanceTo(START - 1)).toThrow(
      'time runs forwards only: 2026-09-01T08:00:00Z is now, 2026-09-01T07:59:59.999Z was asked for',
    );
    expect(() => clock.advance(Number.NaN)).toThrow(RangeError);
  });

  it('refuses to be advanced from within an event, and works on afterwards', () => {
    const clock = new Clock(START);
    clock.on('bad', () => clock.advance(1));
    clock.schedule(START, 'bad', 'x');
    expect(() => clock.advance(1)).toThrow('from within one of its own events');
    clock.advance(SECOND);
    expect(clock.now).toBe(START + SECOND);
  });

  it('names an event that nobody handles', () => {
    const clock = new Clock(START);
    clock.schedule(START, 'mystery', 'x');
    expect(() => clock.advance(1)).toThrow("'mystery'");
  });

  it('follows its source in real time only when ticked, and may run ahead of it', () => {
    let reading = 5000;
    const clock = new Clock(START, 'realtime', () => reading);
    const seen = recording(clock);
    clock.schedule(START + 2 * SECOND, 'note', 'due');
    reading += 1500;
    expect(clock.now).toBe(START);
    clock.tick();
    expect(clock.now).toBe(START + 1500);
    clock.advance(HOUR);
    reading += 500;
    clock.tick();
    expect(clock.now).toBe(START + HOUR + 2000);
    expect(seen).toEqual(['2s due']);
    clock.mode = 'manual';
    reading += 9000;
    clock.tick();
    clock.mode = 'realtime';
    clock.tick();
    expect(clock.now).toBe(START + HOUR + 2000);
  });

  it('keeps order for any mix of times, also across a snapshot', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 200 }), (times) => {
        const clock = new Clock(START);
        for (const [index, at] of times.entries()) clock.schedule(START + at, 'note', String(index));
        const copy = new Clock(0);
        copy.restore(JSON.parse(JSON.stringify(clock.snapshot())));
        const expected = times
          .map((at, index) => ({ at, index }))
          .sort((a, b) => a.at - b.at || a.index - b.index)
          .map(({ index }) => String(index));
        for (const each of [clock, copy]) {
          const seen: string[] = [];
          each.on('note', (subject) => seen.push(subject));
          each.advance(100);
          expect(seen).toEqual(expected);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('durations', () => {
  it.each([
    ['PT8H', 8 * HOUR],
    ['PT5M', 5 * MINUTE],
    ['P1DT30M', 24 * HOUR + 30 * MINUTE],
    ['P2W', 14 * 24 * HOUR],
    ['PT0.5S', 500],
    ['PT0S', 0],
  ])('%s', (text, milliseconds) => expect(parseDuration(text)).toBe(milliseconds));

  it.each(['', 'P', 'PT', '8H', 'P1Y', 'P1M', 'PT-5M', 'pt5m', 'PT5', '-PT5M'])('refuses %j', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it('writes what it reads', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), (milliseconds) => {
        expect(parseDuration(formatDuration(milliseconds))).toBe(milliseconds);
      }),
    );
    expect(formatDuration(26 * HOUR + 90 * SECOND)).toBe('P1DT2H1M30S');
  });

  it('writes moments as Graph does', () => {
    expect(toIso(START)).toBe('2026-09-01T08:00:00Z');
    expect(toIso(START + 7)).toBe('2026-09-01T08:00:00.007Z');
    fc.assert(
      fc.property(fc.integer({ min: -1e13, max: 1e13 }), (moment) => {
        expect(toIso(moment)).toBe(new Date(moment).toISOString().replace('.000Z', 'Z'));
      }),
    );
  });
});

describe('randomness', () => {
  it('depends on the seed alone', () => {
    const draw = (seed: number) =>
      Array.from(
        { length: 20 },
        (
          (r) => () =>
            r.next()
        )(createRandom(seed)),
      );
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('is spread evenly', () => {
    const random = createRandom(1);
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i += 1) {
      const digit = random.integer(0, 9);
      counts[digit] = (counts[digit] as number) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  it('makes version 4 GUIDs that do not repeat', () => {
    const random = createRandom(1);
    const guids = Array.from({ length: 10_000 }, () => random.guid());
    for (const guid of guids.slice(0, 100)) {
      expect(guid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
    expect(new Set(guids).size).toBe(10_000);
  });

  it('forks streams that neither disturb nor repeat each other, whatever the order', () => {
    const one = createRandom(3);
    one.next();
    const other = createRandom(3);
    expect(one.fork('phone').guid()).toBe(other.fork('phone').guid());
    expect(other.fork('phone').guid()).not.toBe(other.fork('tablet').guid());
    expect(createRandom(3).next()).toBe(other.next());
  });

  it('goes on from a saved state', () => {
    const random = createRandom(9);
    random.next();
    const state = random.state();
    const ahead = [random.guid(), random.guid()];
    const copy = createRandom(0);
    copy.restore(JSON.parse(JSON.stringify(state)));
    expect([copy.guid(), copy.guid()]).toEqual(ahead);
  });

  it('refuses to pick from nothing', () => {
    expect(() => createRandom(1).pick([])).toThrow(RangeError);
  });
});
