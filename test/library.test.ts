import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
// Inside the project, so that its dependencies are found.
const folder = mkdtempSync(join(root, 'node_modules', '.examples-'));
afterAll(() => rmSync(folder, { recursive: true }));

const page = readFileSync(join(root, 'docs', 'library.md'), 'utf8');
const examples = Array.from(page.matchAll(/```ts\n(.*?)```/gs), ([, code]) => code as string);
const SOURCES: Record<string, string> = {
  tenantless: 'src/index.ts',
  'tenantless/msw': 'src/testing/handlers.ts',
};

describe('docs/library.md', () => {
  it.each(examples.map((code, index) => [index + 1, code] as const))(
    'example %i prints what its comments say',
    (index, code) => {
      const local = code.replace(/from '(tenantless[^']*)'/g, (_, name: string) => {
        return `from '${pathToFileURL(join(root, SOURCES[name] as string)).href}'`;
      });
      const file = join(folder, `example-${index}.mts`);
      writeFileSync(file, local);
      const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', file], {
        cwd: root,
        encoding: 'utf8',
      });
      const promised = Array.from(code.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm), ([, text]) => text);
      expect(stdout.trimEnd().split('\n'), stderr).toEqual(promised);
    },
  );

  it('has examples', () => expect(examples.length).toBe(2));
});
