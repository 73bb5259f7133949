import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import type { Files } from './files.ts';

export const NODE_FILES: Files = {
  beside: (file, name) => resolve(dirname(file), name),
  shown: (path) => relative('.', path),
  read: (path) => readFileSync(path, 'utf8'),
  write: (path, text) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  },
};
