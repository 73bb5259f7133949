import { toIso } from '../../clock/index.ts';
import { operatingSystemOf } from '../../intune/device-facts.ts';
import { durationWords } from '../../report/html/words.ts';
import { type Moment, momentsOf } from '../../report/moments.ts';
import { findRule, rulePage } from '../../rules/index.ts';
import type { DeviceRecord, ScenarioRequest, ScenarioResult, StepRecord } from '../../scenario/index.ts';
import { pageFile } from '../version.ts';
import { heading, readableUrl, type Style, shortenIds, wrap } from './layout.ts';
import { asideLines, messageLines } from './timeline.ts';

/** A part of a story that is told at once: a heading, or a message with what follows from it. */
export interface Portion {
  readonly lines: readonly string[];
  /** When it happens, in milliseconds of virtual time; undefined for what is no part of the conversation. */
  readonly at: number | undefined;
}

/** A longer pause gets a line of its own, in milliseconds. */
const PAUSE = 10 * 60_000;

/** How many requests of a step are told one by one. */
export const REQUESTS_TOLD = 8;

/** A scenario that was played, told from the beginning: each step with its messages, and what came of the devices. */
export function* tellScenario(
  paint: Style,
  { name, description }: { readonly name: string; readonly description?: string | undefined },
  { steps, devices, requests, start, file }: ScenarioResult,
): Generator<Portion, void> {
  yield portion(['', `  ${paint.bold(name)}  ${paint.dim(file)}`, ...indented(paint, description ?? '')]);
  let before: Told | undefined;
  let number = 1;
  let since = { lastMessage: 0, lastChange: 0, lastRequest: 0 };
  for (const step of steps) {
    const moments = momentsWithin(devices, since, step);
    const asked = requests.filter(
      ({ sequence }) => sequence > since.lastRequest && sequence <= step.lastRequest,
    );
    since = step;
    // An expectation that was checked in between is no part of the story.
    if (moments.length === 0 && step.words === 'then') continue;
    yield portion([
      ...heading(paint, number++, step.words),
      ...requestLines(paint, asked),
      ...(moments.length === 0 && asked.length === 0 ? [paint.dim('  No device has anything to say.')] : []),
    ]);
    for (const told of moments) {
      yield {
        lines: [...leadIn(paint, told, before, start), ...linesOf(paint, told, before)],
        at: Date.parse(told.at),
      };
      before = told;
    }
  }
  yield portion(heading(paint, number, 'What came of it'));
  for (const device of devices) yield portion(outcome(paint, device));
}

interface Told extends Moment {
  readonly record: DeviceRecord;
}

type Mark = Pick<StepRecord, 'lastMessage' | 'lastChange'>;

/** What a step led to, of all devices. By number and not by time, as the next step may begin in the same second. */
function momentsWithin(devices: readonly DeviceRecord[], since: Mark, until: Mark): Told[] {
  return devices
    .flatMap((record) =>
      momentsOf(
        record.trace.filter(({ sequence }) => sequence > since.lastMessage && sequence <= until.lastMessage),
        record.graph.filter(({ sequence }) => sequence > since.lastChange && sequence <= until.lastChange),
      ).map((moment): Told => ({ ...moment, record })),
    )
    .sort(
      (a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.entry?.sequence ?? 0) - (b.entry?.sequence ?? 0),
    );
}

/** What was asked of Graph in a step, and how it was answered; the first of many. */
function requestLines(paint: Style, asked: readonly ScenarioRequest[]): string[] {
  const lines = asked.slice(0, REQUESTS_TOLD).flatMap(({ method, url, status, error }) => {
    const answer = `${status}${error === undefined ? '' : ` ${error}`}`;
    const tone = status < 400 ? paint.green : paint.yellow;
    return [
      ...indented(paint, `${method} ${shortenIds(readableUrl(url))}`).map(paint.dim),
      ...wrap(answer, paint.width - 4).map((line, index) => `${index === 0 ? '  → ' : '    '}${tone(line)}`),
    ];
  });
  const more = asked.length - REQUESTS_TOLD;
  return more > 0 ? [...lines, paint.dim(`  … and ${more} more`)] : lines;
}

const portion = (lines: readonly string[]): Portion => ({ lines, at: undefined });

/** Whose conversation goes on, and that time has passed. */
function leadIn(paint: Style, { record, at }: Told, before: Told | undefined, start: number): string[] {
  const previous = before ? Date.parse(before.at) : start;
  const passed = Date.parse(at) - previous;
  const day = at.slice(0, 10);
  const otherDay = day === toIso(previous).slice(0, 10) ? '' : `, ${day}`;
  const { user, model, osVersion } = record.device;
  return [
    ...(passed >= PAUSE ? [paint.dim(`  … ${durationWords(passed)} later${otherDay}`)] : []),
    ...(before?.record === record
      ? []
      : [
          `  ${paint.bold(record.name)}: ${user.displayName}, ${model}, ${operatingSystemOf(model)} ${osVersion}`,
        ]),
  ];
}

function linesOf(paint: Style, { at, entry, graph, record }: Told, before: Told | undefined): string[] {
  const shown = graph.flatMap((line) => asideLines(paint, 'Graph', line));
  if (!entry) {
    const time = `  ${at.slice(11, 19)}`;
    return shown.map((line, index) => (index === 0 ? paint.dim(time) + line.slice(time.length) : line));
  }
  const previous = before?.record === record ? before.at : undefined;
  return [
    ...messageLines(paint, entry, previous, 'steps'),
    ...shown,
    ...(entry.findings ?? []).flatMap((id) => asideLines(paint, 'Why', findRule(id)?.title ?? id)),
  ];
}

function outcome(paint: Style, { name, explanation }: DeviceRecord): string[] {
  const { summary, registered, compliant, findings, next } = explanation;
  // What a rule says is told with the rule.
  const more = next.filter((step) => !findings.some((id) => findRule(id)?.fix === step));
  const marked = (good: boolean, text: string) =>
    wrap(text, paint.width - 4).map(
      (line, index) => `  ${index > 0 ? ' ' : good ? paint.green('✓') : paint.red('✗')} ${line}`,
    );
  return [
    `  ${paint.bold(name)}`,
    ...indented(paint, `${summary}.`),
    ...marked(registered.is, `${registered.is ? 'registered' : 'not registered'}: ${registered.why}`),
    ...marked(compliant.is, `${compliant.state}: ${compliant.why}`),
    ...findings.flatMap((id) => ruleLines(paint, id)),
    ...(more.length > 0 ? ['', ...more.flatMap((step) => indented(paint, `→ ${step}`))] : []),
  ];
}

function ruleLines(paint: Style, id: string): string[] {
  const rule = findRule(id);
  if (!rule) return [];
  const fact = (label: string, text: string) => {
    const [first = '', ...more] = wrap(text, paint.width - 18);
    return [
      `    ${paint.dim(label.padEnd(12))}  ${first}`,
      ...more.map((line) => `${' '.repeat(18)}${line}`),
    ];
  };
  return [
    '',
    ...indented(paint, rule.title).map(paint.yellow),
    ...fact('person sees', rule.symptom),
    ...fact('Graph shows', rule.graph),
    ...fact('fix', rule.fix),
    ...fact('more', pageFile(rulePage(id))),
  ];
}

const indented = (paint: Style, text: string) =>
  text === '' ? [] : wrap(text, paint.width - 2).map((line) => `  ${line}`);
