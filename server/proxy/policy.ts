import { isLoopback, plainAddress, STOOD_IN_HOSTS } from '../hosts.ts';
import type { ProxyTarget } from './target.ts';

/** What becomes of a request for a host: we answer for it, pass it on, or refuse it. */
export type Decision =
  | { readonly kind: 'answer' }
  | { readonly kind: 'pass' }
  | { readonly kind: 'refuse'; readonly why: string };

const HTTPS_PORT = 443;

const answer: Decision = { kind: 'answer' };
const pass: Decision = { kind: 'pass' };

/**
 * Nothing leaves this machine unless its owner said so with `--proxy-passthrough`, and clients on other machines get
 * nothing passed on at all: else the proxy would lead them to what listens on this machine's loopback.
 * @param client the address that the client comes from
 */
export function decide(target: ProxyTarget, client: string | undefined, passthrough: boolean): Decision {
  const { host, port } = target;
  if (STOOD_IN_HOSTS.includes(host)) {
    if (port === HTTPS_PORT) return answer;
    return refuse(`Tenantless stands in for ${host} at port ${HTTPS_PORT} only, not at port ${port}.`);
  }
  if (!isLoopback(plainAddress(client) ?? ''))
    return refuse(`Tenantless passes requests to ${host} on only for clients on its own machine.`);
  if (passthrough || host === 'localhost' || isLoopback(host)) return pass;
  return refuse(
    `Tenantless does not stand in for ${host}, and passes nothing on to the network. ` +
      'Start it with --proxy-passthrough to reach other hosts through it, or put this one into NO_PROXY.',
  );
}

function refuse(why: string): Decision {
  return { kind: 'refuse', why };
}
