import { describe, expect, it } from 'vitest';
import { createProgress } from './progress.ts';
import { Reports } from './reports.ts';

/** A terminal that knows what we write: text, line breaks, the way back to the beginning, and erasing to the end of the line. */
function terminal(columns = 80, isTTY = true) {
  let lines = [''];
  let column = 0;
  const write = (text: string): boolean => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what a terminal reads
    for (const [part] of text.matchAll(/\x1b\[K|[\s\S]/g)) {
      const last = lines.at(-1) ?? '';
      if (part === '\r') column = 0;
      else if (part === '\x1b[K') lines = [...lines.slice(0, -1), last.slice(0, column)];
      else if (part === '\n' || column === columns) {
        lines.push(part === '\n' ? '' : part);
        column = part === '\n' ? 0 : 1;
      } else {
        lines = [...lines.slice(0, -1), last.slice(0, column) + part + last.slice(column + 1)];
        column += 1;
      }
    }
    return true;
  };
  return { stream: { columns, isTTY, write } as NodeJS.WriteStream, write, seen: () => lines };
}

describe('the line that tells how far a run is', () => {
  it('stands all the while that nothing else is written, and goes when it is told to', () => {
    const { stream, seen } = terminal();
    const progress = createProgress(stream, 100, false);
    for (let number = 1; number < 100; number += 1) {
      progress.tell('passed');
      expect(seen()).toEqual([expect.stringMatching(/^ \d+ of 100 scenarios$/)]);
    }
    progress.clear();
    expect(seen()).toEqual(['']);
  });

  it('stands below each line that is written meanwhile', () => {
    const { stream, write, seen } = terminal();
    const progress = createProgress(stream, 4, false);
    for (const [index, status] of (['passed', 'failed', 'error'] as const).entries()) {
      progress.clear();
      write(`${status}\n`);
      progress.tell(status);
      expect(seen().at(-1)).toContain(` ${index + 1} of 4 scenarios`);
    }
    expect(seen()).toEqual(['passed', 'failed', 'error', ' 3 of 4 scenarios, 2 not as expected']);
  });

  it('is cut to the width of the terminal, since of a broken line only the end could be taken away', () => {
    const { stream, seen } = terminal(20);
    const progress = createProgress(stream, 5000, false);
    progress.tell('failed');
    expect(seen()).toEqual([' 1 of 5000 scenario']);
    progress.clear();
    expect(seen()).toEqual(['']);
  });

  it.each([
    ['no terminal', false, false],
    ['a terminal that is somebody else’s', true, true],
  ])('is not written where there is %s', (_, isTTY, quiet) => {
    const { stream, seen } = terminal(80, isTTY);
    const progress = createProgress(stream, 2, quiet);
    progress.tell('passed');
    progress.clear();
    expect(seen()).toEqual(['']);
  });
});

describe('room below what is shown', () => {
  it.each([
    ['list', undefined, true, true],
    // `| cat` writes to the same terminal, at its own time.
    ['list', undefined, false, false],
    ['dot', undefined, true, false],
    ['json', undefined, false, true],
    ['list', 'list.txt', false, true],
  ] as const)('%s in %s, on a terminal %s: %s', (name, file, isTTY, room) => {
    const reports = new Reports([{ name, ...(file !== undefined && { file }) }]);
    expect(reports.leavesRoomBelow({ isTTY })).toBe(room);
  });
});
