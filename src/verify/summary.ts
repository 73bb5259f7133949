import { PARTS, type Severity, type UncertainPart } from '../rules/index.ts';
import type { VerifyReport } from './report.ts';

/** What a verdict comes to, in parts of one sentence: the outcome, then how many findings there are of what weight. */
export function summaryParts({
  verdict,
  enrollments,
  findings,
  firstApp,
  baseline,
}: VerifyReport): readonly [string, ...string[]] {
  const news = findings.filter(({ accepted }) => !accepted);
  const count = (severity: Severity) => news.filter((finding) => finding.severity === severity).length;
  const fixable = findings.filter(({ path, repair }) => repair && path !== undefined).length;
  const notWorking = enrollments.filter((each) => PARTS.some((part) => !each[part]));
  const stuck = notWorking.length;
  const isCertain = (part: UncertainPart) =>
    notWorking.some((each) => !each[part] && !each.uncertain?.includes(part));
  const certain = isCertain('remediates');
  const where =
    enrollments.length === 1
      ? ''
      : stuck === enrollments.length
        ? ' with any enrollment type'
        : ` with ${stuck} of ${enrollments.length} enrollment types`;
  const outcome =
    verdict === 'pass' && (baseline?.accepted ?? 0) > 0
      ? 'nothing new keeps JIT from completing'
      : stuck > 0 && !certain && isCertain('access')
        ? `a device registers, and its person ends without access${where}`
        : stuck > 0
          ? `JIT cannot ${certain ? 'complete' : 'be relied on'}${where}`
          : verdict === 'fail'
            ? 'JIT cannot be relied on'
            : `a device registers and is remediated, beginning in ${firstApp}`;
  const ofNew = baseline ? 'new ' : '';
  const counts = [
    plural(count('blocker'), `${ofNew}blocker`),
    count('degraded') > 0 ? `${count('degraded')} ${ofNew}degraded` : '',
    plural(count('warning'), `${ofNew}warning`),
    fixable > 0 ? `--fix mends ${fixable}` : '',
    baseline && baseline.accepted > 0 ? `${baseline.accepted} known` : '',
    baseline && baseline.gone.length > 0 ? `${baseline.gone.length} gone` : '',
  ].filter((text) => text !== '');
  return [outcome, ...counts];
}

/** The same as one line. */
export function summarize(report: VerifyReport): string {
  return `${report.verdict}: ${summaryParts(report).join(' · ')}`;
}

function plural(count: number, noun: string): string {
  return count === 0 ? '' : `${count} ${noun}${count === 1 ? '' : 's'}`;
}
