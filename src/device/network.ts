import { ASSOCIATED_DOMAIN_HOSTS, DEVICE_REGISTRATION_HOST } from '../apple/associated-domains.ts';
import { compareVersions } from '../filters/index.ts';
import { MANAGEMENT_HOST } from '../intune/mdm/enrollment-profile.ts';
import type { NetworkFacts } from './new-device.ts';

/** Where a device is registered in Microsoft Entra ID, and the variant that asks for a client certificate. */
export const REGISTRATION_HOSTS = [DEVICE_REGISTRATION_HOST, `certauth.${DEVICE_REGISTRATION_HOST}`] as const;

/** Where Intune manages devices: they get their profile there, and check in. */
export const MANAGEMENT_HOSTS = [MANAGEMENT_HOST] as const;

/** The Company Portal website, which tells whether a device is compliant, and why not; web-based enrollment begins there. */
export const COMPANY_PORTAL_HOSTS = ['portal.manage.microsoft.com'] as const;

export const SIGN_IN_HOSTS = ['login.microsoftonline.com'] as const;

/**
 * [documented] Microsoft Enterprise SSO plug-in: before the versions of 2022 a device asks the sign-in's own hosts, too; from here on
 * "Apple relies fully on its CDN". Of Microsoft's hosts, those of the public cloud, which the tenants here are in.
 */
const RELIES_ON_APPLE_FROM = '16.0';
const WITH_SIGN_IN_HOSTS: readonly string[] = [
  ...ASSOCIATED_DOMAIN_HOSTS,
  ...SIGN_IN_HOSTS,
  'login.microsoft.com',
  'sts.windows.net',
];

/** What a device with this version must reach so that iOS accepts the SSO extension as responsible for the sign-in. */
export function associationHosts(osVersion: string): readonly string[] {
  return compareVersions(osVersion, RELIES_ON_APPLE_FROM) < 0 ? WITH_SIGN_IN_HOSTS : ASSOCIATED_DOMAIN_HOSTS;
}

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

/** Why the device gets no answer at all from a host; undefined when it does, honest or not. */
export function unreachable(network: NetworkFacts | undefined, hosts: readonly string[]): string | undefined {
  const { blockedHosts } = network ?? {};
  return blockedHosts && obstacle({ blockedHosts }, hosts);
}

function covers(listed: string, host: string): boolean {
  const domain = listed.toLowerCase().replace(/^\*\./, '');
  return host === domain || host.endsWith(`.${domain}`);
}
