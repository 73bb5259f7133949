import { describe, expect, it } from 'vitest';
import { DIFF_LINES, lineDiff } from './line-diff.ts';

const lines = (...all: (string | number)[]) => `${all.join('\n')}\n`;
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

describe('the difference of two texts', () => {
  it('is the lines that only one of them has, with some around them', () => {
    const before = lines('a', ...numbers(0, 20), 'x', 'z');
    const after = lines('b', ...numbers(0, 20), 'x', 'y', 'z');
    expect(lineDiff(before, after)).toBe('- a\n+ b\n  0\n  1\n…\n  19\n  x\n+ y\n  z');
  });

  it('finds lines that stay among those that change', () => {
    expect(lineDiff(lines(1, 2, 3, 4, 5), lines(0, 2, 9, 4, 6))).toBe(
      '- 1\n+ 0\n  2\n- 3\n+ 9\n  4\n- 5\n+ 6',
    );
  });

  it('ends when nobody would read on', () => {
    const diff = lineDiff(lines(...numbers(0, 100)), lines(...numbers(200, 300))).split('\n');
    expect(diff).toHaveLength(DIFF_LINES + 1);
    expect(diff.at(-1)).toBe(`… and ${200 - DIFF_LINES} more lines`);
  });
});
