// Finishes a build: the JSON Schema of scenarios for editors, and a program that the system may run.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const dist = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist');
const { scenarioJsonSchema } = await import(pathToFileURL(join(dist, 'src', 'index.js')).href);

mkdirSync(join(dist, 'scenarios'), { recursive: true });
writeFileSync(
  join(dist, 'scenarios', 'scenario.schema.json'),
  `${JSON.stringify(scenarioJsonSchema(), undefined, 2)}\n`,
);
chmodSync(join(dist, 'src', 'cli', 'main.js'), 0o755);
