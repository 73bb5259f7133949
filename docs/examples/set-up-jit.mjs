// What an administrator's script looks like: it sets up just-in-time registration and knows nothing of Tenantless but
// its address. Run it with the environment block that `tenantless start` prints.
import { ClientSecretCredential } from '@azure/identity';
import { Client } from '@microsoft/microsoft-graph-client';

const { AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET, TENANTLESS_URL } = process.env;
const credential = new ClientSecretCredential(AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET, {
  disableInstanceDiscovery: true, // the address of the authority is not one that Microsoft's list knows
});
const graph = Client.initWithMiddleware({
  authProvider: {
    getAccessToken: async () => (await credential.getToken('https://graph.microsoft.com/.default')).token,
  },
  baseUrl: TENANTLESS_URL,
  defaultVersion: 'beta',
  customHosts: new Set([new URL(TENANTLESS_URL).hostname]), // without it the client sends no token here
});

const allUsers = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };

const policy = await graph.api('/deviceManagement/deviceConfigurations').post({
  '@odata.type': '#microsoft.graph.iosDeviceFeaturesConfiguration',
  displayName: 'iOS SSO extension (JIT)',
  iosSingleSignOnExtension: {
    '@odata.type': '#microsoft.graph.iosAzureAdSingleSignOnExtension',
    configurations: [
      {
        '@odata.type': '#microsoft.graph.keyStringValuePair',
        key: 'device_registration',
        value: '{{DEVICEREGISTRATION}}',
      },
      {
        '@odata.type': '#microsoft.graph.keyIntegerValuePair',
        key: 'browser_sso_interaction_enabled',
        value: 1,
      },
    ],
  },
});
await graph
  .api(`/deviceManagement/deviceConfigurations/${policy.id}/assign`)
  .post({ assignments: [{ target: allUsers }] });

const compliance = await graph.api('/deviceManagement/deviceCompliancePolicies').post({
  '@odata.type': '#microsoft.graph.iosCompliancePolicy',
  displayName: 'iOS compliance',
  passcodeRequired: true,
  scheduledActionsForRule: [
    {
      ruleName: 'PasswordRequired',
      scheduledActionConfigurations: [{ actionType: 'block', gracePeriodHours: 0 }],
    },
  ],
});
await graph
  .api(`/deviceManagement/deviceCompliancePolicies/${compliance.id}/assign`)
  .post({ assignments: [{ target: allUsers }] });

const { value: apps } = await graph
  .api('/deviceAppManagement/mobileApps')
  .filter("displayName eq 'Microsoft Authenticator'")
  .get();
await graph.api(`/deviceAppManagement/mobileApps/${apps[0].id}/assign`).post({
  mobileAppAssignments: [
    {
      '@odata.type': '#microsoft.graph.mobileAppAssignment',
      intent: 'required',
      target: allUsers,
      settings: { '@odata.type': '#microsoft.graph.iosVppAppAssignmentSettings', useDeviceLicensing: false },
    },
  ],
});

console.log(`${policy.displayName} is ${policy.id}; a passcode and Microsoft Authenticator are required`);
