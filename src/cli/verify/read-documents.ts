import { type Dirent, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { closest } from '../../input/spelling.ts';
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
  if (!stats) throw missing(path);
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
  return entriesOf(folder)
    .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path, kind);
      // A pipe would keep us waiting; of a link counts what it leads to.
      return kind.test(entry.name) && statSync(path, { throwIfNoEntry: false })?.isFile() ? [path] : [];
    });
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw unreadable(folder, error as NodeJS.ErrnoException);
  }
}

function missing(path: string): CliError {
  if (lstatSync(path, { throwIfNoEntry: false }))
    return new CliError(EXIT.usage, `${path}: this is a link to something that is not there`);
  const folder = dirname(path);
  // The first part of the path that is not there is where somebody slipped.
  if (folder !== path && folder !== '.' && !statSync(folder, { throwIfNoEntry: false }))
    throw missing(folder);
  const meant = closest(basename(path), namesIn(folder));
  return new CliError(
    EXIT.usage,
    `${path || "''"}: there is no such file or folder`,
    meant === undefined ? `Paths begin at ${process.cwd()}.` : `Did you mean ${join(folder, meant)}?`,
  );
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function unreadable(name: string, { code, message }: NodeJS.ErrnoException): CliError {
  return new CliError(
    EXIT.usage,
    `${name}: ${code === 'EACCES' ? 'no permission to read it' : message}`,
    code === 'EACCES' ? 'Let it be read by you, or name the others one by one.' : undefined,
  );
}

function read(source: string | 0): Buffer {
  try {
    return readFileSync(source);
  } catch (error) {
    throw unreadable(source === 0 ? STANDARD_INPUT_NAME : source, error as NodeJS.ErrnoException);
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
