import type { ClientCredentials } from './client-authentication.ts';
import type { Context, EndpointVersion } from './context.ts';
import { missingParameter } from './errors/index.ts';
import { type EntraRequest, type EntraResponse, json } from './messages.ts';
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
export type Grant = (request: TokenRequest) => Promise<EntraResponse>;

/** The client id of a request. Throws EntraError when there is none. */
export function clientIdOf({ credentials }: Pick<TokenRequest, 'credentials'>): string {
  if (!credentials.id) throw missingParameter('client_id');
  return credentials.id;
}

export function tokenAnswer(body: object): EntraResponse {
  return json(200, body, { 'Cache-Control': 'no-store, no-cache', Pragma: 'no-cache' });
}
