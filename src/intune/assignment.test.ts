import { describe, expect, it } from 'vitest';
import { filtered, IntuneTenant, target } from '../../test/intune-tenant.ts';
import { type AssignmentTarget, SERVICES } from '../tenant/index.ts';
import { createAssignments, EFFECTIVE_SETS_KEPT } from './assignment.ts';
import type { AssignmentSubject } from './assignment-types.ts';

const SET = 'deviceManagement/deviceConfigurations';
const adele: AssignmentSubject = {
  userId: 'adele',
  device: { directoryId: 'phone', ownership: 'personal', model: 'iPhone 16', osVersion: '18.5' },
};
const PERSONAL = '(device.deviceOwnership -eq "Personal")';
const IPAD = '(device.model -startsWith "iPad")';

/** Adele is in Sales, which is in Staff; her phone is in Phones. Rules hold in every case below. */
function resolve(targets: readonly AssignmentTarget[], subject = adele) {
  const contoso = new IntuneTenant();
  contoso.group('staff', 'sales');
  contoso.group('sales', 'adele');
  contoso.group('phones', 'phone');
  contoso.group('mixed', 'adele', 'phone');
  contoso.group('empty');
  contoso.filter('personal', PERSONAL);
  contoso.filter('ipads', IPAD);
  contoso.filter('iphones', '(device.model -startsWith "iPhone")');
  contoso.filter('broken', '(device.model -like "iPad")');
  contoso.filter('macs', '(device.manufacturer -eq "Apple")', 'macOS');
  contoso.configuration('policy', ...targets);
  const assignments = createAssignments(contoso.tenant);
  const resolution = assignments.explain(SET, 'policy', subject);
  if (!resolution) throw new Error('the policy is gone');
  const applied = assignments.effective(subject).appliedConfigurations;
  expect(applied.length === 1).toBe(resolution.applies);
  return resolution;
}

