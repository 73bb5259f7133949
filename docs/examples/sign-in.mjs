// Every way of signing in, with nothing but fetch. Run it in a shell with the environment block of `tenantless start`.
const { AZURE_TENANT_ID, TENANTLESS_URL } = process.env;
const TOOL = '55555555-0000-4000-8000-000000000004'; // Contoso Admin Tool: a native application
const API = '55555555-0000-4000-8000-000000000006'; // Contoso API: calls Microsoft Graph for its callers
const PRIYA = 'priya.raman@contoso.com';
const REDIRECT = 'http://localhost:4711'; // nobody need listen there: the code is in the address
const authority = `${TENANTLESS_URL}/${AZURE_TENANT_ID}/oauth2/v2.0`;

const post = (address, form) =>
  fetch(address, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });

async function token(form) {
  const answer = await (await post(`${authority}/token`, form)).json();
  if (!answer.access_token) throw new Error(answer.error_description);
  return answer;
}

async function tell(flow, { access_token }) {
  const me = await fetch(`${TENANTLESS_URL}/v1.0/me`, {
    headers: { Authorization: `Bearer ${access_token}` },
  });
  console.log(`${flow}: ${(await me.json()).displayName}`);
}

/** What a browser does: opens the page, and picks somebody on it. All answers may come at once. */
async function authorize(scope, answers) {
  const parameters = { client_id: TOOL, response_type: 'code', redirect_uri: REDIRECT, scope };
  const answer = await post(`${authority}/authorize?${new URLSearchParams(parameters)}`, answers);
  return new URL(answer.headers.get('location')).searchParams.get('code');
}

// A person signs in on the page; the code gives tokens.
const code = await authorize('User.Read offline_access', { user: PRIYA });
const first = await token({
  grant_type: 'authorization_code',
  client_id: TOOL,
  code,
  redirect_uri: REDIRECT,
});
await tell('Authorization code', first);

// The application goes on with what it was given.
const { refresh_token } = first;
await tell(
  'Refresh token',
  await token({ grant_type: 'refresh_token', client_id: TOOL, refresh_token, scope: 'User.Read' }),
);

// Somewhere without a browser shows a code, which a person types in elsewhere.
const request = await post(`${authority}/devicecode`, { client_id: TOOL, scope: 'User.Read' });
const { device_code, user_code, verification_uri } = await request.json();
await post(verification_uri, { user_code, user: PRIYA });
const grant_type = 'urn:ietf:params:oauth:grant-type:device_code';
await tell('Device code', await token({ grant_type, client_id: TOOL, device_code }));

// A name and a password; whoever has none that is known may have any.
const password = { grant_type: 'password', client_id: TOOL, username: PRIYA, password: 'anything' };
await tell('Password', await token({ ...password, scope: 'User.Read' }));

// An API is called, once the person has consented to that, and calls Microsoft Graph for them.
const scope = `api://${API}/access_as_user`;
await authorize(scope, { user: PRIYA, consent: 'accept' });
const assertion = (await token({ ...password, scope })).access_token;
await tell(
  'On behalf of',
  await token({
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    requested_token_use: 'on_behalf_of',
    client_id: API,
    client_secret: 'contoso-api-secret',
    scope: 'https://graph.microsoft.com/User.Read',
    assertion,
  }),
);
