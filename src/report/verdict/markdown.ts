import { findRule, PARTS, type Severity, type UncertainPart } from '../../rules/index.ts';
import {
  type EnrollmentVerdict,
  Locator,
  printable,
  type ReportedFinding,
  type SourceDocument,
  summarize,
  type VerifyReport,
} from '../../verify/index.ts';
import { code, details, escaped, fenced } from '../markdown-text.ts';
import { locationOf } from './location.ts';

/** Lets a workflow find the comment that it wrote before, and replace it. */
const MARKER = '<!-- tenantless-verify -->';
/** GitHub takes comments of up to 65,536 characters; what follows the findings needs some of them. */
export const MAX_FINDINGS_LENGTH = 48_000;
const MAX_LIST_LENGTH = 6_000;
/** A longer line of code is no help in a comment. */
const MAX_CODE_LENGTH = 160;

const ICONS: Readonly<Record<Severity, string>> = { blocker: '❌', degraded: '⚠️', warning: 'ℹ️' };

/** A verdict as a comment on a pull request: what works, then what is wrong, what it means and how to mend it. */
export function markdownVerdict(report: VerifyReport, documents: readonly SourceDocument[]): string {
  const locators = new Map(documents.map(({ path, text }) => [path, new Locator(text)]));
  const news = report.findings.filter(({ accepted }) => !accepted);
  const known = report.findings.filter(({ accepted }) => accepted);
  const gone = report.baseline?.gone ?? [];
  return [
    MARKER,
    `## ${report.verdict === 'pass' ? '✅' : '❌'} ${text(summarize(report))}`,
    table(report),
    ...withinLimit(
      news.map((finding) => detail(finding, report, locators)),
      MAX_FINDINGS_LENGTH,
    ),
    ...folded('Known from the baseline', known.map(oneLine)),
    ...folded(
      'In the baseline, but gone: update it',
      gone.map(({ rule, message }) => `- \`${rule}\` ${text(message)}`),
    ),
    ...folded(
      'Assumed',
      report.assumptions.map((assumption) => `- ${text(assumption)}`),
    ),
    ...folded(
      'Not judged, as it has no part in JIT registration',
      report.notJudged.map(({ type, count }) => `- ${code(printable(type))} × ${count}`),
    ),
  ].join('\n\n');
}

function table({ enrollments }: VerifyReport): string {
  const mark = (each: EnrollmentVerdict, part: UncertainPart) =>
    each[part] ? '✅' : each.uncertain?.includes(part) ? '❔' : '❌';
  return [
    '| Enrollment | registers | remediates | access |',
    '| --- | --- | --- | --- |',
    ...enrollments.map(
      (each) => `| ${[text(each.title), ...PARTS.map((part) => mark(each, part))].join(' | ')} |`,
    ),
  ].join('\n');
}

function detail(
  finding: ReportedFinding,
  report: VerifyReport,
  locators: ReadonlyMap<string, Locator>,
): string {
  const { rule, severity, message, symptom, fix, source, sourceTitle, enrollments, path, repair } = finding;
  const titles = report.enrollments.filter(({ type }) => enrollments.includes(type));
  const only = titles.length < report.enrollments.length ? titles.map(({ title }) => text(title)) : [];
  return [
    `### ${ICONS[severity]} ${text(findRule(rule)?.title ?? 'Not understood')}`,
    [
      ...(path === undefined ? [] : [code(printable(locationOf(finding)))]),
      severity,
      `\`${rule}\``,
      ...(repair && path !== undefined ? ['`--fix` mends it'] : []),
    ].join(' · '),
    ...excerpt(finding, locators),
    text(`${message}.`),
    `**Fix:** ${text(fix)}`,
    ...folded('Symptom and source', [
      ...(symptom ? [`**Symptom:** ${text(symptom)}`] : []),
      ...(only.length > 0 ? [`**With:** ${only.join(', ')}`] : []),
      ...(source ? [`**Source:** [${text(sourceTitle ?? source)}](${source})`] : []),
    ]),
  ].join('\n\n');
}

function excerpt({ path, line, pointer }: ReportedFinding, locators: ReadonlyMap<string, Locator>): string[] {
  const locator = path === undefined ? undefined : locators.get(path);
  if (!locator || line === undefined || pointer === '') return [];
  const shown = printable(locator.line(line)).trimStart();
  return shown.length > MAX_CODE_LENGTH ? [] : [fenced(shown, 'json')];
}

function oneLine(finding: ReportedFinding): string {
  const place = finding.path === undefined ? '' : `${code(printable(locationOf(finding)))} `;
  return `- ${ICONS[finding.severity]} ${place}${text(finding.message)}`;
}

function folded(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const gap = lines.every((line) => line.startsWith('- ')) ? '\n' : '\n\n';
  const shown = withinLimit(lines, MAX_LIST_LENGTH);
  return [details(`${title}${gap === '\n' ? ` (${lines.length})` : ''}`, shown.join(gap))];
}

/** As many as there is room for, most severe first, and how many there are besides. */
function withinLimit(parts: readonly string[], limit: number): string[] {
  let length = 0;
  const shown = parts.filter((part) => {
    length += part.length;
    return length <= limit;
  });
  const left = parts.length - shown.length;
  return left === 0 ? shown : [...shown, `- and ${left} more, which the other formats list`];
}

const text = (written: string) => escaped(printable(written));
