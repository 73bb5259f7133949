// Compliance policies of the settings catalog for iOS: nothing by default, and what the template is where the tenant is taken to have
// definitions, or was given some.
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../src/clock/index.ts';
import { type Assumptions, assume } from '../src/tenant/index.ts';
import { verifyDocuments, verifyTenant } from '../src/verify/index.ts';
import { choice, group, integer, text } from './support/catalog.ts';
import { block, on, PASSCODE, SECURITY, SET, stage, TEMPLATES } from './support/catalog-compliance.ts';
import { COMPLIANCE_POLICY } from './support/devices.ts';
import { exportedFrom } from './support/reports.ts';

const ALL_USERS = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };

describe('a phone that a policy of the catalog reaches', () => {
  it('is judged by it, mends what fails, and stands in all lists', () => {
    const { policy, phone, read, simulation, stateOf, client, tenant } = stage();
    const id = policy([PASSCODE]);
    const { id: device, managed, url } = phone({ passcode: false });
    expect(stateOf(managed)).toBe('noncompliant');
    expect(simulation.get(device).remediating).toBe('Microsoft Teams');
    const [, state] = read(`${url}/deviceCompliancePolicyStates`).value;
    expect(state).toMatchObject({
      id,
      displayName: 'In the catalog',
      state: 'nonCompliant',
      settingCount: 1,
    });
    const setting = 'IOSCompliancePolicy.PasscodeRequired';
    expect(read('/beta/deviceManagement/deviceCompliancePolicySettingStateSummaries').value).toContainEqual(
      expect.objectContaining({ setting, nonCompliantDeviceCount: 1 }),
    );
    expect(read(`${url}/getNonCompliantSettings`).value).toMatchObject([{ setting, state: 'nonCompliant' }]);
    const exported = exportedFrom({ client, tenant });
    expect(exported('NoncompliantDevicesAndSettings')).toMatchObject([{ SettingName: setting }]);
    expect(exported('PolicyComplianceAggReport')).toMatchObject([
      { PolicyId: id, PolicyName: 'In the catalog', NumberOfNonCompliantDevices: 1 },
    ]);
    const { policies, compliant } = simulation.explain(device);
    expect(compliant.settings).toContainEqual(
      expect.objectContaining({
        policy: 'In the catalog',
        setting: 'passcodeRequired',
        state: 'nonCompliant',
      }),
    );
    expect(policies.find((each) => each.id === id)).toMatchObject({
      set: 'deviceManagement/compliancePolicies',
      applies: true,
    });
    const explained = simulation.assignments(device).assignments.filter((each) => each.id === id);
    expect(explained).toMatchObject([
      { type: 'compliancePolicy', applies: true, onDevice: { state: 'nonCompliant' } },
    ]);
    simulation.act(device, { do: 'setPasscode' });
    simulation.act(device, { do: 'recheck' });
    expect(stateOf(managed)).toBe('compliant');
    expect(read(`${url}/deviceCompliancePolicyStates`).value[1]).toMatchObject({ id, state: 'compliant' });
  });

  it('has its grace period, and what is done for it', () => {
    const { policy, phone, stateOf, tenant, read, client } = stage();
    const id = policy([PASSCODE]);
    const actions = [block(24), { actionType: 'retire', gracePeriodHours: 48 }];
    const rules = [{ ruleName: 'R', scheduledActionConfigurations: actions }];
    expect(client.post(`${SET}/${id}/setScheduledActions`, { scheduledActions: rules }).status).toBe(200);
    const { managed } = phone({ passcode: false });
    expect(stateOf(managed)).toBe('inGracePeriod');
    tenant.clock.advance(25 * HOUR);
    expect(stateOf(managed)).toBe('noncompliant');
    tenant.clock.advance(DAY);
    expect([...tenant.collection('tenantless/noncomplianceActions')]).toMatchObject([
      { action: 'retire', policyId: id, policyName: 'In the catalog' },
    ]);
    expect(read(`${TEMPLATES}/getDevicesScheduledToRetire`).value).toMatchObject([
      { managedDeviceId: managed, deviceCompliancePolicyName: 'In the catalog' },
    ]);
  });

  it('is judged without it a minute after it is gone, and at the next check-in after it has changed', () => {
    const { policy, phone, stateOf, tenant, client, simulation } = stage();
    const id = policy([PASSCODE]);
    const { managed, id: device } = phone({ passcode: false });
    expect(stateOf(managed)).toBe('noncompliant');
    const off = choice(`${SECURITY}_passcoderequired`, `${SECURITY}_passcoderequired_false`);
    expect(client.patch(`${SET}/${id}/settings/0`, { settingInstance: off }).status).toBe(200);
    simulation.act(device, { do: 'checkIn' });
    expect(stateOf(managed)).toBe('compliant');
    client.patch(`${SET}/${id}/settings/0`, { settingInstance: PASSCODE });
    simulation.act(device, { do: 'checkIn' });
    expect(stateOf(managed)).toBe('noncompliant');
    client.delete(`${SET}/${id}`);
    tenant.clock.advance(2 * MINUTE);
    expect(stateOf(managed)).toBe('compliant');
  });

  it('has to meet the stricter one of two, of either kind, and shows the conflict where that is assumed', () => {
    const { send, phone, stateOf, client, read, tenant } = stage();
    assume(tenant, { complianceConflict: 'shown' });
    client.patch(`${TEMPLATES}/${COMPLIANCE_POLICY}`, {
      '@odata.type': '#microsoft.graph.iosCompliancePolicy',
      passcodeMinimumLength: 6,
    });
    const { id } = send([integer(`${SECURITY}_passcodeminimumlength`, 8)]).body;
    client.post(`${SET}/${id}/assign`, { assignments: [{ target: ALL_USERS }] });
    const { managed, url } = phone({ passcode: { length: 6 } });
    expect(stateOf(managed)).toBe('noncompliant');
    const states = read(`${url}/deviceCompliancePolicyStates`).value.slice(1);
    expect(states.map((each: { state: string }) => each.state)).toEqual(['conflict', 'conflict']);
  });

  it('hears of a policy that is assigned, before it would check in by itself', () => {
    const { policy, phone, stateOf, tenant } = stage();
    const { managed } = phone();
    tenant.clock.advance(2 * DAY);
    const id = policy([text('ios_deviceproperties_osmaximumversion', '17.0')]);
    tenant.clock.advance(HOUR);
    expect(tenant.collection('deviceManagement/managedDevices').get(managed)?.$evaluated).toEqual([id]);
    expect(stateOf(managed)).toBe('noncompliant');
  });
});

