// Whether what a policy sets is what its settings' definitions allow.
import type { Entity, Tenant } from '../../../../tenant/index.ts';
import type { JsonObject } from '../../../model/index.ts';
import type { Call } from '../../../request/call.ts';
import * as errors from '../errors.ts';
import { definitionOf, isNoSetting } from './definitions.ts';
import { instanceTemplateOf } from './templates.ts';

const TYPE = '#microsoft.graph.deviceManagementConfiguration';

/** Which instance a definition is set with. */
const INSTANCES: Readonly<Record<string, string>> = {
  [`${TYPE}ChoiceSettingDefinition`]: `${TYPE}ChoiceSettingInstance`,
  [`${TYPE}SimpleSettingDefinition`]: `${TYPE}SimpleSettingInstance`,
  [`${TYPE}SimpleSettingCollectionDefinition`]: `${TYPE}SimpleSettingCollectionInstance`,
  [`${TYPE}SettingGroupCollectionDefinition`]: `${TYPE}GroupSettingCollectionInstance`,
};

/** Which values a definition of a value takes; a reference stands for a text. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  [`${TYPE}IntegerSettingValueDefinition`]: [`${TYPE}IntegerSettingValue`],
  [`${TYPE}StringSettingValueDefinition`]: [`${TYPE}StringSettingValue`, `${TYPE}ReferenceSettingValue`],
};

interface Dependent {
  readonly dependedOnBy: string;
  readonly required: boolean;
}

interface Checking {
  readonly tenant: Tenant;
  /** The template that the policy is made from. */
  readonly templateId: string;
  /** Settings whose definitions aren't known here. */
  readonly unknown: Set<string>;
}

/** Throws GraphError for settings that the service refuses. What isn't known here is taken as it is, and told. */
export function checkSettings(
  call: Pick<Call, 'note' | 'tenant'>,
  settings: readonly JsonObject[],
  templateId: string,
): void {
  const checking: Checking = { tenant: call.tenant, templateId, unknown: new Set() };
  for (const { settingInstance } of settings)
    checkInstance(settingInstance as JsonObject | undefined, checking);
  if (checking.unknown.size === 0) return;
  call.note(
    `the definitions of these settings aren't known here, so their values aren't checked: ${[...checking.unknown].join(', ')}`,
  );
}

function checkInstance(instance: JsonObject | null | undefined, checking: Checking): void {
  if (!instance) throw errors.settingEmpty();
  const id = idOf(instance);
  if (isNoSetting(id, checking.tenant)) throw errors.settingUnknown(id);
  const definition = definitionOf(id, checking.tenant);
  if (!definition) {
    checking.unknown.add(id);
    return;
  }
  const expected = INSTANCES[String(definition['@odata.type'])] as string;
  const type = String(instance['@odata.type']);
  if (type !== expected) throw errors.settingOfWrongType(id, type, expected);
  checkReference(instance, checking);
  if (type === `${TYPE}ChoiceSettingInstance`) {
    checkChoice(definition, instance['choiceSettingValue'], checking);
  } else if (type === `${TYPE}SimpleSettingInstance`) {
    checkValue(definition, instance['simpleSettingValue']);
  } else if (type === `${TYPE}SimpleSettingCollectionInstance`) {
    const values = listed(definition, instance['simpleSettingCollectionValue']);
    for (const value of values) checkValue(definition, value);
  } else {
    const values = listed(definition, instance['groupSettingCollectionValue']);
    for (const value of values) checkGroup(definition, value, checking);
  }
}

function idOf(instance: JsonObject | null): string {
  return String(instance?.['settingDefinitionId']);
}

/** [recorded] that a reference that isn't the template's is refused. */
function checkReference(instance: JsonObject, { templateId }: Checking): void {
  const reference = instance['settingInstanceTemplateReference'] as JsonObject | null | undefined;
  const given = reference?.['settingInstanceTemplateId'];
  const known = instanceTemplateOf(templateId, idOf(instance));
  if (typeof given !== 'string' || known === undefined || given.toLowerCase() === known) return;
  throw errors.templateReferenceUnknown(templateId, given);
}

function checkChoice(definition: Entity, value: unknown, checking: Checking): void {
  const { value: chosen, children } = (value ?? {}) as JsonObject;
  const options = (definition['options'] ?? []) as readonly JsonObject[];
  const option = options.find(({ itemId }) => itemId === chosen);
  if (!option) {
    throw errors.optionUnknown(
      String(chosen ?? ''),
      options.map(({ itemId }) => String(itemId)),
    );
  }
  const given = (children ?? []) as readonly JsonObject[];
  const required = checkChildren(option, String(chosen), given, checking);
  if (required)
    throw errors.dependentSettingsMissing(definition.id, String(chosen), given.map(idOf), required);
}

function checkGroup(definition: Entity, value: JsonObject, checking: Checking): void {
  const given = (value['children'] ?? []) as readonly JsonObject[];
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
  const dependents = (above['dependedOnBy'] ?? []) as readonly Dependent[];
  const given = new Set(children.map(idOf));
  const required = dependents.filter((each) => each.required).map((each) => each.dependedOnBy);
  if (!required.every((id) => given.has(id))) return required;
  for (const child of children) {
    const id = idOf(child);
    if (!dependents.some((each) => each.dependedOnBy === id)) {
      throw isNoSetting(id, checking.tenant) ? errors.settingUnknown(id) : errors.settingMisplaced(id, name);
    }
    checkInstance(child, checking);
  }
  return undefined;
}

function listed(definition: Entity, values: unknown): readonly JsonObject[] {
  const list = (values ?? []) as readonly JsonObject[];
  const least = Number(definition['minimumCount']);
  const most = Number(definition['maximumCount']);
  if (list.length < least || list.length > most) {
    throw errors.countOutOfBounds(definition.id, list.length, least, most);
  }
  return list;
}

function checkValue(definition: Entity, given: unknown): void {
  const { '@odata.type': type, value } = (given ?? {}) as JsonObject;
  const rules = definition['valueDefinition'] as JsonObject;
  const types = VALUES[String(rules['@odata.type'])] ?? [];
  if (!types.includes(String(type))) {
    throw errors.settingOfWrongType(definition.id, String(type), types[0] ?? '');
  }
  if (typeof value === 'number') {
    const least = Number(rules['minimumValue']);
    const most = Number(rules['maximumValue']);
    if (value < least || value > most) throw errors.valueOutOfBounds(definition.id, value, least, most);
    return;
  }
  checkText(definition.id, String(value ?? ''), rules);
}

/** A maximum of 0 is none: the definition of a URL has it. */
function checkText(id: string, text: string, rules: JsonObject): void {
  const least = Number(rules['minimumLength']);
  const most = Number(rules['maximumLength']) || Number.POSITIVE_INFINITY;
  if (text.length < least || text.length > most) throw errors.valueOutOfBounds(id, text, least, most);
  const pattern = rules['inputValidationSchema'];
  if (typeof pattern === 'string' && !new RegExp(pattern, 's').test(text)) {
    throw errors.valueMalformed(id, text, pattern);
  }
}
