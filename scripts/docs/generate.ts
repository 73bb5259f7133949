// Writes what follows from the code: docs/support-matrix.md, docs/assumptions.md, docs/time.md, the table in docs/fidelity.md, the pages
// about rules, the schemas of scenarios and configurations for editors.
//   npm run docs            writes them
// test/generated-docs.test.ts fails when they are stale.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configurationJsonSchema } from '../../src/configuration/index.ts';
import { supportMatrix } from '../../src/graph/describe/support-matrix.ts';
import { scenarioJsonSchema } from '../../src/scenario/index.ts';
import { refusalTable } from './answers.ts';
import { assumptionsPage } from './assumptions.ts';
import { enrollmentTable } from './enrollment-table.ts';
import { rulePages } from './rule-pages.ts';
import { timePage } from './time.ts';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const page = (name: string) => at(`docs/${name}`);
const BEGIN = '<!-- Generated from the factories of errors by `npm run docs`. Not for editing. -->';
const ENROLLMENT =
  '<!-- Generated from the declarations of enrollment types by `npm run docs`. Not for editing. -->';
const END = '<!-- End of what is generated. -->';

/** A page with its generated part made anew. */
function between(name: string, begin: string, generated: string): string {
  const [before, rest] = readFileSync(page(name), 'utf8').split(begin);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`docs/${name} has lost its marks`);
  return `${before}${begin}\n\n${generated}\n\n${END}${after}`;
}

/** The pages by their path, as they ought to be. */
export async function generatedPages(): Promise<ReadonlyMap<string, string>> {
  return new Map([
    [page('support-matrix.md'), supportMatrix()],
    [page('assumptions.md'), assumptionsPage()],
    [page('fidelity.md'), between('fidelity.md', BEGIN, await refusalTable())],
    [page('enrollment.md'), between('enrollment.md', ENROLLMENT, enrollmentTable())],
    [page('time.md'), timePage()],
    [at('src/configuration/config.schema.json'), `${JSON.stringify(configurationJsonSchema(), null, 2)}\n`],
    [at('scenarios/scenario.schema.json'), `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`],
    ...[...rulePages(at(''))].map(([path, text]) => [at(path), text] as const),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of await generatedPages()) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
