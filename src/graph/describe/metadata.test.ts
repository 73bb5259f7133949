import { describe, expect, it } from 'vitest';
import { graphClient } from '../../../test/support/graph-client.ts';
import { DECLARATIONS } from '../resources/index.ts';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
}

/** Reads XML without text, comments and entities, and refuses what is not well-formed. */
function parse(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [] };
  const open = [root];
  const body = xml.replace(/^<\?xml version="1\.0" encoding="utf-8"\?>/, '');
  const tag = /<(\/?)([A-Za-z:]+)((?: [A-Za-z:]+="[^"<&]*")*)(\/?)>/y;
  while (tag.lastIndex < body.length) {
    const at = tag.lastIndex;
    const match = tag.exec(body);
    if (!match) throw new Error(`not well-formed: ${body.slice(at, at + 80)}`);
    const [, closing, name = '', written = '', empty] = match;
    if (closing) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes another element`);
      continue;
    }
    const pairs = [...written.matchAll(/ ([A-Za-z:]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]);
    const attributes = Object.fromEntries(pairs);
    if (Object.keys(attributes).length !== pairs.length) throw new Error(`<${name}> has an attribute twice`);
    const element = { name, attributes, children: [] };
    open.at(-1)?.children.push(element);
    if (!empty) open.push(element);
  }
  if (open.length !== 1 || root.children.length !== 1) throw new Error('not one root');
  return root.children[0] as Element;
}

const all = (element: Element): Element[] => [element, ...element.children.flatMap(all)];
const named = (elements: readonly Element[], name: string) => elements.filter((each) => each.name === name);

describe.each(['v1.0', 'beta'] as const)('the metadata of %s', (version) => {
  const answer = graphClient(undefined, { failure: 'missing' }).get(`/${version}/$metadata`);
  const document = parse(answer.text ?? '');
  const schemas = named(all(document), 'Schema');
  const types = new Map(
    schemas.flatMap(({ attributes, children }) =>
      children
        .filter(({ name }) => ['EntityType', 'ComplexType', 'EnumType'].includes(name))
        .map((type): [string, Element] => [`${attributes['Namespace']}.${type.attributes['Name']}`, type]),
    ),
  );
  const resolve = (text: string) => {
    const item = /^Collection\((.*)\)$/.exec(text)?.[1] ?? text;
    return item.replace(/^graph\./, 'microsoft.graph.');
  };
  const container = named(all(document), 'EntityContainer')[0];

  it('is XML, needs no token, and is the same each time', () => {
    expect(answer.status).toBe(200);
    expect(answer.headers['Content-Type']).toBe('application/xml');
    expect(answer.headers['OData-Version']).toBe('4.0');
    expect(document.name).toBe('edmx:Edmx');
    expect(graphClient().get(`/${version}/$metadata`).text).toBe(answer.text);
  });

  it('names each thing once, and nothing that it does not declare', () => {
    const names = schemas.flatMap(({ attributes, children }) =>
      children
        .filter(({ name }) => name.endsWith('Type'))
        .map((each) => `${attributes['Namespace']}.${each.attributes['Name']}`),
    );
    expect(new Set(names).size).toBe(names.length);
    for (const { attributes } of all(document)) {
      for (const attribute of ['Type', 'BaseType', 'EntityType']) {
        const type = attributes[attribute];
        if (type === undefined || resolve(type).startsWith('Edm.')) continue;
        expect(types.has(resolve(type)), `${attributes['Name']}: ${type}`).toBe(true);
      }
    }
  });

  it('declares no property twice, and a key for whatever is in a set', () => {
    const lineage = (name: string | undefined): Element[] => {
      const type = name === undefined ? undefined : types.get(resolve(name));
      return type ? [type, ...lineage(type.attributes['BaseType'])] : [];
    };
    for (const name of types.keys()) {
      const names = lineage(name).flatMap(({ children }) =>
        children.flatMap((each) => each.attributes['Name'] ?? []),
      );
      expect(new Set(names).size, name).toBe(names.length);
    }
    const inSets = [
      ...named(all(document), 'EntitySet').map(({ attributes }) => attributes['EntityType']),
      ...named(all(document), 'NavigationProperty')
        .map(({ attributes }) => attributes['Type'])
        .filter((type) => type?.startsWith('Collection(')),
    ];
    for (const name of inSets) {
      const keys = lineage(name).filter(({ children }) => children.some((each) => each.name === 'Key'));
      expect(keys.length, name).toBe(1);
    }
  });

  it('lets every served set be found', () => {
    const roots = new Map(container?.children.map((each) => [each.attributes['Name'], each]));
    expect(roots.get('me')?.attributes).toEqual({ Name: 'me', Type: 'graph.user' });
    for (const { path, versions, singleton, typeName } of DECLARATIONS.resources) {
      if (!versions.includes(version)) continue;
      const [first, ...rest] = path.split('/');
      const root = roots.get(first);
      expect(root?.name, path).toBe(rest.length === 0 && !singleton ? 'EntitySet' : root?.name);
      let type = resolve(root?.attributes['EntityType'] ?? root?.attributes['Type'] ?? '');
      for (const name of rest) {
        const owners = [...types].filter(([each]) => isA(each, type) || isA(type, each));
        const property = owners
          .flatMap(([, { children }]) => children)
          .find((each) => each.attributes['Name'] === name);
        expect(property?.name, path).toBe('NavigationProperty');
        type = resolve(property?.attributes['Type'] ?? '');
      }
      expect(type, path).toBe(typeName);
    }

    function isA(name: string, base: string): boolean {
      if (name === base) return true;
      const above = types.get(name)?.attributes['BaseType'];
      return above !== undefined && isA(resolve(above), base);
    }
  });

  it('declares the operations', () => {
    const bound = (name: string) =>
      named(all(document), name).map(({ attributes, children }) => [
        attributes['Name'],
        children[0]?.attributes['Type'],
      ]);
    expect(bound('Action')).toContainEqual(['syncDevice', 'graph.managedDevice']);
    expect(bound('Action')).toContainEqual(['assign', 'graph.deviceConfiguration']);
    expect(bound('Function')).toContainEqual(['delta', 'Collection(graph.user)']);
  });

  it('numbers the members of combined enumerations with bits', () => {
    const flags = [...types.values()].filter(({ attributes }) => attributes['IsFlags']);
    expect(flags.length).toBeGreaterThan(0);
    for (const { children } of flags) {
      const values = children.map(({ attributes }) => BigInt(attributes['Value'] ?? '-1'));
      expect(values[0]).toBe(0n);
      expect(values.slice(1).every((value) => value > 0n && (value & (value - 1n)) === 0n)).toBe(true);
      expect(new Set(values).size).toBe(values.length);
    }
  });
});

it('metadata is only read, and ends there', () => {
  const client = graphClient();
  expect(client.post('/v1.0/$metadata', {}).status).toBe(405);
  expect(client.get('/v1.0/$metadata/users').status).toBe(400);
  expect(client.get('/v2.0/$metadata').status).toBe(404);
});
