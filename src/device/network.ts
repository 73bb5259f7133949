import { DEVICE_REGISTRATION_HOST } from '../apple/associated-domains.ts';
import type { NetworkFacts } from './new-device.ts';

/** Where a device is registered in Microsoft Entra ID, and the variant that asks for a client certificate. */
export const REGISTRATION_HOSTS = [DEVICE_REGISTRATION_HOST, `certauth.${DEVICE_REGISTRATION_HOST}`] as const;

/** The Company Portal website, which tells whether a device is compliant, and why not. */
export const COMPANY_PORTAL_HOSTS = ['portal.manage.microsoft.com'] as const;

export const SIGN_IN_HOSTS = ['login.microsoftonline.com'] as const;

/** Why the device gets no honest answer from a host; undefined when it does. Subdomains go with their domain. */
export function obstacle(network: NetworkFacts | undefined, hosts: readonly string[]): string | undefined {
  if (!network) return undefined;
  for (const host of hosts) {
    if (network.blockedHosts?.some((listed) => covers(listed, host))) return `${host} cannot be reached`;
    const inspected = network.tlsInspection;
    if (
      inspected === true ||
      (Array.isArray(inspected) && inspected.some((listed) => covers(listed, host)))
    ) {
      return `something on the way opens the TLS connection to ${host}`;
    }
  }
  return undefined;
}

function covers(listed: string, host: string): boolean {
  const domain = listed.toLowerCase().replace(/^\*\./, '');
  return host === domain || host.endsWith(`.${domain}`);
}
