import { CATALOG_SETTINGS } from '../intune/catalog-policy.ts';
import type { Entity } from '../tenant/index.ts';
import { accessPolicyOf, accessPolicyProblem } from './access-policy.ts';
import { type CollectedObject, type Misfit, type Origin, originIn } from './collect.ts';
import { isObject, type JsonObject, SETS } from './recognise.ts';

const ID = /^[\w-]{1,100}$/;

/** An object of a document that is to become an entity. */
export interface Placed extends CollectedObject {
  readonly id: string;
  readonly type: string;
  /** Undefined: the document doesn't say. */
  assignments: { value: unknown; origin: Origin }[] | undefined;
}

/** Names an entity of a set. */
export function originKey(set: string, id: string): string {
  return `${set}\n${id}`;
}

/** The set that an `originKey` names. */
export function setOf(key: string): string {
  return key.slice(0, key.indexOf('\n'));
}

export function idOf(value: JsonObject): string | undefined {
  return typeof value['id'] === 'string' && ID.test(value['id']) ? value['id'].toLowerCase() : undefined;
}

export function nameOf(value: JsonObject): string | undefined {
  // Policies of the settings catalog have a name.
  const name = value['displayName'] ?? value['name'];
  return typeof name === 'string' && name !== '' ? name : undefined;
}

type PropertyType = 'text' | 'number' | 'list of texts' | 'list of objects';

/** The types of the properties that the simulation reads; Graph would refuse any other. */
const PROPERTY_TYPES: Readonly<Record<string, PropertyType>> = {
  bundleId: 'text',
  vppTokenId: 'text',
  totalLicenseCount: 'number',
  usedLicenseCount: 'number',
  rule: 'text',
  platform: 'text',
  membershipRule: 'text',
  groupTypes: 'list of texts',
  priority: 'number',
  defaultEnrollmentType: 'text',
  availableEnrollmentTypeOptions: 'list of objects',
};

/** What is written in an entity and lives in a set of its own. */
const APART = new Set(['assignments', 'scheduledActionsForRule']);

/** The actions for noncompliance that a document gives a compliance policy, in their rules. */
export function rulesOf({ id: policy, value }: Placed): readonly Entity[] {
  const rules = value['scheduledActionsForRule'];
  if (!Array.isArray(rules)) return [];
  return rules.filter(isObject).map((rule, index) => {
    const actions = rule['scheduledActionConfigurations'];
    const id = (given: JsonObject, otherwise: string) => idOf(given) ?? otherwise;
    return {
      id: id(rule, `rule-${index + 1}-${policy}`),
      $parent: policy,
      ruleName: typeof rule['ruleName'] === 'string' ? rule['ruleName'] : null,
      scheduledActionConfigurations: (Array.isArray(actions) ? actions.filter(isObject) : []).map(
        (action, number) => ({
          notificationTemplateId: '',
          notificationMessageCCList: [],
          ...action,
          gracePeriodHours: Number(action['gracePeriodHours'] ?? 0) || 0,
          id: id(action, `action-${index + 1}-${number + 1}-${policy}`),
        }),
      ),
    };
  });
}

/** The entity that a document describes; what has the wrong type is left out and said. */
export function entityOf(placed: Placed, set: string, misfits: Misfit[]): Entity {
  const { id, type, value } = placed;
  if (set === SETS.accessPolicy) {
    const problem = accessPolicyProblem(value);
    if (problem !== undefined) misfits.push({ ...originIn(placed, ''), problem });
    return {
      ...(problem === undefined ? accessPolicyOf(value) : { state: 'disabled' }),
      id,
      displayName: nameOf(value) ?? id,
    };
  }
  const properties = Object.entries(value).filter(([name, content]) => {
    // Null is a property's absence, and names with $ are the tenant's own.
    if (content === null || APART.has(name) || name.startsWith('$')) return false;
    const expected = Object.hasOwn(PROPERTY_TYPES, name) ? PROPERTY_TYPES[name] : undefined;
    if (expected === undefined || hasType(content, expected)) return true;
    misfits.push({ ...originIn(placed, `/${name}`), problem: `${name} has to be a ${expected}` });
    return false;
  });
  return {
    // A filter without a rule matches no device, one without a platform is for iOS.
    ...(set === SETS.filter && { rule: '', platform: 'iOS' }),
    ...Object.fromEntries(properties),
    ...(set !== SETS.group && { '@odata.type': type }),
    ...((set === SETS.catalogPolicy || set === SETS.catalogCompliance) && {
      [CATALOG_SETTINGS]: value['settings'],
      name: nameOf(value) ?? id,
    }),
    id,
    displayName: nameOf(value) ?? id,
  };
}

function hasType(value: unknown, type: PropertyType): boolean {
  if (type === 'list of texts') return Array.isArray(value) && value.every((one) => typeof one === 'string');
  if (type === 'list of objects') return Array.isArray(value) && value.every(isObject);
  return typeof value === (type === 'text' ? 'string' : 'number');
}
