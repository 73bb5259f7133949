import { basename, dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../../test/support/cli.ts';
import { pageFile } from './version.ts';

it('finds a page of the documentation from wherever somebody works', () => {
  const page = 'docs/rules/authenticator-missing.md';
  expect(pageFile(page, ROOT)).toBe(page);
  expect(pageFile(page, dirname(ROOT))).toBe(`${basename(ROOT)}/${page}`);
  expect(pageFile(page, join(ROOT, 'src'))).toBe(`../${page}`);
  // So far away that the way back is longer than the whole path.
  expect(pageFile(page, '/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r')).toBe(join(ROOT, page));
});
