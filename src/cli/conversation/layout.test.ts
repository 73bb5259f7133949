import { createColors } from 'picocolors';
import { describe, expect, it } from 'vitest';
import { clip, heading, MIN_WIDTH, pageStyle, table, WIDTH, wrap } from './layout.ts';

const plain = { ...createColors(false), width: WIDTH };

describe('pageStyle', () => {
  it('is as wide as the terminal, within reason', () => {
    const widthOf = (columns?: number) => pageStyle({ columns } as NodeJS.WriteStream).width;
    expect([widthOf(80), widthOf(200), widthOf(20)]).toEqual([80, WIDTH, MIN_WIDTH]);
    // No terminal, and one that doesn't know.
    expect([widthOf(), widthOf(0)]).toEqual([WIDTH, WIDTH]);
  });
});

describe('wrap', () => {
  it('breaks between words, and inside one only when it must', () => {
    expect(wrap('a bb ccc dddddddd ee', 6)).toEqual(['a bb', 'ccc', 'dddddd', 'dd ee']);
    expect(wrap('a bbbbbb', 6)).toEqual(['a', 'bbbbbb']);
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

  it('clips a title that is too long', () => {
    const [, line] = heading({ ...plain, width: 80 }, 3, `GET ${'/segment'.repeat(20)}`);
    expect(line).toHaveLength(80);
    expect(line).toMatch(/… ──$/);
  });
});

describe('table', () => {
  it('aligns its columns, and colours padded cells', () => {
    const lines = table(
      [
        ['Person', 'State'],
        ['Ada', 'compliant'],
      ],
      WIDTH,
      (cell, row) => (row === 0 ? `<${cell}>` : cell),
    );
    expect(lines).toEqual(['  <Person>  <State    >', '  Ada     compliant']);
  });

  it('clips the widest column of a table that is too wide', () => {
    const lines = table(
      [
        ['Person', 'Enrollment', 'State'],
        ['Ada', 'Device enrollment with Company Portal', 'compliant'],
      ],
      40,
    );
    expect(lines[1]).toBe('  Ada     Device enrollment …  compliant');
    expect(lines[1]).toHaveLength(40);
  });
});
