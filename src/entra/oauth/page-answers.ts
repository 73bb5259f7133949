import type { EntraRequest } from './messages.ts';

const ANSWERS: ReadonlySet<string> = new Set([
  'user',
  'password',
  'new_password',
  'confirm_password',
  'approve',
  'consent',
  'for_all',
  'cancel',
  'find',
  'after',
  'proof',
  'user_code',
]);

/**
 * Tells what a client asks for from what a person answers on a page. A client may ask by a form too [documented for
 * OpenID Connect], so both may be in the body. Nobody answers from another site's page.
 */
export function answersOf(
  { body, header }: EntraRequest,
  url: URL,
): { parameters: URLSearchParams; answers: URLSearchParams } {
  const parameters = new URLSearchParams(url.search);
  const answers = new URLSearchParams();
  const isForeign = header('sec-fetch-site') === 'cross-site';
  for (const [name, value] of new URLSearchParams(body ?? '')) {
    if (!ANSWERS.has(name)) parameters.set(name, value);
    else if (!isForeign) answers.set(name, value);
  }
  return { parameters, answers };
}
