// Finishes a build: puts what is no TypeScript beside the code, and lets the system run the program.
import { chmodSync, copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');

for (const path of [
  'scenarios/scenario.schema.json',
  'src/configuration/config.schema.json',
  'server/attach/hook.cjs',
  'server/attach/hook.d.cts',
]) {
  mkdirSync(dirname(join(dist, path)), { recursive: true });
  copyFileSync(join(root, path), join(dist, path));
}
chmodSync(join(dist, 'src', 'cli', 'main.js'), 0o755);
