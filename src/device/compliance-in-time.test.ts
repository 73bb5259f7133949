// What becomes of compliance between check-ins.
import { describe, expect, it } from 'vitest';
import { COMPLIANCE_POLICY, createStage, type Stage } from '../../test/support/devices.ts';
import { DAY, HOUR, SECOND } from '../clock/index.ts';
import { ERROR_TOLERANCE } from '../intune/compliance/compliance.ts';
import { RECALCULATED_AT_ONCE, RECALCULATION_DELAY } from '../intune/compliance/watch.ts';
import { type ManagedDevice, SERVICES } from '../tenant/index.ts';

const POLICIES = 'deviceManagement/deviceCompliancePolicies';
const RULES = `${POLICIES}/scheduledActionsForRule`;
const TEAMS = { do: 'signIn', app: 'Microsoft Teams' } as const;

function grace(stage: Stage, gracePeriodHours: number): void {
  const [rule] = stage.tenant.collection(RULES).where('$parent', COMPLIANCE_POLICY);
  stage.update(RULES, rule?.id as string, {
    scheduledActionConfigurations: [{ id: 'x', actionType: 'block', gracePeriodHours }],
  });
}

function settings(stage: Stage, change: Record<string, unknown>): void {
  const singleton = stage.tenant.collection('deviceManagement').first;
  stage.update('deviceManagement', singleton?.id as string, {
    settings: { ...singleton?.settings, ...change },
  });
}

function standing(stage: Stage, id: string): readonly [string | undefined, boolean | undefined] {
  const { complianceState, azureADDeviceId } = stage.simulation.get(id);
  const [device] = stage.tenant.collection('devices').where('deviceId', azureADDeviceId);
  return [complianceState, device?.isCompliant];
}

/** A device that is registered, so that Entra ID follows. */
function registered(stage: Stage, facts: Parameters<Stage['enrolled']>[0] = {}): string {
  const id = stage.enrolled(facts);
  stage.simulation.act(id, TEAMS);
  return id;
}

/** Takes a device out of the world: nothing of it reaches Intune any more. */
function silence({ tenant }: Stage, id: string): void {
  tenant.collection('tenantless/devices').update(id, { nextCheckIn: undefined }, SERVICES.seed);
}

describe('a setting in Error', () => {
  it('leaves the state as it was for seven days, then counts as failed', () => {
    const stage = createStage();
    const id = registered(stage);
    stage.simulation.act(id, { do: 'failQueries', queries: ['SecurityInfo'] });
    stage.simulation.act(id, { do: 'checkIn' });
    const began = stage.tenant.clock.now;
    expect(standing(stage, id)).toEqual(['compliant', true]);
    stage.tenant.clock.advanceTo(began + ERROR_TOLERANCE - 1);
    expect(standing(stage, id)).toEqual(['compliant', true]);
    stage.tenant.clock.advance(1);
    expect(standing(stage, id)).toEqual(['noncompliant', false]);
    stage.simulation.act(id, { do: 'failQueries', queries: [] });
    stage.simulation.act(id, { do: 'checkIn' });
    expect(standing(stage, id)).toEqual(['compliant', true]);
  });

  it('leaves what failed noncompliant until it is answered', () => {
    const stage = createStage();
    const id = registered(stage, { passcode: false });
    stage.simulation.act(id, { do: 'failQueries', queries: ['SecurityInfo'] });
    stage.simulation.act(id, { do: 'setPasscode' });
    stage.simulation.act(id, { do: 'checkIn' });
    expect(standing(stage, id)).toEqual(['noncompliant', false]);
    stage.tenant.clock.advance(3 * DAY);
    stage.simulation.act(id, { do: 'failQueries', queries: [] });
    stage.simulation.act(id, { do: 'checkIn' });
    expect(standing(stage, id)).toEqual(['compliant', true]);
  });

  it('gives a grace period after the seven days, if the policy has one', () => {
    const stage = createStage();
    grace(stage, 24);
    const id = registered(stage);
    stage.simulation.act(id, { do: 'failQueries', queries: ['SecurityInfo'] });
    stage.simulation.act(id, { do: 'checkIn' });
    stage.tenant.clock.advance(ERROR_TOLERANCE);
    expect(standing(stage, id)).toEqual(['inGracePeriod', true]);
    stage.tenant.clock.advance(DAY);
    expect(standing(stage, id)).toEqual(['noncompliant', false]);
  });

  it('leaves a device that was never judged unknown', () => {
    const stage = createStage();
    const id = stage.enrolled({ failingQueries: ['SecurityInfo', 'DeviceInformation'] });
    expect(stage.simulation.get(id).complianceState).toBe('unknown');
  });

  it('lets another setting of the same policy fail at once', () => {
    const stage = createStage();
    stage.update(POLICIES, COMPLIANCE_POLICY, { securityBlockJailbrokenDevices: true });
    const id = registered(stage, { failingQueries: ['SecurityInfo'] });
    stage.simulation.act(id, { do: 'jailbreak' });
    stage.simulation.act(id, { do: 'checkIn' });
    expect(standing(stage, id)[0]).toBe('noncompliant');
  });
});

