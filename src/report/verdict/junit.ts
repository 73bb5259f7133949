import { findRule } from '../../rules/index.ts';
import { isFailing, type ReportedFinding, type VerifyReport } from '../../verify/index.ts';
import { element, xmlText } from '../xml.ts';
import { locationOf } from './location.ts';

/** A verdict as JUnit XML: a case for each enrollment type, and one for each finding. What only warns passes. */
export function junitVerdict(report: VerifyReport): string {
  const suites = [
    suite('enrollment types', enrollmentCases(report)),
    suite('findings', report.findings.map(findingCase)),
  ];
  const totals = sum(suites.map(({ counts }) => counts));
  const inside = suites.map(({ xml }) => xml).join('');
  const attributes = { name: 'tenantless verify', ...totals };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', attributes, inside)}`;
}

interface Case {
  readonly name: string;
  readonly classname: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly message: string;
  readonly text: string;
}

interface Counts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

function enrollmentCases({ enrollments, findings }: VerifyReport): Case[] {
  return enrollments.map(({ type, title, registers, remediates, access, uncertain }) => {
    const stops = findings.filter((finding) => isFailing(finding) && finding.enrollments.includes(type));
    const news = stops.filter(({ accepted }) => !accepted);
    const works = registers && remediates && access;
    return {
      name: title,
      classname: `enrollment.${type}`,
      outcome: works ? 'passed' : news.length > 0 || stops.length === 0 ? 'failed' : 'skipped',
      message: `${!registers ? 'The device does not register' : !remediates ? 'The device registers, and is not remediated' : 'The device registers, and its person has no access'}${uncertain ? ' for certain' : ''}`,
      text: stops.map((finding) => `${locationOf(finding)} ${finding.message}`).join('\n'),
    };
  });
}

function findingCase(finding: ReportedFinding): Case {
  const { rule, severity, message, symptom, fix, source, accepted, path } = finding;
  const text = [
    ...(path === undefined ? [] : [locationOf(finding)]),
    message,
    ...(symptom ? [`Symptom: ${symptom}`] : []),
    `Fix: ${fix}`,
    ...(source ? [`Source: ${source}`] : []),
  ].join('\n');
  const outcome = accepted ? 'skipped' : isFailing(finding) ? 'failed' : 'passed';
  const title = findRule(rule)?.title ?? rule;
  return {
    name: path === undefined ? title : `${title} (${locationOf(finding)})`,
    classname: `${severity}.${rule}`,
    outcome,
    message,
    text,
  };
}

function suite(name: string, cases: readonly Case[]): { xml: string; counts: Counts } {
  const count = (outcome: Case['outcome']) => cases.filter((one) => one.outcome === outcome).length;
  const counts = { tests: cases.length, failures: count('failed'), errors: 0, skipped: count('skipped') };
  return { xml: element('testsuite', { name, ...counts }, cases.map(testCase).join('')), counts };
}

function testCase({ name, classname, outcome, message, text }: Case): string {
  const inside = {
    failed: () => element('failure', { message, type: classname }, xmlText(text)),
    skipped: () => element('skipped', { message: `In the baseline: ${message}` }, ''),
    passed: () => (text === '' ? '' : element('system-out', {}, xmlText(text))),
  }[outcome]();
  return element('testcase', { name, classname }, inside);
}

/** Of all suites. They have no attribute for what was skipped; Jenkins refuses one. */
function sum(all: readonly Counts[]): Omit<Counts, 'skipped'> {
  const total = (name: keyof Counts) => all.reduce((count, each) => count + each[name], 0);
  return { tests: total('tests'), failures: total('failures'), errors: total('errors') };
}
