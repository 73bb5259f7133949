// What is served and what of it has behaviour of its own, as a page for users. All of it follows from the declarations.

import { ANY_TYPE } from '../declare/operations.ts';
import { Registry } from '../declare/registry.ts';
import type { Operation, Resource } from '../declare/resource.ts';
import { type GraphVersion, graphModel, type Signature, signaturesOf } from '../model/index.ts';
import { DECLARATIONS } from '../resources/index.ts';
import { type Place, placesOf } from './places.ts';

const VERSIONS: readonly GraphVersion[] = ['v1.0', 'beta'];

/** The page as Markdown. */
export function supportMatrix(): string {
  const registries = VERSIONS.map((version) => new Registry(graphModel(version), DECLARATIONS));
  return [
    '# Support matrix',
    '',
    '<!-- Generated from the declarations by `npm run docs`. Not for editing. -->',
    '',
    'Everything in the type model is served, v1.0 and beta. What has **behaviour of its own** does what the service does; its evidence says',
    'whether Microsoft documents it, whether it was recorded from a real response, or whether we concluded it. Everything else is **generic**: typed,',
    'stateful, checked, with permissions and errors of its family, and without effects on anything else; such answers carry the header',
    '`x-tenantless-generic`. An operation without behaviour is checked, answered with what its result is when nothing was set, and changes',
    'nothing. `--strict` refuses it.',
    '',
    ...ownSets(),
    ...ownOperations(),
    ...genericSets(registries),
    ...genericOperations(),
  ].join('\n');
}

function ownSets(): string[] {
  const rows = [...DECLARATIONS.resources]
    .sort((a, b) => (a.path.toLowerCase() < b.path.toLowerCase() ? -1 : 1))
    .map((each) => `| \`${each.path}\` | ${versionsOf(each)} | ${verbsOf(each)} | ${evidenceOf(each)} |`);
  return [
    '## Sets with behaviour of their own',
    '',
    '| path | versions | what can be asked | evidence |',
    '|---|---|---|---|',
    ...rows,
    '',
  ];
}

const versionsOf = ({ versions }: Pick<Resource, 'versions'>) =>
  versions.length === VERSIONS.length ? 'both' : versions.join(', ');

function verbsOf({ verbs, delta, source }: Resource): string {
  const reads: Partial<Record<Resource['source']['kind'], string>> = {
    computed: 'computed',
    perDevice: 'computed',
    view: 'a view of another set',
  };
  const kind = reads[source.kind];
  const all = [...verbs, ...(delta ? ['delta'] : [])].map((verb) =>
    verb.replace(/^(add|set|remove)Reference$/, '$1 $ref'),
  );
  return `${all.length === 0 ? 'only by `$expand`' : [...new Set(all)].join(', ')}${kind ? ` (${kind})` : ''}`;
}

function evidenceOf({ evidence, sources }: Pick<Resource | Operation, 'evidence' | 'sources'>): string {
  return [evidence, ...sources.map((source, index) => `[${index + 1}](${source})`)].join(' ');
}

function ownOperations(): string[] {
  const named = (each: Operation) => (each.on === ANY_TYPE ? 'whatever has it' : `\`${each.on}\``);
  const rows = [...DECLARATIONS.operations]
    .map((each) => ({ each, key: `${each.on} ${each.name}`.toLowerCase() }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ each }) => `| ${named(each)} | \`${each.name}\` | ${evidenceOf(each)} |`);
  return [
    '## Actions and functions with behaviour',
    '',
    '| on | name | evidence |',
    '|---|---|---|',
    ...rows,
    '',
  ];
}

function genericSets(registries: readonly Registry[]): string[] {
  const versions = new Map<string, GraphVersion[]>();
  for (const registry of registries) {
    for (const { node, template } of placesOf(registry) as readonly Place[]) {
      if (!node.resource.generic) continue;
      versions.set(template, [...(versions.get(template) ?? []), registry.model.version]);
    }
  }
  const rows = [...versions]
    .sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
    .map(([template, where]) => `| \`${template}\` | ${versionsOf({ versions: where })} |`);
  return [
    '## Generic sets',
    '',
    'Each at the shortest path that leads to it; below any other entity of the same type it is the same.',
    '',
    '| path | versions |',
    '|---|---|',
    ...rows,
    '',
  ];
}

function genericOperations(): string[] {
  const declared = new Set(DECLARATIONS.operations.map(keyOf));
  const own = (each: Signature) =>
    declared.has(keyOf(each)) || declared.has(keyOf({ ...each, on: ANY_TYPE }));
  const byType = new Map<string, Map<string, GraphVersion[]>>();
  for (const version of VERSIONS) {
    for (const signature of [...signaturesOf(version).values()].flat()) {
      if (own(signature)) continue;
      const names = byType.get(signature.on) ?? new Map<string, GraphVersion[]>();
      byType.set(signature.on, names.set(signature.name, [...(names.get(signature.name) ?? []), version]));
    }
  }
  const rows = [...byType]
    .sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
    .map(([on, names]) => `| \`${on}\` | ${[...names.keys()].map((name) => `\`${name}\``).join(', ')} |`);
  return ['## Actions and functions without behaviour', '', '| on | names |', '|---|---|', ...rows, ''];
}

function keyOf({ on, bound = 'entity', name }: Pick<Operation, 'on' | 'bound' | 'name'>): string {
  return `${on} ${bound} ${name}`;
}
