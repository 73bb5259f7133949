import type { Recipient } from './authorize-request.ts';
import type { DescribedError } from './errors/index.ts';
import type { EntraResponse } from './messages.ts';
import { showFormPost } from './pages/message-pages.ts';

/** Sends an answer to a client, in the way that it asked for. */
export async function sendTo(
  { redirect, mode, state }: Recipient,
  parameters: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<EntraResponse> {
  const all = { ...parameters, ...(state !== undefined && { state }) };
  if (mode === 'form_post') return showFormPost(redirect.uri, all, headers);
  return redirectTo(addressWith(redirect.uri, all, mode === 'fragment' ? '#' : '?'), headers);
}

export function redirectTo(address: string, headers: Readonly<Record<string, string>> = {}): EntraResponse {
  return {
    status: 302,
    headers: { Location: address, 'Cache-Control': 'no-store, no-cache', ...headers },
    body: '',
  };
}

/** An address with parameters behind it; it may have some of its own. */
export function addressWith(
  address: string,
  parameters: Readonly<Record<string, string>>,
  separator: '?' | '#',
): string {
  const text = new URLSearchParams(parameters).toString();
  if (/^https?:\/\/[^/?#]+$/.test(address)) return `${address}/${separator}${text}`;
  const joint = separator === '?' && address.includes('?') ? '&' : separator;
  return `${address}${joint}${text}`;
}

/** Tells a client what is wrong. [documented: error responses of the authorization code flow] */
export function sendErrorTo(
  recipient: Recipient,
  { error, description }: DescribedError,
  isSilent: boolean,
): Promise<EntraResponse> {
  // Somebody left the page: that is no error of the service's, and has no code.
  const isCancelled = error.code === 0;
  const name = isSilent ? silentName(error.error, error.code) : error.error;
  return sendTo(recipient, {
    error: name,
    ...((isCancelled || name === 'access_denied') && { error_subcode: 'cancel' }),
    error_description: isCancelled ? error.message : description,
    ...(!isCancelled && { error_uri: `https://login.microsoftonline.com/error?code=${error.code}` }),
    ...(error.details.claims !== undefined && { claims: error.details.claims }),
  });
}

/** OpenID Connect Core 3.1.2.6: what a client hears that asked for nobody to be bothered. */
function silentName(error: string, code: number): string {
  if (code === 65001) return 'consent_required';
  return error === 'invalid_grant' || error === 'access_denied' ? 'interaction_required' : error;
}