describe('a policy that reaches the device no more', () => {
  it.each(['assignment', 'policy'] as const)('is judged without, from what is known: %s', (gone) => {
    const stage = createStage();
    const id = registered(stage, { passcode: false });
    silence(stage, id);
    const contact = stage.simulation.get(id).lastCheckInDateTime;
    if (gone === 'assignment') stage.unassign(POLICIES, COMPLIANCE_POLICY);
    else stage.tenant.collection(POLICIES).remove(COMPLIANCE_POLICY, SERVICES.seed);
    expect(standing(stage, id)).toEqual(['noncompliant', false]);
    stage.tenant.clock.advance(RECALCULATION_DELAY);
    expect(standing(stage, id)).toEqual(['compliant', true]);
    expect(stage.simulation.get(id).lastCheckInDateTime).toBe(contact);
  });

  it('is taken from many devices in portions, a second apart', () => {
    const stage = createStage();
    registered(stage, { passcode: false });
    const devices = stage.tenant.collection('deviceManagement/managedDevices');
    const one = devices.first as ManagedDevice;
    for (let number = 0; number < RECALCULATED_AT_ONCE; number += 1)
      devices.insert({ ...one, id: `managed-${number}` }, SERVICES.seed);
    const failing = () => devices.countWhere('$evaluated', COMPLIANCE_POLICY);
    stage.unassign(POLICIES, COMPLIANCE_POLICY);
    stage.tenant.clock.advance(RECALCULATION_DELAY);
    expect(failing()).toBe(1);
    expect(devices.get(`managed-${RECALCULATED_AT_ONCE - 1}`)?.complianceState).toBe('noncompliant');
    stage.tenant.clock.advance(SECOND);
    expect(failing()).toBe(0);
    expect([...devices].every(({ complianceState }) => complianceState === 'compliant')).toBe(true);
  });

  it('makes the device noncompliant where such without a policy are', () => {
    const stage = createStage();
    settings(stage, { secureByDefault: true });
    const id = registered(stage);
    expect(standing(stage, id)).toEqual(['compliant', true]);
    stage.unassign(POLICIES, COMPLIANCE_POLICY);
    stage.tenant.clock.advance(RECALCULATION_DELAY);
    expect(standing(stage, id)).toEqual(['noncompliant', false]);
  });

  it('changes nothing when the policy is assigned in another way', () => {
    const stage = createStage();
    const id = registered(stage, { passcode: false });
    const assignments = stage.tenant.collection(`${POLICIES}/assignments`);
    const [before] = assignments.where('$parent', COMPLIANCE_POLICY);
    stage.unassign(POLICIES, COMPLIANCE_POLICY);
    assignments.insert({ ...before, id: 'again' } as never, SERVICES.seed);
    stage.tenant.clock.advance(RECALCULATION_DELAY);
    expect(standing(stage, id)).toEqual(['noncompliant', false]);
  });

  it('takes the date of a retirement with it', () => {
    const stage = createStage();
    const [rule] = stage.tenant
      .collection(`${POLICIES}/scheduledActionsForRule`)
      .where('$parent', COMPLIANCE_POLICY);
    stage.update(`${POLICIES}/scheduledActionsForRule`, rule?.id as string, {
      scheduledActionConfigurations: [
        { id: 'block', actionType: 'block', gracePeriodHours: 0 },
        { id: 'retire', actionType: 'retire', gracePeriodHours: 1 },
      ],
    });
    const id = registered(stage, { passcode: false });
    const date = () => stage.tenant.collection('deviceManagement/managedDevices').first?.retireAfterDateTime;
    stage.tenant.clock.advance(2 * HOUR);
    expect(date()).toBeDefined();
    silence(stage, id);
    stage.unassign(POLICIES, COMPLIANCE_POLICY);
    stage.tenant.clock.advance(RECALCULATION_DELAY);
    expect(standing(stage, id)).toEqual(['compliant', true]);
    expect(date()).toBeUndefined();
  });

  it('counts from the next check-in on when it is newly assigned', () => {
    const stage = createStage();
    const assignments = stage.tenant.collection(`${POLICIES}/assignments`);
    const [assignment] = assignments.where('$parent', COMPLIANCE_POLICY);
    stage.unassign(POLICIES, COMPLIANCE_POLICY);
    const id = registered(stage, { passcode: false });
    expect(standing(stage, id)).toEqual(['compliant', true]);
    silence(stage, id);
    assignments.insert(assignment as never, SERVICES.seed);
    stage.tenant.clock.advance(RECALCULATION_DELAY);
    expect(standing(stage, id)).toEqual(['compliant', true]);
    stage.simulation.act(id, { do: 'checkCompliance' });
    expect(standing(stage, id)).toEqual(['noncompliant', false]);
  });
});

