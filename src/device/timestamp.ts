import { DAY, HOUR, MINUTE, SECOND, toIso } from '../clock/index.ts';

const PAIRS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

let lastDay = Number.NaN;
let prefix = '';

/** What `toIso` gives, ten times as fast: a trace is written entry after entry of the same day, at whole seconds. */
export function timestamp(milliseconds: number): string {
  const day = Math.floor(milliseconds / DAY);
  const rest = milliseconds - day * DAY;
  if (rest % SECOND !== 0) return toIso(milliseconds);
  if (day !== lastDay) {
    lastDay = day;
    prefix = `${toIso(day * DAY).slice(0, 11)}`;
  }
  const hours = PAIRS[Math.floor(rest / HOUR)];
  const minutes = PAIRS[Math.floor((rest % HOUR) / MINUTE)];
  return `${prefix}${hours}:${minutes}:${PAIRS[(rest % MINUTE) / SECOND]}Z`;
}
