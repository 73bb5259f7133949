// Whether what a policy sets is what its settings' definitions allow: those that the tenant was given, and those known here.
import type { Entity, Tenant } from '../../../../tenant/index.ts';
import { GraphError } from '../../../errors.ts';
import type { JsonObject } from '../../../model/index.ts';
import type { Call } from '../../../request/call.ts';
import * as errors from '../errors.ts';
import { definitionOf, isNoSetting } from './definitions.ts';
import { instanceTemplateOf } from './templates.ts';

const TYPE = '#microsoft.graph.deviceManagementConfiguration';

/** How a definition is set: by which instance, whose property holds one value or a list of them. */
interface Kind {
  readonly instance: string;
  readonly property: string;
  readonly list?: true;
  readonly check: (definition: Entity, value: JsonObject, checking: Checking) => void;
}

const KINDS: Readonly<Record<string, Kind>> = {
  ChoiceSettingDefinition: {
    instance: 'ChoiceSettingInstance',
    property: 'choiceSettingValue',
    check: checkChoice,
  },
  ChoiceSettingCollectionDefinition: {
    instance: 'ChoiceSettingCollectionInstance',
    property: 'choiceSettingCollectionValue',
    list: true,
    check: checkChoice,
  },
  SimpleSettingDefinition: {
    instance: 'SimpleSettingInstance',
    property: 'simpleSettingValue',
    check: checkValue,
  },
  SimpleSettingCollectionDefinition: {
    instance: 'SimpleSettingCollectionInstance',
    property: 'simpleSettingCollectionValue',
    list: true,
    check: checkValue,
  },
  SettingGroupDefinition: {
    instance: 'GroupSettingInstance',
    property: 'groupSettingValue',
    check: checkGroup,
  },
  SettingGroupCollectionDefinition: {
    instance: 'GroupSettingCollectionInstance',
    property: 'groupSettingCollectionValue',
    list: true,
    check: checkGroup,
  },
};

/** Which values a definition of a value takes; a reference and a secret stand for a text. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  [`${TYPE}IntegerSettingValueDefinition`]: [`${TYPE}IntegerSettingValue`],
  [`${TYPE}StringSettingValueDefinition`]: [
    `${TYPE}StringSettingValue`,
    `${TYPE}ReferenceSettingValue`,
    `${TYPE}SecretSettingValue`,
  ],
};

interface Checking {
  readonly tenant: Tenant;
  /** The template that the policy is made from. */
  readonly templateId: string;
  /** Settings whose definitions aren't known here. */
  readonly unknown: Set<string>;
  /** Settings that belong to others and are set without them, each as a sentence's part. */
  readonly alone: Set<string>;
}

/** Throws GraphError for settings that the service refuses. What isn't known here is taken as it is, and told. */
export function checkSettings(
  call: Pick<Call, 'note' | 'tenant'>,
  settings: readonly JsonObject[],
  templateId: string,
): void {
  const checking = checkingOf(call.tenant, templateId);
  for (const setting of settings) checkRoot(setting, checking);
  for (const problem of checking.alone) call.note(problem);
  if (checking.unknown.size === 0) return;
  call.note(
    `the definitions of these settings aren't known here, so their values aren't checked: ${[...checking.unknown].join(', ')}`,
  );
}

const checkingOf = (tenant: Tenant, templateId: string): Checking => ({
  tenant,
  templateId,
  unknown: new Set(),
  alone: new Set(),
});

/** What is wrong with a setting of a policy; undefined: nothing, or its definition isn't known here. */
export function settingProblem(tenant: Tenant, setting: unknown, templateId: string): string | undefined {
  const checking = checkingOf(tenant, templateId);
  try {
    checkRoot(objectIn(setting), checking);
    return [...checking.alone][0];
  } catch (error) {
    if (error instanceof GraphError) return error.message;
    throw error;
  }
}

/** Settings come from files as well, which nobody has checked against the model. */
const objectIn = (value: unknown): JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as JsonObject) : {};
const objectsIn = (value: unknown): readonly JsonObject[] =>
  Array.isArray(value) ? value.map(objectIn) : [];

function checkRoot({ settingInstance }: JsonObject, checking: Checking): void {
  if (!settingInstance) throw errors.settingEmpty();
  const instance = objectIn(settingInstance);
  const id = idOf(instance);
  if (isNoSetting(id, checking.tenant)) throw errors.settingUnknown(id);
  // [documented] rootDefinitionId: "Root setting definition if the setting is a child setting." Whether the service refuses one without
  // its root nobody has recorded, so it is taken.
  const root = definitionOf(id, checking.tenant)?.['rootDefinitionId'];
  if (typeof root === 'string' && root !== '' && root !== id)
    checking.alone.add(`${id}: Setting belongs to ${root} and is set without it`);
  checkInstance(instance, checking);
}

