import { readFileSync } from 'node:fs';
import { dirname, extname, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseDocument } from 'yaml';
import { type Configuration, configurationSchema } from '../../configuration/index.ts';
import { describeProblems, offsetIn, problemSentence } from '../../input/index.ts';
import { CliError, EXIT } from '../exit.ts';

type Path = readonly (string | number)[];

/** A configuration that was read. */
export interface ReadConfig {
  /** As a person in the working folder would write it. */
  readonly file: string;
  /** Where its relative paths begin. */
  readonly folder: string;
  readonly value: Configuration;
  /** `tenantless.config.yaml:3:5`; without line and column where they can't be told. */
  placeOf(path: Path): string;
}

/** Reads a configuration and checks its shape. Throws CliError with file, line, column and the likely fix. */
export async function readConfig(path: string): Promise<ReadConfig> {
  const file = relative('.', path) || path;
  const text = readText(path, file);
  const { value, locate } = /^\.(?:ya?ml|json)$/.test(extname(path))
    ? fromText(text, file)
    : await fromModule(path, file, text);
  const placeOf = (at: Path) => place(file, text, locate(at));
  const result = configurationSchema.safeParse(value);
  if (!result.success) {
    const problems = describeProblems(result.error, configurationSchema, value);
    const told = problems.map((problem) => `${placeOf(problem.path)}: ${problemSentence(problem)}`);
    throw new CliError(EXIT.usage, told.join('\n       '));
  }
  return { file, folder: dirname(path), value: result.data, placeOf };
}

/** What a file says, and at which offset it says it. */
interface Source {
  readonly value: unknown;
  readonly locate: (path: Path) => number | undefined;
}

function readText(path: string, file: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new CliError(EXIT.usage, `${file}: ${code === 'EACCES' ? 'no permission to read it' : message}`);
  }
}

/** YAML, of which JSON is a part. */
function fromText(text: string, file: string): Source {
  const document = parseDocument(text, { prettyErrors: false });
  const [error] = document.errors;
  if (error) throw new CliError(EXIT.usage, `${place(file, text, error.pos[0])}: ${error.message}`);
  // An empty file, or one with comments alone, says nothing.
  return { value: document.toJS() ?? {}, locate: (path) => offsetIn(document, path) };
}

async function fromModule(path: string, file: string, text: string): Promise<Source> {
  let exported: { default?: unknown };
  try {
    exported = await importModule(path);
  } catch (error) {
    throw new CliError(
      EXIT.usage,
      `${file}: it cannot be loaded: ${firstLine(error)}`,
      fixOf(firstLine(error)),
    );
  }
  const value = unwrap(exported.default);
  if (value === undefined)
    throw new CliError(
      EXIT.usage,
      `${file}: it has no default export`,
      'Write: export default { … }, or export default defineConfig({ … }).',
    );
  return { value, locate: (at) => offsetOfKey(text, at.at(-1)) };
}

async function importModule(path: string): Promise<{ default?: unknown }> {
  if (!/\.m?ts$/.test(path)) return import(pathToFileURL(path).href);
  // Node 20 reads no TypeScript by itself.
  const { tsImport } = await import('tsx/esm/api');
  return tsImport(pathToFileURL(path).href, import.meta.url);
}

/** In a package without `"type": "module"` the module that was compiled stands within the default export. */
function unwrap(value: unknown): unknown {
  const inner = value as { __esModule?: boolean; default?: unknown } | undefined;
  return inner?.__esModule ? inner.default : value;
}

const firstLine = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

const fixOf = (message: string) =>
  /'tenantless['/]/.test(message)
    ? 'Add Tenantless to the project (npm install --save-dev tenantless), or leave out defineConfig.'
    : undefined;

/** Of code only what stands there once can be told apart. */
function offsetOfKey(text: string, key: string | number | undefined): number | undefined {
  if (typeof key !== 'string') return undefined;
  const name = key.replace(/[^\w$]/g, '\\$&');
  const found = [...text.matchAll(new RegExp(`(?<![\\w$.])(['"]?)${name}\\1\\s*:`, 'g'))];
  return found.length === 1 ? found[0]?.index : undefined;
}

function place(file: string, text: string, offset: number | undefined): string {
  if (offset === undefined) return file;
  const before = text.slice(0, offset).split('\n');
  return `${file}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}
