// Compliance policies of the settings catalog for iOS: nothing by default, and what the template is where the tenant is taken to have
// definitions, or was given some.
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../src/clock/index.ts';
import { graphModel } from '../src/graph/model/index.ts';
import { compliancePolicyOf } from '../src/intune/compliance/catalog.ts';
import { COMPLIANCE_SETTINGS } from '../src/intune/compliance/settings.ts';
import { type Assumptions, assume, type Entity } from '../src/tenant/index.ts';
import { verifyDocuments, verifyTenant } from '../src/verify/index.ts';
import { choice, group, type Instance, integer, text } from './support/catalog.ts';
import { COMPLIANCE_POLICY } from './support/devices.ts';
import { contoso } from './support/managed-phone.ts';
import { exportedFrom } from './support/reports.ts';

const SET = '/beta/deviceManagement/compliancePolicies';
const TEMPLATES = '/beta/deviceManagement/deviceCompliancePolicies';
const DEFINITIONS = '/beta/deviceManagement/complianceSettings';
const ALL_USERS = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };
const SECURITY = 'ios_systemsecurity';
const on = (id: string) => choice(id, `${id}_true`);
const PASSCODE = on(`${SECURITY}_passcoderequired`);

const block = (gracePeriodHours = 0) => ({ actionType: 'block', gracePeriodHours });

function stage(assumptions: Partial<Assumptions> = { catalogCompliance: 'inferred' }) {
  const all = contoso();
  const { tenant, client } = all;
  assume(tenant, assumptions);
  const send = (settings: readonly Instance[], more: object = {}) =>
    client.post(SET, {
      name: 'In the catalog',
      platforms: 'iOS',
      technologies: 'mdm',
      settings: settings.map((settingInstance) => ({ settingInstance })),
      scheduledActionsForRule: [{ ruleName: 'R', scheduledActionConfigurations: [block()] }],
      ...more,
    });
  return {
    ...all,
    send,
    /** Creates a policy and assigns it; the template's goes. */
    policy(settings: readonly Instance[], more: object = {}): string {
      client.delete(`${TEMPLATES}/${COMPLIANCE_POLICY}`);
      const { status, body } = send(settings, more);
      expect(status).toBe(201);
      expect(client.post(`${SET}/${body.id}/assign`, { assignments: [{ target: ALL_USERS }] }).status).toBe(
        200,
      );
      return body.id;
    },
    stateOf: (managed: string) =>
      tenant.collection('deviceManagement/managedDevices').get(managed)?.complianceState,
  };
}

