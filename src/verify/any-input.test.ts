import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  authenticatorApp,
  compliancePolicy,
  document,
  notToGroup,
  ssoPolicy,
  toAllUsers,
} from '../../test/support/example-documents.ts';
import { UnreadableInputError } from './source-text.ts';
import { type VerifyDocumentsOptions, verifyDocuments } from './verify-documents.ts';

const DEPRECATED = 'enrollment-type-deprecated';

function verify(objects: unknown, options?: VerifyDocumentsOptions) {
  const report = verifyDocuments([document(objects)], options);
  const rules = [...new Set(report.findings.map(({ rule }) => rule))].filter((rule) => rule !== DEPRECATED);
  return { ...report, rules };
}

describe('the forms of input', () => {
  const complete = [ssoPolicy(), compliancePolicy(), authenticatorApp()];

  it.each<[string, unknown]>([
    ['an array', complete],
    ['a collection response', { '@odata.context': 'https://x/$metadata#y', value: complete }],
    ['a $batch answer', { responses: complete.map((body, id) => ({ id, status: 200, body })) }],
    ['collections in an array', complete.map((object) => ({ value: [object] }))],
  ])('takes %s', (_, input) => {
    const { verdict, rules, enrollments } = verify(input, { complete: true });
    expect({ verdict, rules }).toEqual({ verdict: 'pass', rules: [] });
    expect(enrollments).toHaveLength(5);
  });

  it.each([
    ['#microsoft.graph.group', { groupTypes: ['DynamicMembership', 1] }, '/0/groupTypes', 'list of texts'],
    ['#microsoft.graph.group', { membershipRule: 1 }, '/0/membershipRule', 'text'],
    ['#microsoft.graph.iosVppApp', { totalLicenseCount: '7' }, '/0/totalLicenseCount', 'number'],
  ])('says of a %s with %j where it is no good', (type, property, pointer, kind) => {
    const [name = ''] = Object.keys(property);
    const id = '90000000-0000-4000-8000-000000000001';
    const { findings } = verify([{ '@odata.type': type, id, displayName: 'So', ...property }, ssoPolicy()]);
    const wrong = findings.filter(({ message }) => message.includes(' has to be '));
    expect(wrong).toMatchObject([
      { message: `${name.charAt(0).toUpperCase()}${name.slice(1)} has to be a ${kind}`, pointer },
    ]);
  });

  it('takes several documents together, with a byte order mark and without', () => {
    const [one, ...more] = complete.map((object, index) => document(object, `${index}.json`));
    const marked = { path: 'marked.json', text: `\ufeff${one?.text}` };
    expect(verifyDocuments([marked, ...more], { complete: true }).verdict).toBe('pass');
  });

  it('takes assignments that were exported apart from what they assign', () => {
    const { id } = authenticatorApp();
    const apart = {
      '@odata.context': `https://graph.microsoft.com/beta/$metadata#deviceAppManagement/mobileApps('${id}')/assignments`,
      value: [
        {
          '@odata.type': '#microsoft.graph.mobileAppAssignment',
          id: 'x',
          ...toAllUsers({ intent: 'available' }),
        },
      ],
    };
    const report = verifyDocuments([
      document([ssoPolicy(), authenticatorApp({ assignments: undefined })], 'a.json'),
      document(apart, 'b.json'),
    ]);
    const finding = report.findings.find(({ rule }) => rule === 'authenticator-available-only');
    expect(finding).toMatchObject({ path: 'b.json', pointer: '/value/0' });
  });

  it('takes the body of an assign request together with the one policy that it can belong to', () => {
    const input = [ssoPolicy({ assignments: undefined }), { assignments: [notToGroup('g')] }];
    expect(verify(input).rules).toEqual(['sso-policy-other-audience']);
  });

  it('understands an extension without the policy’s @odata.type, and says so', () => {
    const { verdict, assumptions } = verify(ssoPolicy({ '@odata.type': undefined }));
    expect(verdict).toBe('pass');
    expect(assumptions.join()).toContain('is taken for #microsoft.graph.iosDeviceFeaturesConfiguration');
  });

  it('counts what has no part in JIT registration, and lists what it does not understand', () => {
    const { verdict, rules, notJudged, findings } = verify([
      ssoPolicy(),
      { '@odata.type': '#microsoft.graph.windows10GeneralConfiguration' },
      { '@odata.type': '#microsoft.graph.windows10GeneralConfiguration' },
      { name: 'what is this?' },
      7,
    ]);
    expect({ verdict, rules, notJudged }).toEqual({
      verdict: 'pass',
      rules: ['not-understood'],
      notJudged: [{ type: 'windows10GeneralConfiguration', count: 2 }],
    });
    const pointers = findings.filter(({ rule }) => rule === 'not-understood').map(({ pointer }) => pointer);
    expect(pointers.sort()).toEqual(['/3', '/4']);
  });
});

