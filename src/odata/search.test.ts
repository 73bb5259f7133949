import { describe, expect, it } from 'vitest';
import { reader } from '../../test/support/odata-model.ts';
import { compileSearch, parseSearch, QUERY_LIMITS } from './index.ts';

const entities = {
  video: { displayName: 'OneVideo Team', mail: 'onevideo@contoso.com' },
  audio: { displayName: 'One-audio', mail: 'audio@contoso.com', description: 'videos without picture' },
  phones: { displayName: "Adele's iPhone 15", proxyAddresses: ['SMTP:phone@contoso.com'] },
  us: { displayName: 'SfBMailUser', mail: 'Sfb@michev.info' },
  empty: {},
};

function found(search: string): string[] {
  const test = compileSearch(parseSearch(search), reader, ['displayName', 'mail']);
  return Object.entries(entities)
    .filter(([, entity]) => test(entity))
    .map(([name]) => name);
}

describe('$search', () => {
  it.each<[search: string, expected: string[]]>([
    ['"displayName:OneVideo"', ['video']],
    ['"displayName:OneVideo" AND "mail:onevideo"', ['video']],
    ['"displayName:One" AND "mail:onevideo"', ['video']],
    ['"displayName:One"', ['video', 'audio']],
    // Words of displayName and description are searched one by one, of other properties only the beginning.
    ['"displayName:video"', ['video']],
    ['"mail:contoso"', []],
    ['"description:video"', ['audio']],
    // Recorded: "displayName:US" finds SfBMailUser.
    ['"displayName:US"', ['us']],
    ['iphone', ['phones']],
    ['phone', ['phones']],
    ['"displayName:one audio"', ['audio']],
    ['"displayName:OneAudio"', ['audio']],
    ['"adele 15"', ['phones']],
    ['"15 adele"', ['phones']],
    ['displayName:onevideo', ['video']],
    ['"proxyAddresses:smtp:phone"', ['phones']],
    ['one video', ['video']],
    ['NOT one OR video', ['video', 'phones', 'us', 'empty']],
    ['NOT (one OR iphone)', ['us', 'empty']],
    ['one AND NOT video', ['audio']],
    ['NOT NOT one', ['video', 'audio']],
    // Only capitals are operators.
    ['one and video', []],
    ['"a \\"quoted\\" word"', []],
  ])('%s', (search, expected) => {
    expect(found(search)).toEqual(expected);
  });

  it.each([
    ['', "Search term expected at position 0 in ''."],
    ['AND a', "Search term expected at position 0 in 'AND a'."],
    ['a OR', "Search term expected at position 4 in 'a OR'."],
    ['a NOT', "Search term expected at position 5 in 'a NOT'."],
    ['(a', "')' expected at position 2 in '(a'."],
    ['a)', "Search term expected at position 1 in 'a)'."],
    ['a "b', `There is an unterminated string literal at position 4 in 'a "b'.`],
  ])("refuses '%s'", (search, message) => {
    expect(() => parseSearch(search)).toThrow(message);
  });

  it('holds the limits on terms and depth', () => {
    const { maxSearchTerms, maxDepth } = QUERY_LIMITS;
    expect(parseSearch('a '.repeat(maxSearchTerms))).toMatchObject({ operands: { length: maxSearchTerms } });
    expect(() => parseSearch('a '.repeat(maxSearchTerms + 1))).toThrow(
      'The result of parsing $search contained at least 101 items, but the maximum allowed is 100.',
    );
    expect(parseSearch(`${'('.repeat(maxDepth - 1)}a${')'.repeat(maxDepth - 1)}`)).toEqual({
      kind: 'term',
      text: 'a',
    });
    expect(() => parseSearch('('.repeat(maxDepth))).toThrow('Recursion depth exceeded allowed limit.');
    expect(() => parseSearch(`${'NOT '.repeat(maxDepth)}a`)).toThrow(
      'Recursion depth exceeded allowed limit.',
    );
  });
});
