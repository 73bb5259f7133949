import { findRule, PARTS, type Severity, type UncertainPart } from '../rules/index.ts';
import { printable } from './printable.ts';
import type { EnrollmentVerdict, ReportedFinding, VerifyReport } from './report.ts';
import { Locator, type SourceDocument } from './source-text.ts';
import { summaryParts } from './summary.ts';

type Paint = (text: string) => string;

/** Colours and weights; each may be the identity. */
export interface Palette {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly yellow: Paint;
  readonly green: Paint;
  readonly cyan: Paint;
}

export interface PrettyOptions {
  readonly palette: Palette;
  /** Where the reader finds a page (`docs/…`) of the package; left out: as it is called there. */
  readonly pageFile?: (page: string) => string;
  /** Columns. Default: 80. */
  readonly width?: number;
}

const DEFAULT_WIDTH = 80;
const LABEL = 9;
const INDENT = '    ';

/** A report for people, as lines. `documents` are those that were verified; without them no code is shown. */
export function renderPretty(
  report: VerifyReport,
  documents: readonly SourceDocument[],
  { palette, pageFile = String, width = DEFAULT_WIDTH }: PrettyOptions,
): string[] {
  const locators = new Map(documents.map(({ path, text }) => [path, new Locator(text)]));
  const lines = ['', ...table(report, palette)];
  const findings = report.findings.filter(({ accepted }) => !accepted);
  const severe = findings.filter(({ severity }) => severity !== 'warning');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  const told = { palette, pageFile, width };
  for (const finding of severe) lines.push('', ...detail(finding, report, locators, told));
  for (const finding of warnings) lines.push('', ...brief(finding, report, palette, width));
  if (report.assumptions.length > 0) {
    lines.push('', `  ${palette.bold('Assumed')}`);
    for (const assumption of report.assumptions) {
      lines.push(
        ...wrap(printable(assumption), width - 4).map((line, index) =>
          palette.dim(`  ${index === 0 ? '-' : ' '} ${line}`),
        ),
      );
    }
  }
  if (report.notJudged.length > 0) {
    const list = report.notJudged
      .map(({ type, count }) => (count > 1 ? `${type} (${count})` : type))
      .join(', ');
    lines.push(
      '',
      `  ${palette.bold('Not judged')}${palette.dim(', as they have no part in JIT registration')}`,
    );
    lines.push(...wrap(printable(list), width - 4).map((line) => palette.dim(`    ${line}`)));
  }
  return [...lines, ...gone(report, palette, width), '', ...summary(report, palette, width), ''];
}

function table({ enrollments }: VerifyReport, { bold, red, yellow, green, dim }: Palette): string[] {
  const titles = enrollments.map(({ title }) => title.replace(/ \(.*\)$/, ''));
  const longest = Math.max('Enrollment'.length, ...titles.map((title) => title.length));
  const cell = (each: EnrollmentVerdict, part: UncertainPart, width: number) => {
    if (each[part]) return green('yes'.padEnd(width));
    return each.uncertain?.includes(part) ? yellow('maybe'.padEnd(width)) : red('no'.padEnd(width));
  };
  // Of a device that doesn't register, nobody wonders.
  const columns = PARTS.filter(
    (part) => part !== 'access' || enrollments.some((each) => each.registers && !each.access),
  );
  return [
    `  ${bold('Enrollment'.padEnd(longest))}${columns.map((part) => `   ${bold(part)}`).join('')}`,
    `  ${dim('─'.repeat(longest))}${columns.map((part) => `   ${dim('─'.repeat(part.length))}`).join('')}`,
    ...enrollments.map(
      (each, index) =>
        `  ${(titles[index] ?? '').padEnd(longest)}${columns
          .map((part) => `   ${cell(each, part, part === columns.at(-1) ? 0 : part.length)}`)
          .join('')}`,
    ),
  ];
}

function detail(
  finding: ReportedFinding,
  report: VerifyReport,
  locators: ReadonlyMap<string, Locator>,
  { palette, pageFile, width }: Required<PrettyOptions>,
): string[] {
  const lines = [heading(finding, palette), label(finding, palette), ...place(finding, palette)];
  lines.push(...frame(finding, locators, palette, width));
  lines.push(...labelled('Problem', finding.message, palette, width));
  lines.push(...only(finding, report, palette, width));
  if (finding.symptom) lines.push(...labelled('Symptom', finding.symptom, palette, width));
  lines.push(...labelled('Fix', finding.fix, palette, width));
  if (finding.source) lines.push(...labelled('Source', finding.source, palette, width));
  if (finding.page) lines.push(...labelled('More', pageFile(finding.page), palette, width));
  return lines;
}

