import type { EnrollmentType } from '../intune/index.ts';
import type { Blocked, Change, Evidence, Severity, UncertainPart, UnseenRule } from '../rules/index.ts';
import type { BaselineEntry } from './baseline.ts';

/** What `verify` says about policies. JSON as it stands; fields may be added, never renamed. */
export interface VerifyReport {
  /** `fail` when a device would not register, not be remediated or end without access with one of the enrollment types that were judged. */
  readonly verdict: 'pass' | 'fail';
  /** The app of the first sign-in. */
  readonly firstApp: string;
  readonly enrollments: readonly EnrollmentVerdict[];
  readonly findings: readonly ReportedFinding[];
  /** What had to be taken for granted, in sentences. */
  readonly assumptions: readonly string[];
  /** Objects that have no part in JIT registration: how many of which type. */
  readonly notJudged: readonly { readonly type: string; readonly count: number }[];
  /** What `--fix` has mended; it is not among the findings any more. */
  readonly fixed?: readonly ReportedFinding[];
  /** When a baseline was given: how many findings it has, and what of it no longer occurs. */
  readonly baseline?: { readonly accepted: number; readonly gone: readonly BaselineEntry[] };
  /** Rules that nothing written down can break: only a device that lives through it shows them. */
  readonly needsRun: readonly UnseenRule[];
}

export interface EnrollmentVerdict {
  readonly type: EnrollmentType;
  readonly title: string;
  readonly registers: boolean;
  readonly remediates: boolean;
  /** Whether people get into an app that they need, once the device is all that it can become. */
  readonly access: boolean;
  /** Of these, what is false and may come out well all the same, as the findings say; absent: none. */
  readonly uncertain?: readonly UncertainPart[];
  /** The versions of iOS of the devices that were judged: the usual one, or one that the enrollment restrictions allow. */
  readonly osVersions?: readonly string[];
  /** Ids of the rules that are broken with this enrollment type. */
  readonly findings: readonly string[];
}

export interface ReportedFinding {
  /** Id of a rule of the catalogue, `not-understood` for an object that could not be read, or `setting-not-allowed`. */
  readonly rule: string;
  readonly severity: Severity;
  /** What cannot happen as long as it stands. */
  readonly blocks?: Blocked;
  /** It depends on what nobody can know before whether it really blocks that. */
  readonly uncertain?: true;
  readonly message: string;
  /** File, JSON pointer in the file as it was written, and line and column of that place, both from 1. */
  readonly path?: string;
  readonly pointer?: string;
  readonly line?: number;
  readonly column?: number;
  /** The column after the last one, on the same line. */
  readonly endColumn?: number;
  /** Stays the same when lines move and files are renamed; of documents only. */
  readonly fingerprint?: string;
  /** In a tenant: the entity, in place of a file. */
  readonly subject?: { readonly set: string; readonly id: string };
  readonly symptom?: string;
  readonly graph?: string;
  readonly fix: string;
  /** What `--fix` would change. In documents the pointers lead into the file, in a tenant into the entity. */
  readonly repair?: readonly Change[];
  /** Address of the page that says so. */
  readonly source?: string;
  readonly sourceTitle?: string;
  /** Our own page about the rule, from the root of the package. */
  readonly page?: string;
  readonly evidence?: Evidence;
  /** It is in the baseline, so it doesn't count for the verdict. */
  readonly accepted?: true;
  readonly enrollments: readonly EnrollmentType[];
}

const RANK: Readonly<Record<Severity, number>> = { blocker: 0, degraded: 1, warning: 2 };

/** Most severe first, otherwise in the order in which they were found. */
export function bySeverity(a: { readonly severity: Severity }, b: { readonly severity: Severity }): number {
  return RANK[a.severity] - RANK[b.severity];
}

/** Whether it alone is enough for the verdict `fail`. */
export function isFailing({ severity, blocks }: Pick<ReportedFinding, 'severity' | 'blocks'>): boolean {
  return severity === 'blocker' || blocks !== undefined;
}