describe('assignment', () => {
  it.each<[string, AssignmentTarget[], boolean, string]>([
    ['no assignment', [], false, 'unassigned'],
    ['a group of the user', [target.group('sales')], true, 'matched'],
    ['a group that holds the user’s group', [target.group('staff')], true, 'matched'],
    ['a group id in another case', [target.group('SALES')], true, 'matched'],
    ['a group of the device', [target.group('phones')], true, 'matched'],
    ['a group of others', [target.group('empty')], false, 'notMember'],
    ['a group that does not exist', [target.group('gone')], false, 'unknownGroup'],
    ['all users', [target.allUsers()], true, 'matched'],
    ['all devices', [target.allDevices()], true, 'matched'],
    [
      'a target of another service',
      [{ '@odata.type': '#microsoft.graph.configurationManagerCollectionAssignmentTarget' }],
      false,
      'unknownTarget',
    ],
    // "Assign device profiles": exclusion works from users to users and from devices to devices only.
    ['all users but the user’s group', [target.allUsers(), target.exclude('sales')], false, 'excluded'],
    ['all users but a nested group', [target.allUsers(), target.exclude('staff')], false, 'excluded'],
    [
      'all devices but the device’s group',
      [target.allDevices(), target.exclude('phones')],
      false,
      'excluded',
    ],
    [
      'all devices but the user’s group',
      [target.allDevices(), target.exclude('sales')],
      true,
      'exclusionOfOtherKind',
    ],
    [
      'all users but the device’s group',
      [target.allUsers(), target.exclude('phones')],
      true,
      'exclusionOfOtherKind',
    ],
    ['all users but a group of others', [target.allUsers(), target.exclude('empty')], true, 'matched'],
    ['only an exclusion', [target.exclude('sales')], false, 'verdict'],
    [
      'a mixed group but the user’s group',
      [target.group('mixed'), target.exclude('sales')],
      true,
      'exclusionOfOtherKind',
    ],
    [
      'a mixed group but the mixed group',
      [target.group('mixed'), target.exclude('mixed')],
      false,
      'excluded',
    ],
    // "Use assignment filters": include applies to what matches, exclude to what doesn't.
    ['a matching include filter', [target.allUsers(filtered('personal', 'include'))], true, 'filterMatched'],
    [
      'an include filter that does not match',
      [target.allUsers(filtered('ipads', 'include'))],
      false,
      'filteredOut',
    ],
    ['a matching exclude filter', [target.allUsers(filtered('personal', 'exclude'))], false, 'filteredOut'],
    [
      'an exclude filter that does not match',
      [target.allUsers(filtered('ipads', 'exclude'))],
      true,
      'filterMatched',
    ],
    [
      'an include filter that cannot be read',
      [target.allUsers(filtered('broken', 'include'))],
      false,
      'filteredOut',
    ],
    [
      'an include filter for another platform',
      [target.allUsers(filtered('macs', 'include'))],
      false,
      'filteredOut',
    ],
    [
      'an exclude filter that is gone',
      [target.allUsers(filtered('gone', 'exclude'))],
      true,
      'filterNotEvaluable',
    ],
    // Overlapping assignments: exclude wins over no filter, which wins over include; the same mode means or.
    [
      'exclude beside no filter',
      [target.allDevices(), target.allUsers(filtered('personal', 'exclude'))],
      false,
      'filteredOut',
    ],
    [
      'no filter beside include',
      [target.allDevices(), target.allUsers(filtered('ipads', 'include'))],
      true,
      'verdict',
    ],
    [
      'two include filters, one matches',
      [target.allDevices(filtered('ipads', 'include')), target.allUsers(filtered('iphones', 'include'))],
      true,
      'filterMatched',
    ],
    [
      'two exclude filters, one matches',
      [target.allDevices(filtered('ipads', 'exclude')), target.allUsers(filtered('iphones', 'exclude'))],
      false,
      'filteredOut',
    ],
  ])('%s', (_, targets, applies, code) => {
    const resolution = resolve(targets);
    expect(resolution.applies).toBe(applies);
    expect(resolution.reasons.map((reason) => reason.code)).toContain(code);
    expect(resolution.reasons.at(-1)?.code).toBe('verdict');
  });

  it('says why in sentences', () => {
    const { reasons } = resolve([target.allUsers(), target.exclude('staff')]);
    expect(reasons.map(({ sentence }) => sentence)).toEqual([
      'it is assigned to all users',
      'the user is in the excluded group “staff”',
      'so it does not apply',
    ]);
  });

  it('gives nothing by "all users" to somebody without an Intune licence', () => {
    const resolution = resolve([target.allUsers()], { ...adele, userId: 'bruno' });
    expect(resolution).toMatchObject({ applies: false, reasons: [{ code: 'unlicensed' }, {}] });
  });

  it('gives nothing by "all users" to a device without a user, and by "all devices" to none that is not enrolled', () => {
    expect(resolve([target.allUsers()], { device: { directoryId: 'phone' } }).applies).toBe(false);
    expect(resolve([target.allDevices()], { device: { directoryId: 'phone' } }).applies).toBe(true);
    expect(resolve([target.allDevices()], { userId: 'adele' })).toMatchObject({
      applies: false,
      reasons: [{ code: 'noDevice' }, {}],
    });
  });

  it('follows groups that contain each other in a circle', () => {
    const contoso = new IntuneTenant();
    contoso.group('one', 'two', 'adele');
    contoso.group('two', 'one');
    contoso.configuration('policy', target.group('two'));
    expect(createAssignments(contoso.tenant).effective(adele).appliedConfigurations).toHaveLength(1);
  });

  it('leaves a policy for macOS aside, whoever it is assigned to', () => {
    const contoso = new IntuneTenant();
    contoso.put(SET, {
      '@odata.type': '#microsoft.graph.macOSDeviceFeaturesConfiguration',
      id: 'mac',
      displayName: 'mac',
    });
    contoso.assign(SET, 'mac', [target.allUsers()]);
    expect(createAssignments(contoso.tenant).explain(SET, 'mac', adele)).toMatchObject({
      applies: false,
      reasons: [{ code: 'wrongPlatform' }, { code: 'verdict' }],
    });
  });

  it('gives the person the enrollment profile of the highest priority, which is 0', () => {
    const contoso = new IntuneTenant();
    const profiles = 'deviceManagement/appleUserInitiatedEnrollmentProfiles';
    for (const [id, priority] of [
      ['later', 2],
      ['first', 0],
      ['middle', 1],
    ] as const) {
      contoso.put(profiles, {
        id,
        displayName: id,
        platform: 'iOS',
        priority,
        defaultEnrollmentType: 'device',
      });
      contoso.assign(profiles, id, [target.allUsers()]);
    }
    contoso.put(profiles, {
      id: 'mac',
      displayName: 'mac',
      platform: 'macOS',
      priority: 0,
      defaultEnrollmentType: 'user',
    });
    contoso.assign(profiles, 'mac', [target.allUsers()]);
    const { effective } = createAssignments(contoso.tenant);
    expect(effective({ userId: 'adele' }).enrollmentProfile?.id).toBe('first');
    expect(effective({ userId: 'bruno' }).enrollmentProfile).toBeUndefined();
  });

  it('answers from memory until something that matters changes', () => {
    const contoso = new IntuneTenant();
    contoso.group('sales', 'adele');
    contoso.configuration('policy', target.group('sales'));
    const { effective } = createAssignments(contoso.tenant);
    const before = effective(adele);
    contoso.group('irrelevant', 'adele');
    contoso.tenant.links('groups/members').unlink('irrelevant', 'adele', SERVICES.seed);
    expect(
      effective({ ...adele, device: { ...adele.device, model: 'iPad' } }).appliedConfigurations,
    ).toHaveLength(1);

    contoso.tenant.links('groups/members').unlink('sales', 'adele', SERVICES.seed);
    expect(effective(adele).appliedConfigurations).toHaveLength(0);
    contoso.tenant.links('groups/members').link('sales', 'adele', SERVICES.seed);
    expect(effective(adele).appliedConfigurations).toEqual(before.appliedConfigurations);
    contoso.tenant.collection(SET).update('policy', { displayName: 'renamed' }, SERVICES.seed);
    expect(effective(adele).appliedConfigurations).toMatchObject([{ displayName: 'renamed' }]);
    contoso.tenant.collection('users').update('adele', { assignedLicenses: [] }, SERVICES.seed);
    contoso.configuration('everybody', target.allUsers());
    expect(effective(adele).appliedConfigurations).toMatchObject([{ displayName: 'renamed' }]);
  });

  it('shares one answer between subjects that cannot be told apart', () => {
    const contoso = new IntuneTenant();
    contoso.group('sales', 'adele', 'carol');
    contoso.put('users', { ...contoso.tenant.collection('users').get('adele'), id: 'carol' });
    contoso.configuration('policy', target.group('sales'));
    const { effective } = createAssignments(contoso.tenant);
    expect(effective({ ...adele, userId: 'carol' })).toBe(effective(adele));
    expect(effective({ ...adele, userId: 'bruno' })).not.toBe(effective(adele));
  });
});

