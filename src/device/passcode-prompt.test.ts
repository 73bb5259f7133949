import { describe, expect, it } from 'vitest';
import { COMPLIANCE_POLICY, createStage, type Stage } from '../../test/support/devices.ts';
import { HOUR, MINUTE } from '../clock/index.ts';
import { SERVICES } from '../tenant/index.ts';
import type { DeviceAction } from './actions.ts';

const COMPLIANCE = 'deviceManagement/deviceCompliancePolicies';
const TEAMS = 'Microsoft Teams';

const prompts = ({ simulation }: Stage, id: string) =>
  simulation.trace(id).flatMap(({ step, user }) => (step === 'PasscodeRequirement' && user ? [user] : []));
/** Whether the person gets anything done. */
const getsPast = ({ simulation }: Stage, id: string, action: DeviceAction = { do: 'signIn', app: TEAMS }) =>
  !simulation
    .act(id, action)
    .trace.some(({ step, outcome }) => step === 'PasscodeRequirement' && outcome === 'refused');

/** What the device answers to SecurityInfo now. */
const securityOf = ({ simulation }: Stage, id: string) =>
  JSON.stringify(simulation.mdm(id).inventory).replaceAll(/\\[nt]/g, '');

/** Demands nothing but what a profile brings, which everybody gets. */
function stageWith(set: string, policy: Record<string, unknown>): Stage {
  const stage = createStage();
  stage.update(COMPLIANCE, COMPLIANCE_POLICY, {
    passcodeRequired: undefined,
    passcodeBlockSimple: undefined,
    passcodeMinimumLength: undefined,
  });
  const { tenant } = stage;
  tenant.collection(set).insert({ id: 'passcodes', displayName: 'P', ...policy }, SERVICES.seed);
  const target = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };
  tenant
    .collection(`${set}/assignments`)
    .insert({ id: 'passcodes_all', $parent: 'passcodes', target }, SERVICES.seed);
  return stage;
}

