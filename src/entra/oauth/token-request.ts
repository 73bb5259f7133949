import type { ClientCredentials } from './client-authentication.ts';
import type { Client } from './clients.ts';
import type { Context, EndpointVersion } from './context.ts';
import { missingParameter } from './errors/index.ts';
import { ANY_ORIGIN, type EntraRequest, type EntraResponse, json } from './messages.ts';
import { type RequestedScopes, readScopes, scopesOfResource } from './scopes.ts';
import type { NamedTenant } from './tenant-names.ts';

/** A request to the token endpoint, read as far as all grants have it in common. */
export interface TokenRequest {
  readonly context: Context;
  readonly request: EntraRequest;
  readonly version: EndpointVersion;
  readonly named: NamedTenant;
  readonly form: URLSearchParams;
  readonly credentials: ClientCredentials;
}

/** Answers a token request of one grant type. Throws EntraError. */
export type Grant = (token: TokenRequest) => Promise<EntraResponse>;

/** The client id of a request. Throws EntraError when there is none. */
export function clientIdOf({ credentials }: Pick<TokenRequest, 'credentials'>): string {
  if (!credentials.id) throw missingParameter('client_id');
  return credentials.id;
}

/**
 * What a request asks for in a user's name, in the version's own way. Throws EntraError.
 * @param before what was asked for earlier, which counts when the request says nothing
 */
export function requestedScopes(
  {
    context,
    form,
    version,
    request: { origin },
  }: Pick<TokenRequest, 'context' | 'form' | 'version' | 'request'>,
  client: Client,
  before?: string,
): { scopes: RequestedScopes; text: string } {
  const parameter = version === 1 ? 'resource' : 'scope';
  const text = form.get(parameter)?.trim() || before;
  if (!text) throw missingParameter(parameter);
  const scopes =
    version === 1 ? scopesOfResource(context, text, origin) : readScopes(context, client, text, origin);
  return { scopes, text };
}

export function tokenAnswer(body: object): EntraResponse {
  return json(200, body, { 'Cache-Control': 'no-store, no-cache', Pragma: 'no-cache', ...ANY_ORIGIN });
}
