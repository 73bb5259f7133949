import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';

const UPDATE = process.env['UPDATE_GOLDEN'] === '1';

/** Texts that are kept in a folder. With UPDATE_GOLDEN=1 they are written anew instead of compared. */
export function goldenFolder(folder: string) {
  return {
    expect(name: string, text: string): void {
      const file = join(folder, name);
      if (UPDATE) {
        mkdirSync(folder, { recursive: true });
        writeFileSync(file, text);
      }
      expect(existsSync(file), `${name} is missing: run with UPDATE_GOLDEN=1`).toBe(true);
      expect(text).toBe(readFileSync(file, 'utf8'));
    },
    /** That nothing else is there. */
    expectAll(names: readonly string[]): void {
      expect(readdirSync(folder).sort()).toEqual([...names].sort());
    },
  };
}