describe('a passcode that a policy asks for', () => {
  it('is asked for every quarter of an hour, and after an hour before anything else', () => {
    const stage = createStage();
    const id = stage.enrolled({ passcode: false });
    const left = () =>
      prompts(stage, id).map((text) => /(?:within (\d+) minutes|at this time)\.$/.exec(text)?.[1]);
    expect(left()).toEqual(['60']);
    stage.tenant.clock.advance(50 * MINUTE);
    expect(left()).toEqual(['60', '45', '30', '15']);
    expect(getsPast(stage, id)).toBe(true);
    stage.tenant.clock.advance(24 * HOUR);
    expect(left()).toEqual(['60', '45', '30', '15', undefined]);
    expect(getsPast(stage, id)).toBe(false);
    expect(getsPast(stage, id, { do: 'checkIn' })).toBe(true);
    expect(securityOf(stage, id)).toContain('<key>PasscodeCompliantWithProfiles</key><false/>');
    stage.simulation.act(id, { do: 'setPasscode', length: 6 });
    expect(getsPast(stage, id)).toBe(true);
    expect(securityOf(stage, id)).toContain('<key>PasscodeCompliantWithProfiles</key><true/>');
  });

  it('is asked for no more once there is one, however the time goes', () => {
    const stage = createStage();
    const id = stage.enrolled({ passcode: false });
    stage.tenant.clock.advance(20 * MINUTE);
    stage.simulation.act(id, { do: 'setPasscode', length: 6 });
    stage.tenant.clock.advance(5 * MINUTE);
    stage.simulation.act(id, { do: 'removePasscode' });
    const begun = prompts(stage, id).length;
    stage.tenant.clock.advance(14 * MINUTE);
    expect(prompts(stage, id)).toHaveLength(begun);
    stage.tenant.clock.advance(2 * MINUTE);
    expect(prompts(stage, id).at(-1)).toContain('within 45 minutes');
  });

  it('goes on being asked for while the new one is not accepted', () => {
    const stage = createStage();
    stage.update(COMPLIANCE, COMPLIANCE_POLICY, { passcodeMinimumLength: 8 });
    const id = stage.enrolled();
    stage.tenant.clock.advance(2 * HOUR);
    stage.simulation.act(id, { do: 'setPasscode', length: 7 });
    expect(getsPast(stage, id)).toBe(false);
    stage.simulation.act(id, { do: 'setPasscode', length: 8 });
    expect(getsPast(stage, id)).toBe(true);
  });

  it('is left alone when the policy goes', () => {
    const stage = createStage();
    const id = stage.enrolled({ passcode: false });
    stage.unassign(COMPLIANCE, COMPLIANCE_POLICY);
    stage.simulation.act(id, { do: 'checkIn' });
    stage.tenant.clock.advance(2 * HOUR);
    expect(prompts(stage, id)).toHaveLength(1);
    expect(getsPast(stage, id)).toBe(true);
  });

  it('may be demanded by restrictions', () => {
    const stage = stageWith('deviceManagement/deviceConfigurations', {
      '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration',
      passcodeRequired: true,
      passcodeMinimumLength: 10,
    });
    expect(prompts(stage, stage.enrolled())).toHaveLength(1);
    expect(prompts(stage, stage.enrolled({ passcode: { length: 10 } }))).toEqual([]);
  });

  // Monitor results of your device compliance policies, "How Intune resolves policy conflicts".
  it('is what the compliance policy says where a restriction is about the same setting, even a stricter one', () => {
    const stage = stageWith('deviceManagement/deviceConfigurations', {
      '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration',
      passcodeMinimumLength: 10,
      passcodeBlockSimple: true,
    });
    const asked = (passcode: { length: number; simple?: boolean }) =>
      prompts(stage, stage.enrolled({ passcode })).length;
    expect([asked({ length: 6 }), asked({ length: 10 })]).toEqual([1, 0]);
    stage.update(COMPLIANCE, COMPLIANCE_POLICY, { passcodeMinimumLength: 6 });
    expect([asked({ length: 5 }), asked({ length: 6 }), asked({ length: 6, simple: true })]).toEqual([
      1, 0, 1,
    ]);
  });

  it.each([
    [
      'a profile',
      'com.apple.mobiledevice.passwordpolicy_com.apple.mobiledevice.passwordpolicy',
      'com.apple.mobiledevice.passwordpolicy_allowsimple',
      'false',
    ],
    ['a declaration', 'passcode_passcode', 'passcode_requirecomplexpasscode', 'true'],
  ])('may be demanded by the settings catalog, as %s', (_, group, id, option) => {
    const choice = {
      '@odata.type': '#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance',
      settingDefinitionId: id,
      choiceSettingValue: { value: `${id}_${option}`, children: [] },
    };
    const settingInstance = {
      '@odata.type': '#microsoft.graph.deviceManagementConfigurationGroupSettingCollectionInstance',
      settingDefinitionId: group,
      groupSettingCollectionValue: [{ children: [choice] }],
    };
    const stage = stageWith('deviceManagement/configurationPolicies', {
      name: 'P',
      platforms: 'iOS',
      technologies: 'mdm,appleRemoteManagement',
      $settings: [{ settingInstance }],
    });
    expect(prompts(stage, stage.enrolled())).toEqual([]);
    expect(prompts(stage, stage.enrolled({ passcode: { simple: true } }))).toHaveLength(1);
  });

  it('is six characters that are no pattern on a user enrollment, whatever the policy says', () => {
    const stage = createStage();
    stage.update(COMPLIANCE, COMPLIANCE_POLICY, { passcodeMinimumLength: 12 });
    const on = (passcode: { length: number; simple?: boolean }) =>
      prompts(stage, stage.enrolled({ enrollmentType: 'accountDrivenUserEnrollment', passcode })).length;
    expect([on({ length: 4 }), on({ length: 6 }), on({ length: 6, simple: true })]).toEqual([1, 0, 1]);
  });
});
