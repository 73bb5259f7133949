import { setTimeout as wait } from 'node:timers/promises';
import { CliError, EXIT } from '../exit.ts';

/** Waits before a part of a story is told. */
export interface Pace {
  /** `at`: when that part happens, in milliseconds of virtual time; undefined where it is no part of the conversation. */
  before(at: number | undefined): Promise<void>;
  end(): void;
}

/** Nobody wants to watch a pause of eight hours: at most so long, in milliseconds. */
export const LONGEST_PAUSE = 2000;

export const AT_ONCE: Pace = { before: async () => {}, end: () => {} };

/** At the clock's pace, faster or slower. */
export function createClockPace(
  times: number,
  sleep: (milliseconds: number) => Promise<unknown> = wait,
): Pace {
  let previous: number | undefined;
  return {
    async before(at) {
      if (at === undefined) return;
      const passed = at - (previous ?? at);
      previous = at;
      if (passed > 0) await sleep(Math.min(passed / times, LONGEST_PAUSE));
    },
    end() {},
  };
}

/** What `--step` reads keys from. */
export type Keyboard = Pick<
  NodeJS.ReadStream,
  'isTTY' | 'setRawMode' | 'setEncoding' | 'resume' | 'pause' | 'once'
>;

/** A part for each key: any goes on, `a` to the end without stopping, `q`, Ctrl-C and Ctrl-D leave. */
export function createKeyPace(keyboard: Keyboard, leave: () => void): Pace {
  if (!keyboard.isTTY)
    throw new CliError(
      EXIT.usage,
      '--step waits for keys, and there is no terminal to press them in',
      'Use --pace 10 to have it told by itself, ten times as fast as the clock.',
    );
  let stepping = true;
  /** Pressed already, and not used up yet. */
  const keys: string[] = [];
  keyboard.setRawMode(true);
  keyboard.setEncoding('utf8');
  const pressed = async () => {
    if (keys.length === 0) {
      keyboard.resume();
      const typed = await new Promise<string>((resolve) =>
        keyboard.once('data', (data) => resolve(String(data))),
      );
      keyboard.pause();
      keys.push(...keysIn(typed));
    }
    return keys.shift();
  };
  return {
    async before(at) {
      if (!stepping || at === undefined) return;
      const key = await pressed();
      if (key !== undefined && LEAVE.has(key)) leave();
      if (key === 'a') stepping = false;
    },
    end() {
      keyboard.setRawMode(false);
      keyboard.pause();
    },
  };
}

const LEAVE: ReadonlySet<string> = new Set(['q', '\u0003', '\u0004']);

/** Keys that were pressed quickly come together; an arrow or a function key is several characters that begin with Escape. */
function keysIn(typed: string): string[] {
  return typed.startsWith('\u001b') ? [typed] : [...typed];
}
