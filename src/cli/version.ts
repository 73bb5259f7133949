import { readFileSync } from 'node:fs';

/** The package's version. This file runs as source (`src/cli`) and as built (`dist/src/cli`). */
export function version(): string {
  for (const path of ['../../package.json', '../../../package.json']) {
    try {
      return String(JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')).version);
    } catch {
      // Not there; try the next.
    }
  }
  return '0.0.0';
}
