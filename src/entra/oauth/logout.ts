import { html } from '../../markup/html.ts';
import { addressWith, redirectTo } from './authorize-answer.ts';
import type { Context } from './context.ts';
import type { EntraRequest, EntraResponse } from './messages.ts';
import { showMessagePage } from './pages/message-pages.ts';
import { endOfSession } from './session.ts';

/** Ends the session of a browser, and goes on to where an application of the tenant may send people. [documented: OpenID Connect sign-out] */
export async function answerLogout(
  context: Context,
  request: EntraRequest,
  url: URL,
): Promise<EntraResponse> {
  const parameters = new URLSearchParams(request.body ?? url.search);
  const cookie = { 'Set-Cookie': endOfSession(request.origin) };
  const uri = parameters.get('post_logout_redirect_uri');
  if (uri !== null && isRegistered(context, uri)) {
    const state = parameters.get('state');
    return redirectTo(state === null ? uri : addressWith(uri, { state }, '?'), cookie);
  }
  return showMessagePage('You have signed out', html`<p>You may close this window.</p>`, cookie);
}

function isRegistered({ tenant }: Context, uri: string): boolean {
  for (const { web, spa, publicClient } of tenant.collection('applications')) {
    if ([web, spa, publicClient].some((platform) => platform?.redirectUris?.includes(uri))) return true;
  }
  return false;
}