describe('a device that Intune has not heard from since it changed', () => {
  it('is explained as Intune knows it, with what it would find', () => {
    const stage = createStage();
    const id = registered(stage, { passcode: false });
    const why = () => stage.simulation.explain(id).compliant.why;
    expect(why()).toBe('The device has no passcode.');
    stage.simulation.act(id, { do: 'setPasscode', length: 6 });
    expect(stage.simulation.explain(id).compliant).toMatchObject({
      state: 'noncompliant',
      outdated: true,
      failing: [],
    });
    expect(stage.simulation.explain(id).next).toContain('Tap Recheck: {"do":"recheck"}');
    expect(why()).toMatch(
      /^Intune has not heard yet how the device is now, and will at the next check-in \(20.*Z\): it meets "iOS compliance"$/,
    );
    stage.simulation.act(id, { do: 'checkIn' });
    expect(why()).toBe('it meets "iOS compliance"');
    stage.simulation.act(id, { do: 'recheck' });
    stage.simulation.act(id, { do: 'removePasscode' });
    stage.simulation.act(id, { do: 'checkIn' });
    stage.simulation.act(id, { do: 'setPasscode', length: 6 });
    expect(stage.simulation.explain(id).next).toEqual(['Let Intune hear of it: {"do":"checkIn"}']);
    stage.simulation.act(id, { do: 'checkIn' });
    expect(stage.simulation.explain(id).compliant).not.toHaveProperty('outdated');
    stage.simulation.act(id, { do: 'removePasscode' });
    expect(why()).toMatch(/^Intune has not heard yet .*: The device has no passcode\.$/);
  });
});

describe('the validity period', () => {
  it('ends for a device that keeps silent, and its next contact mends that', () => {
    const stage = createStage();
    settings(stage, { deviceComplianceCheckinThresholdDays: 5 });
    const id = registered(stage);
    silence(stage, id);
    stage.tenant.clock.advance(5 * DAY - HOUR);
    expect(standing(stage, id)).toEqual(['compliant', true]);
    stage.tenant.clock.advance(HOUR);
    expect(standing(stage, id)).toEqual(['noncompliant', false]);
    stage.simulation.act(id, { do: 'checkIn' });
    expect(standing(stage, id)).toEqual(['compliant', true]);
  });

  it('holds for devices that are there when it is made shorter', () => {
    const stage = createStage();
    const id = registered(stage);
    silence(stage, id);
    stage.tenant.clock.advance(10 * DAY);
    settings(stage, { deviceComplianceCheckinThresholdDays: 3 });
    stage.tenant.clock.advance(0);
    expect(standing(stage, id)).toEqual(['noncompliant', false]);
  });
});
