// @azure/identity as its documentation shows it: no option says where to sign in.
import { ClientSecretCredential, EnvironmentCredential } from '@azure/identity';

const { AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET } = process.env;
const scope = 'https://graph.microsoft.com/.default';

const wrong = new ClientSecretCredential(AZURE_TENANT_ID, AZURE_CLIENT_ID, 'wrong', {
  retryOptions: { maxRetries: 0 },
});

console.log(
  JSON.stringify({
    secret: (
      await new ClientSecretCredential(AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET).getToken(scope)
    ).token,
    environment: (await new EnvironmentCredential().getToken(scope)).token,
    wrong: await wrong.getToken(scope).then(
      () => undefined,
      (error) => `${error.name}: ${error.message}`,
    ),
  }),
);
