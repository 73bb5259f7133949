import { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';
import { CliError } from '../exit.ts';
import { createClockPace, createKeyPace, type Keyboard, LONGEST_PAUSE } from './pace.ts';

it('waits as long as the clock, faster, and never longer than anybody would', async () => {
  const waits: number[] = [];
  const pace = createClockPace(10, async (milliseconds) => waits.push(milliseconds));
  for (const at of [undefined, 0, 5000, undefined, 5000, 9000, 8 * 3_600_000]) await pace.before(at);
  expect(waits).toEqual([500, 400, LONGEST_PAUSE]);
});

class Keys extends EventEmitter {
  readonly isTTY = true;
  raw = false;
  setRawMode(raw: boolean) {
    this.raw = raw;
    return this;
  }
  setEncoding = () => this;
  resume = () => this;
  pause = () => this;
}

const keyboard = (keys: Keys) => keys as unknown as Keyboard;

it('tells a message for each key, and the rest after an a', async () => {
  const keys = new Keys();
  const leave = vi.fn();
  const pace = createKeyPace(keyboard(keys), leave);
  expect(keys.raw).toBe(true);
  await pace.before(undefined);
  for (const key of [' ', 'a']) {
    const waiting = pace.before(1);
    keys.emit('data', key);
    await waiting;
  }
  await pace.before(2);
  pace.end();
  expect(keys.raw).toBe(false);
  expect(leave).not.toHaveBeenCalled();
});

it('uses up keys that come together one by one, and an arrow as one', async () => {
  const keys = new Keys();
  const leave = vi.fn();
  const pace = createKeyPace(keyboard(keys), leave);
  for (const typed of ['\u001b[C', ' q']) {
    const waiting = pace.before(1);
    keys.emit('data', typed);
    await waiting;
  }
  expect(leave).not.toHaveBeenCalled();
  await pace.before(2);
  expect(leave).toHaveBeenCalledOnce();
});

it.each(['q', '\u0003', '\u0004'])('leaves at %j', async (key) => {
  const keys = new Keys();
  const leave = vi.fn();
  const waiting = createKeyPace(keyboard(keys), leave).before(1);
  keys.emit('data', key);
  await waiting;
  expect(leave).toHaveBeenCalledOnce();
});

it('says what to do without a terminal', () => {
  const keys = Object.assign(new Keys(), { isTTY: false });
  expect(() => createKeyPace(keyboard(keys), () => {})).toThrow(CliError);
});
