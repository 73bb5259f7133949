import { describe, expect, it } from 'vitest';
import { choice, group, type Instance, integer } from '../../test/support/catalog.ts';
import {
  authenticatorApp,
  compliancePolicy,
  type Draft,
  document,
  notToGroup,
  pair,
  ssoPolicy,
  toAllUsers,
  toGroup,
} from '../../test/support/example-documents.ts';
import { type VerifyDocumentsOptions, verifyDocuments } from './verify-documents.ts';

const DEPRECATED = 'enrollment-type-deprecated';

function verify(objects: unknown, options?: VerifyDocumentsOptions) {
  const report = verifyDocuments([document(objects)], options);
  const rules = [...new Set(report.findings.map(({ rule }) => rule))].filter((rule) => rule !== DEPRECATED);
  return { ...report, rules };
}

describe('the place of a finding', () => {
  it('is path, pointer, line and column in the document as it was written', () => {
    const text = [
      '{ "value": [',
      '  { "@odata.type": "#microsoft.graph.iosDeviceFeaturesConfiguration",',
      '    "iosSingleSignOnExtension": { "@odata.type": "#microsoft.graph.iosAzureAdSingleSignOnExtension",',
      '      "configurations": [',
      '        { "@odata.type": "#microsoft.graph.keyStringValuePair",',
      '          "key": " device_registration", "value": "{{DEVICEREGISTRATION}}" } ] } } ] }',
    ].join('\r\n');
    const { findings } = verifyDocuments([{ path: 'export/a.json', text }]);
    expect(findings[0]).toMatchObject({
      rule: 'device-registration-key-spaces',
      severity: 'blocker',
      evidence: 'documented',
      path: 'export/a.json',
      pointer: '/value/0/iosSingleSignOnExtension/configurations/0/key',
      line: 6,
      column: 18,
      endColumn: 40,
    });
    expect(findings[0]?.source).toMatch(/^https:\/\/learn\.microsoft\.com\//);
  });

  it('is the nearest that exists when something is missing', () => {
    const { findings } = verify([ssoPolicy({}, { configurations: undefined })]);
    expect(findings[0]).toMatchObject({
      rule: 'device-registration-missing',
      pointer: '/0/iosSingleSignOnExtension',
    });
  });
});

describe('a setting of the settings catalog', () => {
  const policy = (...settings: Instance[]) => ({
    '@odata.type': '#microsoft.graph.deviceManagementConfigurationPolicy',
    id: 'a0000000-0000-4000-8000-000000000001',
    name: 'Passcodes',
    platforms: 'iOS',
    technologies: 'mdm,appleRemoteManagement',
    settings: settings.map((settingInstance, id) => ({ id: String(id), settingInstance })),
  });
  const PASSCODE = 'com.apple.mobiledevice.passwordpolicy';
  const length = (digits: number) =>
    group(`${PASSCODE}_${PASSCODE}`, [integer(`${PASSCODE}_minlength`, digits)]);

  it('that its definition does not allow is pointed at, and nobody minds one whose definition is not known', () => {
    const { findings, verdict } = verify([
      ssoPolicy(),
      policy(choice('device_vendor_x', 'device_vendor_x_1'), length(17)),
    ]);
    expect(verdict).toBe('pass');
    expect(findings.filter(({ rule }) => rule === 'setting-not-allowed')).toMatchObject([
      {
        severity: 'warning',
        pointer: '/1/settings/1',
        message: `A setting of "Passcodes" is not what its definition allows: ${PASSCODE}_minlength: Setting value 17, does not meet bound requirements. Expected value would be between 0 and 16`,
      },
    ]);
    expect(verify([ssoPolicy(), policy(length(16))]).rules).toEqual([]);
    expect(verify([ssoPolicy(), policy(integer(`${PASSCODE}_minlength`, 6))]).rules).toEqual([
      'setting-not-allowed',
    ]);
  });

  it('is pointed at in policies that are not judged, and anything else is left alone', () => {
    const instance = choice('ade_lockedenrollment', 'ade_lockedenrollment_2');
    const settings = [
      null,
      'x',
      { settingInstance: [] },
      { settingInstance: 7 },
      { settingInstance: instance },
    ];
    const broken = { ...policy(), settings };
    const { findings } = verify([ssoPolicy(), broken]);
    expect(findings.filter(({ rule }) => rule !== DEPRECATED)).toMatchObject([
      {
        rule: 'setting-not-allowed',
        pointer: '/1/settings/4',
        path: expect.any(String),
        line: expect.any(Number),
      },
    ]);
  });
});

describe('what is missing', () => {
  it('is assumed, and each assumption is said', () => {
    const { verdict, rules, assumptions } = verify(ssoPolicy({ assignments: undefined }));
    expect({ verdict, rules }).toEqual({ verdict: 'pass', rules: [] });
    expect(assumptions).toEqual([
      'JIT comes without assignments and is taken to be assigned to all users.',
      expect.stringContaining('Microsoft Authenticator is assigned to all users as a required app'),
      expect.stringContaining('A compliance policy'),
      expect.stringContaining('The users have an Intune licence'),
    ]);
  });

  it('is missing when the input is said to be complete', () => {
    const { verdict, rules } = verify(ssoPolicy({ assignments: undefined }), { complete: true });
    expect({ verdict, rules }).toEqual({
      verdict: 'fail',
      rules: ['sso-policy-unassigned', 'authenticator-missing', 'compliance-policy-missing'],
    });
  });

  it('is not assumed when the input says otherwise', () => {
    expect(verify([ssoPolicy({ assignments: [] })]).rules).toEqual(['sso-policy-unassigned']);
    expect(verify([ssoPolicy(), authenticatorApp({ assignments: [] })]).rules).toEqual([
      'authenticator-not-assigned',
    ]);
    expect(verify([ssoPolicy(), compliancePolicy({ assignments: [] })]).rules).toEqual([
      'compliance-policy-missing',
    ]);
    expect(verify([compliancePolicy()]).rules).toEqual(['sso-policy-missing']);
    expect(verify([]).rules).toEqual(['sso-policy-missing']);
  });
});

describe('the audience', () => {
  const required = (...assignments: Draft[]) =>
    authenticatorApp({
      assignments: assignments.map((assignment) => ({ intent: 'required', ...assignment })),
    });

  it('is in the SSO policy’s groups', () => {
    const { verdict, assumptions } = verify([
      ssoPolicy({ assignments: [toGroup('sales')] }),
      required(toGroup('sales')),
      { '@odata.type': '#microsoft.graph.group', id: 'sales', displayName: 'Sales' },
    ]);
    expect(verdict).toBe('pass');
    expect(assumptions).toContain('The user is a member of Sales, and of no other group.');
  });

  it('is not in the groups of other policies and apps', () => {
    const policy = ssoPolicy({ assignments: [toGroup('sales')] });
    expect(verify([policy, required(toGroup('it'))]).rules).toEqual(['authenticator-other-audience']);
    expect(verify([ssoPolicy(), required(toGroup('it'))]).rules).toEqual(['authenticator-other-audience']);
    expect(verify([policy, compliancePolicy({ assignments: [toGroup('it')] })]).rules).toEqual([
      'compliance-policy-missing',
    ]);
  });

  it('is that of the rest where the export does not say whom the SSO policy is assigned to', () => {
    const { verdict, rules, assumptions } = verify([
      ssoPolicy({ assignments: undefined }),
      required(toGroup('sales')),
    ]);
    expect({ verdict, rules }).toEqual({ verdict: 'pass', rules: [] });
    expect(assumptions).toContain('The user is a member of sales, and of no other group.');
  });

  it('is excluded only where its own group is', () => {
    expect(verify(ssoPolicy({ assignments: [toAllUsers(), notToGroup('guests')] })).verdict).toBe('pass');
    expect(verify(ssoPolicy({ assignments: [toGroup('sales'), notToGroup('sales')] })).rules).toEqual([
      'sso-policy-excluded',
    ]);
  });

  it('is another for each of several SSO policies', () => {
    const first = ssoPolicy({ assignments: [toGroup('a')] });
    const second = ssoPolicy(
      { id: 'b', displayName: 'Broken', assignments: [toGroup('b')] },
      { configurations: [] },
    );
    expect(verify([first, second]).rules).toEqual(['device-registration-missing', 'browser-sso-missing']);
    expect(verify([first, { ...second, assignments: [toAllUsers()] }]).rules).toContain('two-sso-profiles');
  });
});

describe('the verdict', () => {
  it('counts every enrollment type, or the one that is asked for', () => {
    const store = authenticatorApp({ '@odata.type': '#microsoft.graph.iosStoreApp' });
    const all = verify([ssoPolicy(), store]);
    expect(all.verdict).toBe('fail');
    expect(all.enrollments.map(({ registers }) => registers)).toEqual([false, false, true, true, true]);
    expect(all.findings[0]).toMatchObject({
      rule: 'authenticator-user-enrollment',
      enrollments: ['accountDrivenUserEnrollment', 'userEnrollmentWithCompanyPortal'],
    });
    const one = verify([ssoPolicy(), store], { enrollment: 'webDeviceEnrollment' });
    expect(one.verdict).toBe('pass');
    expect(one.enrollments).toMatchObject([
      { type: 'webDeviceEnrollment', registers: true, remediates: true },
    ]);
  });

  it('fails when devices register and are never checked', () => {
    const { verdict, enrollments } = verify([ssoPolicy(), compliancePolicy({ assignments: [] })]);
    expect(verdict).toBe('fail');
    expect(enrollments[0]).toMatchObject({ registers: true, remediates: false });
  });

  it('depends on the first app', () => {
    const input = [ssoPolicy({}, { bundleIdAccessControlList: ['com.contoso.workapp'] })];
    expect(verify(input, { firstApp: 'com.contoso.workapp' }).verdict).toBe('pass');
    expect(verify(input, { firstApp: 'Google Chrome' }).rules).toEqual(['first-app-own-network-stack']);
    expect(() => verify(input, { firstApp: 'Nonsense' })).toThrow("'Nonsense' is no known app");
  });

  it('is about the enrollment types that a profile among the documents offers', () => {
    const profile = {
      '@odata.type': '#microsoft.graph.appleUserInitiatedEnrollmentProfile',
      displayName: 'Web',
      platform: 'iOS',
      defaultEnrollmentType: 'webDeviceEnrollment',
    };
    const { enrollments, assumptions } = verify([ssoPolicy(), profile]);
    expect(enrollments.map(({ type }) => type)).toEqual(['webDeviceEnrollment', 'automatedDeviceEnrollment']);
    expect(assumptions.join()).toContain('Device enrollment with Company Portal');
  });
});

describe('a pair that is right in Graph’s other spelling', () => {
  it('passes: types without the number sign, tokens in lower case', () => {
    const { verdict, rules } = verify(
      ssoPolicy(
        { '@odata.type': 'microsoft.graph.iosDeviceFeaturesConfiguration' },
        {
          configurations: [
            {
              ...pair('device_registration', '{{deviceregistration}}'),
              '@odata.type': 'microsoft.graph.keyStringValuePair',
            },
            pair('browser_sso_interaction_enabled', 1, 'Integer'),
          ],
        },
      ),
    );
    expect({ verdict, rules }).toEqual({ verdict: 'pass', rules: [] });
  });
});

describe('a compliance policy of the settings catalog', () => {
  const policy = (platforms: string) => ({
    '@odata.type': '#microsoft.graph.deviceManagementCompliancePolicy',
    id: 'cccccccc-0000-4000-8000-00000000000c',
    name: 'Catalog compliance',
    platforms,
    technologies: 'mdm,appleRemoteManagement',
    settings: [],
  });

  it('for iOS counts as none, and says why', () => {
    const { rules, findings, assumptions } = verify([ssoPolicy(), policy('iOS')]);
    expect(rules).toEqual(['compliance-policy-missing']);
    expect(findings.find(({ rule }) => rule === 'compliance-policy-missing')?.message).toContain(
      '"Catalog compliance" is no compliance policy that an iPhone is judged by',
    );
    expect(assumptions.join(' ')).toContain('none for iOS/iPadOS, so nothing of it is evaluated');
    expect(assumptions.join(' ')).not.toContain('A compliance policy for iOS/iPadOS is assigned');
  });

  it('is told from one of configuration without its type', () => {
    const { '@odata.type': _, ...untyped } = policy('iOS');
    const { notJudged, rules } = verify([ssoPolicy(), { ...untyped, scheduledActionsForRule: [] }]);
    expect(notJudged).toEqual([{ type: 'deviceManagementCompliancePolicy', count: 1 }]);
    expect(rules).toEqual(['compliance-policy-missing']);
  });

  it('for Linux is nobody’s concern', () => {
    const { rules, assumptions } = verify([ssoPolicy(), policy('linux')]);
    expect(rules).toEqual([]);
    expect(assumptions.join(' ')).not.toContain('Catalog compliance');
  });
});

describe('an email profile that a compliance policy demands', () => {
  const demanding = compliancePolicy({ managedEmailProfileRequired: true });
  const profile = (more: Draft) => ({
    '@odata.type': '#microsoft.graph.iosEasEmailProfileConfiguration',
    id: '90000000-0000-4000-8000-000000000001',
    displayName: 'Mail',
    ...more,
  });

  it('is assumed where the files have none, and said', () => {
    const { verdict, assumptions } = verify([ssoPolicy(), demanding]);
    expect(verdict).toBe('pass');
    expect(assumptions.join()).toContain('An email profile, which a compliance policy demands, is assigned');
    const { rules, verdict: complete } = verify([ssoPolicy(), demanding, authenticatorApp()], {
      complete: true,
    });
    expect(complete).toBe('fail');
    expect(rules).toContain('email-profile-missing');
  });

  it('is taken as the files have it', () => {
    const others = toGroup('60000000-0000-4000-8000-00000000000f');
    for (const [assignments, verdict] of [
      [[toAllUsers()], 'pass'],
      [[others], 'fail'],
      [[], 'fail'],
      [undefined, 'pass'],
    ] as const)
      expect(verify([ssoPolicy(), demanding, profile({ ...(assignments && { assignments }) })]).verdict).toBe(
        verdict,
      );
  });
});
