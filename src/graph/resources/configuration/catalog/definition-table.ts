// The notation in which the catalog's setting definitions are written down: one setting a line, below and indented what belongs
// to it.
//
//   [option,…>]kind[.look][!] [platforms] [fact=…] | name | display name | values
//
// `0,2>` names the options of the setting above with which this one can be set, `!` says that it must be. A fact says what
// doesn't follow from the name (`id`, `at` for the offset URI) or differs from the rest of the table (`in` for the category,
// `visible`), what the options' ids begin with (`options`), which files are taken (`files`) or what reusable
// setting is referred to (`refers`). Values of a choice are its
// options, `*` before the one that it begins with: `*id:name/display name='text value' or integer value`; `<1` behind one says
// that only the option 1 of the setting above allows it. Text has `format shortest..longest = default pattern`, a number
// `least..most = default`; a list begins with `fewest..most of`, and a group is just that.
import type { Entity } from '../../../../tenant/index.ts';
import type { JsonObject } from '../../../model/index.ts';

export interface DefinitionTable {
  /** What all ids begin with. */
  readonly prefix: string;
  readonly categoryId: string;
  readonly platforms: string;
  readonly technologies: string;
  readonly usage: 'configuration' | 'compliance';
  readonly visibility: string;
  readonly accessTypes: string;
  readonly baseUri: string;
  /** What the rest of an id and the offset URI are, unless the line says it. */
  readonly idOf: (name: string) => string;
  readonly offsetOf: (name: string) => string;
  readonly lines: string;
}

/** As many as an Int32 can say. */
const NO_LIMIT = 2_147_483_647;

const TYPE = '#microsoft.graph.deviceManagementConfiguration';

const KINDS: Readonly<Record<string, { readonly type: string; readonly look: string }>> = {
  choice: { type: 'ChoiceSettingDefinition', look: 'default' },
  toggle: { type: 'ChoiceSettingDefinition', look: 'toggle' },
  text: { type: 'SimpleSettingDefinition', look: 'default' },
  number: { type: 'SimpleSettingDefinition', look: 'default' },
  texts: { type: 'SimpleSettingCollectionDefinition', look: 'default' },
  group: { type: 'SettingGroupCollectionDefinition', look: 'default' },
  pane: { type: 'SettingGroupCollectionDefinition', look: 'contextPane' },
};

const HEAD = /^(?:(?<options>\S+)>)?(?<kind>[a-z]+)(?:\.(?<look>\w+))?(?<required>!?)$/;
const OPTION = /^(?<star>\*?)(?<key>[^:]+):(?<names>.+?)=(?<value>'.*'|-?\d+)(?: <(?<only>\S+))?$/;
const RANGE = /^(?<least>\d+)\.\.(?<most>\d*)(?: of )?/;
const TEXT =
  /^(?<format>\w+) (?<shortest>\d+)\.\.(?<longest>\d+) = (?<value>".*?"|null)(?: (?<pattern>.*))?$/;
const NUMBER = /^(?<least>\d+)\.\.(?<most>\d*) = (?<value>\d+)$/;

interface Parent {
  readonly definition: Entity;
  /** What the ids of its options begin with. */
  readonly optionsBegin: string;
}

interface Line {
  readonly depth: number;
  readonly options: readonly string[];
  readonly kind: string;
  readonly look: string | undefined;
  readonly required: boolean;
  readonly platforms: string | undefined;
  readonly facts: Readonly<Record<string, string>>;
  readonly name: string;
  readonly displayName: string;
  readonly values: string;
}

function matched(pattern: RegExp, text: string): Record<string, string> {
  const groups = pattern.exec(text)?.groups;
  if (!groups) throw new Error(`'${text}' is no setting definition`);
  return groups;
}

function parsed(line: string): Line {
  const [head = '', name = '', displayName = '', ...values] = line.trimStart().split(' | ');
  const [first = '', ...rest] = head.split(' ');
  const { options, kind = '', look, required } = matched(HEAD, first);
  return {
    depth: (line.length - line.trimStart().length) / 2,
    options: options?.split(',') ?? [],
    kind,
    look,
    required: required === '!',
    platforms: rest.find((each) => !each.includes('=')),
    facts: Object.fromEntries(rest.filter((each) => each.includes('=')).map((each) => each.split('='))),
    name,
    displayName,
    values: values.join(' | '),
  };
}

/** The definitions of a table, in its order. */
export function definitionsOf(table: DefinitionTable): readonly Entity[] {
  const definitions: Entity[] = [];
  const above: Parent[] = [];
  for (const text of table.lines.split('\n')) {
    if (text.trim() === '') continue;
    const line = parsed(text);
    above.length = line.depth;
    const parent = above.at(-1);
    if (line.kind === 'other') {
      if (parent) listBelow(parent, line, `${table.prefix}_${line.name}`);
      continue;
    }
    const self = defined(table, line, above);
    if (parent) listBelow(parent, line, self.definition.id);
    above.push(self);
    definitions.push(self.definition);
  }
  return definitions;
}

