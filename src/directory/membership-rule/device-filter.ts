// Rules of device filters in conditional access: the syntax of membership rules, about other properties.
// [documented] Conditional Access: Filter for devices. https://learn.microsoft.com/entra/identity/conditional-access/concept-condition-filters-for-devices
import { parseRule } from './parse.ts';
import type { PropertyType, RuleProperty } from './properties.ts';
import type { MembershipRule, Operator } from './rule.ts';

/** A device of the directory, by Graph's names. */
interface Device {
  readonly [property: string]: unknown;
}

const CHOICE: readonly Operator[] = ['eq', 'ne'];
const ID: readonly Operator[] = [...CHOICE, 'in', 'notIn'];
const TEXT: readonly Operator[] = [
  ...ID,
  ...(['startsWith', 'notStartsWith', 'endsWith', 'notEndsWith', 'contains', 'notContains'] as const),
];

function property(
  name: string,
  operators: readonly Operator[],
  type: PropertyType = 'text',
  read: (device: Device) => unknown = (device) => device[name],
): RuleProperty {
  const path = `device.${name}`;
  return { path, name, type, operators, stored: name, read: (device) => read(device as Device) };
}

/** [documented] the warning: these have a value for devices that are managed, compliant or hybrid joined, and for no others. */
const extensionAttribute = (name: string) =>
  property(name, TEXT, 'text', (device) => {
    const isKnown = device['isManaged'] || device['isCompliant'] || device['trustType'] === 'ServerAd';
    const attributes = device['extensionAttributes'] as Device | null | undefined;
    return isKnown ? attributes?.[name] : undefined;
  });

/** [documented] the table of supported operators and device properties; names in any case, as the page's own examples are. */
const PROPERTIES: ReadonlyMap<string, RuleProperty> = new Map(
  [
    ...['deviceId', 'mdmAppId'].map((name) => property(name, ID)),
    ...['deviceOwnership', 'profileType', 'trustType'].map((name) => property(name, CHOICE)),
    ...['displayName', 'enrollmentProfileName', 'manufacturer', 'model'].map((name) => property(name, TEXT)),
    ...['operatingSystem', 'operatingSystemVersion'].map((name) => property(name, TEXT)),
    property('isCompliant', CHOICE, 'boolean'),
    ...['physicalIds', 'systemLabels'].map((name) => property(name, ['contains', 'notContains'], 'labels')),
    ...Array.from({ length: 15 }, (_, index) => extensionAttribute(`extensionAttribute${index + 1}`)),
  ].map((each) => [each.name.toLowerCase(), each]),
);

/** Throws MembershipRuleError, for the syntax and what is wrong with it are those of membership rules. */
export function parseDeviceFilter(rule: string): MembershipRule {
  return parseRule(rule, (object, name) =>
    object === 'device' ? PROPERTIES.get(name.toLowerCase()) : undefined,
  );
}
