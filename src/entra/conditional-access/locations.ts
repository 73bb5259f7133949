import type { Entity, Tenant } from '../../tenant/index.ts';

const NAMED_LOCATIONS = 'identity/conditionalAccess/namedLocations';

interface NamedLocation extends Entity {
  readonly isTrusted?: boolean;
  readonly ipRanges?: readonly { readonly cidrAddress: string }[];
  readonly countriesAndRegions?: readonly string[];
  readonly includeUnknownCountriesAndRegions?: boolean;
}

/** Where a sign-in comes from, as far as it is known. */
interface Origin {
  readonly address: string | undefined;
  readonly country: string | undefined;
}

/** Whether a sign-in comes from a location: a named one, `All` or `AllTrusted`. Nothing here knows an address's country. */
export function isInNamedLocation(tenant: Tenant, id: string, origin: Origin): boolean {
  if (id === 'All') return true;
  const locations = tenant.collection(NAMED_LOCATIONS);
  if (id === 'AllTrusted')
    return Array.from(locations as Iterable<NamedLocation>).some(
      (location) => location.isTrusted === true && contains(location, origin),
    );
  const location = locations.get(id) as NamedLocation | undefined;
  return location !== undefined && contains(location, origin);
}

function contains(
  { ipRanges, countriesAndRegions = [], includeUnknownCountriesAndRegions }: NamedLocation,
  { address, country }: Origin,
): boolean {
  if (!ipRanges)
    return country === undefined
      ? includeUnknownCountriesAndRegions === true
      : countriesAndRegions.includes(country.toUpperCase());
  return address !== undefined && ipRanges.some(({ cidrAddress }) => isWithin(address, cidrAddress));
}

function isWithin(address: string, cidr: string): boolean {
  const [network = '', length] = cidr.split('/');
  const range = bitsOf(network);
  const bits = bitsOf(address);
  if (range === undefined || bits === undefined || range.length !== bits.length) return false;
  const prefix = length === undefined ? bits.length : Number(length);
  return bits.slice(0, prefix) === range.slice(0, prefix);
}

/** An address as ones and zeros; undefined when it is none. */
function bitsOf(address: string): string | undefined {
  const parts = address.includes(':') ? groupsOf(address) : address.split('.');
  const isSix = address.includes(':');
  if (parts.length !== (isSix ? 8 : 4)) return undefined;
  const numbers = parts.map((part) => Number.parseInt(part, isSix ? 16 : 10));
  if (numbers.some((number) => !(number >= 0 && number < (isSix ? 0x1_0000 : 0x100)))) return undefined;
  return numbers.map((number) => number.toString(2).padStart(isSix ? 16 : 8, '0')).join('');
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): string[] {
  const [before = '', after] = address.split('::');
  const head = before === '' ? [] : before.split(':');
  if (after === undefined) return head;
  const tail = after === '' ? [] : after.split(':');
  return [...head, ...Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0'), ...tail];
}
