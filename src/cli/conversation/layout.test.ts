import { createColors } from 'picocolors';
import { describe, expect, it } from 'vitest';
import { clip, heading, table, WIDTH, wrap } from './layout.ts';

const plain = createColors(false);

describe('wrap', () => {
  it('breaks between words, and inside one only when it must', () => {
    expect(wrap('a bb ccc dddddddd ee', 6)).toEqual(['a bb', 'ccc', 'dddddd', 'dd ee']);
  });

  it('breaks an address behind a slash', () => {
    expect(wrap('POST https://a.net/Server/device: done', 16)).toEqual([
      'POST',
      'https://a.net/',
      'Server/device:',
      'done',
    ]);
  });

  it('keeps every word', () => {
    const text = 'The Company Portal opens in Teams and says what is missing';
    expect(wrap(text, 20).join(' ')).toBe(text);
  });
});

describe('clip', () => {
  it('shortens only what is too long', () => {
    expect(clip('abcdef', 6)).toBe('abcdef');
    expect(clip('abcdefg', 6)).toBe('abcde…');
  });
});

describe('heading', () => {
  it('reaches the right margin', () => {
    expect(heading(plain, 2, 'Five people').map((line) => line.length)).toEqual([0, WIDTH, 0]);
  });
});

describe('table', () => {
  it('aligns its columns, and colours padded cells', () => {
    const lines = table(
      [
        ['Person', 'State'],
        ['Ada', 'compliant'],
      ],
      (cell, row) => (row === 0 ? `<${cell}>` : cell),
    );
    expect(lines).toEqual(['  <Person>  <State    >', '  Ada     compliant']);
  });
});
