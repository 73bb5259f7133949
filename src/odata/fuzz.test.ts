import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reader, typeName, types } from '../../test/support/odata-model.ts';
import type { FilterExpression, LiteralExpression, PathExpression } from './expression.ts';
import {
  compileFilter,
  compileSearch,
  equalityConstraints,
  formatFilter,
  ODataBindingError,
  ODataSyntaxError,
  parseExpand,
  parseFilter,
  parseOrderBy,
  parseQueryOptions,
  parseSearch,
  parseSelect,
} from './index.ts';

/** Text that looks like a query, and text that doesn't. */
const pieces = [
  ...'()[],/:;=*-\'"$ ',
  ...[
    'a',
    'tags',
    'deviceName',
    'batteryLevel',
    'isSupervised',
    'assignments',
    'microsoft.graph.iosLobApp',
    'v',
  ],
  ...[
    ' eq ',
    ' ne ',
    ' gt ',
    ' and ',
    ' or ',
    'not ',
    ' in ',
    ' has ',
    ' add ',
    ' div ',
    ' desc',
    'NOT ',
    ' AND ',
  ],
  ...["'x'", "'it''s'", '1', '-1.5', 'null', 'true', 'INF', '2024-01-01', '2024-01-01T00:00:00Z', '12:30'],
  ...[
    'dc5e3c4d-1111-2222-3333-444455556666',
    "duration'P1D'",
    "n.t'x'",
    'contains(',
    'isof(',
    'cast(',
    '/any(',
    'v:',
  ],
  ...[
    '/$count',
    '$it',
    '$filter=',
    '$select=',
    '$expand=',
    '$top=',
    '/$ref',
    '%20',
    '%',
    '+',
    '&',
    'constructor',
  ],
];
const queryLike = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(''));
const anyText = fc.oneof({ weight: 4, arbitrary: queryLike }, fc.string({ unit: 'binary', maxLength: 60 }));

