// Named locations. https://learn.microsoft.com/graph/api/resources/namedlocation
import { defineResource, type Resource } from '../../declare/resource.ts';
import type { JsonObject } from '../../model/index.ts';
import { type Call, now } from '../../request/call.ts';
import { patched } from './check-policy.ts';
import { keepDeleted } from './deleted-items.ts';
import * as errors from './errors.ts';
import { DELETED_LOCATIONS, LOCATIONS } from './paths.ts';
import { namesOf, policiesWith } from './used-by.ts';

/** [documented] "Conditional Access: Network assignment": ranges that are wider than these are not taken. */
const WIDEST_RANGE = { four: 8, six: 8 } as const;

function checkLocation(location: JsonObject): void {
  const { displayName, ipRanges, countriesAndRegions } = location;
  if (!displayName) throw errors.locationUnreadable();
  switch (location['@odata.type']) {
    case '#microsoft.graph.ipNamedLocation': {
      const ranges = Array.isArray(ipRanges) ? (ipRanges as JsonObject[]) : [];
      if (ranges.length === 0 || !ranges.every(isRange)) throw errors.locationUnreadable();
      return;
    }
    case '#microsoft.graph.countryNamedLocation': {
      const countries = Array.isArray(countriesAndRegions) ? countriesAndRegions : [];
      const areCodes = countries.every((code) => /^[A-Z]{2}$/.test(String(code)));
      if (!areCodes || (countries.length === 0 && !location['includeUnknownCountriesAndRegions']))
        throw errors.locationUnreadable();
      return;
    }
    // [documented] a location is one of its kinds, which the body must name.
    case undefined:
    case '#microsoft.graph.namedLocation':
      throw errors.locationUnreadable();
    default:
  }
}

function isRange({ '@odata.type': type, cidrAddress }: JsonObject): boolean {
  const [address = '', length = ''] = String(cidrAddress).split('/');
  const bits = /^\d+$/.test(length) ? Number(length) : Number.NaN;
  if (type === '#microsoft.graph.iPv6CidrRange')
    return isSix(address) && bits >= WIDEST_RANGE.six && bits <= 128;
  if (type === '#microsoft.graph.iPv4CidrRange')
    return isFour(address) && bits >= WIDEST_RANGE.four && bits <= 32;
  // From one address to another.
  return type !== undefined && cidrAddress === undefined;
}

const isFour = (address: string) =>
  /^\d{1,3}(?:\.\d{1,3}){3}$/.test(address) && address.split('.').every((part) => Number(part) < 256);

function isSix(address: string): boolean {
  const parts = address.split(':');
  const isShort = address.includes('::');
  const areGroups = parts.every((part) => /^[0-9a-f]{0,4}$/i.test(part));
  return areGroups && (isShort ? parts.length <= 8 : parts.length === 8 && !parts.includes(''));
}

function typed(call: Call, draft: JsonObject): JsonObject {
  return { ...draft, modifiedDateTime: now(call) };
}

export const namedLocations: Resource = defineResource({
  path: LOCATIONS,
  type: 'namedLocation',
  family: 'directory',
  unreadable: errors.locationUnreadable,
  beforeCreate(call, draft, sent) {
    checkLocation({ ...draft, '@odata.type': sent['@odata.type'] });
    // [documented] the examples: both times are equal at creation.
    return typed(call, draft);
  },
  beforeUpdate(call, location, patch) {
    checkLocation({ ...patched(location, patch), '@odata.type': location['@odata.type'] });
    return typed(call, patch);
  },
  beforeDelete(call, location) {
    if (location['isTrusted'] === true) throw errors.locationTrusted();
    const users = policiesWith(call, 'location', location.id);
    if (users.length > 0) throw errors.inUse('Named location', namesOf(users));
    keepDeleted(call, DELETED_LOCATIONS, location);
  },
  evidence: 'documented',
  sources: [
    'https://learn.microsoft.com/graph/api/conditionalaccessroot-post-namedlocations',
    'https://learn.microsoft.com/graph/api/ipnamedlocation-update',
    'https://learn.microsoft.com/entra/identity/conditional-access/concept-assignment-network',
  ],
});
