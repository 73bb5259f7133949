import { DAY, SECOND, toIso } from '../clock/index.ts';

let day = Number.NaN;
/** The timestamps of that day that were asked for, by the second: entries of many devices share the text. */
let texts = new Map<number, string>();

/** What `toIso` gives, faster: a trace is written entry after entry of the same day, at whole seconds. */
export function timestamp(milliseconds: number): string {
  const rest = milliseconds % DAY;
  if (rest % SECOND !== 0) return toIso(milliseconds);
  if (milliseconds - rest !== day) {
    day = milliseconds - rest;
    texts = new Map();
  }
  const second = rest / SECOND;
  let text = texts.get(second);
  if (text === undefined) {
    text = toIso(milliseconds);
    texts.set(second, text);
  }
  return text;
}
