// What is refused and whose word the wording is, read from the factories of errors: their comments name evidence and source.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { GraphError } from '../../src/graph/errors.ts';

const graph = fileURLToPath(new URL('../../src/graph', import.meta.url));

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly said: string;
}

/** A factory with the comment before it. */
const FACTORY = /\/\*\*([\s\S]*?)\*\/\s*export (?:const|function) (\w+)/g;

/** Stands for whatever a factory is given. */
const ANYTHING: unknown = new Proxy(() => '…', {
  get: (_target, name) =>
    name === Symbol.toPrimitive || name === 'join' ? () => '…' : name === 'map' ? () => ANYTHING : ANYTHING,
});

/** The table of refusals, as Markdown. */
export async function refusalTable(): Promise<string> {
  const files = readdirSync(graph, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?:^|[\\/-])errors\.ts$/.test(name))
    .sort();
  const rows: Refusal[] = [];
  for (const file of files) rows.push(...(await refusalsOf(join(graph, file))));
  const cells = rows
    .sort((a, b) => a.status - b.status || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
    .map(
      ({ status, code, message, said }) => `| ${status} | \`${code}\` | ${cell(message)} | ${cell(said)} |`,
    );
  return ['| status | code | message | evidence |', '|--:|---|---|---|', ...cells].join('\n');
}

async function refusalsOf(file: string): Promise<Refusal[]> {
  const text = readFileSync(file, 'utf8');
  const factories = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  return [...text.matchAll(FACTORY)].flatMap(([, comment = '', name = '']) => {
    const said = comment.replace(/\s*\n\s*\*\s?/g, ' ').trim();
    const make = factories[name];
    if (typeof make !== 'function' || !/\[(?:recorded|documented|inferred)\]|^Ours/.test(said)) return [];
    const error: unknown = make(...Array.from({ length: make.length }, () => ANYTHING));
    if (!(error instanceof GraphError)) return [];
    return [{ status: error.status, code: error.code, message: error.message, said }];
  });
}

const cell = (text: string) =>
  text
    .replaceAll('NaN', '…')
    .replace(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;');
