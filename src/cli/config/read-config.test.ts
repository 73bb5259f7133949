import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findConfig } from './find-config.ts';
import { readConfig } from './read-config.ts';

const SOURCE = fileURLToPath(new URL('../..', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantless-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(path: string, text: string): string {
  const at = join(folder, path);
  mkdirSync(dirname(at), { recursive: true });
  writeFileSync(at, text);
  return at;
}

const DEFINED = `import { defineConfig } from 'tenantless/config';
export default defineConfig({ tenant: 'empty' });`;

describe('readConfig', () => {
  it.each([
    ['tenantless.config.ts', 'const tenant: string = "empty";\nexport default { tenant };'],
    ['tenantless.config.mts', 'export default { tenant: "empty" as const };'],
    ['tenantless.config.mjs', 'export default { tenant: "empty" };'],
    ['tenantless.config.yml', 'tenant: empty # for a start'],
    ['tenantless.config.json', '{ "$schema": "./schema.json", "tenant": "empty" }'],
  ])('reads %s', async (name, text) => {
    const { value, placeOf } = await readConfig(file(name, text));
    expect(value).toMatchObject({ tenant: 'empty' });
    expect(placeOf(['tenant'])).toMatch(name);
  });

  it('takes an empty file for one that says nothing', async () => {
    expect((await readConfig(file('tenantless.config.yaml', '# later\n'))).value).toEqual({});
  });

  it('lets a project that has Tenantless define its configuration in TypeScript', async () => {
    const within = 'node_modules/tenantless';
    file(
      `${within}/package.json`,
      '{ "type": "module", "exports": { "./config": "./src/configuration/index.ts" } }',
    );
    symlinkSync(SOURCE, join(folder, within, 'src'));
    const { value, placeOf } = await readConfig(file('tenantless.config.ts', DEFINED));
    expect(value).toEqual({ tenant: 'empty' });
    expect(placeOf(['tenant'])).toMatch(/tenantless\.config\.ts:2:31$/);
  });

  it.each<[string, string, string[]]>([
    ['tenantless.config.json', '{ "tenant": }', ['tenantless.config.json:1:']],
    ['tenantless.config.yaml', '[]', ['tenantless.config.yaml:1:1: expected an object']],
    [
      'tenantless.config.yaml',
      'run: { reporter: xml }',
      ['tenantless.config.yaml:1:8: run.reporter: expected a reporter such as list'],
    ],
    [
      'tenantless.config.ts',
      'export default {\n  exec: { attach: "hok" },\n};',
      ['tenantless.config.ts:2:11: exec.attach: expected', "Did you mean 'hook'?"],
    ],
    ['tenantless.config.ts', 'export const tenant = 1;', ['no default export', 'export default {']],
    ['tenantless.config.ts', 'export default {', ['tenantless.config.ts: it cannot be loaded']],
    ['tenantless.config.ts', DEFINED, ["'tenantless/config'", 'npm install --save-dev tenantless']],
  ])('says what is wrong, where, and what to do: %s %j', async (name, text, parts) => {
    const error = await readConfig(file(name, text)).catch((thrown) => thrown);
    expect(error).toMatchObject({ name: 'CliError', exitCode: 2 });
    for (const part of parts) expect(`${error.message} ${error.fix}`).toContain(part);
  });
});

describe('findConfig', () => {
  it('looks no further up than the root of the package', () => {
    const config = file('tenantless.config.yaml', '');
    file('package.json', '{}');
    file('a/b/x', '');
    file('own/package.json', '{}');
    expect(findConfig(join(folder, 'a/b'), undefined)).toBe(config);
    expect(findConfig(join(folder, 'own'), undefined)).toBeUndefined();
  });

  it('runs nothing that lies above a folder without a package', () => {
    file('tenantless.config.mjs', '');
    file('below/x', '');
    expect(findConfig(join(folder, 'below'), undefined)).toBeUndefined();
    expect(findConfig(folder, undefined)).toBe(join(folder, 'tenantless.config.mjs'));
  });

  it('takes the file that is named, and no two at once', () => {
    const other = file('other.yaml', '');
    expect(findConfig(folder, other)).toBe(other);
    for (const name of ['nowhere.yaml', '.', file('x.txt', '')])
      expect(() => findConfig(folder, name)).toThrow(/no such configuration|is no configuration/);
    file('tenantless.config.yaml', '');
    file('tenantless.config.json', '');
    expect(() => findConfig(folder, undefined)).toThrow('tenantless.config.json and tenantless.config.yaml');
  });
});
