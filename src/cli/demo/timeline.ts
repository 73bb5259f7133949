import type { Role, TraceEntry } from '../../device/index.ts';
import { type Style, WIDTH, wrap } from './layout.ts';

const NAMES: Readonly<Record<Role, string>> = {
  person: 'Person',
  device: 'Device',
  app: 'App',
  ssoExtension: 'SSO extension',
  companyPortal: 'Company Portal',
  intune: 'Intune',
  entra: 'Entra ID',
  apple: 'Apple',
};

const NAME_WIDTH = Math.max(...Object.values(NAMES).map((name) => name.length));
/** `  08:00:00  ` */
const TIME_WIDTH = 12;
const LANES_WIDTH = 2 * NAME_WIDTH + 3;
const TEXT_AT = TIME_WIDTH + LANES_WIDTH + 2;

/** A conversation as lines: when, who to whom, what; below it what the person sees, where that is worth telling. */
export function timeline(paint: Style, entries: readonly TraceEntry[]): string[] {
  const lines: string[] = [];
  let previous = '';
  for (const entry of entries) {
    const time = entry.at.slice(11, 19);
    const lanes =
      entry.from === entry.to
        ? NAMES[entry.from].padEnd(LANES_WIDTH)
        : `${NAMES[entry.from].padEnd(NAME_WIDTH)} → ${NAMES[entry.to].padEnd(NAME_WIDTH)}`;
    const when = time === previous ? ' '.repeat(time.length) : time;
    previous = time;
    const [first = '', ...more] = wrap(`${entry.message}${code(entry)}`, WIDTH - TEXT_AT);
    const tone = toneOf(paint, entry);
    lines.push(`  ${paint.dim(when)}  ${paint.dim(lanes)}  ${tone(first)}`);
    for (const line of more) lines.push(' '.repeat(TEXT_AT) + tone(line));
    if (entry.user) {
      for (const line of wrap(`“${entry.user}”`, WIDTH - TEXT_AT)) {
        lines.push(' '.repeat(TEXT_AT) + paint.italic(paint.cyan(line)));
      }
    }
  }
  return lines;
}

function code({ code: value }: TraceEntry): string {
  return value === undefined ? '' : ` (${value})`;
}

function toneOf(paint: Style, { outcome }: TraceEntry): (text: string) => string {
  if (outcome === 'refused' || outcome === 'failed') return paint.yellow;
  return outcome === 'info' ? paint.dim : String;
}