describe('verify', () => {
  it('finds what it finds in the template, where it stands', () => {
    const { policy, tenant } = stage();
    const id = policy([
      group(`${SECURITY}_restrictedapps`, [
        text(`${SECURITY}_restrictedapps_item_appid`, 'com.microsoft.skype.teams'),
      ]),
      text('ios_deviceproperties_osminimumversion', '27.0'),
      text('ios_deviceproperties_osmaximumversion', '26.9'),
      on('ios_email_managedemailprofilerequired'),
    ]);
    const subject = { set: 'deviceManagement/compliancePolicies', id };
    const found = verifyTenant(tenant).findings.map(({ rule, subject: of, pointer }) => ({
      rule,
      subject: of,
      pointer,
    }));
    const at = (index: number) => `/settings/${index}/settingInstance`;
    expect(found).toEqual(
      expect.arrayContaining([
        { rule: 'compliance-impossible', subject, pointer: at(0) },
        { rule: 'compliance-impossible', subject, pointer: `${at(1)}/simpleSettingValue/value` },
        { rule: 'email-profile-missing', subject, pointer: `${at(3)}/choiceSettingValue/value` },
        { rule: 'compliance-not-user-fixable', subject, pointer: `${at(2)}/simpleSettingValue/value` },
      ]),
    );
  });

  it('says that the definitions are inferred, and which settings say nothing', () => {
    const { policy, tenant } = stage();
    policy([PASSCODE, text('com.example_unheard', 'of')]);
    const { assumptions, findings } = verifyTenant(tenant);
    expect(findings.filter(({ rule }) => rule === 'compliance-policy-missing')).toEqual([]);
    expect(assumptions).toContain(
      '"In the catalog" is made of compliance settings for iOS/iPadOS that Microsoft has not published: they are inferred.',
    );
    expect(assumptions.join(' ')).toContain('Of "In the catalog", com.example_unheard is not evaluated');
  });

  it('judges documents likewise, with and without the assumption', () => {
    const document = {
      '@odata.type': '#microsoft.graph.deviceManagementCompliancePolicy',
      id: 'cccccccc-0000-4000-8000-00000000000c',
      name: 'Exported',
      platforms: 'iOS',
      technologies: 'mdm',
      settings: [{ id: '0', settingInstance: text('ios_deviceproperties_osmaximumversion', '26.9') }],
    };
    const documents = [{ path: 'policy.json', text: JSON.stringify(document, null, 2) }];
    const rulesOf = (assumptions: Partial<Assumptions>) => {
      const { findings, notJudged } = verifyDocuments(documents, { assumptions });
      const rules = findings
        .filter(({ rule }) => rule.startsWith('compliance'))
        .map(({ rule, line }) => [rule, line]);
      return { rules, notJudged };
    };
    expect(rulesOf({ catalogCompliance: 'inferred' })).toEqual({
      rules: [['compliance-not-user-fixable', expect.any(Number)]],
      notJudged: [],
    });
    expect(rulesOf({})).toMatchObject({
      rules: [['compliance-policy-missing', undefined]],
      notJudged: [{ type: 'deviceManagementCompliancePolicy', count: 1 }],
    });
  });
});
