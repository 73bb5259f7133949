// A script as administrators write them, with Microsoft's Graph client and its address; it knows nothing of the emulator.
import { Client } from '@microsoft/microsoft-graph-client';

const { AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET } = process.env;

async function getAccessToken(): Promise<string> {
  const answer = await fetch(`https://login.microsoftonline.com/${AZURE_TENANT_ID}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: AZURE_CLIENT_ID ?? '',
      client_secret: AZURE_CLIENT_SECRET ?? '',
      scope: 'https://graph.microsoft.com/.default',
    }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

const client = Client.initWithMiddleware({ authProvider: { getAccessToken } });
const group = await client.api('/groups').post({
  displayName: 'iPhones',
  mailEnabled: false,
  mailNickname: 'iphones',
  securityEnabled: true,
});
console.log(`created ${group.displayName}`);
