import { z } from 'zod';
import { describeProblems, problemSentence } from '../input/index.ts';
import { isFailing, type ReportedFinding, type VerifyReport } from './report.ts';
import { parseSource, type SourceDocument, UnreadableInputError } from './source-text.ts';

const ENTRY = z.strictObject({
  fingerprint: z.string(),
  rule: z.string(),
  message: z.string(),
  path: z.string().optional(),
  pointer: z.string().optional(),
});
const BASELINE = z.strictObject({ version: z.literal(1), findings: z.array(ENTRY) });

/** A finding that is known and let be. The fingerprint counts; the rest is for whoever reads the file. */
export type BaselineEntry = z.infer<typeof ENTRY>;
export type Baseline = z.infer<typeof BASELINE>;

/** What a report finds, as a baseline: no lines and sorted, so that it changes only when findings do. */
export function baselineOf({ findings }: VerifyReport): Baseline {
  const entries = findings.flatMap(({ fingerprint, rule, message, path, pointer }): BaselineEntry[] =>
    fingerprint === undefined
      ? []
      : [{ fingerprint, rule, message, ...(path !== undefined && { path, pointer: pointer ?? '' }) }],
  );
  const order = ({ path = '', rule, pointer = '', fingerprint }: BaselineEntry) =>
    [path, rule, pointer, fingerprint].join('\n');
  return { version: 1, findings: entries.sort((a, b) => (order(a) < order(b) ? -1 : 1)) };
}

/** Throws UnreadableInputError. */
export function readBaseline(source: SourceDocument): Baseline {
  const input = parseSource(source);
  const read = BASELINE.safeParse(input);
  if (read.success) return read.data;
  const [problem] = describeProblems(read.error, BASELINE, input);
  throw new UnreadableInputError(
    source.path,
    `this is no baseline: ${problem ? problemSentence(problem) : 'it has another form'}`,
  );
}

/** Marks what the baseline has, and lets only the rest decide. Says what is in the baseline for nothing. */
export function compareWithBaseline(report: VerifyReport, baseline: Baseline): VerifyReport {
  const known = new Set(baseline.findings.map(({ fingerprint }) => fingerprint));
  const seen = new Set(report.findings.map(({ fingerprint }) => fingerprint));
  const findings = report.findings.map(
    (finding): ReportedFinding =>
      finding.fingerprint !== undefined && known.has(finding.fingerprint)
        ? { ...finding, accepted: true }
        : finding,
  );
  return {
    ...report,
    verdict: findings.some((finding) => !finding.accepted && isFailing(finding)) ? 'fail' : 'pass',
    findings,
    baseline: {
      accepted: findings.filter(({ accepted }) => accepted).length,
      gone: baseline.findings.filter(({ fingerprint }) => !seen.has(fingerprint)),
    },
  };
}
