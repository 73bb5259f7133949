import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Draft, document, pair, ssoPolicy } from '../../test/support/example-documents.ts';
import { repairDocuments } from './repair-documents.ts';
import type { VerifyReport } from './report.ts';
import type { SourceDocument } from './source-text.ts';
import { type VerifyDocumentsOptions, verifyDocuments } from './verify-documents.ts';

const RIGHT = pair('device_registration', '{{DEVICEREGISTRATION}}');
const ONE = pair('browser_sso_interaction_enabled', 1, 'Integer');

function repair(extension: Draft, options?: VerifyDocumentsOptions) {
  const judge = (documents: readonly SourceDocument[]) => verifyDocuments(documents, options);
  const { documents, fixed, report } = repairDocuments([document(ssoPolicy({}, extension))], judge);
  const { configurations, bundleIdAccessControlList } = JSON.parse(documents[0]?.text ?? '')
    .iosSingleSignOnExtension as { configurations: Draft[]; bundleIdAccessControlList: string[] };
  return {
    configurations,
    bundleIds: bundleIdAccessControlList,
    fixed: fixed.map(({ rule }) => rule),
    report,
  };
}

describe('what is mended', () => {
  it.each<[string, Draft, Draft]>([
    ['spaces around the key', pair(' device_registration\u00a0', '{{DEVICEREGISTRATION}}'), RIGHT],
    ['the case of the key', pair('Device_Registration', '{{DEVICEREGISTRATION}}'), RIGHT],
    ['another separator', pair('device-registration', '{{DEVICEREGISTRATION}}'), RIGHT],
    ['spaces in the value', pair('device_registration', '{{DEVICEREGISTRATION}}\u200b '), RIGHT],
    ['the case of the value', pair('device_registration', '{{DeviceRegistration}}'), RIGHT],
    ['missing braces', pair('device_registration', '{DEVICEREGISTRATION}'), RIGHT],
    ['the type', pair('device_registration', '{{DEVICEREGISTRATION}}', 'Integer'), RIGHT],
    ['a type that is missing', { key: 'device_registration', value: '{{DEVICEREGISTRATION}}' }, RIGHT],
    ['all of it at once', pair('deviceRegistration ', ' {{deviceRegistration}} ', 'Real'), RIGHT],
  ])('%s of device_registration', (_, broken, expected) => {
    const { configurations, report } = repair({ configurations: [broken, ONE] });
    expect(configurations).toEqual([expected, ONE]);
    expect(report.verdict).toBe('pass');
  });

  it.each<[string, Draft]>([
    ['spaces around the key', pair('browser_sso_interaction_enabled ', 1, 'Integer')],
    ['the case of the key', pair('Browser_SSO_Interaction_Enabled', 1, 'Integer')],
    ['a text', pair('browser_sso_interaction_enabled', ' 1')],
    ['a yes', pair('browser_sso_interaction_enabled', true, 'Boolean')],
  ])('%s of browser_sso_interaction_enabled', (_, broken) => {
    expect(repair({ configurations: [RIGHT, broken] }).configurations).toEqual([RIGHT, ONE]);
  });

  it('bundle ids: case and invisible characters', () => {
    const list = { bundleIdAccessControlList: ['com.contoso.other', 'com.contoso.WorkApp\u200b'] };
    const { bundleIds, report } = repair(list, { firstApp: 'com.contoso.workapp' });
    expect(bundleIds).toEqual(['com.contoso.other', 'com.contoso.workapp']);
    expect(report.verdict).toBe('pass');
  });

  it('lists that name Microsoft’s apps', () => {
    const apps = ['com.microsoft.azureauthenticator', 'com.microsoft.skype.teams', 'com.contoso.workapp'];
    const allowed = pair('AppAllowList', 'com.microsoft.Office.Outlook, com.contoso.workapp');
    const { bundleIds, configurations, fixed } = repair({
      bundleIdAccessControlList: apps,
      configurations: [RIGHT, ONE, allowed],
    });
    expect(bundleIds).toEqual(['com.contoso.workapp']);
    expect(configurations[2]).toEqual(pair('AppAllowList', 'com.contoso.workapp'));
    expect(fixed).toHaveLength(3);
  });
});

describe('what is left to somebody', () => {
  it.each<[string, Draft[]]>([
    ['a slip that could be anything', [pair('device_registratoin', '{{DEVICEREGISTRATION}}'), ONE]],
    ['a value that means something else', [pair('device_registration', 'true'), ONE]],
    ['a number', [pair('device_registration', 1, 'Integer'), ONE]],
    ['a second pair beside the right one', [RIGHT, ONE, pair('device_registration ', 'x')]],
    [
      'a key that would be there twice',
      [pair('device_registration', 'x'), ONE, pair('device_registration ', 'y')],
    ],
    [
      'a type that would bring a key with spaces to the device',
      [RIGHT, pair('browser_sso_interaction_enabled\t', true), pair('browser_sso_interaction_enabled', 'x')],
    ],
    ['a flag that would begin to count', [RIGHT, pair('Browser_SSO_Interaction_Enabled', 0, 'Integer')]],
    ['a text that would switch something off', [RIGHT, pair('browser_sso_interaction_enabled', '0')]],
    ['the last entry of a list', [RIGHT, ONE, pair('AppAllowList', 'com.microsoft.skype.teams')]],
  ])('%s', (_, configurations) => {
    const { fixed, ...after } = repair({ configurations });
    expect(fixed).toEqual([]);
    expect(after.configurations).toEqual(configurations);
  });
});

describe('any policy', () => {
  const key = fc.constantFrom(
    'device_registration',
    ' device_registration',
    'DEVICE_REGISTRATION',
    'browser_sso_interaction_enabled',
    'browser_sso_interaction_enabled\t',
    'browserSsoInteractionEnabled',
    'AppAllowList',
  );
  const value = fc.constantFrom<unknown>(
    '{{DEVICEREGISTRATION}}',
    '{{DeviceRegistration}} ',
    '1 ',
    1,
    0,
    true,
    'com.microsoft.skype.teams,com.contoso.workapp',
  );
  const pairs = fc.array(
    fc
      .tuple(key, value, fc.constantFrom('String', 'Integer', 'Boolean', 'Nonsense'))
      .map((parts) => pair(...parts)),
    { maxLength: 5 },
  );
  const apps = fc.array(
    fc.constantFrom('com.contoso.workapp', 'com.Contoso.workapp ', 'com.microsoft.azureauthenticator', 'a,b'),
    { maxLength: 4 },
  );
  const stuck = ({ enrollments }: VerifyReport) => enrollments.filter(({ registers }) => !registers).length;

  it('is no worse when it is mended, and nothing is left that could be', () => {
    fc.assert(
      fc.property(
        pairs,
        apps,
        fc.constantFrom('com.contoso.workapp', undefined),
        (configurations, list, firstApp) => {
          const options = firstApp === undefined ? {} : { firstApp };
          const extension = { configurations, bundleIdAccessControlList: list };
          const before = verifyDocuments([document(ssoPolicy({}, extension))], options);
          const { report } = repair(extension, options);
          expect(stuck(report)).toBeLessThanOrEqual(stuck(before));
          expect(report.findings.filter((finding) => finding.repair)).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});
