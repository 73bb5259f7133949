import { toIso } from '../../clock/index.ts';
import { operatingSystemOf } from '../../intune/device-facts.ts';
import { durationWords } from '../../report/html/words.ts';
import { type Moment, momentsOf } from '../../report/moments.ts';
import { findRule, rulePage } from '../../rules/index.ts';
import type { DeviceRecord, ScenarioResult } from '../../scenario/index.ts';
import { heading, type Style, WIDTH, wrap } from './layout.ts';
import { asideLines, messageLines } from './timeline.ts';

/** A part of a story that is told at once: a heading, or a message with what follows from it. */
export interface Portion {
  readonly lines: readonly string[];
  /** When it happens, in milliseconds of virtual time; undefined for what is no part of the conversation. */
  readonly at: number | undefined;
}

/** A longer pause gets a line of its own, in milliseconds. */
const PAUSE = 10 * 60_000;

/** A scenario that was played, told from the beginning: each step with its messages, and what came of the devices. */
export function* tellScenario(
  paint: Style,
  { name, description }: { readonly name: string; readonly description?: string | undefined },
  { steps, devices, start, file }: ScenarioResult,
): Generator<Portion, void> {
  yield portion(['', `  ${paint.bold(name)}  ${paint.dim(file)}`, ...indented(description ?? '')]);
  const moments = devices
    .flatMap((record) => momentsOf(record.trace, record.graph).map((moment): Told => ({ ...moment, record })))
    .sort(
      (a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.entry?.sequence ?? 0) - (b.entry?.sequence ?? 0),
    );
  let next = 0;
  let before: Told | undefined;
  let number = 1;
  for (const { words, to, lastMessage } of steps) {
    const first = next;
    for (let told = moments[next]; told && isWithin(told, to, lastMessage); told = moments[next]) {
      if (next === first) yield portion(heading(paint, number++, words));
      next += 1;
      yield {
        lines: [...leadIn(paint, told, before, start), ...linesOf(paint, told, before)],
        at: Date.parse(told.at),
      };
      before = told;
    }
    // An expectation that was checked in between is no part of the story.
    if (next === first && words !== 'then')
      yield portion([...heading(paint, number++, words), paint.dim('  No device has anything to say.')]);
  }
  yield portion(heading(paint, number, 'What came of it'));
  for (const device of devices) yield portion(outcome(paint, device));
}

interface Told extends Moment {
  readonly record: DeviceRecord;
}

/** Whether it belongs to the step that ended then, with that message. */
const isWithin = ({ at, entry }: Told, end: number, lastMessage: number) =>
  entry ? entry.sequence <= lastMessage : Date.parse(at) <= end;

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
  const mark = (good: boolean) => (good ? paint.green('✓') : paint.red('✗'));
  return [
    `  ${paint.bold(name)}`,
    ...indented(`${summary}.`),
    `  ${mark(registered.is)} ${registered.is ? 'registered' : 'not registered'}: ${registered.why}`,
    `  ${mark(compliant.is)} ${compliant.state}: ${compliant.why}`,
    ...findings.flatMap((id) => ruleLines(paint, id)),
    ...(more.length > 0 ? ['', ...more.flatMap((step) => indented(`→ ${step}`))] : []),
  ];
}

function ruleLines(paint: Style, id: string): string[] {
  const rule = findRule(id);
  if (!rule) return [];
  const fact = (label: string, text: string) => {
    const [first = '', ...more] = wrap(text, WIDTH - 18);
    return [
      `    ${paint.dim(label.padEnd(12))}  ${first}`,
      ...more.map((line) => `${' '.repeat(18)}${line}`),
    ];
  };
  return [
    '',
    `  ${paint.yellow(rule.title)}  ${paint.dim(rulePage(id))}`,
    ...fact('person sees', rule.symptom),
    ...fact('Graph shows', rule.graph),
    ...fact('fix', rule.fix),
  ];
}

const indented = (text: string) => (text === '' ? [] : wrap(text, WIDTH - 2).map((line) => `  ${line}`));
