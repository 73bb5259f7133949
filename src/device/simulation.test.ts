import { describe, expect, it } from 'vitest';
import { createStage, PERSON, SSO_POLICY } from '../../test/support/devices.ts';
import { HOUR, MINUTE } from '../clock/index.ts';
import { enrollmentFacts, JUST_IN_TIME_TYPES } from '../intune/enrollment/types.ts';
import { InvalidActionError, InvalidDeviceError, UnknownDeviceError } from './errors.ts';
import type { DeviceAction } from './index.ts';
import { createSimulation, formatTrace } from './index.ts';
import type { NewDevice } from './new-device.ts';
import { ACTIONS_KEPT } from './simulation.ts';

const TEAMS = { do: 'signIn', app: 'Teams' } as const;

it('does more different things than it keeps', () => {
  const { simulation, tenant } = createStage();
  const { id } = simulation.create({ user: PERSON, osVersion: '18.0' });
  const last = ACTIONS_KEPT + 2;
  for (let patch = 1; patch <= last; patch += 1)
    simulation.start(id, { do: 'updateOs', to: `18.0.${patch}` });
  tenant.clock.advance(MINUTE);
  expect(simulation.get(id).osVersion).toBe(`18.0.${last}`);
});

describe('enrollment', () => {
  it.each(
    JUST_IN_TIME_TYPES.map(enrollmentFacts).map(({ type, owner, supervised, userEnrollment }) => ({
      type,
      owner,
      supervised,
      userEnrollment,
    })),
  )(
    '$type leaves the objects that Graph shows before registration',
    ({ type, owner, supervised, userEnrollment }) => {
      const stage = createStage();
      const device = stage.simulation.get(stage.enrolled({ enrollmentType: type, osVersion: '17.7' }));
      const managed = stage.tenant
        .collection('deviceManagement/managedDevices')
        .get(device.managedDeviceId as string);
      expect(managed).toMatchObject({
        managedDeviceOwnerType: owner,
        isSupervised: supervised,
        userPrincipalName: PERSON,
        azureADRegistered: false,
        azureADDeviceId: '00000000-0000-0000-0000-000000000000',
        deviceRegistrationState: 'notRegistered',
        complianceState: 'compliant',
      });
      expect(managed?.serialNumber).toBe(userEnrollment ? undefined : device.serialNumber);
      expect(device.apps.find(({ name }) => name === 'Microsoft Authenticator')?.state).toBe('installed');
      expect(device.profiles).toEqual([{ id: SSO_POLICY, name: 'iOS SSO extension (JIT)' }]);
    },
  );

  it.each<[string, Partial<NewDevice>, string]>([
    [
      'an iOS that is too old',
      { enrollmentType: 'deviceEnrollmentWithCompanyPortal', osVersion: '13.7' },
      'DeviceTypeNotSupported',
    ],
    [
      'no Managed Apple Account',
      { enrollmentType: 'accountDrivenUserEnrollment', managedAppleAccount: false },
      'ManagedAppleAccountMissing',
    ],
  ])('is refused with %s, and nothing is left in Graph', (_what, facts, code) => {
    const stage = createStage();
    const { trace, device } = stage.simulation.act(stage.device(facts), { do: 'enroll' });
    expect(trace.at(-1)).toMatchObject({ outcome: 'refused', code });
    expect(trace.at(-1)?.user).toBeTruthy();
    expect(device.enrolled).toBe(false);
    expect(stage.tenant.collection('deviceManagement/managedDevices').size).toBe(0);
  });

  it('is refused when the push certificate has expired', () => {
    const stage = createStage();
    const certificates = stage.tenant.collection('deviceManagement/applePushNotificationCertificate');
    for (const { id } of certificates) {
      stage.update(certificates.name, id, { expirationDateTime: '2026-08-20T00:00:00Z' });
    }
    const { trace } = stage.simulation.act(stage.device(), { do: 'enroll' });
    expect(trace.at(-1)).toMatchObject({ outcome: 'refused', code: 'APNSCertificateNotValid' });
  });

  it('is refused a second time, and possible again after the management was removed', () => {
    const stage = createStage();
    const id = stage.enrolled();
    expect(stage.simulation.act(id, { do: 'enroll' }).trace.at(-1)?.outcome).toBe('refused');
    const { device } = stage.simulation.act(id, { do: 'retire' });
    expect(device).toMatchObject({ enrolled: false, profiles: [], apps: [] });
    expect(stage.simulation.act(id, { do: 'enroll' }).device.enrolled).toBe(true);
    expect(stage.tenant.collection('deviceManagement/managedDevices').size).toBe(1);
  });
});

