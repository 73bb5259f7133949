// The definitions of the settings catalog for compliance: those that are inferred, and those that somebody gives a tenant.
import { describe, expect, it } from 'vitest';
import { graphModel } from '../src/graph/model/index.ts';
import { compliancePolicyOf } from '../src/intune/compliance/catalog.ts';
import { COMPLIANCE_SETTINGS } from '../src/intune/compliance/settings.ts';
import { assume, type Entity } from '../src/tenant/index.ts';
import { verifyTenant } from '../src/verify/index.ts';
import { choice, group, type Instance, integer, text } from './support/catalog.ts';
import { on, PASSCODE, SECURITY, SET, stage } from './support/catalog-compliance.ts';

const DEFINITIONS = '/beta/deviceManagement/complianceSettings';

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