describe('whatever the text', () => {
  const parsers: Record<string, (text: string) => unknown> = {
    parseFilter,
    parseOrderBy,
    parseSelect,
    parseExpand,
    parseSearch,
    parseQueryOptions,
  };
  it.each(Object.entries(parsers))('%s throws nothing but ODataSyntaxError', (_, parse) => {
    fc.assert(
      fc.property(anyText, (text) => {
        try {
          parse(text);
        } catch (error) {
          expect(error).toBeInstanceOf(ODataSyntaxError);
          const { position } = error as ODataSyntaxError;
          expect(position).toBeGreaterThanOrEqual(0);
          expect(position).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('a search that was read can be run', () => {
    fc.assert(
      fc.property(anyText, anyText, (text, name) => {
        let test: (value: object) => boolean;
        try {
          test = compileSearch(parseSearch(text), reader, ['displayName']);
        } catch {
          return;
        }
        expect(typeof test({ displayName: name })).toBe('boolean');
      }),
    );
  });
});

const position = 0;
const name = fc.constantFrom('deviceName', 'tags', 'batteryLevel', 'größe', 'not_', 'eq', 'in');
const typeNames = fc.constantFrom('microsoft.graph.iosLobApp', 'microsoft.graph.managedDevice');
const literal: fc.Arbitrary<LiteralExpression> = fc.oneof(
  fc.constant<LiteralExpression>({ kind: 'literal', type: 'null', value: null, position }),
  fc.boolean().map((value): LiteralExpression => ({ kind: 'literal', type: 'Edm.Boolean', value, position })),
  fc
    .string({ unit: 'grapheme' })
    .map((value): LiteralExpression => ({ kind: 'literal', type: 'Edm.String', value, position })),
  fc
    .integer({ min: -2_147_483_647 })
    .map((value): LiteralExpression => ({ kind: 'literal', type: 'Edm.Int32', value, position })),
  fc
    .maxSafeInteger()
    .map((value): LiteralExpression => ({ kind: 'literal', type: 'Edm.Int64', value, position })),
  fc.double().map((value): LiteralExpression => {
    return { kind: 'literal', type: 'Edm.Double', value: value === 0 ? 0 : value, position };
  }),
  fc.uuid().map((value): LiteralExpression => ({ kind: 'literal', type: 'Edm.Guid', value, position })),
  fc
    .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((date): LiteralExpression => {
      return { kind: 'literal', type: 'Edm.DateTimeOffset', value: date.toISOString(), position };
    }),
  fc.constant<LiteralExpression>({ kind: 'literal', type: 'Edm.Duration', value: 'P1DT2H', position }),
  fc
    .string()
    .map((value): LiteralExpression => ({ kind: 'literal', type: 'enum', typeName: 'n.t', value, position })),
);

/** Every tree that the parser can make: range variables only inside of their lambda. */
const { expression } = fc.letrec<{ path: PathExpression; expression: FilterExpression }>((tie) => ({
  path: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    name.map((each): PathExpression => ({ kind: 'property', name: each, position })),
    fc.constant<PathExpression>({ kind: 'it', position }),
    fc
      .tuple(tie('path'), name)
      .map(([source, each]): PathExpression => ({ kind: 'property', source, name: each, position })),
    fc
      .tuple(tie('path'), typeNames)
      .map(([source, each]): PathExpression => ({ kind: 'typeCast', source, typeName: each, position })),
  ),
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    literal,
    tie('path'),
    fc
      .tuple(fc.constantFrom('and', 'or'), fc.array(tie('expression'), { minLength: 2, maxLength: 3 }))
      .map(([kind, operands]): FilterExpression => ({ kind, operands, position })),
    tie('expression').map((operand): FilterExpression => ({ kind: 'not', operand, position })),
    tie('path').map((operand): FilterExpression => ({ kind: 'negate', operand, position })),
    fc
      .tuple(fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le'), tie('expression'), tie('expression'))
      .map(([operator, left, right]): FilterExpression => {
        return { kind: 'comparison', operator, left, right, position };
      }),
    fc
      .tuple(
        fc.constantFrom('add', 'sub', 'mul', 'div', 'divby', 'mod'),
        tie('expression'),
        tie('expression'),
      )
      .map(([operator, left, right]): FilterExpression => {
        return { kind: 'arithmetic', operator, left, right, position };
      }),
    fc
      .tuple(tie('expression'), fc.array(literal, { maxLength: 3 }))
      .map(([operand, values]): FilterExpression => ({ kind: 'in', operand, values, position })),
    fc
      .tuple(tie('path'), literal)
      .map(([left, right]): FilterExpression => ({ kind: 'has', left, right, position })),
    fc
      .tuple(fc.constantFrom('contains', 'length', 'now'), fc.array(tie('expression'), { maxLength: 2 }))
      .map(([each, args]): FilterExpression => ({ kind: 'call', name: each, arguments: args, position })),
    fc
      .tuple(tie('path'), typeNames)
      .map(([operand, each]): FilterExpression => ({ kind: 'isof', operand, typeName: each, position })),
    tie('path').map((source): FilterExpression => ({ kind: 'count', source, position })),
    fc.tuple(tie('path'), tie('expression')).map(([source, filter]): FilterExpression => {
      return { kind: 'count', source, filter, position };
    }),
    fc
      .tuple(fc.constantFrom('any', 'all'), tie('path'), literal)
      .map(([quantifier, source, right]): FilterExpression => {
        const left: FilterExpression = { kind: 'variable', name: 'v', position };
        const predicate: FilterExpression = { kind: 'comparison', operator: 'eq', left, right, position };
        return { kind: 'lambda', quantifier, source, variable: 'v', predicate, position };
      }),
  ),
}));

/** The parser keeps positions, folds `- 1`, and knows no `and` within `and`: bring both sides to one form. */
function comparable(tree: FilterExpression): unknown {
  return JSON.parse(
    JSON.stringify(tree, (key, value) => {
      if (key === 'position') return undefined;
      return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
    }),
  );
}

describe('whatever the expression', () => {
  it('parsing what was printed gives it back', () => {
    fc.assert(
      fc.property(expression, (tree) => {
        expect(comparable(parseFilter(formatFilter(tree)))).toEqual(comparable(tree));
      }),
      { numRuns: 2000 },
    );
  });

  const entity = fc.record(
    {
      deviceName: fc.option(fc.string()),
      tags: fc.option(fc.array(fc.string())),
      batteryLevel: fc.option(fc.oneof(fc.double(), fc.string())),
    },
    { requiredKeys: [] },
  );

  it('compiling throws nothing but ODataBindingError, and running throws nothing', () => {
    let compiled = 0;
    fc.assert(
      fc.property(expression, entity, (tree, value) => {
        let test: (value: object) => boolean;
        try {
          test = compileFilter(tree, typeName('managedDevice'), types, reader);
        } catch (error) {
          expect(error).toBeInstanceOf(ODataBindingError);
          return;
        }
        compiled += 1;
        expect(typeof test(value)).toBe('boolean');
      }),
      { numRuns: 3000 },
    );
    expect(compiled).toBeGreaterThan(20);
  });

  const word = fc.constantFrom('x', 'y', 'X', 'z');
  const equality = fc.tuple(fc.constantFrom('deviceName', 'operatingSystem', 'id'), word);
  it('an entity that passes the filter meets its equality constraints, and the other way round when they are exact', () => {
    const clause = equality.map(([property, value]) => `${property} eq '${value}'`);
    const filters = fc
      .array(
        fc.oneof(
          clause,
          fc.array(clause, { minLength: 1, maxLength: 3 }).map((clauses) => `(${clauses.join(' or ')})`),
          fc.tuple(fc.constant('id'), word, word).map(([p, a, b]) => `${p} in ('${a}','${b}')`),
          word.map((value) => `contains(id,'${value}')`),
        ),
        { minLength: 1, maxLength: 4 },
      )
      .map((clauses) => clauses.join(' and '));
    const devices = fc.record({ deviceName: word, operatingSystem: word, id: word });
    fc.assert(
      fc.property(filters, devices, (filter, device) => {
        const tree = parseFilter(filter);
        const { constraints, exact } = equalityConstraints(tree);
        const meets = constraints.every(({ property, values }) => {
          const value = String(Reflect.get(device, property)).toLowerCase();
          return values.some((each) => String(each).toLowerCase() === value);
        });
        const passes = compileFilter(tree, typeName('managedDevice'), types, reader)(device);
        if (passes) expect(meets).toBe(true);
        if (exact) expect(passes).toBe(meets);
      }),
      { numRuns: 1000 },
    );
  });
});