describe('any JSON', () => {
  const scalar = fc.oneof(
    fc.constantFrom(
      'device_registration',
      '{{DEVICEREGISTRATION}}',
      'com.microsoft.azureauthenticator',
      '',
      ' x ',
    ),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  );
  const junk = fc.oneof(scalar, fc.array(scalar), fc.jsonValue({ maxDepth: 3 }));
  const target = fc.record(
    {
      '@odata.type': fc.oneof(
        fc.constantFrom(
          '#microsoft.graph.groupAssignmentTarget',
          '#microsoft.graph.exclusionGroupAssignmentTarget',
          '#microsoft.graph.allDevicesAssignmentTarget',
        ),
        junk,
      ),
      groupId: fc.oneof(fc.constantFrom('a', 'b'), junk),
      groupName: fc.oneof(fc.constantFrom('A', 'B'), junk),
      membershipRule: junk,
      deviceAndAppManagementAssignmentFilterId: junk,
      deviceAndAppManagementAssignmentFilterType: fc.oneof(fc.constantFrom('include', 'exclude'), junk),
    },
    { requiredKeys: [] },
  );
  const assignments = fc.oneof(
    junk,
    fc.array(
      fc.oneof(
        junk,
        fc.record({
          target,
          intent: fc.oneof(fc.constantFrom('required', 'available'), junk),
          settings: junk,
        }),
      ),
    ),
  );
  const extension = fc.record(
    {
      '@odata.type': fc.oneof(fc.constant('#microsoft.graph.iosAzureAdSingleSignOnExtension'), junk),
      bundleIdAccessControlList: junk,
      configurations: fc.oneof(
        junk,
        fc.array(
          fc.record({
            '@odata.type': fc.oneof(fc.constant('#microsoft.graph.keyStringValuePair'), junk),
            key: fc.oneof(fc.constant('device_registration'), junk),
            value: junk,
          }),
        ),
      ),
    },
    { requiredKeys: [] },
  );
  const object = fc.record(
    {
      '@odata.type': fc.oneof(
        fc.constantFrom(
          '#microsoft.graph.iosDeviceFeaturesConfiguration',
          '#microsoft.graph.iosCompliancePolicy',
          '#microsoft.graph.iosVppApp',
          '#microsoft.graph.group',
          '#microsoft.graph.deviceAndAppManagementAssignmentFilter',
          '#microsoft.graph.appleUserInitiatedEnrollmentProfile',
        ),
        junk,
      ),
      id: fc.oneof(fc.constantFrom('a', 'b'), junk),
      displayName: junk,
      bundleId: junk,
      iosSingleSignOnExtension: fc.oneof(extension, junk),
      assignments,
      rule: junk,
      platform: junk,
      priority: junk,
      defaultEnrollmentType: junk,
      availableEnrollmentTypeOptions: junk,
      totalLicenseCount: junk,
      vppTokenId: junk,
      membershipRule: junk,
      osMaximumVersion: junk,
      error: junk,
      Objects: junk,
      TenantId: junk,
    },
    { requiredKeys: [] },
  );
  const resource = fc.record(
    {
      ResourceName: fc.oneof(
        fc.constantFrom('IntuneDeviceFeaturesConfigurationPolicyIOS', 'AADGroup', 'TeamsTeam'),
        junk,
      ),
      ResourceInstanceName: fc.oneof(fc.constant('x'), junk),
      DisplayName: junk,
      IosSingleSignOnExtension: fc.oneof(fc.array(extension), extension, junk),
      Assignments: fc.oneof(fc.array(fc.oneof(target, junk)), junk),
    },
    { requiredKeys: [] },
  );
  const answer = fc.record({
    id: junk,
    status: fc.oneof(fc.constantFrom(200, 403), junk),
    body: fc.oneof(object, junk),
  });

  it('is judged, or refused with its place: never anything else', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.array(fc.oneof(object, resource, answer)), object, junk),
        fc.boolean(),
        (value, complete) => {
          try {
            const { verdict, findings, enrollments } = verify(value, { complete });
            const stuck = enrollments.some(({ registers, remediates }) => !registers || !remediates);
            const blocker = findings.some(({ severity }) => severity === 'blocker');
            expect(verdict).toBe(stuck || blocker ? 'fail' : 'pass');
            for (const { line } of findings) expect(line === undefined || line > 0).toBe(true);
          } catch (error) {
            expect(error).toBeInstanceOf(UnreadableInputError);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
