import type { Log, Result } from 'sarif';
import { describe, expect, it } from 'vitest';
import { document, pair, ssoPolicy } from '../../../test/support/example-documents.ts';
import { RULES } from '../../rules/index.ts';
import { baselineOf, compareWithBaseline } from '../../verify/baseline.ts';
import { type SourceDocument, verifyDocuments } from '../../verify/index.ts';
import { githubVerdict, junitVerdict, markdownVerdict, sarifVerdict } from './index.ts';
import { MAX_FINDINGS_LENGTH } from './markdown.ts';

/** Blocks, and nags; the name tries to break out of every format. */
const NASTY = 'Evil | <b>@octocat</b> `x`\n::error::, 50%';
const BROKEN = ssoPolicy(
  { displayName: NASTY },
  { configurations: [pair('device_registration', '{{DEVICEREGISTRATION}} ')] },
);
const documents = [document(BROKEN, 'policies/jit policy, v2.json')];
const report = verifyDocuments(documents);
const accepted = compareWithBaseline(report, baselineOf(report));

function sarif(of = report, from: readonly SourceDocument[] = documents): Log {
  return JSON.parse(sarifVerdict(of, from, { version: '1.2.3' }));
}

function resultsOf(log: Log): Result[] {
  return log.runs[0]?.results ?? [];
}

describe('SARIF', () => {
  it('has every rule once, with help and the page that says so', () => {
    const { version, runs } = sarif();
    expect({ version, runs: runs.length }).toEqual({ version: '2.1.0', runs: 1 });
    const rules = runs[0]?.tool.driver.rules ?? [];
    expect(rules.map(({ id }) => id)).toEqual([
      ...RULES.map(({ id }) => id),
      'not-understood',
      'setting-not-allowed',
    ]);
    for (const rule of rules.slice(0, -2)) {
      expect(rule.helpUri).toMatch(/^https:\/\//);
      expect(rule.help?.markdown).toContain('**Fix.**');
      expect(rule.name).toMatch(/^([A-Z][a-z]+)+$/);
      // Longer ones are refused by GitHub's code scanning.
      expect(rule.shortDescription?.text.length).toBeLessThanOrEqual(1024);
    }
  });

  it('places a result at the line and columns of what is wrong', () => {
    const log = sarif();
    const [result] = resultsOf(log);
    expect(result).toMatchObject({
      ruleId: 'device-registration-value-spaces',
      level: 'error',
      kind: 'fail',
    });
    expect(log.runs[0]?.tool.driver.rules?.[result?.ruleIndex ?? -1]?.id).toBe(result?.ruleId);
    const [location] = result?.locations ?? [];
    expect(location?.physicalLocation).toEqual({
      artifactLocation: { uri: 'policies/jit%20policy%2C%20v2.json', index: 0 },
      region: { startLine: 12, startColumn: 18, endColumn: 43 },
    });
    expect(log.runs[0]?.artifacts?.[0]?.location?.uri).toBe('policies/jit%20policy%2C%20v2.json');
    expect(log.runs[0]?.columnKind).toBe('utf16CodeUnits');
  });

  it('gives every result a place, even what is missing altogether', () => {
    const group = [document({ '@odata.type': '#microsoft.graph.group', id: 'g' }, '/data/group.json')];
    const results = resultsOf(sarif(verifyDocuments(group), group));
    expect(results.map(({ ruleId }) => ruleId)).toContain('sso-policy-missing');
    for (const { locations } of results) {
      expect(locations?.[0]?.physicalLocation).toMatchObject({
        artifactLocation: { uri: 'file:///data/group.json' },
        region: { startLine: 1 },
      });
    }
  });

  it('has fingerprints that stay when lines move', () => {
    const moved = documents.map(({ path, text }) => ({ path, text: `\n\n${text}` }));
    const fingerprints = (log: Log) => resultsOf(log).map(({ partialFingerprints }) => partialFingerprints);
    expect(fingerprints(sarif(verifyDocuments(moved), moved))).toEqual(fingerprints(sarif()));
    expect(new Set(fingerprints(sarif()).map((one) => one?.['tenantless/v1'])).size).toBe(
      report.findings.length,
    );
  });

  it('tells what the baseline has as suppressed', () => {
    for (const { suppressions } of resultsOf(sarif(accepted))) {
      expect(suppressions).toMatchObject([{ kind: 'external', status: 'accepted' }]);
    }
    expect(resultsOf(sarif()).every(({ suppressions }) => suppressions === undefined)).toBe(true);
  });
});

describe('JUnit', () => {
  it('has a case for each enrollment type and each finding, and counts them', () => {
    const xml = junitVerdict(report);
    const cases = report.enrollments.length + report.findings.length;
    expect(xml).toContain(`<testsuites name="tenantless verify" tests="${cases}" failures="6" errors="0"`);
    expect(xml.match(/<testcase /g)).toHaveLength(cases);
    expect(xml.match(/<failure /g)).toHaveLength(6);
    expect(xml).toMatch(/<testcase name="[^"]*\(policies\/jit policy, v2\.json:\d+:\d+\)"/);
  });

  it('passes what only warns, and skips what the baseline has', () => {
    expect(junitVerdict(report)).toMatch(/classname="warning\.[a-z-]+"[^>]*><system-out>/);
    const xml = junitVerdict(accepted);
    expect(xml).toContain('failures="0"');
    expect(xml.match(/<skipped /g)).toHaveLength(report.enrollments.length + report.findings.length);
  });

  it('keeps a document’s text from becoming markup', () => {
    expect(junitVerdict(verifyDocuments([document({ ...BROKEN, assignments: [] })]))).not.toContain('<b>');
  });
});

describe('GitHub annotations', () => {
  const lines = githubVerdict(
    verifyDocuments([document({ ...BROKEN, assignments: [] }, 'a,b:c.json')]),
  ).split('\n');

  it('are one line each, with the place and a title', () => {
    expect(githubVerdict(report).split('\n')[0]).toMatch(
      /^::error file=policies\/jit policy%2C v2\.json,line=12,col=18,title=The value of device_registration has spaces in it::The value "[^"]+" has spaces: /,
    );
    expect(lines.every((line) => /^(::(error|warning|notice) |fail: )/.test(line))).toBe(true);
  });

  it('escape what the runner would take for its own', () => {
    const unassigned = lines.find((line) => line.includes('is assigned to nobody'));
    expect(unassigned).toContain('file=a%2Cb%3Ac.json');
    expect(unassigned).toContain('50%25');
  });

  it('say nothing of what the baseline has', () => {
    expect(githubVerdict(accepted)).toMatch(/^pass: nothing new/);
  });
});

