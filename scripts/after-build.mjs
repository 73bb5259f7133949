// Finishes a build: puts the schema of scenarios beside the code, and lets the system run the program.
import { chmodSync, copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');

mkdirSync(join(dist, 'scenarios'), { recursive: true });
copyFileSync(
  join(root, 'scenarios', 'scenario.schema.json'),
  join(dist, 'scenarios', 'scenario.schema.json'),
);
chmodSync(join(dist, 'src', 'cli', 'main.js'), 0o755);
