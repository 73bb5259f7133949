import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { graphModel } from '../graph/model/index.ts';

const source = readFileSync(new URL('./graph-answers.ts', import.meta.url), 'utf8');

it.each([
  ['v1.0', 'V1'],
  ['beta', 'Beta'],
] as const)('types begin where paths of %s begin', (version, name) => {
  const [, roots = ''] = new RegExp(`interface ${name}Roots \\{(.*?)\\n\\}`, 's').exec(source) ?? [];
  const written = Array.from(
    roots.matchAll(/readonly (\w+): (readonly )?\w+\.(\w+)/g),
    ([, path, many, type]) => [path, type, many !== undefined],
  );
  const { entitySets, singletons } = graphModel(version);
  const typeOf = (type: string) =>
    type.replace('microsoft.graph.', '').replace(/^./, (first) => first.toUpperCase());
  const served = [
    ...[...entitySets.values()].map(({ name, type }) => [name, typeOf(type), true]),
    ...[...singletons.values()].map(({ name, type }) => [name, typeOf(type), false]),
  ];
  expect(written.map(String).sort()).toEqual(served.map(String).sort());
});
