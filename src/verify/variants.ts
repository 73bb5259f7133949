// What nobody knows of a device before it is there, and filters ask for: its name, its category, what somebody has noted at it.
import type { Conditions } from '../entra/conditional-access/index.ts';
import { firstName } from '../intune/device-name.ts';
import { filterOf } from '../intune/targeting.ts';
import type { ObservedDevice } from '../rules/index.ts';
import type { Tenant, User } from '../tenant/index.ts';
import { ASSIGNED } from './typical-device.ts';

/** Another device than the usual one. */
export interface Variant {
  readonly device: ObservedDevice;
  /** Which, as it goes on after "a device". */
  readonly says: string;
  /** It is as usual as the usual one, and not a device that a rule singles out. */
  readonly usual: boolean;
}

/** What no rule has in mind. */
const OTHER_NAME = 'Something else';

interface Asked {
  readonly property: string;
  readonly value: string;
}

/** How many other devices are judged for each person and type of enrollment; those that later rules ask for are left out. */
export const MAX_VARIANTS = 20;

/** A comparison of such a property with a text, or with the first text of a list, in either kind of rule. */
const COMPARISON =
  /\bdevice\.(deviceName|displayName|deviceCategory|extensionAttribute\d+)\s+-\w+\s+\[?\s*(?:"([^"]+)"|'([^']+)')/gi;

/** What the rules in use ask for, a list for each rule: of assignment filters, and of conditional access policies. */
export function askedByRules(tenant: Tenant): readonly (readonly Asked[])[] {
  const used = new Set(
    ASSIGNED.flatMap((set) => Array.from(tenant.collection(set), ({ target }) => filterOf(target))),
  );
  const filters = [...tenant.collection('deviceManagement/assignmentFilters')]
    .filter(({ id }) => used.has(id.toLowerCase()))
    .map(({ rule }) => rule);
  const ofAccess = [...tenant.collection('identity/conditionalAccess/policies')].map(
    ({ state, conditions }) =>
      state === 'enabled' ? (conditions as Conditions | undefined)?.devices?.deviceFilter?.rule : undefined,
  );
  return [...filters, ...ofAccess]
    .map((rule) =>
      Array.from(String(rule ?? '').matchAll(COMPARISON), ([, property = '', double, single]) => ({
        property: property.toLowerCase(),
        value: double ?? single ?? '',
      })),
    )
    .filter((comparisons) => comparisons.length > 0);
}

/** The devices to judge besides the usual one. */
export function variantsOf(
  asked: readonly (readonly Asked[])[],
  user: User,
  device: ObservedDevice,
): readonly Variant[] {
  const found = new Map<string, Variant>();
  const consider = (facts: readonly Asked[], usual = false) => {
    const says = facts.map(inWords).join(', ');
    if (!found.has(says) && found.size < MAX_VARIANTS)
      found.set(says, { device: facts.reduce(withFact, device), says, usual });
  };
  if (asked.flat().some(isName)) {
    consider([{ property: 'devicename', value: `${firstName(user)}’s iPhone` }], true);
    consider([{ property: 'devicename', value: OTHER_NAME }]);
  }
  for (const comparisons of asked) {
    // All that a rule asks for, once each; and each by itself.
    const firsts = comparisons.filter(
      ({ property }, index) => comparisons.findIndex((other) => other.property === property) === index,
    );
    consider(firsts);
    for (const comparison of comparisons) consider([comparison]);
  }
  return [...found.values()];
}

const isName = ({ property }: Asked) => property === 'devicename' || property === 'displayname';

function withFact(device: ObservedDevice, fact: Asked): ObservedDevice {
  const { property, value } = fact;
  if (isName(fact)) return { ...device, subject: { ...device.subject, deviceName: value } };
  if (property === 'devicecategory')
    return { ...device, subject: { ...device.subject, deviceCategory: value } };
  return { ...device, extensionAttributes: { ...device.extensionAttributes, [attribute(property)]: value } };
}

const attribute = (property: string) => property.replace('extensionattribute', 'extensionAttribute');

function inWords(fact: Asked): string {
  const { property, value } = fact;
  if (isName(fact)) return `called “${value}”`;
  return property === 'devicecategory'
    ? `in the category “${value}”`
    : `whose ${attribute(property)} is “${value}”`;
}
