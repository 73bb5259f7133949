import { describe, expect, it } from 'vitest';
import { createUser, graphClient } from '../../../../test/support/graph-client.ts';
import { createEmulator } from '../../../emulator.ts';

const ROOT = '/v1.0/identity/conditionalAccess';

const policy = (change: object = {}, conditions: object = {}) => ({
  displayName: 'Second factor',
  state: 'enabled',
  conditions: {
    applications: { includeApplications: ['All'] },
    users: { includeUsers: ['All'] },
    ...conditions,
  },
  grantControls: { operator: 'OR', builtInControls: ['mfa'] },
  ...change,
});

describe('what a sign-in would meet', () => {
  const client = graphClient();
  const { graph } = createEmulator(client.tenant);
  const asked = graphClient(client.tenant, undefined, graph);
  const ann = createUser(client, 'Ann');
  const location = client.post(`${ROOT}/namedLocations`, {
    '@odata.type': '#microsoft.graph.countryNamedLocation',
    displayName: 'Home',
    countriesAndRegions: ['DE'],
  }).body.id;
  const named = (displayName: string, conditions: object, change: object = {}) =>
    client.post(`${ROOT}/policies`, policy({ displayName, ...change }, conditions));
  named('Abroad', { locations: { includeLocations: ['All'], excludeLocations: [location] } });
  named('Phones', { platforms: { includePlatforms: ['iOS'] } });
  named('Off', {}, { state: 'disabled' });
  named('At risk', { userRiskLevels: ['high'] });
  const filtered = (mode: string) => ({
    devices: { deviceFilter: { mode, rule: 'device.extensionAttribute1 -eq "kiosk"' } },
  });
  named('Kiosks spared', filtered('exclude'));
  named('Kiosks only', filtered('include'));
  named('Registering', { applications: { includeUserActions: ['urn:user:registersecurityinfo'] } });

  const evaluate = (conditions: object, context: object = APPS, more: object = {}) =>
    asked.post(`${ROOT}/evaluate`, {
      signInIdentity: { '@odata.type': '#microsoft.graph.userSignIn', userId: ann },
      signInContext: context,
      signInConditions: conditions,
      ...more,
    });
  const APPS = {
    '@odata.type': '#microsoft.graph.applicationContext',
    includeApplications: ['00000003-0000-0ff1-ce00-000000000000'],
  };
  const reasons = (value: readonly Record<string, unknown>[]) =>
    Object.fromEntries(value.map((each) => [each['displayName'], each['analysisReasons']]));

  it('is told for each policy that is not off, with what keeps it from applying', () => {
    const { status, body } = evaluate({ devicePlatform: 'iOS', country: 'FR', userRiskLevel: 'low' });
    expect(status).toBe(200);
    expect(reasons(body.value)).toEqual({
      Abroad: 'notSet',
      Phones: 'notSet',
      'At risk': 'userRisk',
      Registering: 'application',
      'Kiosks spared': 'notSet',
      'Kiosks only': 'devices',
    });
    const atHome = evaluate({ devicePlatform: 'windows', country: 'DE', userRiskLevel: 'high' });
    expect(reasons(atHome.body.value)).toMatchObject({
      Abroad: 'location',
      Phones: 'devicePlatform',
      'At risk': 'notSet',
    });
  });

  // The examples of "The Conditional Access What If tool".
  it('is told of Office 365 by its apps, and not by its name', () => {
    const conditions = { applications: { includeApplications: ['Office365'] }, signInRiskLevels: ['high'] };
    const { id } = named('Office at risk', conditions).body;
    const reason = (app: string, where: object) =>
      reasons(evaluate(where, { ...APPS, includeApplications: [app] }).body.value)['Office at risk'];
    const sharePoint = '00000003-0000-0ff1-ce00-000000000000';
    expect(reason(sharePoint, {})).toBe('signInRisk');
    expect(reason(sharePoint, { signInRiskLevel: 'high' })).toBe('notSet');
    expect(reason('Office365', { signInRiskLevel: 'high' })).toBe('application');
    client.delete(`${ROOT}/policies/${id}`);
    const phones = reasons(evaluate({}).body.value)['Phones'];
    expect(phones).toBe('notEnoughInformation');
  });

  it('is told of filters for devices by what is said of the device', () => {
    const kiosk = evaluate({ deviceInfo: { extensionAttribute1: 'Kiosk', trustType: 'Workplace' } });
    expect(reasons(kiosk.body.value)).toMatchObject({ 'Kiosks spared': 'devices', 'Kiosks only': 'notSet' });
    const other = evaluate({ deviceInfo: { isCompliant: true } });
    expect(reasons(other.body.value)).toMatchObject({ 'Kiosks spared': 'notSet', 'Kiosks only': 'devices' });
  });

  it('is told of what applies alone, and of actions', () => {
    const context = {
      '@odata.type': '#microsoft.graph.userActionContext',
      userAction: 'registerSecurityInformation',
    };
    const { body } = evaluate({}, context, { appliedPoliciesOnly: true });
    expect(body.value).toMatchObject([{ displayName: 'Registering', policyApplies: true }]);
    expect(evaluate({}, context, { signInIdentity: {} }).status).toBe(400);
  });
});
