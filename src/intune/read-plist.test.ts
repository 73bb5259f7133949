import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PlistValue, Real, renderPlist } from './plist.ts';
import { MAX_PLIST_DEPTH, readPlist } from './read-plist.ts';

const plist = (inner: string) => `<?xml version="1.0"?><!DOCTYPE plist><plist version="1.0">${inner}</plist>`;

describe('readPlist', () => {
  it('reads what renderPlist writes', () => {
    // A text that is all white space, and characters that XML has not, are nobody's business here.
    const text = fc.string().map((any) => `a${any.replace(/[^ -~]/g, '')}`);
    const { value } = fc.letrec<{ value: PlistValue }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        text,
        fc.integer(),
        fc.boolean(),
        // A property list knows one zero.
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => new Real(number + 0)),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(
          text.filter((key) => key !== '__proto__'),
          tie('value'),
          { maxKeys: 4, noNullPrototype: true },
        ),
      ),
    }));
    fc.assert(
      fc.property(value, (content) => {
        expect(readPlist(renderPlist({ content }))).toEqual({ content });
      }),
    );
  });

  it('reads entities, CDATA, comments and whatever stands between elements', () => {
    const xml = plist(
      '\n<dict><!-- a --><key>a&amp;b</key>\n <string>&lt;&#65;&#x42;&gt;</string><key>c</key><string><![CDATA[<d>]]></string></dict>',
    );
    expect(readPlist(xml)).toEqual({ 'a&b': '<AB>', c: '<d>' });
  });

  it('keeps spaces, which are what goes wrong', () => {
    const xml = plist('<dict><key>device_registration </key><string> x </string></dict>');
    expect(readPlist(xml)).toEqual({ 'device_registration ': ' x ' });
  });

  it('says nothing about what is no property list, and comes to an end with one that breaks off', () => {
    expect(readPlist('{}')).toBeUndefined();
    expect(readPlist(plist(''))).toBeUndefined();
    expect(readPlist('<plist><dict><key>a</key><array><string>b')).toEqual({ a: ['b'] });
  });

  it('goes down to a depth', () => {
    const deep = (levels: number) => plist(`${'<array>'.repeat(levels)}${'</array>'.repeat(levels)}`);
    const depthOf = (value: unknown): number => (Array.isArray(value) ? 1 + depthOf(value[0]) : 0);
    expect(depthOf(readPlist(deep(MAX_PLIST_DEPTH)))).toBe(MAX_PLIST_DEPTH);
    expect(depthOf(readPlist(deep(10_000)))).toBeLessThanOrEqual(MAX_PLIST_DEPTH + 1);
  });
});
