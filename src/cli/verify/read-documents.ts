import { readdirSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import type { SourceDocument } from '../../verify/index.ts';
import { CliError, EXIT } from '../exit.ts';

const STANDARD_INPUT = '-';
/** What a person sees as the name of standard input. */
const STANDARD_INPUT_NAME = '<stdin>';

/** A document and how its file keeps it, so that it can be written back alike. */
export interface ReadDocument extends SourceDocument {
  /** Undefined for standard input. */
  readonly file: string | undefined;
  readonly encoding: 'utf-8' | 'utf-16le';
}

/** The documents at a path: one file, all JSON files of a folder and of those in it, or standard input. */
export function readDocuments(path: string): ReadDocument[] {
  if (path === STANDARD_INPUT) return [decode(undefined, read(0))];
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new CliError(EXIT.usage, `${path}: there is no such file or folder`);
  if (!stats.isDirectory()) return [decode(path, read(path))];
  const files = filesBelow(path, /\.json$/i);
  if (files.length === 0) {
    throw new CliError(
      EXIT.usage,
      `${path}: the folder holds no *.json file`,
      filesBelow(path, /\.ya?ml$/i).length > 0
        ? 'YAML is not read: let IntuneCD write JSON (-o json).'
        : 'Name the file if it is called otherwise.',
    );
  }
  return files.map((file) => decode(file, read(file)));
}

/** In the order of their names; what is hidden or installed is left out. */
function filesBelow(folder: string, kind: RegExp): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path, kind);
      return kind.test(entry.name) ? [path] : [];
    });
}

function read(source: string | 0): Buffer {
  try {
    return readFileSync(source);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const name = source === 0 ? STANDARD_INPUT_NAME : source;
    throw new CliError(EXIT.usage, `${name}: ${code === 'EACCES' ? 'no permission to read it' : message}`);
  }
}

/** UTF-8, or UTF-16 with a byte order mark, which is what Windows PowerShell writes. The mark stays in the text. */
function decode(file: string | undefined, bytes: Buffer): ReadDocument {
  const path = file === undefined ? STANDARD_INPUT_NAME : shownPath(file);
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
    return { path, text, file, encoding };
  } catch {
    throw new CliError(EXIT.usage, `${path}: this is no text file`, 'Expected Graph JSON in UTF-8.');
  }
}

/** From the current folder when it is in there, and with slashes: what code review sites find in their repository. */
function shownPath(file: string): string {
  const below = isAbsolute(file) ? relative(process.cwd(), file) : file;
  const inside = below !== '' && !below.startsWith('..') && !isAbsolute(below);
  return (inside ? below : file).split(sep).join('/').replace(/^\.\//, '');
}
