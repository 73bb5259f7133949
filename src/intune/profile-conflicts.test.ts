import { describe, expect, it } from 'vitest';
import { loadFixture } from '../../fixtures/index.ts';
import { createSimulation } from '../device/index.ts';
import { type Policy, SERVICES, Tenant } from '../tenant/index.ts';
import { profileOfCatalog } from './catalog-policy.ts';
import { devicePolicyStates } from './device-policy-states.ts';
import { listDeviceStatuses } from './device-statuses.ts';
import { createPolicyOverviews } from './policy-overviews.ts';
import { profileConflicts } from './profile-conflicts.ts';

const GENERAL = '#microsoft.graph.iosGeneralDeviceConfiguration';
const policy = (id: string, settings: object, type = GENERAL): Policy => ({
  '@odata.type': type,
  id,
  displayName: id,
  ...settings,
});
const between = (...policies: Policy[]) => [...profileConflicts(policies).keys()];

describe('conflicts between profiles', () => {
  it.each<[string, Policy[], string[]]>([
    ['different values', [policy('a', { cameraBlocked: true, x: 1 }), policy('b', { x: 2 })], ['a', 'b']],
    ['the same value', [policy('a', { x: 1 }), policy('b', { x: 1 })], []],
    ['lists with the same entries', [policy('a', { x: ['u'] }), policy('b', { x: ['u'] })], []],
    [
      'one that sets nothing',
      [policy('a', { cameraBlocked: true }), policy('b', { cameraBlocked: false })],
      [],
    ],
    ['an empty list', [policy('a', { x: [] }), policy('b', { x: ['u'] })], []],
    ['nothing at all', [policy('a', { x: null, y: '' }), policy('b', { x: 1, y: 'set' })], []],
    ['what the device decides', [policy('a', { x: 'deviceDefault' }), policy('b', { x: 'block' })], []],
    ['“not configured”', [policy('a', { x: 'notConfigured' }), policy('b', { x: 'block' })], []],
    [
      'three, of which two agree',
      [policy('a', { x: 1 }), policy('b', { x: 1 }), policy('c', { x: 2 })],
      ['a', 'b', 'c'],
    ],
    [
      'another type',
      [policy('a', { x: 1 }), policy('b', { x: 2 }, '#microsoft.graph.iosUpdateConfiguration')],
      [],
    ],
    [
      'Wi-Fi, of which there may be several',
      ['a', 'b'].map((id) => policy(id, { ssid: id }, '#microsoft.graph.iosWiFiConfiguration')),
      [],
    ],
    [
      'custom profiles, which Intune does not read',
      ['a', 'b'].map((id) => policy(id, { payload: id }, '#microsoft.graph.iosCustomConfiguration')),
      [],
    ],
  ])('%s', (_, policies, expected) => {
    expect(between(...policies)).toEqual(expected);
  });

  const PASSCODE = 'com.apple.mobiledevice.passwordpolicy';
  const catalog = (id: string, group: string, ...children: object[]) =>
    profileOfCatalog({
      id,
      name: id,
      platforms: 'iOS',
      $settings: [
        { settingInstance: { settingDefinitionId: group, groupSettingCollectionValue: [{ children }] } },
      ],
    });
  const number = (id: string, value: number) => ({
    settingDefinitionId: id,
    simpleSettingValue: { value },
  });
  const choice = (id: string, option: string) => ({
    settingDefinitionId: id,
    choiceSettingValue: { value: `${id}_${option}`, children: [] },
  });
  const minimum = (id: string, length: number) =>
    catalog(id, `${PASSCODE}_${PASSCODE}`, number(`${PASSCODE}_minlength`, length));
  const restriction = (id: string, option: string) =>
    catalog(
      id,
      'com.apple.applicationaccess_com.apple.applicationaccess',
      choice('com.apple.applicationaccess_allowcamera', option),
    );

  // "check all the places you configured policies": the settings catalog is one of them.
  it.each<[string, Policy[], string[]]>([
    ['passcodes of different lengths', [minimum('a', 6), minimum('b', 8)], ['a', 'b']],
    ['passcodes of one length', [minimum('a', 6), minimum('b', 6)], []],
    [
      'a profile and a declaration',
      [minimum('a', 6), catalog('b', 'passcode_passcode', number('passcode_minimumlength', 8))],
      ['a', 'b'],
    ],
    ['the catalog and a template', [minimum('a', 6), policy('b', { passcodeMinimumLength: 8 })], ['a', 'b']],
    [
      'the catalog and a template that agree',
      [minimum('a', 6), policy('b', { passcodeMinimumLength: 6 })],
      [],
    ],
    [
      'simple passcodes, which one allows and the other blocks',
      [
        catalog('a', `${PASSCODE}_${PASSCODE}`, choice(`${PASSCODE}_allowsimple`, 'true')),
        policy('b', { passcodeBlockSimple: true }),
      ],
      ['a', 'b'],
    ],
    ['restrictions', [restriction('a', 'true'), restriction('b', 'false')], ['a', 'b']],
    [
      'Wi-Fi, of which there may be several',
      ['a', 'b'].map((id) =>
        catalog(id, 'com.apple.wifi.managed_com.apple.wifi.managed', choice('com.apple.wifi.managed_x', id)),
      ),
      [],
    ],
  ])('in the settings catalog: %s', (_, policies, expected) => {
    expect(between(...policies)).toEqual(expected);
  });

  it('name those that want another value, and no others', () => {
    const three = [policy('a', { x: 1 }), policy('b', { x: 1 }), policy('c', { x: 2 })];
    const [conflict] = profileConflicts(three).get('a') ?? [];
    expect(conflict?.policies.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(conflict?.others.map(({ id }) => id)).toEqual(['c']);
  });

  it('are what Graph shows of the device, of each profile, and of all profiles together', () => {
    const tenant = new Tenant();
    loadFixture(tenant, 'contoso-jit');
    const set = 'deviceManagement/deviceConfigurations';
    const target = { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' };
    for (const [id, footnote] of [
      ['a', 'one'],
      ['b', 'two'],
    ] as const) {
      tenant.collection(set).insert(policy(id, { lockScreenFootnote: footnote, x: 1 }), SERVICES.seed);
      tenant.collection(`${set}/assignments`).insert({ id: `${id}-1`, $parent: id, target }, SERVICES.seed);
    }
    const simulation = createSimulation(tenant);
    const { id } = simulation.create({ user: 'priya.raman@contoso.com' });
    simulation.act(id, { do: 'enroll' });
    tenant.clock.advance(60_000);
    simulation.act(id, { do: 'checkIn' });
    const [device] = tenant.collection('deviceManagement/managedDevices');
    if (!device) return expect.fail('no device');
    expect(device.$configuration).toBe('conflict');
    const states = devicePolicyStates(tenant, set, device).filter((state) => state.id.length === 1);
    expect(states).toMatchObject([
      {
        id: 'a',
        state: 'conflict',
        settingStates: [
          {
            setting: 'IOSGeneralDeviceConfiguration.LockScreenFootnote',
            state: 'conflict',
            sources: [{ id: 'a' }, { id: 'b' }],
          },
        ],
      },
      { id: 'b', state: 'conflict' },
    ]);
    const told = simulation.assignments(id).assignments.find((each) => each.id === 'a');
    expect(told?.onDevice).toEqual({
      state: 'conflict',
      why: 'the device has it, and “b” wants another value for lockScreenFootnote',
    });
    expect([...listDeviceStatuses(tenant, set, 'a')]).toMatchObject([{ status: 'conflict' }]);
    const overview = createPolicyOverviews(tenant);
    expect(overview(set, 'a').devices).toEqual({ conflict: 1 });

    tenant.collection(set).update('b', { lockScreenFootnote: 'one' }, SERVICES.seed);
    simulation.act(id, { do: 'checkIn' });
    expect(tenant.collection('deviceManagement/managedDevices').get(device.id)?.$configuration).toBe(
      'compliant',
    );
    expect(overview(set, 'a').devices).toEqual({ compliant: 1 });
  });
});
