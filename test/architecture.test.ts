import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Whom each part may import, besides itself. What isn't named may import nothing of ours. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  clock: [],
  input: [],
  markup: [],
  filters: [],
  configuration: [],
  tenant: ['clock'],
  odata: [],
  directory: ['clock', 'tenant'],
  graph: ['clock', 'input', 'filters', 'tenant', 'odata', 'directory'],
  apple: ['clock', 'tenant'],
  intune: ['clock', 'filters', 'tenant', 'apple'],
  entra: ['clock', 'markup', 'tenant', 'directory'],
  rules: ['clock', 'input', 'filters', 'tenant', 'apple', 'intune', 'entra'],
  device: ['clock', 'input', 'filters', 'tenant', 'apple', 'intune', 'entra', 'rules'],
};
const CORE = Object.keys(MAY_IMPORT);
Object.assign(MAY_IMPORT, {
  emulator: CORE,
  verify: [...CORE, 'fixtures'],
  fleet: [...CORE, 'fixtures'],
  scenario: [...CORE, 'emulator', 'verify', 'fleet', 'fixtures'],
  importing: [...CORE, 'verify', 'fixtures'],
  report: [...CORE, 'verify', 'fleet', 'scenario'],
});
const EVERYTHING = [...Object.keys(MAY_IMPORT), 'fixtures'];
Object.assign(MAY_IMPORT, {
  fixtures: ['clock', 'input', 'filters', 'tenant', 'directory', 'apple', 'intune', 'entra'],
  testing: [...EVERYTHING, 'server'],
  server: EVERYTHING,
  cli: [...EVERYTHING, 'server', 'testing', 'index'],
  browser: EVERYTHING,
  index: [...EVERYTHING, 'server', 'testing', 'browser'],
});

