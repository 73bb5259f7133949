import fc from 'fast-check';
import { junk, MISSING, property, type } from './sample.ts';

const literal = fc.constantFrom(
  "'x'",
  'true',
  '1',
  'null',
  `'${MISSING}'`,
  '2026-01-01T00:00:00Z',
  "'compliant'",
);
/** Query strings about the properties that `name` gives. */
export function queryOf(name: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const clause = fc.oneof(
    fc.tuple(name, fc.constantFrom('eq', 'ne', 'gt', 'has'), literal).map((words) => words.join(' ')),
    fc.tuple(fc.constantFrom('startswith', 'contains', 'endsWith'), name).map(([f, p]) => `${f}(${p},'a')`),
    name.map((each) => `${each}/any(x:x eq 'a')`),
    type.map((each) => `isof('${each.name}')`),
    fc.string({ maxLength: 20 }),
  );
  const filter = fc
    .array(clause, { minLength: 1, maxLength: 3 })
    .chain((clauses) => fc.constantFrom(' and ', ' or ', ') or not (').map((word) => clauses.join(word)));
  const option = fc.oneof(
    filter.map((text) => `$filter=${encodeURIComponent(text)}`),
    fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => `$select=${names.join(',')}`),
    name.map((each) => `$expand=${each}($expand=${each};$top=1)`),
    fc.constantFrom(
      '$expand=assignments',
      '$expand=*',
      '$expand=members($select=id)',
      '$count=true',
      '$count=x',
    ),
    fc.tuple(name, fc.constantFrom('', ' desc', ' up')).map(([each, way]) => `$orderby=${each}${way}`),
    fc.oneof(fc.integer(), fc.constantFrom(0, 1, 3, 999, 1e21)).map((count) => `$top=${count}`),
    fc.integer({ min: -2, max: 5 }).map((count) => `$skip=${count}`),
    fc.string({ maxLength: 20 }).map((text) => `$search=${encodeURIComponent(text)}`),
    fc.string({ maxLength: 20 }).map((text) => `$skiptoken=${encodeURIComponent(text)}`),
    fc.tuple(junk, junk).map(([each, value]) => `${each}=${value}`),
  );
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant('') },
    {
      weight: 2,
      arbitrary: fc.array(option, { minLength: 1, maxLength: 4 }).map((all) => `?${all.join('&')}`),
    },
  );
}
export const query = queryOf(property);
