import type { Role, TraceEntry } from '../../device/index.ts';
import { type Style, shortenIds, wrap } from './layout.ts';

const NAMES: Readonly<Record<Role, string>> = {
  person: 'Person',
  device: 'Device',
  app: 'App',
  ssoExtension: 'Extension',
  companyPortal: 'Portal',
  intune: 'Intune',
  entra: 'Entra ID',
  apple: 'Apple',
};

const NAME_WIDTH = Math.max(...Object.values(NAMES).map((name) => name.length));
/** `  08:00:00  ` */
const TIME_WIDTH = 12;
const LANES_WIDTH = 2 * NAME_WIDTH + 3;
const TEXT_AT = TIME_WIDTH + LANES_WIDTH + 2;

/** What the services do by themselves that is worth telling when most is left out. */
const MILESTONES: ReadonlySet<string> = new Set([
  'DeviceConfigured',
  'EvaluateCompliance',
  'ManagedApplicationList',
  'JITRegistrationCompleted',
  'JITLinkingCompleted',
  'ComplianceCheck',
  'TokenIssued',
]);

/** The short form of a conversation: what the person does, the milestones, and whatever doesn't go well. */
export function highlights(entries: readonly TraceEntry[]): TraceEntry[] {
  return entries
    .filter(
      ({ from, to, step, outcome }) =>
        (from === 'person' && to !== 'apple') ||
        MILESTONES.has(step) ||
        (step === 'InstallProfile' && from === 'device') ||
        outcome === 'refused' ||
        outcome === 'failed',
    )
    .map(({ user: _, ...entry }) => entry);
}

/**
 * A conversation as lines: when, who to whom, what; below it what the person sees, where that is worth telling.
 * @param detail `steps` also names each step as the protocol or the telemetry does
 */
export function timeline(
  paint: Style,
  entries: readonly TraceEntry[],
  detail: 'steps' | 'messages',
): string[] {
  return entries.flatMap((entry, index) => messageLines(paint, entry, entries[index - 1]?.at, detail));
}

/**
 * One message of a conversation.
 * @param previous when the one before it was, whose time is not repeated
 */
export function messageLines(
  paint: Style,
  entry: TraceEntry,
  previous: string | undefined,
  detail: 'steps' | 'messages',
): string[] {
  const lines: string[] = [];
  const time = entry.at.slice(11, 19);
  const lanes =
    entry.from === entry.to
      ? NAMES[entry.from].padEnd(LANES_WIDTH)
      : `${NAMES[entry.from].padEnd(NAME_WIDTH)} → ${NAMES[entry.to].padEnd(NAME_WIDTH)}`;
  const when = entry.at === previous ? ' '.repeat(time.length) : time;
  const step = detail === 'steps' ? `${entry.step}:` : '';
  const text = `${step} ${shortenIds(entry.message)}${code(entry)}`.trim();
  const [first = '', ...more] = wrap(text, paint.width - TEXT_AT);
  const tone = toneOf(paint, entry);
  const opening = paint.bold(first.slice(0, step.length)) + tone(first.slice(step.length));
  lines.push(`  ${paint.dim(when)}  ${paint.dim(lanes)}  ${opening}`);
  for (const line of more) lines.push(' '.repeat(TEXT_AT) + tone(line));
  if (entry.user) {
    for (const line of wrap(`“${entry.user}”`, paint.width - TEXT_AT)) {
      lines.push(' '.repeat(TEXT_AT) + paint.italic(paint.cyan(line)));
    }
  }
  return lines;
}

/** A line below a message, set off as what another place shows: `Graph  managedDevices: …`. */
export function asideLines(paint: Style, label: string, text: string): string[] {
  const head = `${label}  `;
  return wrap(text, paint.width - TEXT_AT - head.length).map(
    (line, index) =>
      ' '.repeat(TEXT_AT) +
      (index === 0 ? paint.bold(paint.magenta(head)) : ' '.repeat(head.length)) +
      paint.magenta(line),
  );
}

function code({ code: value }: TraceEntry): string {
  return value === undefined ? '' : ` (${value})`;
}

function toneOf(paint: Style, { outcome }: TraceEntry): (text: string) => string {
  if (outcome === 'refused' || outcome === 'failed') return paint.yellow;
  return outcome === 'info' ? paint.dim : String;
}
