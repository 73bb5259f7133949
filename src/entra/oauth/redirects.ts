import type { Client } from './clients.ts';
import type { RedirectPlatform } from './codes.ts';
import { noRedirect, redirectMismatch } from './errors/index.ts';

/** Where a client's user is sent back to. */
export interface Redirect {
  readonly uri: string;
  readonly platform: RedirectPlatform;
}

/** All addresses that a client's registration names. */
function registeredRedirects({ application, microsoft, principal }: Client): Redirect[] {
  const of = (platform: RedirectPlatform, uris: readonly string[] = []) =>
    uris.map((uri) => ({ uri, platform }));
  if (microsoft) return of(microsoft.singlePage ? 'spa' : 'native', microsoft.replyUrls);
  if (!application) return of('web', principal.replyUrls);
  return [
    ...of('web', application.web?.redirectUris),
    ...of('spa', application.spa?.redirectUris),
    ...of('native', application.publicClient?.redirectUris),
  ];
}

/** The address that a request names, if the registration has it; without one, the registration's first. Throws EntraError. */
export function resolveRedirect(client: Client, uri: string | null): Redirect {
  const registered = registeredRedirects(client);
  if (uri === null) {
    const [first] = registered;
    if (!first) throw noRedirect();
    return first;
  }
  const found =
    registered.find((each) => each.uri === uri) ?? registered.find((each) => isSameLoopback(each.uri, uri));
  if (!found) throw redirectMismatch(uri, client.appId);
  return { uri, platform: found.platform };
}

/** On this machine the port doesn't matter. [documented: Redirect URI restrictions, Localhost exceptions] */
function isSameLoopback(registered: string, asked: string): boolean {
  if (!URL.canParse(registered) || !URL.canParse(asked)) return false;
  const [one, other] = [new URL(registered), new URL(asked)];
  const isLoopback = one.protocol === 'http:' && ['localhost', '127.0.0.1'].includes(one.hostname);
  return (
    isLoopback &&
    one.protocol === other.protocol &&
    one.hostname === other.hostname &&
    one.pathname === other.pathname &&
    one.search === other.search
  );
}
