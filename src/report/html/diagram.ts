import { MINUTE } from '../../clock/index.ts';
import { formatOffset, type Role, type TraceEntry } from '../../device/index.ts';
import { type Html, html } from '../../markup/html.ts';
import { durationWords, OUTCOME_MARKS, ROLE_NAMES } from './words.ts';

const GUTTER = 88;
const LANE = 138;
const HEAD = 44;
const ROW = 36;
/** How far a message to oneself reaches out. */
const LOOP = 22;
/** Of a character of a label; labels are moved so that they stay inside the drawing. */
const CHARACTER = 6.6;
/** Longer pauses get a line of their own. */
const PAUSE = 10 * MINUTE;
/** In a longer conversation the names stand at the end as well. */
const SHORT = 12;

const ROLES = Object.keys(ROLE_NAMES) as Role[];

/** A conversation as a sequence diagram: who takes part as lifelines, what is said as arrows, from above in virtual time. */
export function sequenceDiagram(trace: readonly TraceEntry[], start: number, label: string): Html {
  const roles = ROLES.filter((role) => trace.some(({ from, to }) => from === role || to === role));
  const width = GUTTER + roles.length * LANE;
  const x = (role: Role) => GUTTER + (roles.indexOf(role) + 0.5) * LANE;
  const messages: Html[] = [];
  let y = HEAD + 8;
  let previous: number | undefined;
  for (const entry of trace) {
    const at = Date.parse(entry.at);
    if (previous !== undefined && at - previous >= PAUSE) {
      y += ROW;
      messages.push(pause(at - previous, y - 10, width));
    }
    y += ROW;
    const time =
      at !== previous &&
      html`<text class="at" x="${GUTTER - 14}" y="${y + 4}">${formatOffset(at - start)}</text>`;
    messages.push(message(entry, { from: x(entry.from), to: x(entry.to), y, width, time }));
    previous = at;
  }
  const foot = y + 28;
  const atEnd = trace.length > SHORT;
  const height = foot + (atEnd ? HEAD - 8 : 0);
  return html`<svg role="img" aria-label="${label}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
${roles.map((role) => html`<path class="life" d="M${x(role)} ${HEAD - 8}V${foot}"/>`)}
${roles.map((role) => head(role, x(role), 4))}${atEnd && roles.map((role) => head(role, x(role), foot))}
${messages}
</svg>`;
}

function head(role: Role, x: number, y: number): Html {
  return html`<rect class="who" x="${x - LANE / 2 + 8}" y="${y}" width="${LANE - 16}" height="32" rx="8"/><text class="who" x="${x}" y="${y + 21}">${ROLE_NAMES[role]}</text>`;
}

interface Place {
  readonly from: number;
  readonly to: number;
  readonly y: number;
  readonly width: number;
  readonly time: Html | false;
}

function message(entry: TraceEntry, { from, to, y, width, time }: Place): Html {
  const { outcome, step, code, message: said } = entry;
  const mark = OUTCOME_MARKS[outcome];
  const text = `${mark && `${mark} `}${step}${code === undefined ? '' : ` ${code}`}`;
  const long = text.length * CHARACTER;
  const told = html`<g class="${outcome}">${time}<title>${said}</title>`;
  if (from === to) {
    const d = `M${from} ${y - 7}h${LOOP}v14h${4 - LOOP}m5-4l-5 4l5 4`;
    const fits = from + LOOP + 8 + long < width;
    const label = fits
      ? html`<text x="${from + LOOP + 8}" y="${y + 4}">${text}</text>`
      : html`<text class="before" x="${from - 10}" y="${y + 4}">${text}</text>`;
    return html`${told}<path d="${d}"/>${label}</g>\n`;
  }
  const way = Math.sign(to - from);
  const tip = to - way * 2;
  const d = `M${from} ${y}H${tip}m${-6 * way}-4l${6 * way} 4l${-6 * way} 4`;
  const middle = Math.min(Math.max((from + to) / 2, GUTTER + long / 2), width - long / 2 - 4);
  return html`${told}<path d="${d}"/><text class="over" x="${middle}" y="${y - 7}">${text}</text></g>\n`;
}

function pause(milliseconds: number, y: number, width: number): Html {
  return html`<path class="pause" d="M${GUTTER} ${y}H${width}"/><text class="pause" x="${(GUTTER + width) / 2}" y="${y + 4}">${durationWords(milliseconds)} later</text>\n`;
}
