import { describe, expect, it } from 'vitest';
import {
  compliancePolicy,
  type Draft,
  document,
  ssoPolicy,
  toAllUsers,
} from '../../test/support/example-documents.ts';
import type { EnrollmentType } from '../intune/index.ts';
import { junitVerdict, markdownVerdict } from '../report/verdict/index.ts';
import { renderPretty } from './pretty.ts';
import { verifyDocuments } from './verify-documents.ts';

const DEVICES = '60000000-0000-4000-8000-000000000001';
const group: Draft = {
  '@odata.type': '#microsoft.graph.group',
  id: DEVICES,
  displayName: 'iPhones',
  groupTypes: ['DynamicMembership'],
  membershipRule: '(device.deviceOSType -eq "iPhone")',
};
const target = (kind: string, groupId?: string) => ({
  target: { '@odata.type': `#microsoft.graph.${kind}AssignmentTarget`, ...(groupId && { groupId }) },
});
const toDevices = [target('group', DEVICES)];
const plain = (text: string) => text;
const palette = { bold: plain, dim: plain, red: plain, yellow: plain, green: plain, cyan: plain };

const verify = (...objects: Draft[]) =>
  verifyDocuments([document([group, ...objects])], { enrollment: 'webDeviceEnrollment' });

describe('what verify cannot know of files', () => {
  it('is whether a dynamic group of devices has the device before the first sign-in: an SSO policy', () => {
    const { verdict, enrollments, findings } = verify(ssoPolicy({ assignments: toDevices }));
    expect(verdict).toBe('fail');
    expect(enrollments).toMatchObject([
      {
        registers: false,
        remediates: false,
        access: false,
        uncertain: ['registers', 'remediates', 'access'],
      },
    ]);
    expect(findings[0]).toMatchObject({ rule: 'sso-policy-device-group', uncertain: true });
  });

  it('is the same of a compliance policy, and every report says so', () => {
    const report = verify(ssoPolicy(), compliancePolicy({ assignments: toDevices }));
    expect(report.enrollments).toMatchObject([
      { registers: true, remediates: false, uncertain: ['remediates'] },
    ]);
    const pretty = renderPretty(report, [], { palette }).join('\n');
    expect(pretty).toMatch(/enrollment +yes +maybe/);
    expect(pretty).toContain('JIT cannot be relied on');
    expect(markdownVerdict(report, [])).toMatch(/\| ✅ \| ❔ \|/);
    expect(junitVerdict(report)).toContain('is not remediated for certain');
  });

  it('is no doubt any more where something else stands in the way for sure', () => {
    const gone = verify(ssoPolicy(), compliancePolicy({ assignments: [] }));
    expect(gone.enrollments[0]?.uncertain).toBeUndefined();
  });

  it('is of an excluded group of devices taken for granted, and said', () => {
    const assignments = [target('allDevices'), target('exclusionGroup', DEVICES)];
    const { verdict, assumptions } = verify(ssoPolicy({ assignments }));
    expect(verdict).toBe('pass');
    expect(assumptions).toContainEqual(
      'The device is not in iPhones, a dynamic group of devices that is excluded from something.',
    );
    expect(verify(ssoPolicy({ assignments: [toAllUsers()] })).assumptions.join()).not.toContain('excluded');
  });
});

describe('what an assignment filter sees', () => {
  it('of a profile of automated enrollment is said, as files have none', () => {
    const said = (rule: string) =>
      verify(ssoPolicy(), {
        '@odata.type': '#microsoft.graph.deviceAndAppManagementAssignmentFilter',
        displayName: 'Some devices',
        platform: 'iOS',
        rule,
      }).assumptions.join();
    const sentence =
      'The profile of automated enrollment is called “Setup Assistant with modern authentication”.';
    expect(said('(device.enrollmentProfileName -eq "Kiosk")')).toContain(sentence);
    expect(said('(device.model -eq "iPhone 16")')).not.toContain(sentence);
  });

  const verifyFiltered = (rule: string, enrollment: EnrollmentType) => {
    const filter = {
      '@odata.type': '#microsoft.graph.deviceAndAppManagementAssignmentFilter',
      id: '70000000-0000-4000-8000-000000000001',
      displayName: 'Some devices',
      platform: 'iOS',
      rule,
    };
    const [all] = [toAllUsers()] as { target: Draft }[];
    Object.assign(all?.target ?? {}, {
      deviceAndAppManagementAssignmentFilterId: filter.id,
      deviceAndAppManagementAssignmentFilterType: 'include',
    });
    return verifyDocuments([document([filter, ssoPolicy({ assignments: [all] })])], { enrollment });
  };
  const filtered = (rule: string) =>
    (['webDeviceEnrollment', 'automatedDeviceEnrollment'] as const).map(
      (enrollment) => verifyFiltered(rule, enrollment).verdict,
    );

  it('is what the usual device has, and the report says where another comes out otherwise', () => {
    const judged = (rule: string) => {
      const { verdict, enrollments, assumptions, findings } = verifyFiltered(rule, 'webDeviceEnrollment');
      const depends = assumptions.filter((each) => each.startsWith('It depends on the device'));
      const [first] = findings;
      return { verdict, open: enrollments[0]?.uncertain ?? [], depends, uncertain: first?.uncertain };
    };
    expect(judged('(device.deviceName -startsWith "CORP-")')).toEqual({
      verdict: 'fail',
      open: ['registers', 'remediates', 'access'],
      depends: ['It depends on the device: one called “CORP-” registers.'],
      uncertain: true,
    });
    expect(judged('(device.deviceName -notContains "TEST")')).toMatchObject({
      verdict: 'pass',
      open: [],
      depends: ['It depends on the device: one called “TEST” does not register.'],
    });
    // Called so are devices that nobody has given a name, and others after their person.
    expect(judged('(device.deviceName -eq "iPhone")')).toMatchObject({
      verdict: 'fail',
      open: ['registers', 'remediates', 'access'],
      depends: [
        'It depends on the device: one called “User’s iPhone” does not register.',
        'It depends on the device: one called “Something else” does not register.',
      ],
      uncertain: true,
    });
    expect(
      judged('(device.deviceCategory -eq "Shop") and (device.deviceName -startsWith "S-")'),
    ).toMatchObject({
      open: ['registers', 'remediates', 'access'],
      depends: ['It depends on the device: one in the category “Shop”, called “S-” registers.'],
    });
    expect(judged('(device.model -startsWith "iPad")')).toMatchObject({
      verdict: 'fail',
      open: [],
      depends: [],
    });
  });

  it.each([
    ['(device.isRooted -eq "False")', 'pass', 'pass'],
    ['(device.isRooted -ne "False")', 'fail', 'fail'],
    ['(device.deviceOwnership -eq "Corporate")', 'fail', 'pass'],
    ['(device.enrollmentProfileName -startsWith "Setup Assistant")', 'fail', 'pass'],
    ['(device.enrollmentProfileName -eq null)', 'pass', 'fail'],
  ])('is what the device of that enrollment is: %s', (rule, web, automated) => {
    expect(filtered(rule)).toEqual([web, automated]);
  });
});
