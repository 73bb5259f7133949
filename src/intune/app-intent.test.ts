import { describe, expect, it } from 'vitest';
import { filtered, IntuneTenant, target } from '../../test/intune-tenant.ts';
import type { AssignmentTarget } from '../tenant/index.ts';
import { createAssignments } from './assignment.ts';
import type { AppIntent, AppResolution } from './assignment-types.ts';

const SET = 'deviceAppManagement/mobileApps';
type Wish = [intent: string, target: AssignmentTarget, settings?: object];

const resolve = (...wishes: readonly Wish[]) => resolveAs('iosVppApp', ...wishes);

function resolveAs(type: string, ...wishes: readonly Wish[]): AppResolution {
  const contoso = new IntuneTenant();
  contoso.group('people', 'adele');
  contoso.group('phones', 'phone');
  contoso.filter('ipads', '(device.model -startsWith "iPad")');
  contoso.filter('iphones', '(device.model -startsWith "iPhone")');
  contoso.put(SET, { '@odata.type': `#microsoft.graph.${type}`, id: 'app', displayName: 'App' });
  for (const [intent, one, settings] of wishes)
    contoso.assign(SET, 'app', [one], { intent, ...(settings && { settings }) });
  const subject = { userId: 'adele', device: { directoryId: 'phone', model: 'iPhone 16' } };
  const [app] = createAssignments(contoso.tenant).effective(subject).apps;
  return app as AppResolution;
}

const user = (intent: string): Wish => [intent, target.group('people')];
const by = (intent: string, id: string, mode: 'include' | 'exclude'): Wish => [
  intent,
  target.group('people', filtered(id, mode)),
];
const device = (intent: string): Wish => [intent, target.group('phones')];

