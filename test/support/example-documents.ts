import type { SourceDocument } from '../../src/verify/index.ts';

/** For tests: the objects of Microsoft's page as Graph exports them. Fresh at each call, to be changed at will. */
export type Draft = Record<string, unknown>;

export const toAllUsers = (more: Draft = {}): Draft => ({
  target: { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' },
  ...more,
});
export const toGroup = (groupId: string, more: Draft = {}): Draft => ({
  target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId },
  ...more,
});
export const notToGroup = (groupId: string): Draft => ({
  target: { '@odata.type': '#microsoft.graph.exclusionGroupAssignmentTarget', groupId },
});

export const pair = (key: string, value: unknown, type = 'String'): Draft => ({
  '@odata.type': `#microsoft.graph.key${type}ValuePair`,
  key,
  value,
});

export const ssoPolicy = (more: Draft = {}, extension: Draft = {}): Draft => ({
  '@odata.type': '#microsoft.graph.iosDeviceFeaturesConfiguration',
  id: '10000000-0000-4000-8000-000000000001',
  displayName: 'JIT',
  iosSingleSignOnExtension: {
    '@odata.type': '#microsoft.graph.iosAzureAdSingleSignOnExtension',
    bundleIdAccessControlList: [],
    configurations: [
      pair('device_registration', '{{DEVICEREGISTRATION}}'),
      pair('browser_sso_interaction_enabled', 1, 'Integer'),
    ],
    ...extension,
  },
  assignments: [toAllUsers()],
  ...more,
});

export const compliancePolicy = (more: Draft = {}): Draft => ({
  '@odata.type': '#microsoft.graph.iosCompliancePolicy',
  id: '20000000-0000-4000-8000-000000000001',
  displayName: 'Compliance',
  passcodeRequired: true,
  assignments: [toAllUsers()],
  ...more,
});

export const authenticatorApp = (more: Draft = {}): Draft => ({
  '@odata.type': '#microsoft.graph.iosVppApp',
  id: '30000000-0000-4000-8000-000000000001',
  displayName: 'Microsoft Authenticator',
  bundleId: 'com.microsoft.azureauthenticator',
  assignments: [toAllUsers({ intent: 'required' })],
  ...more,
});

export const document = (value: unknown, path = 'policy.json'): SourceDocument => ({
  path,
  text: JSON.stringify(value, null, 2),
});
