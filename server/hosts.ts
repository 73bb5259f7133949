import { isIP } from 'node:net';
import { SIGN_IN_HOSTS } from '../src/entra/oauth/index.ts';

/** The host that is Microsoft Graph whatever the path. */
export const GRAPH_HOST = 'graph.microsoft.com';

/** The Microsoft hosts that we stand in for, when a proxy or a hosts file sends them here. The certificate covers them. */
export const STOOD_IN_HOSTS: readonly string[] = [
  GRAPH_HOST,
  ...SIGN_IN_HOSTS,
  'management.azure.com',
  'portal.manage.microsoft.com',
  'enterpriseregistration.windows.net',
];

/** Says whether a request may be answered, from its Host header and the address on which it arrived. */
export type HostCheck = (hostHeader: string | undefined, localAddress: string | undefined) => boolean;

/**
 * Keeps web pages out that reach us by DNS rebinding: their own name, pointed at this machine, is in the Host header.
 * Allowed are localhost, the hosts that we stand in for and `extraNames`; and IP addresses, which cannot be rebound, when
 * they are loopback or the one that the request came to.
 */
export function createHostCheck(extraNames: readonly string[] = []): HostCheck {
  const names = new Set(['localhost', ...STOOD_IN_HOSTS, ...extraNames.map((name) => name.toLowerCase())]);
  return (hostHeader, localAddress) => {
    if (!hostHeader) return false;
    const name = hostName(hostHeader);
    if (names.has(name)) return true;
    return isIP(name) !== 0 && (isLoopback(name) || name === plainAddress(localAddress));
  };
}

/** The name in a Host header (`localhost:8443`, `[::1]:8443`), in lower case and without brackets. */
export function hostName(hostHeader: string): string {
  const host = hostHeader.trim().toLowerCase();
  if (host.startsWith('[')) return host.slice(1, host.indexOf(']'));
  const colon = host.lastIndexOf(':');
  return colon < 0 ? host : host.slice(0, colon);
}

export function isLoopback(address: string): boolean {
  return address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
}

/** Node writes an IPv4 address on a dual-stack socket as `::ffff:127.0.0.1`. */
export function plainAddress(address: string | undefined): string | undefined {
  return address?.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address;
}