describe('app intents', () => {
  // The table of "How conflicts between app intents are resolved", as far as iOS has it.
  it.each<[string, Wish[], AppIntent, boolean]>([
    ['nothing', [], 'none', false],
    ['user required', [user('required')], 'required', false],
    ['user available', [user('available')], 'available', true],
    ['user required + user available', [user('required'), user('available')], 'required', true],
    ['user required + user uninstall', [user('required'), user('uninstall')], 'required', false],
    ['user available + user uninstall', [user('available'), user('uninstall')], 'uninstall', false],
    ['user required + device required', [user('required'), device('required')], 'required', false],
    ['user required + device uninstall', [user('required'), device('uninstall')], 'required', false],
    ['user available + device required', [user('available'), device('required')], 'required', true],
    ['user available + device uninstall', [user('available'), device('uninstall')], 'available', true],
    ['user uninstall + device required', [user('uninstall'), device('required')], 'required', false],
    ['user uninstall + device uninstall', [user('uninstall'), device('uninstall')], 'uninstall', false],
    ['device required + device uninstall', [device('required'), device('uninstall')], 'required', false],
    [
      'user required and available + user uninstall',
      [user('required'), user('available'), user('uninstall')],
      'required',
      true,
    ],
    [
      'user required and available + device uninstall',
      [user('required'), user('available'), device('uninstall')],
      'required',
      true,
    ],
    [
      'available without enrollment + user required',
      [user('availableWithoutEnrollment'), user('required')],
      'required',
      false,
    ],
    [
      'available without enrollment + device required',
      [user('availableWithoutEnrollment'), device('required')],
      'required',
      true,
    ],
    [
      'available without enrollment + user available',
      [user('availableWithoutEnrollment'), user('available')],
      'available',
      true,
    ],
    [
      'available without enrollment + device uninstall',
      [user('availableWithoutEnrollment'), device('uninstall')],
      'uninstall',
      true,
    ],
    // "Available assignments are only valid when assigning to user groups, not device groups."
    ['device available', [device('available')], 'none', false],
    ['device available + device uninstall', [device('available'), device('uninstall')], 'uninstall', false],
  ])('%s', (_, wishes, intent, offered) => {
    const forwards = resolve(...wishes);
    expect(forwards).toMatchObject({ intent, offered, applies: intent !== 'none' });
    expect(resolve(...wishes.toReversed())).toMatchObject({ intent, offered });
    expect(forwards.reasons.at(-1)?.code).toBe('verdict');
  });

  it('settles the intent before it asks the filters', () => {
    const filteredOut = target.group('people', filtered('ipads', 'include'));
    expect(resolve(['required', filteredOut], user('uninstall'))).toMatchObject({
      intent: 'none',
      applies: false,
    });
  });

  // "it receives a merged intent called Required and Available. The device must evaluate filters used in both assignments."
  it.each<[string, Wish[], AppIntent]>([
    ['no filter over include', [by('required', 'ipads', 'include'), user('available')], 'required'],
    ['exclude over no filter', [by('required', 'iphones', 'exclude'), user('available')], 'none'],
    [
      'exclude over no filter, where it does not match',
      [user('required'), by('available', 'ipads', 'exclude')],
      'required',
    ],
    [
      'either of two includes',
      [by('required', 'ipads', 'include'), by('available', 'iphones', 'include')],
      'required',
    ],
    [
      'none of two includes',
      [by('required', 'ipads', 'include'), by('available', 'ipads', 'include')],
      'none',
    ],
  ])('judges required and available by the filters of both: %s', (_, wishes, intent) => {
    expect(resolve(...wishes)).toMatchObject({ intent, offered: intent !== 'none' });
    expect(resolve(...wishes.toReversed())).toMatchObject({ intent, offered: intent !== 'none' });
  });

  it('offers an App Store app that is required, and no volume-purchased one', () => {
    const store = (...wishes: readonly Wish[]) => resolveAs('iosStoreApp', ...wishes);
    expect(store(user('required'))).toMatchObject({ intent: 'required', offered: true });
    expect(store(device('required'), device('uninstall'))).toMatchObject({
      intent: 'required',
      offered: true,
    });
    expect(store(user('uninstall'))).toMatchObject({ intent: 'uninstall', offered: false });
    expect(store(['required', target.group('people', filtered('ipads', 'include'))])).toMatchObject({
      intent: 'none',
      offered: false,
    });
  });

  it('takes back what Intune has installed where the device is to have it no more, required apps excepted', () => {
    expect(resolve(device('uninstall')).takesBack).toBe(true);
    expect(resolve(user('available'), device('uninstall')).takesBack).toBe(true);
    const others = target.group('phones', filtered('ipads', 'include'));
    expect(resolve(user('available'), ['uninstall', others]).takesBack).toBe(false);
    expect(resolve(user('required'), device('uninstall')).takesBack).toBe(false);
    expect(resolve(user('available')).takesBack).toBe(false);
  });

  it('lets an exclusion count within its intent only', () => {
    const excluded = target.exclude('people');
    expect(resolve(user('required'), ['required', excluded])).toMatchObject({ intent: 'none' });
    expect(resolve(user('required'), ['available', excluded])).toMatchObject({ intent: 'required' });
  });

  it('takes the licence from the assignment that wins', () => {
    const licensed = {
      '@odata.type': '#microsoft.graph.iosVppAppAssignmentSettings',
      useDeviceLicensing: true,
    };
    expect(resolve(['required', target.group('phones'), licensed]).useDeviceLicensing).toBe(true);
    expect(resolve(user('required')).useDeviceLicensing).toBe(false);
    expect(
      resolve(['uninstall', target.group('phones'), licensed], user('required')).useDeviceLicensing,
    ).toBe(false);
  });

  it('says which intent was overruled', () => {
    const codes = (resolution: AppResolution) => resolution.reasons.map(({ code }) => code);
    expect(codes(resolve(user('required'), user('uninstall')))).toContain('intentOverruled');
    expect(codes(resolve(device('available')))).toContain('availableNeedsUsers');
  });
});
