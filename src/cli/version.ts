import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the package begins. This file runs as source (`src/cli`) and as built (`dist/src/cli`). */
const ROOTS = ['../../', '../../../'].map((path) => new URL(path, import.meta.url));

/** The package's version. */
export function version(): string {
  for (const root of ROOTS) {
    try {
      return String(JSON.parse(readFileSync(new URL('package.json', root), 'utf8')).version);
    } catch {
      // Not there; try the next.
    }
  }
  return '0.0.0';
}

/** Where a page of the documentation (`docs/…`) lies, seen from a folder: in a project, in its `node_modules`. */
export function pageFile(page: string, from = process.cwd()): string {
  // As built it is one folder further down.
  const root = fileURLToPath(ROOTS[import.meta.url.endsWith('.ts') ? 0 : 1] as URL);
  const file = join(root, page);
  const path = relative(from, file);
  return (path.length < file.length ? path : file).replaceAll('\\', '/');
}
