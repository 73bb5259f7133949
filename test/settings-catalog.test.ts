// Policies of the settings catalog with the SSO extension: made through Graph, delivered, judged.
import { describe, expect, it } from 'vitest';
import { createEmulator } from '../src/emulator.ts';
import { verifyDocuments, verifyTenant } from '../src/verify/index.ts';
import { type SsoCatalogOptions, ssoCatalogPolicy } from './support/catalog.ts';
import { createStage, SSO_POLICY } from './support/devices.ts';
import { graphClient } from './support/graph-client.ts';

const SET = '/beta/deviceManagement/configurationPolicies';
const ALL_USERS = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };

/** Contoso with a policy of the catalog in the place of the template's. */
function stageWith(options: SsoCatalogOptions = {}, more: object = {}) {
  const stage = createStage();
  stage.unassign('deviceManagement/deviceConfigurations', SSO_POLICY);
  const { graph } = createEmulator(stage.tenant);
  const client = graphClient(stage.tenant, undefined, graph);
  const created = client.post(SET, { ...ssoCatalogPolicy(options), ...more });
  expect(created.status, JSON.stringify(created.body)).toBe(201);
  const at = `${SET}/${created.body.id}`;
  expect(client.post(`${at}/assign`, { assignments: [{ target: ALL_USERS }] }).status).toBe(200);
  return { ...stage, client, policy: created.body.id as string, at };
}

function signedIn(stage: ReturnType<typeof stageWith>) {
  const id = stage.enrolled();
  stage.simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
  return { id, device: stage.simulation.get(id) };
}

/** Of a verdict about the policy: which rules, and where. */
function found(stage: ReturnType<typeof stageWith>) {
  return verifyTenant(stage.tenant).findings.filter(({ rule }) => !rule.startsWith('enrollment'));
}

describe('an SSO policy of the settings catalog', () => {
  it('registers devices as the template does', () => {
    const stage = stageWith();
    const { id, device } = signedIn(stage);
    expect(device).toMatchObject({
      registered: true,
      complianceState: 'compliant',
      profiles: [{ id: stage.policy, name: 'SSO extension (settings catalog)' }],
    });
    expect(stage.simulation.explain(id).policies).toContainEqual(
      expect.objectContaining({
        id: stage.policy,
        set: 'deviceManagement/configurationPolicies',
        installed: true,
      }),
    );
    expect(stage.simulation.assignments(id).assignments).toContainEqual(
      expect.objectContaining({
        id: stage.policy,
        onDevice: { state: 'installed', why: 'the device has it' },
      }),
    );
    expect(found(stage)).toEqual([]);
  });

  it('is read the same by devices and rules, whatever is wrong with it', () => {
    const REGISTRATION = ['device_registration', '{{DEVICEREGISTRATION}}'] as const;
    const BROWSER = ['browser_sso_interaction_enabled', 1] as const;
    const cases: [string, SsoCatalogOptions, RegExp][] = [
      [
        'device-registration-key-spaces',
        { data: [[' device_registration', REGISTRATION[1]], BROWSER] },
        /simpleSettingValue\/value$/,
      ],
      [
        'device-registration-value-spaces',
        { data: [[REGISTRATION[0], '{{DEVICEREGISTRATION}} '], BROWSER] },
        /simpleSettingValue\/value$/,
      ],
      ['device-registration-type', { data: [[REGISTRATION[0], 1], BROWSER] }, /choiceSettingValue\/value$/],
      ['device-registration-missing', { data: [BROWSER] }, /children\/\d$/],
      [
        'sso-extension-type',
        { identifier: 'com.microsoft.azureauthenticator.ssoextensions' },
        /children\/\d$/,
      ],
      ['sso-urls-missing', { urls: ['https://login.microsoft.com'] }, /children\/\d$/],
    ];
    for (const [rule, options, place] of cases) {
      const stage = stageWith(options);
      const findings = found(stage).filter(({ blocks }) => blocks === 'registration');
      expect(
        findings.map((finding) => finding.rule),
        rule,
      ).toEqual([rule]);
      expect(findings[0]?.subject).toMatchObject({
        set: 'deviceManagement/configurationPolicies',
        id: stage.policy,
      });
      expect(findings[0]?.pointer, rule).toMatch(place);
      const { device } = signedIn(stage);
      expect(device.registered, rule).toBe(false);
    }
  });

  it('is refused beside the template’s', () => {
    const stage = stageWith();
    stage.tenant
      .collection('deviceManagement/deviceConfigurations/assignments')
      .insert(
        { id: 'again', $parent: SSO_POLICY, target: ALL_USERS },
        { kind: 'service', id: 'test', name: 'test' },
      );
    const { id, device } = signedIn(stage);
    expect(device.profiles.map((profile) => profile.id)).toEqual([SSO_POLICY]);
    expect(
      stage.simulation.trace(id).find(({ findings }) => findings?.includes('two-sso-profiles'))?.objects,
    ).toEqual([{ set: 'deviceManagement/configurationPolicies', id: stage.policy }]);
  });

  it('reaches no iPhone when it is for macOS', () => {
    const stage = stageWith({}, { platforms: 'macOS' });
    expect(found(stage).map(({ rule }) => rule)).toContain('sso-policy-unassigned');
    expect(signedIn(stage).device).toMatchObject({ registered: false, profiles: [] });
  });

  it('is changed, and the device gets the new version', () => {
    const stage = stageWith({ data: [['browser_sso_interaction_enabled', 1]] });
    const id = stage.enrolled();
    stage.tenant.clock.advance(60_000);
    expect(stage.client.send('PUT', stage.at, ssoCatalogPolicy()).status).toBeLessThan(300);
    stage.simulation.act(id, { do: 'checkIn' });
    stage.simulation.act(id, { do: 'signIn', app: 'Microsoft Teams' });
    expect(stage.simulation.get(id).registered).toBe(true);
  });
});

describe('an exported policy of the settings catalog', () => {
  const verify = (policy: object) =>
    verifyDocuments([{ path: 'policy.json', text: JSON.stringify(policy, null, 2) }]);

  it('passes as it should be', () => {
    const report = verify({ id: 'p1', ...ssoCatalogPolicy() });
    expect(report.findings.filter(({ severity }) => severity !== 'warning')).toEqual([]);
    expect(report.verdict).toBe('pass');
  });

  it('is found wrong at the very line, and says how to mend it', () => {
    const data = [['device_registration ', '{{DEVICEREGISTRATION}}']] as const;
    const policy = { id: 'p1', ...ssoCatalogPolicy({ data }) };
    const finding = verify(policy).findings.find(({ rule }) => rule === 'device-registration-key-spaces');
    const lines = JSON.stringify(policy, null, 2).split('\n');
    expect(lines[(finding?.line ?? 0) - 1]).toContain('"device_registration "');
    expect(finding?.repair).toEqual([{ pointer: finding?.pointer, value: 'device_registration' }]);
  });

  it('without its settings says so', () => {
    const { settings: _, ...bare } = ssoCatalogPolicy();
    const report = verify([
      { id: 'p1', ...bare, settingCount: 1 },
      { id: 'p2', ...ssoCatalogPolicy() },
    ]);
    expect(report.findings.map(({ message }) => message).join()).toContain('$expand=settings');
  });
});