function brief(finding: ReportedFinding, report: VerifyReport, palette: Palette, width: number): string[] {
  const [first = '', ...rest] = wrap(printable(finding.message), width - INDENT.length);
  return [
    `  ${palette.yellow(MARKS[finding.severity])} ${first}`,
    ...rest.map((line) => `${INDENT}${line}`),
    label(finding, palette),
    ...place(finding, palette),
    ...only(finding, report, palette, width),
    ...labelled('Fix', finding.fix, palette, width),
  ];
}

const MARKS: Readonly<Record<Severity, string>> = { blocker: '✖', degraded: '▲', warning: '•' };

function heading({ rule, severity }: ReportedFinding, palette: Palette): string {
  const paint = severity === 'blocker' ? palette.red : palette.yellow;
  return `  ${paint(MARKS[severity])} ${palette.bold(findRule(rule)?.title ?? rule)}`;
}

function label({ rule, severity, path, repair }: ReportedFinding, { red, yellow, dim }: Palette): string {
  const mends = repair && path !== undefined ? ' · --fix mends it' : '';
  return `${INDENT}${(severity === 'blocker' ? red : yellow)(severity)} ${dim(`${rule}${mends}`)}`;
}

function place({ path, line, column }: ReportedFinding, { cyan }: Palette): string[] {
  return path === undefined ? [] : [`${INDENT}${cyan(printable(line ? `${path}:${line}:${column}` : path))}`];
}

/** Said only when it matters for some of the enrollment types. */
function only(
  { enrollments }: ReportedFinding,
  report: VerifyReport,
  palette: Palette,
  width: number,
): string[] {
  if (enrollments.length === report.enrollments.length) return [];
  const titles = report.enrollments
    .filter(({ type }) => enrollments.includes(type))
    .map(({ title }) => title.replace(/ \(.*\)$/, ''));
  return labelled('With', titles.join(', '), palette, width);
}

/** The line and the one before it, with what is wrong underlined. */
function frame(
  { path, pointer, line, column = 1, endColumn = column + 1 }: ReportedFinding,
  locators: ReadonlyMap<string, Locator>,
  { dim, red }: Palette,
  width: number,
): string[] {
  const locator = path === undefined ? undefined : locators.get(path);
  // Of a whole document there is nothing to point at.
  if (!locator || line === undefined || pointer === '') return [];
  const gutter = String(line).length;
  const room = width - INDENT.length - gutter - 3;
  // A long line is cut so that what is underlined stays in sight; a document may be a single line.
  const start = Math.max(0, Math.min(column - 1 - Math.floor(room / 3), locator.line(line).length - room));
  const code = (number: number) => printable(locator.line(number)).slice(start, start + room);
  const numbered = (label: string, text: string) =>
    `${INDENT}${dim(`${label.padStart(gutter)} │`)} ${text}`.trimEnd();
  const length = Math.max(1, Math.min(endColumn - column, room - (column - 1 - start)));
  return [
    ...(line > 1 && start === 0 ? [numbered(String(line - 1), dim(code(line - 1)))] : []),
    numbered(String(line), code(line)),
    numbered('', `${' '.repeat(column - 1 - start)}${red('^'.repeat(length))}`),
  ];
}

function labelled(name: string, text: string, { dim }: Palette, width: number): string[] {
  const lines = wrap(printable(text), width - INDENT.length - LABEL);
  return lines.map((line, index) => `${INDENT}${dim((index === 0 ? name : '').padEnd(LABEL))}${line}`);
}

function summary(report: VerifyReport, palette: Palette, width: number): string[] {
  const label =
    report.verdict === 'pass' ? palette.green(palette.bold('pass')) : palette.red(palette.bold('fail'));
  const [first = '', ...rest] = wrap(printable(summaryParts(report).join(' · ')), width - 8);
  return [`  ${label}  ${first}`, ...rest.map((line) => `        ${line}`)];
}

/** What the baseline has for nothing; what it has and still occurs is only counted. */
function gone({ baseline }: VerifyReport, palette: Palette, width: number): string[] {
  if (!baseline || baseline.gone.length === 0) return [];
  const lines = baseline.gone.flatMap(({ rule, message, path }) =>
    wrap(printable(`${path === undefined ? '' : `${path}: `}${message} (${rule})`), width - 4).map(
      (line, index) => palette.dim(`  ${index === 0 ? '-' : ' '} ${line}`),
    ),
  );
  return [
    '',
    `  ${palette.bold('Gone')}${palette.dim(', but still in the baseline: --update-baseline takes it out')}`,
    ...lines,
  ];
}

/** Breaks at spaces; a word that is longer than a line stays whole, so that addresses can be clicked. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
