import { sendErrorTo, sendTo } from './authorize-answer.ts';
import { type Authorization, type Recipient, readAuthorization, readRecipient } from './authorize-request.ts';
import { addAuthorizationCode } from './codes.ts';
import type { Context, EndpointVersion } from './context.ts';
import { describeError, EntraError } from './errors/index.ts';
import { converse } from './interaction.ts';
import { toBase64Url } from './jwt.ts';
import type { EntraRequest, EntraResponse } from './messages.ts';
import { answersOf } from './page-answers.ts';
import { showErrorPage } from './pages/message-pages.ts';
import { sessionCookie } from './session.ts';
import { resolveTenant } from './tenant-names.ts';

/**
 * What a person is told on a page, because they can do something about it, and the application can't: their account, the
 * organization's policies. All else goes to the application.
 */
const FOR_THE_PERSON: ReadonlySet<number> = new Set([
  50057, 50105, 50129, 53000, 53001, 53003, 530001, 530002, 530003, 500121,
]);

/** Signs a person in for a client, with pages where it must. [documented: OAuth 2.0 authorization code flow] */
export async function answerAuthorizeRequest(
  context: Context,
  tenantName: string,
  version: EndpointVersion,
  request: EntraRequest,
  url: URL,
): Promise<EntraResponse> {
  const { parameters, answers } = answersOf(request, url);
  const describe = (error: EntraError) =>
    describeError(
      error,
      context.tenant.clock.now,
      context.random,
      parameters.get('client-request-id') ?? undefined,
    );
  let recipient: Recipient | undefined;
  let authorization: Authorization | undefined;
  try {
    const named = resolveTenant(context.tenant, tenantName, 'token');
    recipient = readRecipient(context, parameters, named);
    const { client, redirect } = recipient;
    authorization = readAuthorization(context, parameters, client, version, request.origin);
    const outcome = await converse({
      context,
      request,
      version,
      client,
      answers,
      carried: {},
      leadsTo: redirect.uri,
      manner: {
        kind: request.method === 'POST' ? 'interactiveUser' : 'nonInteractiveUser',
        clientApp: redirect.platform === 'native' ? 'mobileAppsAndDesktopClients' : 'browser',
      },
      ...authorization,
    });
    if (outcome.page) return outcome.page;
    const { session, signedIn } = outcome;
    const { user, methods } = signedIn;
    const { scope, nonce, challenge } = authorization;
    const code = addAuthorizationCode(context, {
      client: client.appId,
      user: user.id,
      methods,
      redirectUri: redirect.uri,
      platform: redirect.platform,
      version,
      scope,
      nonce,
      challenge,
    });
    const info = JSON.stringify({ uid: user.id, utid: context.tenant.id });
    return sendTo(
      recipient,
      {
        code: code.id,
        ...(parameters.get('client_info') === '1' && {
          client_info: toBase64Url(new TextEncoder().encode(info)),
        }),
        session_state: session.id,
      },
      { 'Set-Cookie': await sessionCookie(context, session, signedIn, request.origin) },
    );
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    const described = describe(error);
    if (!recipient) return showErrorPage(described);
    const isSilent = authorization?.prompt === 'none';
    if (!isSilent && FOR_THE_PERSON.has(error.code))
      return showErrorPage(described, recipient.client.displayName);
    return sendErrorTo(recipient, described, isSilent);
  }
}
