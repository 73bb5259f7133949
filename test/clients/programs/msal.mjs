// MSAL as its documentation shows it.
import { ConfidentialClientApplication } from '@azure/msal-node';

const { AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET } = process.env;
const application = new ConfidentialClientApplication({
  auth: {
    clientId: AZURE_CLIENT_ID,
    clientSecret: AZURE_CLIENT_SECRET,
    authority: `https://login.microsoftonline.com/${AZURE_TENANT_ID}`,
  },
});
const request = { scopes: ['https://graph.microsoft.com/.default'] };
const first = await application.acquireTokenByClientCredential(request);
const second = await application.acquireTokenByClientCredential(request);
console.log(JSON.stringify({ token: first.accessToken, again: second.fromCache }));
