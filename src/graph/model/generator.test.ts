import { describe, expect, it } from 'vitest';
import { statedLimits, statedReadOnly } from '../../../scripts/model/comments.ts';
import { primitiveByRule } from '../../../scripts/model/edm.ts';
import { reachableTypes } from '../../../scripts/model/scope.ts';
import { parseTypings } from '../../../scripts/model/typings.ts';
import { formatNotation, joinProperties, parseNotation, splitProperties } from './notation.ts';

const typings = parseTypings(
  'sample.d.ts',
  `export as namespace microsoftgraph;
   export type NullableOption<T> = T | null;
   export type Colour = "red" | "green";
   export type Lost = undefined;
   export interface Entity { id?: string; }
   // tslint:disable-next-line: interface-name
   export interface Lamp extends Entity {
       /**
        * How bright. Valid values 4 to
        * 14 Read-only.
        */
       brightness?: NullableOption<number>;
       colours?: NullableOption<Colour[]>;
       shade?: Shade;
       plug?: NullableOption<WallNamespace.Plug>;
   }
   export interface Shade { name?: string; }
   export interface TallLamp extends Lamp {}
   export interface Unrelated extends Entity {}
   export namespace WallNamespace {
       interface Plug extends microsoftgraph.Entity { lamp?: microsoftgraph.Lamp; other?: Plug; }
   }`,
);

describe('reading typings', () => {
  it('finds types, bases, nullability and collections, and restores the spelling of names', () => {
    const lamp = typings.types.get('lamp');
    expect(lamp?.base).toBe('entity');
    expect(lamp?.properties.map(({ comment, ...rest }) => rest)).toEqual([
      { name: 'brightness', type: 'number', collection: false, nullable: true },
      { name: 'colours', type: 'colour', collection: true, nullable: true },
      { name: 'shade', type: 'shade', collection: false, nullable: false },
      { name: 'plug', type: 'wall.plug', collection: false, nullable: true },
    ]);
  });

  it('resolves names inside of a namespace', () => {
    const plug = typings.types.get('wall.plug');
    expect(plug?.base).toBe('entity');
    expect(plug?.properties.map((each) => each.type)).toEqual(['lamp', 'wall.plug']);
  });

  it('finds enums, even those that lost their members', () => {
    expect(typings.enums.get('colour')).toEqual(['red', 'green']);
    expect(typings.enums.get('lost')).toEqual([]);
    expect(typings.enums.has('nullableOption')).toBe(false);
  });

  it('puts comments on one line', () => {
    expect(typings.types.get('lamp')?.properties[0]?.comment).toBe(
      'How bright. Valid values 4 to 14 Read-only.',
    );
  });

  it('says where it finds a form that it does not know', () => {
    expect(() => parseTypings('x.d.ts', 'export interface A {\n  f?: () => void;\n}')).toThrow(
      /^x\.d\.ts:[12]: /,
    );
  });
});

describe('reading comments', () => {
  it('takes limits, and not the bounds of the type itself', () => {
    expect(statedLimits('Length. Valid values 4 to 14', true)).toEqual({ minimum: 4, maximum: 14 });
    expect(statedLimits('Valid values 0 to 2147483647. More.', true)).toEqual({ minimum: 0 });
    expect(statedLimits('Valid values -2147483648 to 2147483647', true)).toEqual({});
    expect(statedLimits('Valid values 0 to 1.79769313486232E+308', true)).toEqual({});
    expect(statedLimits('Valid values 1 to 24', false)).toEqual({});
    expect(statedLimits('This collection can contain a maximum of 500 elements.', false)).toEqual({
      maxItems: 500,
    });
  });

  it('takes read-only when it is said of the property, in either version', () => {
    const other = parseTypings(
      'other.d.ts',
      `export interface Lamp {
         // Read-only when isBuiltIn is true.
         brightness?: number;
         // Colour. This property is read-only.
         colours?: string[];
       }`,
    );
    expect([...statedReadOnly([other])]).toEqual(['lamp.colours']);
    expect([...statedReadOnly([typings, other])]).toEqual(['lamp.brightness', 'lamp.colours']);
  });
});

it('finds primitive types by rule', () => {
  const kind = (name: string, type: string, comment = '') =>
    primitiveByRule({ name, type, comment, collection: false, nullable: false });
  expect(kind('lastSyncDateTime', 'string')).toBe('DateTimeOffset');
  expect(kind('payload', 'string', 'Payload. (UTF8 encoded byte array)')).toBe('Binary');
  expect(kind('displayName', 'string')).toBe('String');
  expect(kind('freeSpaceInBytes', 'number')).toBe('Int64');
  expect(kind('latitude', 'number')).toBe('Double');
  expect(kind('count', 'number')).toBe('Int32');
  expect(kind('logo', 'any')).toBe('Stream');
});

it('keeps what the roots lead to, to bases and derived types, up to where scope ends', () => {
  expect([...reachableTypes(typings, ['shade'], new Set())]).toEqual(['shade']);
  expect([...reachableTypes(typings, ['lamp'], new Set())].sort()).toEqual(
    ['colour', 'entity', 'lamp', 'shade', 'tallLamp', 'wall.plug'].sort(),
  );
  expect(reachableTypes(typings, ['lamp'], new Set(['wall.plug'])).has('wall.plug')).toBe(false);
});

describe('the notation', () => {
  it.each([
    'Int32? 4..14',
    'String[]?',
    'x[] contained',
    'x navigation',
    'y[]? readOnly atMost500',
    'Int32 0..',
  ])('reads %s and writes it back', (text) => expect(formatNotation(parseNotation(text))).toBe(text));

  it('tells primitive types from others', () => {
    expect(parseNotation('Int32?')).toMatchObject({ type: 'Edm.Int32', nullable: true, collection: false });
    expect(parseNotation('Json[]')).toMatchObject({ type: 'Json', nullable: false, collection: true });
  });

  it('refuses words that it does not know', () => {
    expect(() => parseNotation('Int32 readonly')).toThrow('"readonly" means nothing');
  });

  it('keeps properties apart', () => {
    const properties = [
      ['a', 'Int32? 4..14'],
      ['b', 'x[] contained'],
    ] as const;
    expect(splitProperties(joinProperties(properties))).toEqual(properties);
    expect(splitProperties('')).toEqual([]);
  });
});