/** The simulation runs in a browser too, and the same seed gives the same bytes: no Node, no ambient time or chance. */
const PURE = [
  'clock',
  'input',
  'markup',
  'filters',
  'tenant',
  'odata',
  'directory',
  'graph',
  'entra',
  'intune',
  'apple',
  'device',
  'rules',
  'verify',
  'fleet',
];
/** What bundlers for browsers are given, in `exports` of package.json: these and all that they load need no Node. */
const BROWSER = ['src/browser.ts', 'src/testing/browser.ts', 'src/testing/handlers.ts'];
/** How many of our files may be loaded for a command's options. */
const LOADED_FOR_OPTIONS = 150;
const AMBIENT =
  /\bDate\.now\(|new Date\(\)|Math\.random\(|randomUUID\(|\bprocess\.|\bBuffer\b|\bperformance\.|\bsetTimeout\(/;

interface SourceFile {
  readonly path: string;
  readonly part: string;
  readonly text: string;
  readonly imports: readonly string[];
  /** Those that are left when the types are gone. */
  readonly loads: readonly string[];
  /** Those of them that are loaded with the file itself. */
  readonly atOnce: readonly string[];
}

const partOf = (path: string) => {
  const [top, second] = path.split('/') as [string, string];
  return top === 'src' ? second.replace(/\.ts$/, '') : top;
};

const files: SourceFile[] = ['src', 'server', 'fixtures']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  .map((path) => path.split(sep).join('/'))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.includes('/generated/'))
  .map((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    const found = Array.from(
      text.matchAll(
        /^\s*(?:import|export)\b[^;'"]*?from\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|^import\s*['"]([^'"]+)['"]/gm,
      ),
      (match) => ({
        name: (match[1] ?? match[2] ?? match[3]) as string,
        typesOnly: /^\s*(?:import|export)\s+type\b/.test(match[0]),
        later: match[2] !== undefined,
      }),
    );
    const imports = found.map(({ name }) => name);
    const loads = found.filter(({ typesOnly }) => !typesOnly).map(({ name }) => name);
    const atOnce = found.filter(({ typesOnly, later }) => !typesOnly && !later).map(({ name }) => name);
    return { path, part: partOf(path), text, imports, loads, atOnce };
  });

describe('architecture', () => {
  it('has source files in every part that it names', () => {
    for (const part of CORE)
      expect(
        files.some((file) => file.part === part),
        part,
      ).toBe(true);
  });

  it('lets each part import only what the design allows', () => {
    const violations = files.flatMap((file) =>
      file.imports
        .filter((name) => name.startsWith('.'))
        .map((name) =>
          partOf(
            relative(root, resolve(root, dirname(file.path), name))
              .split(sep)
              .join('/'),
          ),
        )
        .filter((part) => part !== file.part && !MAY_IMPORT[file.part]?.includes(part))
        .map((part) => `${file.path} imports ${part}`),
    );
    expect(violations).toEqual([]);
  });

  it('lets no file wait for another that waits for it', () => {
    const at = new Map(files.map((file) => [file.path, file]));
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (path: string, way: readonly string[]) => {
      if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path].join(' → '));
      if (way.includes(path) || done.has(path)) return;
      for (const name of at.get(path)?.atOnce ?? [])
        if (name.startsWith('.')) visit(join(dirname(path), name).split(sep).join('/'), [...way, path]);
      done.add(path);
    };
    for (const { path } of files) visit(path, []);
    expect(done.size).toBeGreaterThan(files.length - 1);
    expect(circles).toEqual([]);
  });

  it('keeps Node out of the simulation', () => {
    const violations = files
      .filter(({ part }) => PURE.includes(part))
      .flatMap(({ path, imports }) =>
        imports.filter((name) => name.startsWith('node:')).map((name) => `${path}: ${name}`),
      );
    expect(violations).toEqual([]);
  });

  it('keeps Node out of what a browser is given, and of all that it loads', () => {
    const at = new Map(files.map((file) => [file.path, file]));
    const seen = new Set<string>();
    const violations: string[] = [];
    const visit = (path: string, by: string) => {
      const file = at.get(path);
      if (!file || seen.has(path)) return;
      seen.add(path);
      const way = `${by} → ${path}`;
      if (file.part === 'server' || file.part === 'cli') violations.push(way);
      for (const name of file.loads) {
        if (name.startsWith('node:')) violations.push(`${way} → ${name}`);
        else if (name.startsWith('.')) visit(join(dirname(path), name).split(sep).join('/'), way);
      }
    };
    for (const entry of BROWSER) {
      expect(at.has(entry), entry).toBe(true);
      visit(entry, 'a browser');
    }
    expect(violations).toEqual([]);
    expect(seen.size).toBeGreaterThan(100);
  });

  // A command tells its options, and what is wrong with them, before it loads what it does.
  it.each(['config', 'exec', 'import', 'init', 'merge-reports', 'permissions', 'run', 'start', 'verify'])(
    'loads little for the options of %s',
    (command) => {
      const at = new Map(files.map((file) => [file.path, file]));
      const seen = new Set<string>();
      const visit = (path: string) => {
        if (seen.has(path) || !at.has(path)) return;
        seen.add(path);
        for (const name of at.get(path)?.atOnce ?? [])
          if (name.startsWith('.')) visit(join(dirname(path), name).split(sep).join('/'));
      };
      visit(`src/cli/${command}.ts`);
      expect(seen.size).toBeGreaterThan(0);
      expect(seen.size, [...seen].join('\n')).toBeLessThan(LOADED_FOR_OPTIONS);
    },
  );

  it('reads no time and no chance but the tenant’s', () => {
    const violations = files
      .filter(({ part, path }) => PURE.includes(part) && path !== 'src/clock/system-time.ts')
      .flatMap(({ path, text }) =>
        text
          .split('\n')
          .map((line) => line.replace(/\/\/.*|^\s*\*.*|\/\*\*.*/, ''))
          .filter((line) => AMBIENT.test(line))
          .map((line) => `${path}: ${line.trim()}`),
      );
    expect(violations).toEqual([]);
  });
});
