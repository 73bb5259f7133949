import { findRule, type Severity } from '../../rules/index.ts';
import { printable, type ReportedFinding, summarize, type VerifyReport } from '../../verify/index.ts';
import { workflowCommand } from '../workflow-command.ts';

const COMMANDS: Readonly<Record<Severity, string>> = {
  blocker: 'error',
  degraded: 'warning',
  warning: 'notice',
};

/** A verdict as annotations at the lines of a pull request, and in one sentence. What the baseline has is left out. */
export function githubVerdict(report: VerifyReport): string {
  const news = report.findings.filter(({ accepted }) => !accepted);
  return [...news.map(annotation), printable(summarize(report))].join('\n');
}

function annotation(finding: ReportedFinding): string {
  const { rule, severity, message, fix, source, path, line, column } = finding;
  const where = {
    file: path,
    line: path === undefined ? undefined : line,
    col: path === undefined ? undefined : column,
    title: findRule(rule)?.title ?? rule,
  };
  const text = [`${message}.`, `Fix: ${fix}`, ...(source ? [`Source: ${source}`] : []), rule]
    .map(printable)
    .join('\n');
  return workflowCommand(COMMANDS[severity], where, text);
}