describe('Markdown', () => {
  it('shows the verdict, the table, the place, the line and the fix', () => {
    const text = markdownVerdict(report, documents);
    expect(text).toMatch(/^<!-- tenantless-verify -->\n\n## ❌ fail: /);
    expect(text).toContain('| Web-based device enrollment | ❌ | ❌ |');
    expect(text).toContain(
      '`policies/jit policy, v2.json:12:18` · blocker · `device-registration-value-spaces` · `--fix` mends it',
    );
    expect(text).toContain('```json\n"value": "{{DEVICEREGISTRATION}} "\n```');
    expect(text).toMatch(/<details><summary>Symptom and source<\/summary>\n\n.*-51824/);
    expect(text).toMatch(/\*\*Source:\*\* \[.*\]\(https:\/\/learn\.microsoft\.com\//);
  });

  it('mentions nobody and takes no markup from documents', () => {
    const text = markdownVerdict(verifyDocuments([document({ ...BROKEN, assignments: undefined })]), []);
    expect(text).toContain('@<!-- -->octocat');
    expect(text).not.toContain('<b>');
    expect(text).toContain('Evil \\|');
  });

  it('fits into a comment, however much is wrong', () => {
    const many = document(Array.from({ length: 2_000 }, (_, index) => ({ name: `thing ${index}` })));
    const text = markdownVerdict(verifyDocuments([document(BROKEN, 'a.json'), many]), [many]);
    expect(text.length).toBeGreaterThan(MAX_FINDINGS_LENGTH / 2);
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/and \d+ more, which the other formats list/);
  });

  it('folds what the baseline has', () => {
    const text = markdownVerdict(accepted, documents);
    expect(text).toMatch(/^<!-- tenantless-verify -->\n\n## ✅ pass: nothing new/);
    expect(text).toContain(`<summary>Known from the baseline (${report.findings.length})</summary>`);
  });
});