/** All that a policy of the catalog can demand, and what it comes to in the template. */
const EVERYTHING: readonly Instance[] = [
  on('ios_email_managedemailprofilerequired'),
  on('ios_devicehealth_securityblockjailbrokendevices'),
  choice(
    'ios_devicehealth_devicethreatprotectionenabled',
    'ios_devicehealth_devicethreatprotectionenabled_true',
    [
      choice(
        'ios_devicehealth_devicethreatprotectionrequiredsecuritylevel',
        'ios_devicehealth_devicethreatprotectionrequiredsecuritylevel_low',
      ),
    ],
  ),
  text('ios_deviceproperties_osminimumversion', '17.0'),
  text('ios_deviceproperties_osmaximumversion', '26.9'),
  text('ios_deviceproperties_osminimumbuildversion', '21A1'),
  text('ios_deviceproperties_osmaximumbuildversion', '24A1'),
  choice(
    'ios_defender_advancedthreatprotectionrequiredsecuritylevel',
    'ios_defender_advancedthreatprotectionrequiredsecuritylevel_medium',
  ),
  PASSCODE,
  on(`${SECURITY}_passcodeblocksimple`),
  integer(`${SECURITY}_passcodeminimumlength`, 6),
  choice(`${SECURITY}_passcoderequiredtype`, `${SECURITY}_passcoderequiredtype_alphanumeric`),
  integer(`${SECURITY}_passcodeminimumcharactersetcount`, 1),
  integer(`${SECURITY}_passcodeminutesofinactivitybeforelock`, 5),
  integer(`${SECURITY}_passcodeminutesofinactivitybeforescreentimeout`, 3),
  integer(`${SECURITY}_passcodeexpirationdays`, 90),
  integer(`${SECURITY}_passcodepreviouspasscodeblockcount`, 2),
  group(`${SECURITY}_restrictedapps`, [
    text(`${SECURITY}_restrictedapps_item_appid`, 'com.example.poker'),
    text(`${SECURITY}_restrictedapps_item_name`, 'Poker'),
  ]),
];
const IN_THE_TEMPLATE = {
  '@odata.type': '#microsoft.graph.iosCompliancePolicy',
  displayName: 'In the catalog',
  managedEmailProfileRequired: true,
  securityBlockJailbrokenDevices: true,
  deviceThreatProtectionEnabled: true,
  deviceThreatProtectionRequiredSecurityLevel: 'low',
  osMinimumVersion: '17.0',
  osMaximumVersion: '26.9',
  osMinimumBuildVersion: '21A1',
  osMaximumBuildVersion: '24A1',
  advancedThreatProtectionRequiredSecurityLevel: 'medium',
  passcodeRequired: true,
  passcodeBlockSimple: true,
  passcodeMinimumLength: 6,
  passcodeRequiredType: 'alphanumeric',
  passcodeMinimumCharacterSetCount: 1,
  passcodeMinutesOfInactivityBeforeLock: 5,
  passcodeMinutesOfInactivityBeforeScreenTimeout: 3,
  passcodeExpirationDays: 90,
  passcodePreviousPasscodeBlockCount: 2,
  restrictedApps: [{ appId: 'com.example.poker', name: 'Poker' }],
};

describe('the inferred definitions', () => {
  const { read, client, tenant, send } = stage();

  it('are there only where the tenant is taken to have them', () => {
    const isForIos = ({ applicability }: { applicability: { platform: string } }) =>
      applicability.platform === 'iOS';
    expect(read(DEFINITIONS).value.some(isForIos)).toBe(true);
    const ordinary = stage({}).client;
    expect(ordinary.get(DEFINITIONS).body.value.some(isForIos)).toBe(false);
    const categories = (each: typeof client) =>
      each
        .get('/beta/deviceManagement/complianceCategories')
        .body.value.map(({ platforms }: Entity & { platforms: string }) => platforms);
    expect(categories(client)).toContain('iOS');
    expect(categories(ordinary)).not.toContain('iOS');
  });

  it('come and go with what is assumed, and the policies with them', () => {
    const { tenant, client, policy, phone, stateOf, simulation } = stage({});
    const ids = () => client.get(DEFINITIONS).body.value.map(({ id }: Entity) => id);
    const id = policy([PASSCODE]);
    const { id: device, managed } = phone({ passcode: false });
    expect([ids().includes(`${SECURITY}_passcoderequired`), stateOf(managed)]).toEqual([false, 'compliant']);
    assume(tenant, { catalogCompliance: 'inferred' });
    simulation.act(device, { do: 'checkIn' });
    expect([ids().includes(`${SECURITY}_passcoderequired`), stateOf(managed)]).toEqual([
      true,
      'noncompliant',
    ]);
    assume(tenant, { catalogCompliance: 'none' });
    expect(ids()).not.toContain(`${SECURITY}_passcoderequired`);
    expect(compliancePolicyOf(tenant, id)).toBeUndefined();
    simulation.act(device, { do: 'setPasscode' });
    simulation.act(device, { do: 'checkIn' });
    expect(stateOf(managed)).toBe('compliant');
  });

  it('are one for each property of iosCompliancePolicy that the model has, and for each setting that devices are judged by', () => {
    const model = graphModel('beta');
    const common = model.type('microsoft.graph.deviceCompliancePolicy')?.properties;
    const own = [...(model.type('microsoft.graph.iosCompliancePolicy')?.properties.keys() ?? [])].filter(
      (property) => !common?.has(property),
    );
    expect(own).toContain('restrictedApps');
    const defined = new Set(read(DEFINITIONS).value.map(({ id }: Entity) => id.replace(/^ios_[a-z]+_/, '')));
    const wanted = new Set([...own, ...COMPLIANCE_SETTINGS.map(({ property }) => property)]);
    expect(
      [...wanted].filter((property) => !defined.has(property.toLowerCase())),
      'these need a line in src/graph/resources/configuration/catalog/ios-compliance-definitions.ts',
    ).toEqual([]);
  });

  it('come to all that the template has', () => {
    const { body } = send(EVERYTHING);
    expect(compliancePolicyOf(tenant, body.id)).toMatchObject(IN_THE_TEMPLATE);
  });

  it('are what policies are checked by, and what their settings lead to', () => {
    expect(send([integer(`${SECURITY}_passcodeminimumlength`, 3)]).status).toBe(400);
    expect(send([integer(`${SECURITY}_passcoderequired`, 1)]).status).toBe(400);
    expect(send([choice(`${SECURITY}_passcoderequired`, 'yes')]).status).toBe(400);
    expect(send([on(`${SECURITY}_passcodes`)]).status).toBe(400);
    const { id } = send([PASSCODE]).body;
    const settings = `${SET}/${id}/settings`;
    expect(client.get(`${settings}/0/settingDefinitions`).body.value).toMatchObject([
      { id: `${SECURITY}_passcoderequired`, displayName: 'Require a password to unlock mobile devices' },
    ]);
    expect(client.delete(`${SET}/${id}`).status).toBe(204);
  });

  it('aren’t what an ordinary tenant knows', () => {
    const { send: ordinary, tenant: other } = stage({});
    const { status, body } = ordinary([PASSCODE, on(`${SECURITY}_passcodes`)]);
    expect(status).toBe(201);
    expect(compliancePolicyOf(other, body.id)).toBeUndefined();
  });
});

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

