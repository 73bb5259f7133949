import { readCredentials } from './client-authentication.ts';
import { clientForUsers } from './clients.ts';
import { addDeviceCode, DEVICE_CODE_LIFETIME } from './codes.ts';
import type { Context, EndpointVersion } from './context.ts';
import { type EntraRequest, type EntraResponse, json } from './messages.ts';
import { resolveTenant } from './tenant-names.ts';
import { clientIdOf, requestedScopes } from './token-request.ts';

/**
 * How many seconds a device waits between two questions. The service says 5; here nobody needs to be spared, and tests wait
 * for it.
 */
const POLLING_INTERVAL_S = 1;

/** Where a person types the code in; `/devicelogin` leads there as well. */
const DEVICE_LOGIN_PATH = '/devicelogin';

/** A device asks for a code that somebody types in elsewhere. [documented: OAuth 2.0 device authorization grant flow] */
export function answerDeviceCodeRequest(
  context: Context,
  tenantName: string,
  version: EndpointVersion,
  request: EntraRequest,
  url: URL,
): EntraResponse {
  const named = resolveTenant(context.tenant, tenantName, 'token');
  const form = new URLSearchParams(request.body ?? '');
  // Older clients send everything in the address.
  for (const [name, value] of url.searchParams) if (!form.has(name)) form.set(name, value);
  const client = clientForUsers(context, clientIdOf({ credentials: readCredentials(request, form) }), named);
  const { text: scope } = requestedScopes({ context, form, version, request }, client);
  const code = addDeviceCode(context, { client: client.appId, version, scope });
  const address = `${request.origin}${DEVICE_LOGIN_PATH}`;
  const expiresIn = DEVICE_CODE_LIFETIME / 1000;
  // Version 1 has another name for the address, and writes numbers as text.
  const numbers =
    version === 2
      ? { verification_uri: address, expires_in: expiresIn, interval: POLLING_INTERVAL_S }
      : { verification_url: address, expires_in: String(expiresIn), interval: String(POLLING_INTERVAL_S) };
  return json(
    200,
    {
      user_code: code.userCode,
      device_code: code.id,
      ...numbers,
      message: `To sign in, use a web browser to open the page ${address} and enter the code ${code.userCode} to authenticate.`,
    },
    { 'Cache-Control': 'no-store, no-cache' },
  );
}