describe('restrictions of enrollment alone', () => {
  it('are those of the whole answer, whichever is asked for first', () => {
    const contoso = new IntuneTenant();
    const set = 'deviceManagement/deviceEnrollmentConfigurations';
    contoso.put(set, { id: 'new', displayName: 'New', priority: 1 });
    contoso.filter('newest', '(device.operatingSystemVersion -ge "26.0")');
    contoso.put(`${set}/assignments`, {
      id: 'a',
      $parent: 'new',
      target: target.allDevices(filtered('newest', 'include')),
    });
    for (const osVersion of ['18.5', '26.2']) {
      const subject = { ...adele, device: { osVersion } };
      const alone = createAssignments(contoso.tenant).enrollmentConfigurations(subject);
      expect(alone.map(({ applies }) => applies)).toEqual([osVersion === '26.2']);
      const assignments = createAssignments(contoso.tenant);
      expect(assignments.effective(subject).enrollmentConfigurations).toEqual(alone);
      expect(assignments.enrollmentConfigurations(subject)).toBe(
        assignments.effective(subject).enrollmentConfigurations,
      );
    }
  });
});

describe('the memory of answers', () => {
  it('is limited, and never makes an answer wrong', () => {
    const contoso = new IntuneTenant();
    const bits = Math.ceil(Math.log2(EFFECTIVE_SETS_KEPT)) + 1;
    for (let bit = 0; bit < bits; bit += 1) {
      contoso.filter(`f${bit}`, `(device.deviceName -contains "<${bit}>")`);
      contoso.configuration(`p${bit}`, target.allDevices(filtered(`f${bit}`, 'include')));
    }
    const { effective } = createAssignments(contoso.tenant);
    const subject = (number: number) => {
      const set = Array.from({ length: bits }, (_, bit) => bit).filter((bit) => number & (1 << bit));
      return { device: { deviceName: set.map((bit) => `<${bit}>`).join('') } };
    };
    const first = effective(subject(0));
    expect(effective(subject(0))).toBe(first);
    for (let number = 0; number <= EFFECTIVE_SETS_KEPT; number += 1) {
      effective(subject(number));
    }
    expect(effective(subject(0))).not.toBe(first);
    expect(effective(subject(0))).toEqual(first);
    expect(effective(subject(5)).appliedConfigurations).toMatchObject([{ id: 'p0' }, { id: 'p2' }]);
  });
});