function defined(table: DefinitionTable, line: Line, above: readonly Parent[]): Parent {
  const { facts, name, displayName } = line;
  const kind = KINDS[line.kind];
  if (!kind) throw new Error(`'${line.kind}' is no kind of setting definition`);
  const id = `${table.prefix}_${facts['id'] ?? table.idOf(name)}`;
  const optionsBegin = facts['options'] === undefined ? id : `${table.prefix}_${facts['options']}`;
  const parent = above.at(-1);
  const definition: Entity = {
    id,
    '@odata.type': `${TYPE}${kind.type}`,
    accessTypes: table.accessTypes,
    keywords: [],
    infoUrls: [],
    baseUri: table.baseUri,
    offsetUri: facts['at'] ?? table.offsetOf(name),
    rootDefinitionId: above[0]?.definition.id ?? id,
    categoryId: facts['in'] ?? parent?.definition['categoryId'] ?? table.categoryId,
    settingUsage: table.usage,
    uxBehavior: line.look ?? kind.look,
    visibility: facts['visible'] ?? table.visibility,
    riskLevel: 'low',
    name,
    displayName,
    applicability: {
      description: null,
      platform: line.platforms ?? table.platforms,
      deviceMode: 'none',
      technologies: table.technologies,
    },
    referredSettingInformationList:
      facts['refers'] === undefined ? [] : [{ settingDefinitionId: `${table.prefix}_${facts['refers']}` }],
    ...valuesOf(line, optionsBegin, parent),
  };
  return { definition, optionsBegin };
}

function valuesOf(line: Line, optionsBegin: string, parent: Parent | undefined): JsonObject {
  const dependentOn = parent ? dependencies(parent, line.options) : [];
  if (line.kind === 'choice' || line.kind === 'toggle') {
    return choice(line, optionsBegin, parent, dependentOn);
  }
  const below = { dependentOn, dependedOnBy: [] };
  if (line.kind === 'group' || line.kind === 'pane') {
    return { childIds: [], ...counts(line.values), ...below };
  }
  if (line.kind === 'number') return { ...number(line.values), ...below };
  if (line.kind === 'text') return { ...text(line), ...below };
  return {
    ...counts(line.values),
    ...text({ ...line, values: line.values.replace(RANGE, '') }),
    ...below,
  };
}

function dependencies(parent: Parent, options: readonly string[]): JsonObject[] {
  const { id } = parent.definition;
  const on = options.length === 0 ? [id] : options.map((key) => `${parent.optionsBegin}_${key}`);
  return on.map((dependentOn) => ({ dependentOn, parentSettingId: id }));
}

function choice(
  line: Line,
  optionsBegin: string,
  parent: Parent | undefined,
  dependentOn: readonly JsonObject[],
): JsonObject {
  let defaultOptionId: string | undefined;
  const options = line.values.split('; ').map((each) => {
    const { star, key, names = '', value = '', only } = matched(OPTION, each);
    const itemId = `${optionsBegin}_${key}`;
    if (star === '*') defaultOptionId = itemId;
    const [name, displayName = name] = names.split('/');
    const isText = value.startsWith("'");
    return {
      itemId,
      name,
      displayName,
      optionValue: settingValue(isText ? 'String' : 'Integer', isText ? value.slice(1, -1) : Number(value)),
      dependentOn: only && parent ? dependencies(parent, only.split(',')) : dependentOn,
      dependedOnBy: [],
    };
  });
  return { defaultOptionId, options };
}

function settingValue(kind: 'String' | 'Integer', value: string | number | null): JsonObject {
  return { '@odata.type': `${TYPE}${kind}SettingValue`, settingValueTemplateReference: null, value };
}

function counts(values: string): JsonObject {
  const { least, most } = matched(RANGE, values);
  return { maximumCount: most ? Number(most) : NO_LIMIT, minimumCount: Number(least) };
}

function number(values: string): JsonObject {
  const { least, most, value } = matched(NUMBER, values);
  return {
    valueDefinition: {
      '@odata.type': `${TYPE}IntegerSettingValueDefinition`,
      maximumValue: most ? Number(most) : NO_LIMIT,
      minimumValue: Number(least),
    },
    defaultValue: settingValue('Integer', Number(value)),
  };
}

function text({ values, facts }: Line): JsonObject {
  const { format, shortest, longest, value = 'null', pattern } = matched(TEXT, values);
  return {
    valueDefinition: {
      '@odata.type': `${TYPE}StringSettingValueDefinition`,
      format,
      inputValidationSchema: pattern ?? null,
      maximumLength: Number(longest),
      minimumLength: Number(shortest),
      isSecret: false,
      fileTypes: facts['files']?.split(',') ?? [],
    },
    defaultValue: settingValue('String', value === 'null' ? null : value.slice(1, -1)),
  };
}

/** Tells the setting above that something belongs to it. */
function listBelow({ definition, optionsBegin }: Parent, line: Line, id: string): void {
  const entry = { dependedOnBy: id, required: line.required };
  if (line.options.length === 0) {
    (definition['childIds'] as string[]).push(id);
    (definition['dependedOnBy'] as JsonObject[]).push(entry);
    return;
  }
  const withIt = new Set(line.options.map((key) => `${optionsBegin}_${key}`));
  for (const option of definition['options'] as JsonObject[]) {
    if (withIt.has(String(option['itemId']))) (option['dependedOnBy'] as JsonObject[]).push(entry);
  }
}
