import { describe, expect, it } from 'vitest';
import { reader, typeName, types } from '../../test/support/odata-model.ts';
import { compileOrderBy, parseOrderBy, QUERY_LIMITS } from './index.ts';

const devices = [
  { id: '1', deviceName: 'beta', batteryLevel: 2, deviceCategory: { displayName: 'Z' } },
  { id: '2', deviceName: 'Alpha', batteryLevel: 10, complianceState: 'noncompliant' },
  { id: '3', deviceName: null, batteryLevel: -1, lastSyncDateTime: '2024-01-01T00:00:00.0000002Z' },
  { id: '4', deviceName: 'alpha', deviceCategory: { displayName: 'a' }, complianceState: 'compliant' },
  { id: '5', deviceName: 'ALPHA', batteryLevel: 2, lastSyncDateTime: '2024-01-01T00:00:00.0000001Z' },
];

function ordered(text: string): string {
  const compare = compileOrderBy(parseOrderBy(text), typeName('managedDevice'), types, reader);
  return [...devices]
    .sort(compare)
    .map(({ id }) => id)
    .join('');
}

describe('$orderby', () => {
  it.each([
    ['', '12345'],
    // Null first, names without regard to case, equals in their old order.
    ['deviceName', '32451'],
    ['deviceName asc', '32451'],
    ['deviceName DESC', '12453'],
    ['deviceName,id desc', '35421'],
    ['batteryLevel desc,deviceName', '25134'],
    ['deviceCategory/displayName desc', '14235'],
    ['tolower(deviceName) asc , batteryLevel', '34521'],
    ['lastSyncDateTime desc', '35124'],
    // In the order in which the members are declared.
    ['complianceState desc', '24135'],
    ["startswith(deviceName,'b') desc,id desc", '15423'],
    ['id', '12345'],
  ])('%s', (text, expected) => {
    expect(ordered(text)).toBe(expected);
  });

  it.each([
    ['deviceName up', "Syntax error at position 11 in 'deviceName up'."],
    ['deviceName,', "Expression expected at position 11 in 'deviceName,'."],
    ['deviceName desc asc', "Syntax error at position 16 in 'deviceName desc asc'."],
  ])('refuses %s', (text, message) => {
    expect(() => parseOrderBy(text)).toThrow(message);
  });

  it('takes no more items than the limit', () => {
    const items = (count: number) => Array.from({ length: count }, () => 'id').join(',');
    expect(parseOrderBy(items(QUERY_LIMITS.maxOrderByItems))).toHaveLength(QUERY_LIMITS.maxOrderByItems);
    expect(() => parseOrderBy(items(QUERY_LIMITS.maxOrderByItems + 1))).toThrow(
      'The result of parsing $orderby contained at least 21 items, but the maximum allowed is 20.',
    );
  });
});
