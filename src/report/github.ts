import { countResults, failureMessages, type RunReport, replayCommand } from './summary.ts';
import { workflowCommand } from './workflow-command.ts';

/** A run as workflow commands, of which GitHub makes annotations beside the lines of the scenarios. */
export function githubReport({ results }: RunReport): string {
  const annotations = results.flatMap((result) =>
    failureMessages(result).map(({ text, file = result.file, line }) => {
      const where = { file, line, title: result.name };
      return `${workflowCommand('error', where, `${text}\nAgain: ${replayCommand(result)}`)}\n`;
    }),
  );
  const { passed, failed, errors } = countResults(results);
  const notice = `${passed} passed, ${failed + errors} failed`;
  return `${annotations.join('')}::notice title=Tenantless::${notice}\n`;
}
