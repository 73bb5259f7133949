// People sign in, as MSAL's and @azure/identity's documentation shows it. The only thing that is not in a real program is the
// person: instead of a browser in front of somebody, a form is sent.
import { DeviceCodeCredential } from '@azure/identity';
import { PublicClientApplication } from '@azure/msal-node';

const { AZURE_TENANT_ID: tenantId } = process.env;
const [, , clientId, person] = process.argv;
const scopes = ['https://graph.microsoft.com/User.Read'];

/** Answers a sign-in page. Resolves when the browser would have come to where the page leads. */
async function signIn(address, answers) {
  const page = await fetch(address, { method: 'POST', body: new URLSearchParams(answers) });
  if (!page.ok) throw new Error(`${address}: ${page.status} ${await page.text()}`);
}

async function me(token) {
  const answer = await fetch('https://graph.microsoft.com/v1.0/me', {
    headers: { Authorization: `Bearer ${token}` },
  });
  return (await answer.json()).userPrincipalName;
}

const prompts = [];
const deviceCode = new DeviceCodeCredential({
  tenantId,
  clientId,
  userPromptCallback: async (prompt) => {
    prompts.push(prompt);
    await signIn(prompt.verificationUri, { user_code: prompt.userCode, user: person });
  },
});

const application = new PublicClientApplication({
  auth: { clientId, authority: `https://login.microsoftonline.com/${tenantId}` },
});
const [{ token }, interactive] = await Promise.all([
  deviceCode.getToken(scopes),
  application.acquireTokenInteractive({
    scopes,
    openBrowser: (address) => signIn(address, { user: person }),
    successTemplate: 'done',
  }),
]);
const { account } = interactive;
const silent = await application.acquireTokenSilent({ scopes, account, forceRefresh: true });

console.log(
  JSON.stringify({
    prompts,
    account: account.username,
    renewed: !silent.fromCache && silent.accessToken !== interactive.accessToken,
    me: await Promise.all([token, interactive.accessToken, silent.accessToken].map(me)),
  }),
);
