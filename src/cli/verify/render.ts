import { renderPretty, type SourceDocument, type VerifyReport } from '../../verify/index.ts';
import { style } from '../output.ts';
import { pageFile, version } from '../version.ts';
import type { Format } from './formats.ts';

/** Wider than this, lines are hard to read. */
const MAX_WIDTH = 100;
const DEFAULT_WIDTH = 80;

/** The verdict in a format. @param stream undefined for a file */
export async function render(
  format: Format,
  report: VerifyReport,
  documents: readonly SourceDocument[],
  stream: NodeJS.WriteStream | undefined,
): Promise<string> {
  if (format === 'json') return JSON.stringify(report, null, 2);
  if (format === 'pretty') {
    const width = Math.min(stream?.columns ?? DEFAULT_WIDTH, MAX_WIDTH);
    return renderPretty(report, documents, { palette: style(stream), pageFile, width }).join('\n');
  }
  const verdicts = await import('../../report/verdict/index.ts');
  switch (format) {
    case 'sarif':
      return verdicts.sarifVerdict(report, documents, { version: version() });
    case 'junit':
      return verdicts.junitVerdict(report).trimEnd();
    case 'markdown':
      return verdicts.markdownVerdict(report, documents);
    case 'github':
      return verdicts.githubVerdict(report);
  }
}
