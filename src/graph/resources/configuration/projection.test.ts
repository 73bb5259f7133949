// What v1.0 shows of what only beta knows.
import { describe, expect, it } from 'vitest';
import { graphClient } from '../../../../test/support/graph-client.ts';

const TYPE = '#microsoft.graph';
const EXTENSION = {
  '@odata.type': `${TYPE}.iosDeviceFeaturesConfiguration`,
  displayName: 'SSO',
  roleScopeTagIds: ['0'],
  assetTagTemplate: '{{serialnumber}}',
  iosSingleSignOnExtension: {
    '@odata.type': `${TYPE}.iosAzureAdSingleSignOnExtension`,
    bundleIdAccessControlList: [],
    enableSharedDeviceMode: false,
    configurations: [
      {
        '@odata.type': `${TYPE}.keyStringValuePair`,
        key: 'device_registration',
        value: '{{DEVICEREGISTRATION}}',
      },
    ],
  },
};
const BASE = ['createdDateTime', 'description', 'displayName', 'id', 'lastModifiedDateTime', 'version'];

function both(set: string, body: object) {
  const client = graphClient();
  const created = client.post(`/beta/deviceManagement/${set}`, body);
  expect(created.status).toBe(201);
  const read = (version: string) => client.get(`/${version}/deviceManagement/${set}/${created.body.id}`).body;
  const listed = (version: string) => client.get(`/${version}/deviceManagement/${set}`).body.value[0];
  return { client, id: created.body.id, read, listed };
}

const names = (entity: object) =>
  Object.keys(entity)
    .filter((name) => name !== '@odata.context')
    .sort();

describe('v1.0', () => {
  it('shows device features without single sign-on', () => {
    const { read, listed } = both('deviceConfigurations', EXTENSION);
    const shown = read('v1.0');
    expect(shown['@odata.type']).toBe(`${TYPE}.iosDeviceFeaturesConfiguration`);
    expect(names(shown)).toEqual(
      [
        ...BASE,
        '@odata.type',
        'assetTagTemplate',
        'homeScreenDockIcons',
        'homeScreenPages',
        'lockScreenFootnote',
        'notificationSettings',
      ].sort(),
    );
    expect(names(listed('v1.0'))).toEqual(names(shown));
    expect(read('beta')).toMatchObject({
      roleScopeTagIds: ['0'],
      iosSingleSignOnExtension: EXTENSION.iosSingleSignOnExtension,
    });
  });

  it.each([
    [
      'deviceConfigurations',
      { '@odata.type': `${TYPE}.iosWiFiConfiguration`, displayName: 'W', networkName: 'n', ssid: 's' },
    ],
    [
      'deviceCompliancePolicies',
      {
        '@odata.type': `${TYPE}.aospDeviceOwnerCompliancePolicy`,
        displayName: 'A',
        scheduledActionsForRule: [{ scheduledActionConfigurations: [{ actionType: 'block' }] }],
      },
    ],
  ])('shows what is in %s and of a type that only beta knows as the bare base, untyped', (set, body) => {
    const { read, listed, client, id } = both(set, body);
    for (const shown of [read('v1.0'), listed('v1.0')]) {
      expect(shown).not.toHaveProperty('@odata.type');
      expect(names(shown)).toEqual(BASE);
    }
    expect(read('beta')['@odata.type']).toBe(body['@odata.type']);
    expect(
      client.patch(`/v1.0/deviceManagement/${set}/${id}`, { '@odata.type': body['@odata.type'] }).status,
    ).toBe(400);
  });

  it.each([
    'assignmentFilters',
    'compliancePolicies',
    'complianceSettings',
    'configurationCategories',
    'configurationPolicies',
    'configurationPolicyTemplates',
    'configurationSettings',
    'reusablePolicySettings',
    'roleScopeTags',
  ])('has no %s', (set) => {
    const client = graphClient();
    expect(client.get(`/v1.0/deviceManagement/${set}`).body.error.message).toBe(
      `Resource not found for the segment '${set}'.`,
    );
    expect(client.get(`/beta/deviceManagement/${set}`).status).toBe(200);
  });
});
