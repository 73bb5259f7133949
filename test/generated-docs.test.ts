import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, it } from 'vitest';
import { generatedPages } from '../scripts/docs/generate.ts';

const pages = [...(await generatedPages())].map(([path, text]) => ({ name: basename(path), path, text }));

it.each(pages)('has $name as the declarations are: `npm run docs` writes it', ({ path, text }) => {
  expect(readFileSync(path, 'utf8')).toBe(text);
});