describe('time', () => {
  it('brings the device back every 15 minutes for an hour, then about every 8 hours', () => {
    const stage = createStage();
    const id = stage.enrolled();
    const enrolled = stage.simulation.trace(id).find(({ step }) => step === 'EvaluateCompliance')
      ?.at as string;
    stage.tenant.clock.advance(18 * HOUR);
    const minutes = stage.simulation
      .trace(id)
      .filter(({ step }) => step === 'CheckIn')
      .map(({ at }) => Math.round((Date.parse(at) - Date.parse(enrolled)) / MINUTE));
    expect(minutes.slice(0, 4)).toEqual([15, 30, 45, 60]);
    expect(minutes.slice(4)).toHaveLength(2);
    for (const [index, minute] of minutes.slice(4).entries()) {
      expect(Math.abs(minute - 60 - (index + 1) * 480)).toBeLessThan(60);
    }
  });

  it('removes a profile at the next check-in after it was unassigned, and wakes for Graph', () => {
    const stage = createStage();
    const id = stage.enrolled();
    stage.unassign('deviceManagement/deviceConfigurations', SSO_POLICY);
    expect(stage.simulation.get(id).profiles).toHaveLength(1);
    stage.tenant.clock.schedule(
      stage.tenant.clock.now,
      'checkIn',
      stage.simulation.get(id).managedDeviceId as string,
    );
    stage.tenant.clock.advance(1);
    expect(stage.simulation.get(id).profiles).toEqual([]);
  });

  it('runs many devices at a time, in one clock', () => {
    const stage = createStage();
    const people = [...stage.tenant.collection('users')].slice(0, 10);
    const ids = Array.from({ length: 20 }, (_, number) =>
      stage.device({ user: people[number % 10]?.id as string }),
    );
    for (const id of ids) {
      stage.simulation.start(id, { do: 'enroll' });
      stage.simulation.start(id, TEAMS, stage.tenant.clock.now + 8 * MINUTE);
    }
    stage.tenant.clock.advance(15 * MINUTE);
    expect(stage.simulation.list().filter(({ registered }) => registered)).toHaveLength(20);
  });
});

describe('the moments of a fleet', () => {
  /** What each of three devices lived through in half an hour, GUIDs aside: who draws first gets another. */
  const lives = (step: number) => {
    const stage = createStage();
    const start = stage.tenant.clock.now;
    const ids = [
      stage.device(),
      stage.device({ passcode: false }),
      stage.device({ acceptsAppInstalls: false }),
    ];
    for (const [index, id] of ids.entries()) {
      stage.simulation.start(id, { do: 'enroll' });
      // In the middle of the enrollment, after it, and while apps arrive.
      stage.simulation.start(id, { do: 'checkIn' }, start + 40_000);
      stage.simulation.start(id, TEAMS, start + (5 - index) * MINUTE);
    }
    while (stage.tenant.clock.now < start + 30 * MINUTE) stage.tenant.clock.advance(step);
    return ids.map((id) => formatTrace(stage.simulation.trace(id)).replaceAll(/[0-9a-f-]{36}/g, 'GUID'));
  };

  it('are the same however far the clock goes at a time', () => {
    const all = lives(30 * MINUTE);
    expect(all.join()).toContain('TokenIssued');
    expect(lives(1000)).toEqual(all);
    expect(lives(47_000 * 10 - 20_000)).toEqual(all);
  });

  it('follow one another in the journal, and each is that of its change', () => {
    const stage = createStage();
    const ids = [stage.device(), stage.device()];
    for (const id of ids) stage.simulation.start(id, { do: 'enroll' });
    stage.tenant.clock.advance(10 * MINUTE);
    let before = 0;
    for (const { at, set, change, after } of stage.tenant.journal.since()) {
      expect(at).toBeGreaterThanOrEqual(before);
      before = at;
      if (set !== 'deviceManagement/managedDevices' || change !== 'create') continue;
      expect(Date.parse(after?.['enrolledDateTime'] as string)).toBe(at);
    }
  });
});

describe('determinism', () => {
  const story = (seed: number) => {
    const stage = createStage({ seed });
    const [one, two] = [stage.device(), stage.device({ passcode: false })];
    for (const id of [one, two]) stage.simulation.start(id, { do: 'enroll' });
    stage.tenant.clock.advance(10 * MINUTE);
    for (const id of [one, two]) stage.simulation.act(id, TEAMS);
    return stage;
  };

  it('gives the same bytes for the same seed, and others for another', () => {
    const bytes = (seed: number) => JSON.stringify(story(seed).tenant.snapshot());
    expect(bytes(7)).toBe(bytes(7));
    expect(bytes(7)).not.toBe(bytes(8));
  });

  it('gives the same bytes again after a reset', () => {
    const stage = createStage();
    const run = () => {
      const id = stage.enrolled();
      stage.simulation.act(id, TEAMS);
      return JSON.stringify([stage.tenant.snapshot(), stage.simulation.trace(id)]);
    };
    const first = run();
    stage.tenant.reset();
    expect(stage.simulation.list()).toEqual([]);
    expect(run()).toBe(first);
  });

  it('goes on in the middle of a journey from a snapshot that went through JSON', () => {
    const stage = createStage();
    const id = stage.device();
    stage.simulation.start(id, { do: 'enroll' });
    stage.tenant.clock.advance(MINUTE + 21_000);
    const snapshot = JSON.parse(JSON.stringify(stage.tenant.snapshot()));
    stage.tenant.clock.advance(10 * MINUTE);
    const straight = formatTrace(stage.simulation.trace(id));

    const other = createStage();
    other.tenant.restore(snapshot);
    other.tenant.clock.advance(10 * MINUTE);
    expect(formatTrace(other.simulation.trace(id))).toBe(straight);
    expect(other.simulation.act(id, TEAMS).device.registered).toBe(true);
  });
});

