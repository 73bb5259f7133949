import { countWords, failureMessages, type RunReport, replayCommand } from './summary.ts';
import { workflowCommand } from './workflow-command.ts';

/** A run as workflow commands, of which GitHub makes annotations beside the lines of the scenarios. */
export function githubReport(report: RunReport): string {
  const annotations = report.results.flatMap((result) =>
    failureMessages(result).map(({ text, file = result.file, line }) => {
      const where = { file, line, title: result.name };
      return `${workflowCommand('error', where, `${text}\nAgain: ${replayCommand(result)}`)}\n`;
    }),
  );
  return `${annotations.join('')}::notice title=Tenantless::${countWords(report)}\n`;
}
