import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      { readonly version?: string; readonly optionalDependencies?: Readonly<Record<string, string>> }
    >
  >;
}

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));

/** Where Node would look for a package from inside another, nearest first. */
function* placesOf(name: string, from: string): Generator<string> {
  for (let base = from; base; base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/')))) {
    yield `${base}/node_modules/${name}`;
  }
  yield `node_modules/${name}`;
}

describe.each(['..', 'clients'])('the lock file in %s', (folder) => {
  const lock: Lock = read(`${folder}/package-lock.json`);
  const manifest = read(`${folder}/package.json`);

  // npm drops the binaries of platforms that the registry at hand doesn't have, and then `npm ci` fails everywhere.
  it('has the binaries of every platform', () => {
    const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => ![...placesOf(name, path)].some((place) => Object.hasOwn(lock.packages, place)),
      ),
    );
    expect(missing).toEqual([]);
  });

  it('asks for what package.json asks for', () => {
    const { dependencies, devDependencies } = lock.packages[''] as Record<string, unknown>;
    expect({ dependencies, devDependencies }).toEqual({
      dependencies: manifest.dependencies,
      devDependencies: manifest.devDependencies,
    });
  });
});
