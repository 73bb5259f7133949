import { describe, expect, it } from 'vitest';
import { COMPLIANCE_POLICY, createStage, type Stage } from '../../test/support/devices.ts';
import { HOUR } from '../clock/index.ts';

const POLICIES = 'deviceManagement/deviceCompliancePolicies';
const TEAMS = { do: 'signIn', app: 'Microsoft Teams' } as const;

function graphView(stage: Stage, id: string) {
  const { managedDeviceId } = stage.simulation.get(id);
  const managed = stage.tenant.collection('deviceManagement/managedDevices').get(managedDeviceId as string);
  const directory = stage.tenant.collection('devices').get(managed?.$directoryDevice as string);
  return {
    complianceState: managed?.complianceState,
    grace: managed?.complianceGracePeriodExpirationDateTime,
    isCompliant: directory?.isCompliant,
  };
}

const shown = (stage: Stage, id: string) =>
  stage.simulation.trace(id).filter(({ step }) => step === 'ShowSetting').length;

describe('compliance remediation', () => {
  it('shows what fails, waits for the person, and goes on after Recheck', () => {
    const stage = createStage();
    const id = stage.enrolled({ passcode: false });
    expect(stage.simulation.act(id, TEAMS).device).toMatchObject({
      registered: true,
      remediating: 'Microsoft Teams',
      signedIn: [],
    });
    expect(graphView(stage, id)).toMatchObject({ complianceState: 'noncompliant', isCompliant: false });

    expect(stage.simulation.act(id, { do: 'recheck' }).device.remediating).toBe('Microsoft Teams');
    expect(shown(stage, id)).toBe(2);

    stage.simulation.act(id, { do: 'setPasscode' });
    const { device, trace } = stage.simulation.act(id, { do: 'recheck' });
    expect(trace.map(({ step }) => step)).toEqual([
      'Recheck',
      'CheckIn',
      'JITRemediationCompleted',
      'JITComplianceBitSetStarted',
      'JITComplianceBitSetCompleted',
      'TokenIssued',
    ]);
    expect(device).toMatchObject({ complianceState: 'compliant', signedIn: ['Microsoft Teams'] });
    expect(device.remediating).toBeUndefined();
    expect(graphView(stage, id)).toMatchObject({ complianceState: 'compliant', isCompliant: true });
  });

  it('lists all that fails, and goes on only when all is well', () => {
    const stage = createStage();
    const id = stage.enrolled({ passcode: { length: 4 }, osVersion: '16.7' });
    stage.simulation.act(id, TEAMS);
    expect(shown(stage, id)).toBe(2);
    stage.simulation.act(id, { do: 'setPasscode', length: 8 });
    expect(stage.simulation.act(id, { do: 'recheck' }).device.remediating).toBe('Microsoft Teams');
    stage.simulation.act(id, { do: 'updateOs', to: '18.5' });
    expect(stage.simulation.act(id, { do: 'recheck' }).device.signedIn).toEqual(['Microsoft Teams']);
  });

  it('says so when nothing is in the person’s hands', () => {
    const stage = createStage();
    stage.update(POLICIES, COMPLIANCE_POLICY, { securityBlockJailbrokenDevices: true });
    const id = stage.enrolled({ jailbroken: true });
    const { trace } = stage.simulation.act(id, TEAMS);
    expect(trace.at(-1)).toMatchObject({ outcome: 'failed', code: -51821, user: 'Contact your IT support' });
  });

  it('starts again on a registered device that has drifted, before it gets another token', () => {
    const stage = createStage();
    const id = stage.enrolled();
    stage.simulation.act(id, TEAMS);
    stage.simulation.act(id, { do: 'removePasscode' });
    stage.simulation.act(id, { do: 'checkIn' });
    expect(graphView(stage, id)).toMatchObject({ complianceState: 'noncompliant', isCompliant: false });
    const { device } = stage.simulation.act(id, { do: 'signIn', app: 'Microsoft Outlook' });
    expect(device).toMatchObject({ remediating: 'Microsoft Outlook', signedIn: ['Microsoft Teams'] });
  });

  it('refuses Recheck where nothing is open', () => {
    const stage = createStage();
    const { trace } = stage.simulation.act(stage.enrolled(), { do: 'recheck' });
    expect(trace).toMatchObject([{ step: 'Recheck', outcome: 'refused' }]);
  });

  it('lets a device in grace in, and stops it when the grace period has passed', () => {
    const stage = createStage();
    const actions = stage.tenant.collection(`${POLICIES}/scheduledActionsForRule`);
    const [rule] = actions.where('$parent', COMPLIANCE_POLICY);
    stage.update(actions.name, rule?.id as string, {
      scheduledActionConfigurations: [{ id: 'x', actionType: 'block', gracePeriodHours: 24 }],
    });
    const id = stage.enrolled({ passcode: false });
    expect(stage.simulation.act(id, TEAMS).device.signedIn).toEqual(['Microsoft Teams']);
    const { grace, ...inGrace } = graphView(stage, id);
    expect(inGrace).toEqual({ complianceState: 'inGracePeriod', isCompliant: true });
    expect(Date.parse(grace as string)).toBeLessThan(stage.tenant.clock.now + 24 * HOUR);

    stage.tenant.clock.advance(25 * HOUR);
    expect(graphView(stage, id)).toMatchObject({ complianceState: 'noncompliant', isCompliant: false });
    expect(graphView(stage, id).grace).toBeUndefined();
  });
});
