import { checkAssertion } from './client-assertion.ts';
import type { Client } from './clients.ts';
import type { Context } from './context.ts';
import { confidentialClient, expiredSecret, invalidSecret, publicClient } from './errors/index.ts';
import type { EntraRequest } from './messages.ts';

/** How a client says who it is, in the body or as basic credentials. */
export interface ClientCredentials {
  readonly id: string | undefined;
  readonly secret: string | undefined;
  readonly assertion: string | undefined;
}

/** How a client has proved who it is: what tokens call `appidacr`. */
export type ClientProof = 'none' | 'secret' | 'certificate' | 'federated';

export function readCredentials(request: EntraRequest, form: URLSearchParams): ClientCredentials {
  const id = form.get('client_id') || undefined;
  const secret = form.get('client_secret') || undefined;
  const assertion = form.get('client_assertion') || undefined;
  const basic = /^Basic +(\S+)$/i.exec(request.header('authorization') ?? '')?.[1];
  if (secret !== undefined || basic === undefined) return { id, secret, assertion };
  try {
    // RFC 6749 section 2.3.1: both halves are form-encoded before they are joined.
    const [user = '', password = ''] = splitOnce(atob(basic), ':').map((part) =>
      decodeURIComponent(part.replaceAll('+', ' ')),
    );
    return { id: user || id, secret: password || undefined, assertion };
  } catch {
    return { id, secret, assertion };
  }
}

/** Checks what a client has presented. Throws EntraError when it proves nothing; `none` when there was nothing. */
export async function proveClient(
  context: Context,
  client: Client,
  { secret, assertion }: ClientCredentials,
  origin: string,
): Promise<ClientProof> {
  const { application } = client;
  if (secret !== undefined) {
    if (!application) throw publicClient();
    checkSecret(client, secret, context.tenant.clock.now);
    return 'secret';
  }
  if (assertion === undefined) return 'none';
  if (!application) throw publicClient();
  return checkAssertion(context, application, assertion, origin);
}

/**
 * The same where a user signs in, and it depends on the kind of client whether a proof is needed, or must not be there.
 * @param isPublic whether the client is one that cannot keep a secret
 */
export async function proveClientOfUser(
  context: Context,
  client: Client,
  credentials: ClientCredentials,
  origin: string,
  isPublic: boolean,
): Promise<ClientProof> {
  const presented = credentials.secret !== undefined || credentials.assertion !== undefined;
  if (isPublic && presented) throw publicClient();
  if (!isPublic && !presented) throw confidentialClient();
  return proveClient(context, client, credentials, origin);
}

/** Whether a client counts as public where no redirect address says so. [documented: isFallbackPublicClient] */
export function isPublicByDefault({ application, microsoft }: Client): boolean {
  return microsoft !== undefined || application?.isFallbackPublicClient === true;
}

/** Both the registration and its service principal may hold secrets. [documented: serviceprincipal-addpassword] */
function checkSecret({ appId, application, principal }: Client, secret: string, now: number): void {
  const all = [...(application?.$secrets ?? []), ...(principal.$secrets ?? [])];
  const known = all.filter(({ value }) => value === secret);
  if (known.length === 0) throw invalidSecret(appId);
  if (!known.some(({ endDateTime }) => Date.parse(endDateTime) > now)) throw expiredSecret(appId);
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}
