import { DAY, HOUR, MINUTE, SECOND } from '../clock/index.ts';
import type { Outcome, TraceEntry } from './trace.ts';

const MARKS: Readonly<Record<Outcome, string>> = { ok: ' ', info: 'i', refused: '✗', failed: '!' };

/**
 * A trace as a timeline for reading: the time since the first entry, who talks to whom, the step, the message.
 * What the person sees and which rules explain it follow on lines of their own.
 */
export function formatTrace(entries: readonly TraceEntry[]): string {
  const start = Date.parse(entries[0]?.at ?? '');
  return entries.map((entry) => entryText(entry, Date.parse(entry.at) - start)).join('');
}

function entryText(entry: TraceEntry, offset: number): string {
  const { from, to, step, message, outcome, code, user, findings } = entry;
  const who = `${from} → ${to}`;
  const shown = code === undefined ? '' : ` [${code}]`;
  let text = `${formatOffset(offset)} ${MARKS[outcome]} ${who.padEnd(28)} ${step}${shown}: ${message}\n`;
  const indent = ' '.repeat(43);
  if (user) text += `${indent}sees: ${user}\n`;
  if (findings) text += `${indent}rules: ${findings.join(', ')}\n`;
  return text;
}

/** `+00:04:31`; days in front when there are any. */
export function formatOffset(milliseconds: number): string {
  const days = Math.floor(milliseconds / DAY);
  const two = (number: number) => String(Math.floor(number)).padStart(2, '0');
  const clock = `${two((milliseconds % DAY) / HOUR)}:${two((milliseconds % HOUR) / MINUTE)}:${two((milliseconds % MINUTE) / SECOND)}`;
  return days > 0 ? `+${days}d ${clock}` : `+${clock}`;
}
