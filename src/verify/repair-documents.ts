import { editSource } from './edit-source.ts';
import type { ReportedFinding, VerifyReport } from './report.ts';
import type { SourceDocument } from './source-text.ts';

/** Mending one thing can bring another to light, which takes another round; more of them than this never happened. */
const MAX_ROUNDS = 10;

export interface Repaired<D extends SourceDocument> {
  /** All documents, in their order; one that was left alone is the same object. */
  readonly documents: readonly D[];
  readonly fixed: readonly ReportedFinding[];
  /** What is left. */
  readonly report: VerifyReport;
}

/** Mends what rules can mend by themselves, and judges again, until nothing of it is left. Paths have to be unique. */
export function repairDocuments<D extends SourceDocument>(
  given: readonly D[],
  judge: (documents: readonly D[]) => VerifyReport,
): Repaired<D> {
  let documents = given;
  let report = judge(documents);
  const fixed: ReportedFinding[] = [];
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const made: ReportedFinding[] = [];
    const edited = documents.map((document) => {
      const findings = report.findings.filter(({ path, repair }) => repair && path === document.path);
      if (findings.length === 0) return document;
      const result = editSource(
        document.text,
        findings.flatMap(({ repair }) => repair ?? []),
      );
      made.push(...findings.filter(({ repair }) => repair?.some((change) => result.made.has(change))));
      return result.text === document.text ? document : { ...document, text: result.text };
    });
    if (edited.every((document, index) => document === documents[index])) break;
    documents = edited;
    fixed.push(...made);
    report = judge(documents);
  }
  return { documents, fixed, report };
}
