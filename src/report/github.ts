import { countResults, failureMessages, type RunReport, replayCommand } from './summary.ts';

/**
 * A run as workflow commands, of which GitHub makes annotations beside the lines of the scenarios. Source:
 * docs.github.com, "Workflow commands for GitHub Actions".
 */
export function githubReport({ results }: RunReport): string {
  const annotations = results.flatMap((result) =>
    failureMessages(result).map(({ text, line }) => {
      const where = { file: result.file, ...(line !== undefined && { line }), title: result.name };
      const properties = Object.entries(where).map(([name, value]) => `${name}=${property(String(value))}`);
      return `::error ${properties.join(',')}::${data(`${text}\nAgain: ${replayCommand(result)}`)}\n`;
    }),
  );
  const { passed, failed, errors } = countResults(results);
  const notice = `${passed} passed, ${failed + errors} failed`;
  return `${annotations.join('')}::notice title=Tenantless::${notice}\n`;
}

const data = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (text: string) => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
