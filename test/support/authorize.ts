import { browserOf } from './browser.ts';
import { ask, busyFabrikam, TENANT, tokenPath } from './entra.ts';

export const VERIFIER = 'a-verifier-that-is-long-enough-to-be-one-of-them';

/** A tenant in which the tool may read its users' profiles, with a browser before its sign-in page. */
export async function setUpAuthorize() {
  const stage = await busyFabrikam();
  const { clients, grant, entra } = stage;
  grant(clients.tool, ['User.Read']);
  const parameters = {
    client_id: clients.tool.appId,
    response_type: 'code',
    redirect_uri: 'http://localhost:4711/done',
    scope: 'User.Read openid profile offline_access',
    state: 'a state & more',
  };
  const address = (changes: Record<string, string> = {}, version = '/v2.0') =>
    `/${TENANT}/oauth2${version}/authorize?${new URLSearchParams({ ...parameters, ...changes })}`;
  const redeem = (code: string | null | undefined, changes: Record<string, string> = {}, headers = {}) =>
    ask(
      entra,
      tokenPath,
      {
        grant_type: 'authorization_code',
        client_id: clients.tool.appId,
        code: String(code),
        redirect_uri: parameters.redirect_uri,
        ...changes,
      },
      { headers },
    );
  return { ...stage, parameters, address, redeem, browser: browserOf(entra) };
}
