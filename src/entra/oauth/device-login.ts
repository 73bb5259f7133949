import { html } from '../../markup/html.ts';
import { clientForUsers } from './clients.ts';
import { answerDeviceCode, type DeviceCode, findTypedCode } from './codes.ts';
import type { Context } from './context.ts';
import { describeError, EntraError } from './errors/index.ts';
import { converse } from './interaction.ts';
import type { EntraRequest, EntraResponse } from './messages.ts';
import { answersOf } from './page-answers.ts';
import { showDevicePage, showErrorPage, showMessagePage } from './pages/message-pages.ts';
import { readScopes, scopesOfResource } from './scopes.ts';
import { sessionCookie } from './session.ts';

/** Somebody types in the code that a device shows, and signs in for it. */
export async function answerDeviceLogin(
  context: Context,
  request: EntraRequest,
  url: URL,
): Promise<EntraResponse> {
  const { parameters, answers } = answersOf(request, url);
  const typed = answers.get('user_code');
  if (typed === null) return showDevicePage(undefined, parameters.get('otc') ?? '');
  const code = findTypedCode(context, typed);
  if (!code)
    return showDevicePage('That code is not right, or no longer good. Check it and try again.', typed);
  try {
    return await signInForDevice(context, request, code, answers);
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    if (error.error !== 'access_denied' || error.code === 50105) {
      const { clock } = context.tenant;
      return showErrorPage(describeError(error, clock.now, context.random));
    }
    answerDeviceCode(context, code, { answer: 'declined' });
    return showMessagePage('Sign-in was declined', html`<p>You may close this window.</p>`);
  }
}

async function signInForDevice(
  context: Context,
  request: EntraRequest,
  code: DeviceCode,
  answers: URLSearchParams,
): Promise<EntraResponse> {
  // Which tenant the device has named was checked when it asked.
  const client = clientForUsers(context, code.client, { kind: 'this', id: context.tenant.id });
  const { origin } = request;
  const outcome = await converse({
    context,
    request,
    version: code.version,
    client,
    requested:
      code.version === 1
        ? scopesOfResource(context, code.scope, origin)
        : readScopes(context, client, code.scope, origin),
    manner: { kind: 'interactiveUser', clientApp: 'mobileAppsAndDesktopClients', deviceCode: true },
    // Whoever types a code in says who they are: a session must not do it for them unseen.
    prompt: 'select_account',
    loginHint: undefined,
    answers,
    carried: { user_code: code.userCode },
    leadsTo: undefined,
  });
  if (outcome.page) return outcome.page;
  const { session, signedIn } = outcome;
  answerDeviceCode(context, code, {
    answer: 'approved',
    user: signedIn.user.id,
    methods: signedIn.methods,
  });
  return showMessagePage(
    `You have signed in to ${client.displayName}`,
    html`<p>${signedIn.user.displayName} is signed in on the device. You may close this window.</p>`,
    { 'Set-Cookie': await sessionCookie(context, session, signedIn, origin) },
  );
}
