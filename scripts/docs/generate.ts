// Writes the pages that follow from the declarations: docs/support-matrix.md, and the table in docs/fidelity.md.
//   npm run docs            writes them
// test/generated-docs.test.ts fails when they are stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { supportMatrix } from '../../src/graph/describe/support-matrix.ts';
import { refusalTable } from './answers.ts';

const page = (name: string) => fileURLToPath(new URL(`../../docs/${name}`, import.meta.url));
const BEGIN = '<!-- Generated from the factories of errors by `npm run docs`. Not for editing. -->';
const END = '<!-- End of what is generated. -->';

/** The pages by their path, as they ought to be. */
export async function generatedPages(): Promise<ReadonlyMap<string, string>> {
  const fidelity = readFileSync(page('fidelity.md'), 'utf8');
  const [before, rest] = fidelity.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error('docs/fidelity.md has lost its marks');
  return new Map([
    [page('support-matrix.md'), supportMatrix()],
    [page('fidelity.md'), `${before}${BEGIN}\n\n${await refusalTable()}\n\n${END}${after}`],
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of await generatedPages()) writeFileSync(path, text);
}