describe('bad input', () => {
  it.each<[unknown, string, RegExp]>([
    [{}, 'user', /expected a string/],
    [{ user: 'nobody@contoso.com' }, 'user', /no user 'nobody@contoso.com'/],
    [{ user: 'priya.raman@contoso.co' }, 'user', /did you mean priya.raman@contoso.com/],
    [{ user: PERSON, enrollmentType: 'web' }, 'enrollmentType', /webDeviceEnrollment/],
    [{ user: PERSON, passcode: { length: 2 } }, 'passcode', /./],
    [{ user: PERSON, apps: ['Wordle'] }, 'apps.0', /no known app 'Wordle'/],
    [{ user: PERSON, jailbrokn: true }, 'jailbrokn', /did you mean 'jailbroken'/i],
  ])('%j is no device', (newDevice, path, message) => {
    const { simulation } = createStage();
    const create = () => simulation.create(newDevice as NewDevice);
    expect(create).toThrow(InvalidDeviceError);
    expect(create).toThrow(message);
    try {
      create();
    } catch (error) {
      expect((error as InvalidDeviceError).problems[0]?.path.join('.')).toMatch(path);
    }
  });

  it.each<[unknown, RegExp]>([
    [{ do: 'enrol' }, /do: .*enroll/],
    [{ do: 'signIn' }, /app: /],
    [{ do: 'signIn', app: 'Wordle' }, /bundle id/],
    [{ do: 'updateOs', to: 'newest' }, /to: expected a version/],
    [{ do: 'setPasscode', length: '6' }, /length: /],
  ])('%j is no action', (action, message) => {
    const stage = createStage();
    const id = stage.device();
    const act = () => stage.simulation.act(id, action as DeviceAction);
    expect(act).toThrow(InvalidActionError);
    expect(act).toThrow(message);
    expect(stage.simulation.trace(id)).toEqual([]);
  });

  it('knows when there is no such device', () => {
    const { simulation } = createStage();
    for (const ask of [
      () => simulation.get('device-9'),
      () => simulation.trace('device-9'),
      () => simulation.explain('device-9'),
      () => simulation.act('device-9', { do: 'checkIn' }),
      () => simulation.start('device-9', { do: 'checkIn' }),
    ]) {
      expect(ask).toThrow(UnknownDeviceError);
    }
  });
});

describe('explain', () => {
  it('says what stands in the way, and what to do', () => {
    const stage = createStage();
    stage.pair('device_registration', { value: '{{DEVICEREGISTRATION}} ' });
    const id = stage.enrolled({ passcode: false });
    const explanation = stage.simulation.explain(id);
    expect(explanation.registered.is).toBe(false);
    expect(explanation.registered.why).toContain('no link configuration');
    expect(explanation.compliant).toMatchObject({ is: false, state: 'noncompliant' });
    expect(explanation.compliant.failing).toHaveLength(1);
    expect(explanation.findings).toContain('device-registration-value-spaces');
    expect(explanation.policies.find(({ id: policy }) => policy === SSO_POLICY)).toMatchObject({
      applies: true,
      installed: true,
    });
    expect(explanation.next[0]).toContain('Remove the spaces');
  });

  it('works before enrollment', () => {
    const stage = createStage();
    const explanation = stage.simulation.explain(stage.device());
    expect(explanation.registered).toEqual({ is: false, why: 'it is not enrolled' });
    expect(explanation.next).toContain('Enroll the device: {"do":"enroll"}');
  });
});

describe('events', () => {
  it('tells listeners every entry, until they stop', () => {
    const stage = createStage();
    const seen: number[] = [];
    const stop = stage.simulation.subscribe(({ sequence }) => seen.push(sequence));
    const id = stage.enrolled();
    expect(seen).toEqual(stage.simulation.trace(id).map(({ sequence }) => sequence));
    stop();
    stage.simulation.act(id, { do: 'checkIn' });
    expect(seen.length).toBeLessThan(stage.simulation.trace(id).length);
  });

  it('names the cause of each entry, which comes before it', () => {
    const stage = createStage();
    const id = stage.enrolled({ passcode: false });
    stage.simulation.act(id, TEAMS);
    const trace = stage.simulation.trace(id);
    for (const { sequence, cause } of trace) if (cause !== undefined) expect(cause).toBeLessThan(sequence);
    expect(trace.filter(({ cause }) => cause === undefined).length).toBeLessThan(5);
  });

  it('one simulation a tenant goes on where another has left', () => {
    const stage = createStage();
    const id = stage.enrolled();
    const another = createSimulation(stage.tenant);
    expect(another.act(id, TEAMS).device.registered).toBe(true);
    expect(another.create({ user: PERSON }).id).toBe('device-2');
  });
});
