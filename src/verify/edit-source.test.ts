import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editSource } from './edit-source.ts';
import { escapePointer, valueAt } from './source-text.ts';

describe('editSource', () => {
  it.each([
    ['a value', '{"a": [1,  "x"]}', [{ pointer: '/a/1', value: 'y' }], '{"a": [1,  "y"]}'],
    ['a name with a slash', '{"a/b":1}', [{ pointer: '/a~1b', value: 2 }], '{"a/b":2}'],
    ['the last of two members', '{"a":1,"a":2}', [{ pointer: '/a', value: 3 }], '{"a":1,"a":3}'],
    ['a middle element', '[\n  "a",\n  "b",\n  "c"\n]', [{ pointer: '/1' }], '[\n  "a",\n  "c"\n]'],
    ['the first element', '["a", "b"]', [{ pointer: '/0' }], '["b"]'],
    ['the last element', '[\n  "a",\n  "b"\n]', [{ pointer: '/1' }], '[\n  "a"\n]'],
    ['the only element', '{"x": [ "a" ]}', [{ pointer: '/x/0' }], '{"x": []}'],
    ['a new member', '{\n\t"b": 1\n}', [{ pointer: '/a', value: 'x' }], '{\n\t"a": "x",\n\t"b": 1\n}'],
    ['a new member in a row', '{"b":1}', [{ pointer: '/a', value: 2 }], '{"a":2, "b":1}'],
    ['a first member', '{}', [{ pointer: '/a', value: 2 }], '{"a": 2}'],
    [
      'the mark and the line ends',
      '\ufeff{\r\n "a":1\r\n}\r\n',
      [{ pointer: '/a', value: 2 }],
      '\ufeff{\r\n "a":2\r\n}\r\n',
    ],
  ])('edits %s and nothing else', (_, text, changes, expected) => {
    const edited = editSource(text, changes);
    expect(edited.text).toBe(expected);
    expect([...edited.made]).toEqual(changes);
  });

  it('makes the first of two changes that are in each other’s way, and says so', () => {
    const [one, two] = [{ pointer: '/0' }, { pointer: '/1' }];
    const { text, made } = editSource('["a","b"]', [one, two]);
    expect(text).toBe('["b"]');
    expect([...made]).toEqual([one]);
  });

  it('leaves out what leads nowhere', () => {
    for (const change of [{ pointer: '/7' }, { pointer: '/a/b', value: 1 }, { pointer: '', value: 1 }]) {
      expect(editSource('["a"]', [change])).toEqual({ text: '["a"]', made: new Set() });
    }
  });

  it('replaces one value of any document, however it is laid out, byte by byte', () => {
    const layout = fc.constantFrom(undefined, 1, 2, '\t');
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })), layout, (object, indent) => {
        const [name] = Object.keys(object);
        fc.pre(name !== undefined && name !== '__proto__');
        const text = JSON.stringify(object, null, indent);
        const pointer = `/${escapePointer(name as string)}`;
        const edited = editSource(text, [{ pointer, value: 'new' }]).text;
        expect(JSON.parse(edited)).toEqual({ ...JSON.parse(text), [name as string]: 'new' });
        expect(valueAt(JSON.parse(edited), pointer)).toBe('new');
        expect(edited).toBe(JSON.stringify({ ...object, [name as string]: 'new' }, null, indent));
      }),
    );
  });
});
