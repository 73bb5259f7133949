import { describe, expect, it } from 'vitest';
import { document, pair, ssoPolicy } from '../../test/support/example-documents.ts';
import { baselineOf, compareWithBaseline, readBaseline } from './baseline.ts';
import { UnreadableInputError } from './source-text.ts';
import { verifyDocuments } from './verify-documents.ts';

const spaced = pair('device_registration', '{{DEVICEREGISTRATION}} ');
const browser = pair('browser_sso_interaction_enabled', 1, 'Integer');
const prefix = pair('AppPrefixAllowList', 'com.contoso.');
const policy = (...configurations: object[]) => ssoPolicy({}, { configurations });
const judge = (...objects: object[]) =>
  verifyDocuments(objects.map((object, index) => document(object, `${index}.json`)));
const fingerprints = (...objects: object[]) => judge(...objects).findings.map((one) => one.fingerprint);

describe('a fingerprint', () => {
  const before = fingerprints(policy(spaced, browser));

  it('stays when entries come or go, files are renamed and policies get another name', () => {
    expect(fingerprints(policy(prefix, browser, spaced))).toEqual(before);
    expect(
      verifyDocuments([
        document({ ...policy(spaced, browser), displayName: 'Other' }, 'elsewhere.json'),
      ]).findings.map((one) => one.fingerprint),
    ).toEqual(before);
  });

  it('changes with the policy and with what is wrong', () => {
    const id = '10000000-0000-4000-8000-00000000000f';
    expect(fingerprints({ ...policy(spaced, browser), id })[0]).not.toBe(before[0]);
    const tab = pair('device_registration', '{{DEVICEREGISTRATION}}\t');
    expect(fingerprints(policy(tab, browser))[0]).not.toBe(before[0]);
  });

  it('is what it was when somebody wrote a baseline', () => {
    expect(before).toEqual(['c7ee53d4e6b7bcb2', 'a6bbe0e45b1b9ffc']);
  });

  it('tells apart what is the same but for its place', () => {
    const list = { bundleIdAccessControlList: ['com.microsoft.skype.teams', 'com.microsoft.skype.teams'] };
    const found = judge(ssoPolicy({}, list)).findings.filter(({ rule }) => rule === 'microsoft-app-in-list');
    expect(new Set(found.map((one) => one.fingerprint)).size).toBe(2);
  });
});

describe('a baseline', () => {
  const report = judge(policy(spaced, browser));
  const baseline = baselineOf(report);

  it('lets be what it has, and that alone', () => {
    const known = compareWithBaseline(report, baseline);
    expect(known.verdict).toBe('pass');
    expect(known.baseline).toEqual({ accepted: report.findings.length, gone: [] });
    const wrongType = { ...browser, '@odata.type': '#microsoft.graph.keyBooleanValuePair', value: true };
    const more = compareWithBaseline(judge(policy(spaced, wrongType)), baseline);
    expect(more.findings.filter(({ accepted }) => !accepted).map(({ rule }) => rule)).toEqual([
      'browser-sso-type',
    ]);
    // It is new, and not enough to fail without a baseline either.
    expect(more.verdict).toBe('pass');
    const worse = compareWithBaseline(judge({ ...policy(spaced, browser), assignments: [] }), baseline);
    expect(worse.verdict).toBe('fail');
  });

  it('says what no longer occurs', () => {
    const { verdict, baseline: now } = compareWithBaseline(judge(ssoPolicy()), baseline);
    expect(verdict).toBe('pass');
    expect(now?.gone).toMatchObject([{ rule: 'device-registration-value-spaces', path: '0.json' }]);
  });

  it('does not depend on the order of files, and reads what it wrote', () => {
    const other = { ...policy(browser), id: '10000000-0000-4000-8000-00000000000b', assignments: [] };
    const one = { path: 'a.json', text: JSON.stringify(policy(spaced, browser)) };
    const two = { path: 'b.json', text: JSON.stringify(other) };
    const written = baselineOf(verifyDocuments([one, two]));
    expect(baselineOf(verifyDocuments([two, one]))).toEqual(written);
    expect(readBaseline({ path: 'x', text: JSON.stringify(written) })).toEqual(written);
    expect(JSON.stringify(written)).not.toContain('"line"');
  });

  it.each([
    ['{}', 'version: '],
    ['{"version": 2, "findings": []}', 'version: '],
    ['{"version": 1, "findings": [{"rule": "x"}]}', 'findings.0.fingerprint: is missing'],
    ['[1,]', 'base.json:1:4: this is no JSON'],
  ])('refuses %s', (text, message) => {
    const read = () => readBaseline({ path: 'base.json', text });
    expect(read).toThrow(UnreadableInputError);
    expect(read).toThrow(message);
  });
});
