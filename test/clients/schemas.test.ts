import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tenantless } from '../support/cli.ts';
import { compliancePolicy, pair, ssoPolicy } from '../support/example-documents.ts';

const clients = createRequire(new URL('./package.json', import.meta.url));
const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

/** The schema that CTRF's own package ships, which does not export it. */
const CTRF = readJson(join(dirname(clients.resolve('ctrf')), 'ctrf-schema-0.0.json'));
/** The schema of SARIF 2.1.0 (rtm.5) that Microsoft's package ships; OASIS publishes none in the registry. */
const SARIF = readJson(
  join(dirname(clients.resolve('@microsoft/jest-sarif/package.json')), 'lib/schemas/sarif-2.1.0-rtm.5.json'),
);

const folder = mkdtempSync(join(tmpdir(), 'tenantless-schemas-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** What a JSON schema objects to in a document. */
function objections(schema: { $schema: string }, document: unknown): string[] {
  const ajv = schema.$schema.includes('draft-04') ? 'ajv-draft-04' : 'ajv';
  // SARIF's schema has a pattern that is none in Unicode's regular expressions.
  const validator = new (clients(ajv).default)({ strict: false, allErrors: true, unicodeRegExp: false });
  clients('ajv-formats').default(validator);
  const validate = validator.compile(schema);
  validate(document);
  const errors: { instancePath: string; message: string; params: object }[] = validate.errors ?? [];
  return errors.map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

const policies = JSON.stringify([
  ssoPolicy(
    { displayName: 'Ünïcode & <b>' },
    { configurations: [pair('device_registration', '{{DEVICEREGISTRATION}} ')] },
  ),
  compliancePolicy(),
]);

describe('SARIF of tenantless verify', () => {
  const broken = file('a broken policy.json', policies);
  const baseline = join(folder, 'baseline.json');

  beforeAll(() => tenantless(['verify', broken, '--baseline', baseline, '--update-baseline']));

  it.each([
    ['with findings', [broken], '"startColumn"'],
    ['without a policy that a finding could name', [file('nothing.json', '[]')], '"results"'],
    [
      'with what is not understood',
      [broken, file('odd.json', '[{ "name": "what is this?" }, 7]')],
      '"ruleId": "not-understood"',
    ],
    ['with findings in a baseline', [broken, '--baseline', baseline], '"suppressions"'],
  ])('is valid %s', async (_, given, part) => {
    const { stdout } = await tenantless(['verify', ...given, '--format', 'sarif']);
    expect(stdout).toContain(part);
    expect(objections(SARIF, JSON.parse(stdout))).toEqual([]);
  });

  it('would be found wrong', () => {
    expect(objections(SARIF, { version: '2.1.0', runs: [{ tool: { driver: {} } }] })).toHaveLength(1);
  });
});

const story = (name: string, expected: string) => `
name: ${name}
tags: [${name}]
given: { tenant: contoso-jit }
devices: { phone: { user: priya.raman@contoso.com } }
steps: [{ device: phone, do: enroll }]
then: { devices: { phone: { ${expected} } } }
`;

describe('CTRF of tenantless run', () => {
  const stories = file(
    'stories.yaml',
    [
      story('passes', 'enrolled: true'),
      story('fails', 'enrolled: false'),
      story('no-sense', 'signedIn: [x]'),
    ].join('---'),
  );

  it.each([
    ['of what passed, failed and made no sense', [], 3],
    ['of nothing, in a part that is empty', ['--shard', '4/4'], 0],
  ])('is valid %s', async (_, flags, count) => {
    const { stdout } = await tenantless(['run', stories, '--reporter', 'ctrf', ...flags]);
    const document = JSON.parse(stdout);
    expect(document.results.tests).toHaveLength(count);
    expect(objections(CTRF, document)).toEqual([]);
  });

  it('would be found wrong', () => {
    const results = { tool: { name: 'x' }, summary: {}, tests: [] };
    expect(objections(CTRF, { reportFormat: 'CTRF', specVersion: '0.0.0', results })).not.toEqual([]);
  });
});

describe("JUnit's XML", async () => {
  const { XmlDocument, XsdValidator } = await import(clients.resolve('libxml2-wasm'));
  const schema = XmlDocument.fromString(readFileSync(new URL('./junit.xsd', import.meta.url), 'utf8'));
  const validator = XsdValidator.fromDoc(schema);

  /** What the schema objects to; nothing that is no XML gets so far. */
  function complaints(text: string): string[] {
    const document = XmlDocument.fromString(text);
    try {
      validator.validate(document);
      return [];
    } catch (error) {
      return String((error as Error).message).split('\n');
    } finally {
      document.dispose();
    }
  }

  const odd = file(
    'odd names.yaml',
    [
      story("'<passes> & so'", 'enrolled: true'),
      story('fails', 'enrolled: false'),
      story('no-sense', 'enrolled: true').replace('priya.raman', 'nobody'),
      story('"\\u0001 no character of XML"', 'enrolled: false'),
    ].join('---'),
  );
  const broken = file('broken & odd.json', policies);
  const baseline = join(folder, 'accepted.json');

  beforeAll(() => tenantless(['verify', broken, '--baseline', baseline, '--update-baseline']));

  it.each<[string, string[], string]>([
    ['of a run', ['run', odd, '--reporter', 'junit'], '<error '],
    ['of a part of a run that is empty', ['run', odd, '--shard', '9/9', '--reporter', 'junit'], 'tests="0"'],
    ['of a verdict', ['verify', broken, '--format', 'junit'], '<failure '],
    ['of a verdict on nothing', ['verify', file('none.json', '[]'), '--format', 'junit'], 'tests='],
    [
      'of a verdict with a baseline',
      ['verify', broken, '--baseline', baseline, '--format', 'junit'],
      '<skipped ',
    ],
  ])('is what Jenkins takes: %s', async (_, args, part) => {
    const { stdout } = await tenantless(args);
    expect(stdout).toContain(part);
    expect(complaints(stdout)).toEqual([]);
  });

  it('would be found wrong', () => {
    expect(complaints('<testsuites tests="1" failures="0" errors="0" skipped="0"/>')).not.toEqual([]);
    expect(() => complaints('<testsuites')).toThrow();
  });
});