describe('definitions that somebody gives the tenant through Graph', () => {
  const TYPE = '#microsoft.graph.deviceManagementConfiguration';
  const DEFINITION = {
    '@odata.type': `${TYPE}SimpleSettingDefinition`,
    id: 'apple_length',
    name: 'PasscodeMinimumLength',
    offsetUri: '/Passcode/PasscodeMinimumLength',
    settingUsage: 'compliance',
    applicability: {
      '@odata.type': `${TYPE}SettingApplicability`,
      platform: 'iOS',
      technologies: 'mdm',
    },
  };

  it('keep their ids, judge, and are shown with the setting', () => {
    const { client, policy, phone, stateOf, tenant } = stage({});
    const created = client.post(DEFINITIONS, DEFINITION);
    expect([created.status, created.body.id]).toEqual([201, 'apple_length']);
    expect(client.post(DEFINITIONS, DEFINITION).status).toBeGreaterThanOrEqual(400);
    const id = policy([integer('apple_length', 8)]);
    const { managed } = phone({ passcode: { length: 6 } });
    expect(stateOf(managed)).toBe('noncompliant');
    expect(client.get(`${SET}/${id}/settings/0/settingDefinitions`).body.value).toMatchObject([
      { id: 'apple_length', name: 'PasscodeMinimumLength' },
    ]);
    expect(verifyTenant(tenant).assumptions.join(' ')).not.toContain('Microsoft has not published');
    client.delete(`${DEFINITIONS}/apple_length`);
    expect(compliancePolicyOf(tenant, id)).toBeUndefined();
  });

  it('without an id that a policy could name get one', () => {
    const { client } = stage({});
    const { status, body } = client.post(DEFINITIONS, { ...DEFINITION, id: 'a/b c' });
    expect([status, body.id]).toEqual([201, expect.stringMatching(/^[0-9a-f-]{36}$/)]);
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
        { rule: 'compliance-impossible', subject, pointer: `${at(3)}/choiceSettingValue/value` },
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
