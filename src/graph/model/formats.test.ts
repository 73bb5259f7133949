import { describe, expect, it } from 'vitest';
import { canonicalValue, isPrimitiveValue } from './formats.ts';

const cases: [type: string, good: unknown[], bad: unknown[]][] = [
  ['Edm.Int32', [0, -2_147_483_648, 2_147_483_647], [2_147_483_648, -2_147_483_649, 1.5, '1', true]],
  ['Edm.Int16', [32_767], [32_768]],
  ['Edm.Byte', [0, 255], [-1, 256]],
  ['Edm.Int64', [2 ** 40], [2 ** 53, 0.5, '1']],
  ['Edm.Double', [1, 1.5, 'NaN', '-INF'], ['1.5', 'Infinity']],
  ['Edm.Boolean', [true, false], ['true', 1]],
  ['Edm.String', [''], [1, {}]],
  [
    'Edm.DateTimeOffset',
    [
      '2026-02-28T09:30:00Z',
      '2024-02-29T23:59:59.9999999Z',
      '2026-01-01T00:00:00+02:00',
      '0001-01-01T00:00:00Z',
      '9999-12-31T23:59:59Z',
      '2016-12-31T23:59:00.0000000-08:00',
    ],
    [
      '2026-02-28',
      '2026-02-28T09:30:00',
      '2026-02-29T09:30:00Z',
      '2026-13-01T00:00:00Z',
      '2026-01-01T24:00:00Z',
      '2026-01-01 00:00:00Z',
      '0000-01-01T00:00:00Z',
      1_700_000_000,
    ],
  ],
  ['Edm.Date', ['2026-03-31', '2000-02-29'], ['2026-04-31', '1900-02-29', '31.03.2026']],
  ['Edm.TimeOfDay', ['11:58:36.2550000', '08:00:00', '23:59'], ['24:00:00', '8:00', '08:60:00']],
  [
    'Edm.Duration',
    ['PT8H', 'P7D', '-PT17.1357909S', 'P1DT2H3M4S'],
    ['', 'P', 'PT', '8h', 'P1DT', 'PT1H2S3M'],
  ],
  [
    'Edm.Guid',
    ['cfca5e40-5e40-cfca-405e-cacf405ecacf', '00000000-0000-0000-0000-000000000000'],
    ['cfca5e40', '{cfca5e40-5e40-cfca-405e-cacf405ecacf}', 'gfca5e40-5e40-cfca-405e-cacf405ecacf'],
  ],
  ['Edm.Binary', ['', 'cGF5bG9hZA==', 'a-_b'], ['not base64!', 7]],
  ['Edm.Untyped', [{ a: 1 }, 'x'], []],
];

describe.each(cases)('%s', (type, good, bad) => {
  it('takes its own values', () => {
    for (const value of good) expect(isPrimitiveValue(type, value), String(value)).toBe(true);
  });
  it('takes no others', () => {
    for (const value of bad) expect(isPrimitiveValue(type, value), String(value)).toBe(false);
  });
});

it.each([
  ['2016-12-31T23:58:46.7156189-08:00', '2017-01-01T07:58:46.7156189Z'],
  ['2026-03-01T00:30:00+05:30', '2026-02-28T19:00:00Z'],
  ['2026-03-01T00:30:00.500000000000z', '2026-03-01T00:30:00.5Z'],
  ['2026-03-01T00:30:00.123456789Z', '2026-03-01T00:30:00.1234567Z'],
  ['2026-03-01T00:30:00.000Z', '2026-03-01T00:30:00Z'],
  ['2026-03-01T00:30Z', '2026-03-01T00:30:00Z'],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
  // The years that there are end here.
  ['0001-01-01T00:00:00+01:00', '0001-01-01T00:00:00+01:00'],
  ['9999-12-31T23:59:59-01:00', '9999-12-31T23:59:59-01:00'],
])('the moment %s is kept as %s', (sent, kept) => {
  expect(canonicalValue('Edm.DateTimeOffset', sent)).toBe(kept);
  expect(canonicalValue('Edm.String', sent)).toBe(sent);
});
