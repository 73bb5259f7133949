// Contoso after an import.
import { loadFixture } from '../../fixtures/index.ts';
import { importDocuments } from '../../src/importing/index.ts';
import { Tenant } from '../../src/tenant/index.ts';

export const POLICY = 'dddddddd-1111-4111-8111-111111111111';
export const GROUP = 'eeeeeeee-1111-4111-8111-111111111111';
export const IOS = '#microsoft.graph.iosDeviceFeaturesConfiguration';

export const EXPORT = [
  {
    '@odata.type': IOS,
    id: POLICY,
    displayName: 'SSO for Fabrikam',
    description: `Ask Jo.Doe@fabrikam.com. See https://wiki.fabrikam.com/${POLICY}`,
    iosSingleSignOnExtension: {
      '@odata.type': '#microsoft.graph.iosAzureAdSingleSignOnExtension',
      configurations: [
        {
          '@odata.type': '#microsoft.graph.keyStringValuePair',
          key: 'device_registration',
          value: '{{DEVICEREGISTRATION}}',
        },
      ],
    },
    assignments: [
      { target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: GROUP.toUpperCase() } },
    ],
  },
  { '@odata.type': '#microsoft.graph.group', id: GROUP, displayName: 'iPhones' },
  {
    '@odata.type': '#microsoft.graph.iosWiFiConfiguration',
    id: 'dddddddd-2222-4111-8111-111111111111',
    displayName: 'Wi-Fi',
    ssid: 'office',
    preSharedKey: 'correct horse',
    passwordRequiredType: 'numeric',
    networkName: 'jo.doe@fabrikam.com',
  },
  {
    '@odata.type': '#microsoft.graph.iosCustomConfiguration',
    id: 'dddddddd-3333-4111-8111-111111111111',
    displayName: 'Custom',
    payloadName: 'vpn',
    payload: 'c2VjcmV0',
  },
  { '@odata.type': '#microsoft.graph.windowsAutopilotDeploymentProfile', id: 'w', displayName: 'PCs' },
];

export const documents = (value: unknown) => [{ path: 'export.json', text: JSON.stringify(value) }];

/** Contoso after an import. */
export function imported(value: unknown = EXPORT, seed = 3) {
  const tenant = new Tenant({ seed });
  loadFixture(tenant, 'contoso');
  const report = importDocuments(tenant, documents(value));
  const policies = [...tenant.collection('deviceManagement/deviceConfigurations')];
  return { tenant, report, policies, text: JSON.stringify(tenant.snapshot()) };
}