/** One in its place, whose id stands for a setting. */
function checkInstance(instance: JsonObject, checking: Checking): void {
  const id = idOf(instance);
  const definition = definitionOf(id, checking.tenant);
  const kind = KINDS[String(definition?.['@odata.type']).replace(TYPE, '')];
  if (!definition || !kind) {
    checking.unknown.add(id);
    return;
  }
  const [type, expected] = [String(instance['@odata.type']), TYPE + kind.instance];
  if (type !== expected) throw errors.settingOfWrongType(id, type, expected);
  checkReference(instance, checking);
  const value = instance[kind.property];
  const values = kind.list ? listed(definition, value) : [objectIn(value)];
  for (const one of values) kind.check(definition, one, checking);
}

function idOf(instance: JsonObject): string {
  return String(instance['settingDefinitionId']);
}

/** [recorded] that a reference that isn't the template's is refused. */
function checkReference(instance: JsonObject, { templateId }: Checking): void {
  const given = objectIn(instance['settingInstanceTemplateReference'])['settingInstanceTemplateId'];
  const known = instanceTemplateOf(templateId, idOf(instance));
  if (typeof given !== 'string' || known === undefined || given.toLowerCase() === known) return;
  throw errors.templateReferenceUnknown(templateId, given);
}

/** A definition that names no options takes any. */
function checkChoice(definition: Entity, { value: chosen, children }: JsonObject, checking: Checking): void {
  const options = objectsIn(definition['options']);
  if (options.length === 0) return;
  const option = options.find(({ itemId }) => itemId === chosen);
  if (!option) {
    throw errors.optionUnknown(
      String(chosen ?? ''),
      options.map(({ itemId }) => String(itemId)),
    );
  }
  const given = objectsIn(children);
  const required = checkChildren(option, String(chosen), given, checking);
  if (required)
    throw errors.dependentSettingsMissing(definition.id, String(chosen), given.map(idOf), required);
}

function checkGroup(definition: Entity, { children }: JsonObject, checking: Checking): void {
  const given = objectsIn(children);
  const required = checkChildren(definition, definition.id, given, checking);
  if (required) throw errors.groupSettingsMissing(definition.id, given.map(idOf), required);
}

/** What must be set below an option or a group, if not all of it is. */
function checkChildren(
  above: JsonObject,
  name: string,
  children: readonly JsonObject[],
  checking: Checking,
): readonly string[] | undefined {
  const dependents = objectsIn(above['dependedOnBy']);
  const given = new Set(children.map(idOf));
  const required = dependents
    .filter((each) => each['required'] === true)
    .map((each) => String(each['dependedOnBy']));
  if (!required.every((id) => given.has(id))) return required;
  for (const child of children) {
    const id = idOf(child);
    if (!dependents.some((each) => each['dependedOnBy'] === id)) {
      throw isNoSetting(id, checking.tenant) ? errors.settingUnknown(id) : errors.settingMisplaced(id, name);
    }
    checkInstance(child, checking);
  }
  return undefined;
}

function listed(definition: Entity, values: unknown): readonly JsonObject[] {
  const list = objectsIn(values);
  const least = Number(definition['minimumCount']);
  const most = Number(definition['maximumCount']);
  if (list.length < least || list.length > most) {
    throw errors.countOutOfBounds(definition.id, list.length, least, most);
  }
  return list;
}

function checkValue(definition: Entity, { '@odata.type': type, value }: JsonObject): void {
  const rules = objectIn(definition['valueDefinition']);
  const types = VALUES[String(rules['@odata.type'])];
  if (!types) return;
  if (!types.includes(String(type))) {
    throw errors.settingOfWrongType(definition.id, String(type), types[0] ?? '');
  }
  if (typeof value === 'number') {
    const least = Number(rules['minimumValue']);
    const most = Number(rules['maximumValue']);
    if (value < least || value > most) throw errors.valueOutOfBounds(definition.id, value, least, most);
    return;
  }
  if (type === types[0]) checkText(definition.id, String(value ?? ''), rules);
}

/** A maximum of 0 is none: the definition of a URL has it. */
function checkText(id: string, text: string, rules: JsonObject): void {
  const least = Number(rules['minimumLength']);
  const most = Number(rules['maximumLength']) || Number.POSITIVE_INFINITY;
  if (text.length < least || text.length > most) throw errors.valueOutOfBounds(id, text, least, most);
  const pattern = rules['inputValidationSchema'];
  if (typeof pattern === 'string' && !fits(pattern, text)) throw errors.valueMalformed(id, text, pattern);
}

/** Patterns are those of .NET: what can't be read here lets everything pass. */
function fits(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 's').test(text);
  } catch {
    return true;
  }
}
