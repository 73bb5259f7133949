import type { Log, ReportingDescriptor, Result } from 'sarif';
import { describeRule, RULES, type Severity } from '../../rules/index.ts';
import {
  isFailing,
  NOT_UNDERSTOOD,
  type ReportedFinding,
  SETTING_NOT_ALLOWED,
  type SourceDocument,
  type VerifyReport,
} from '../../verify/index.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

const LEVELS = { blocker: 'error', degraded: 'warning', warning: 'note' } as const satisfies Record<
  Severity,
  string
>;
/** What GitHub's code scanning calls the same thing, in a rule's properties. */
const PROBLEM_SEVERITIES: Readonly<Record<Severity, string>> = {
  blocker: 'error',
  degraded: 'warning',
  warning: 'recommendation',
};

const UNREADABLE_RULE: ReportingDescriptor = {
  id: NOT_UNDERSTOOD,
  name: 'NotUnderstood',
  shortDescription: { text: 'A part of the input is no object of Microsoft Graph' },
  fullDescription: { text: 'What could not be understood was not judged.' },
  help: { text: 'Correct it, or leave it out.' },
  defaultConfiguration: { level: 'note' },
};

const NOT_ALLOWED_RULE: ReportingDescriptor = {
  id: SETTING_NOT_ALLOWED,
  name: 'SettingNotAllowed',
  shortDescription: { text: 'A setting of the settings catalog is not what its definition allows' },
  fullDescription: { text: 'Graph refuses such a policy, or nothing comes of the setting.' },
  help: { text: 'Correct the setting, or leave it out.' },
  defaultConfiguration: { level: 'note' },
};

const DESCRIPTORS: readonly ReportingDescriptor[] = [
  ...RULES.map((rule): ReportingDescriptor => {
    const { id, title, symptom, graph, fix, severity, evidence, source } = rule;
    return {
      id,
      name: id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
      shortDescription: { text: title },
      fullDescription: { text: symptom },
      help: {
        text: `${title}.\n\nWhat the user sees: ${symptom}\nWhat the admin sees in Graph: ${graph}\nFix: ${fix}`,
        markdown: describeRule(rule),
      },
      helpUri: source.url,
      defaultConfiguration: { level: LEVELS[severity] },
      properties: {
        tags: ['just-in-time-registration', evidence],
        'problem.severity': PROBLEM_SEVERITIES[severity],
        precision: evidence === 'inferred' ? 'high' : 'very-high',
      },
    };
  }),
  UNREADABLE_RULE,
  NOT_ALLOWED_RULE,
];

/** A verdict as SARIF 2.1.0, which code scanning reads: every rule with its help, every finding with its place. */
export function sarifVerdict(
  report: VerifyReport,
  documents: readonly SourceDocument[],
  { version }: { readonly version: string },
): string {
  const artifacts = [...new Set(documents.map(({ path }) => path))];
  const log: Log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'tenantless', semanticVersion: version, rules: [...DESCRIPTORS] } },
        columnKind: 'utf16CodeUnits',
        artifacts: artifacts.map((path) => ({
          location: { uri: uriOf(path) },
          mimeType: 'application/json',
          roles: ['analysisTarget'],
        })),
        results: report.findings.map((finding) => resultOf(finding, artifacts)),
        invocations: [
          {
            executionSuccessful: true,
            exitCode: report.verdict === 'pass' ? 0 : 1,
            toolExecutionNotifications: report.assumptions.map((text) => ({
              level: 'note',
              message: { text: `Assumed: ${text}` },
            })),
          },
        ],
        properties: {
          verdict: report.verdict,
          firstApp: report.firstApp,
          enrollments: report.enrollments,
          notJudged: report.notJudged,
        },
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}

function resultOf(finding: ReportedFinding, artifacts: readonly string[]): Result {
  const { rule, severity, message, fix, fingerprint, accepted } = finding;
  return {
    ruleId: rule,
    ruleIndex: DESCRIPTORS.findIndex(({ id }) => id === rule),
    kind: 'fail',
    level: LEVELS[severity],
    message: { text: `${message}. ${fix}` },
    locations: locationsOf(finding, artifacts),
    ...(fingerprint && {
      // GitHub's code scanning matches by the first name, and would otherwise make one from the lines around.
      partialFingerprints: { primaryLocationLineHash: `${fingerprint}:1`, 'tenantless/v1': fingerprint },
    }),
    ...(accepted && {
      suppressions: [{ kind: 'external', status: 'accepted', justification: 'It is in the baseline.' }],
    }),
    properties: { failing: isFailing(finding) && !accepted, enrollments: finding.enrollments },
  };
}

/** What is missing altogether is nowhere; code scanning shows only what has a place, so it gets the first file. */
function locationsOf(
  { path, pointer, line, column, endColumn }: ReportedFinding,
  artifacts: readonly string[],
): Result['locations'] {
  const file = path ?? artifacts[0];
  if (file === undefined) return [];
  const region = line === undefined ? { startLine: 1 } : { startLine: line, startColumn: column, endColumn };
  return [
    {
      physicalLocation: {
        artifactLocation: { uri: uriOf(file), index: artifacts.indexOf(file) },
        region: Object.fromEntries(Object.entries(region).filter(([, value]) => value !== undefined)),
      },
      ...(pointer && { logicalLocations: [{ fullyQualifiedName: pointer, kind: 'value' }] }),
    },
  ];
}

/** A relative path stays relative, as code scanning wants it; an absolute one becomes an address. */
function uriOf(path: string): string {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  if (path.startsWith('/')) return `file://${encoded}`;
  return /^[A-Za-z]:\//.test(path) ? `file:///${path[0]}:${encoded.slice(encoded.indexOf('/'))}` : encoded;
}
