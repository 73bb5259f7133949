// Microsoft's newer, generated client: one package for each root of Graph, which share pipeline and serialization.
import { ClientSecretCredential } from '@azure/identity';
import { AzureIdentityAuthenticationProvider } from '@microsoft/kiota-authentication-azure';
import { createGraphServiceClient, GraphRequestAdapter } from '@microsoft/msgraph-sdk';
import '@microsoft/msgraph-sdk-directoryobjects';
import '@microsoft/msgraph-sdk-users';

const { AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET } = process.env;
const credential = new ClientSecretCredential(AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET);
const scopes = ['https://graph.microsoft.com/.default'];
const graph = createGraphServiceClient(
  new GraphRequestAdapter(new AzureIdentityAuthenticationProvider(credential, scopes)),
);

const first = await graph.users.get({
  queryParameters: { top: 2, select: ['id', 'displayName'], orderby: ['displayName'], count: true },
  headers: { ConsistencyLevel: 'eventual' },
});
const second = await graph.users.withUrl(first.odataNextLink).get();

const created = await graph.users.post({
  accountEnabled: true,
  displayName: 'Kiota',
  mailNickname: 'kiota',
  userPrincipalName: 'kiota@contoso.com',
  passwordProfile: { password: 'Correct-horse-battery-staple-1', forceChangePasswordNextSignIn: false },
});
const user = graph.users.byUserId(created.id);
await user.patch({ jobTitle: 'Generated', businessPhones: ['+44 113 496 0000'] });
const found = await graph.directoryObjects.getByIds.post({ ids: [created.id], types: ['user'] });
const changed = await user.get({ queryParameters: { select: ['jobTitle', 'businessPhones'] } });
await user.delete();
const gone = await user.get().catch(({ responseStatusCode, errorEscaped }) => ({
  status: responseStatusCode,
  code: errorEscaped?.code,
  message: errorEscaped?.message,
}));

console.log(
  JSON.stringify({
    count: first.odataCount,
    first: first.value,
    nextLink: first.odataNextLink,
    second: second.value,
    created,
    found: found.value,
    changed,
    gone,
  }),
);
