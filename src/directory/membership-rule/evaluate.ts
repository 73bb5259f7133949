import type { Entity, Tenant } from '../../tenant/index.ts';
import { isMoment, momentAt } from './comparisons.ts';
import { printCondition } from './print.ts';
import type { Comparison, Condition, MembershipRule } from './rule.ts';

/** Whether a rule selects a user or device, as things are now. */
export function evaluateRule({ condition }: MembershipRule, subject: Entity, tenant: Tenant): boolean {
  return holds(condition, subject, tenant);
}

function holds(condition: Condition, subject: unknown, tenant: Tenant): boolean {
  switch (condition.kind) {
    case 'comparison':
      return condition.holds(condition.property.read(subject, tenant), tenant.clock.now);
    case 'and':
      return condition.parts.every((part) => holds(part, subject, tenant));
    case 'or':
      return condition.parts.some((part) => holds(part, subject, tenant));
    case 'not':
      return !holds(condition.part, subject, tenant);
    case 'any':
      return elementsOf(condition, subject, tenant).some((each) => holds(condition.condition, each, tenant));
    case 'all':
      // [documented] all of no elements: so a rule finds users without any plan.
      return elementsOf(condition, subject, tenant).every((each) => holds(condition.condition, each, tenant));
    case 'directReports':
      return tenant.links('users/manager').has((subject as Entity).id, condition.manager);
    case 'memberOf': {
      const members = tenant.links('groups/members');
      return condition.groups.some((group) => members.has(group, (subject as Entity).id));
    }
  }
}

const elementsOf = (
  { property }: Extract<Condition, { kind: 'any' | 'all' }>,
  subject: unknown,
  tenant: Tenant,
): readonly unknown[] => (property.read(subject, tenant) ?? []) as readonly unknown[];

/** `expressionEvaluationDetails`: what came of a condition and of its parts. */
export interface ConditionDetails {
  readonly expression: string;
  readonly expressionResult: boolean;
  readonly expressionEvaluationDetails: readonly ConditionDetails[];
  readonly propertyToEvaluate: {
    readonly propertyName: string;
    readonly propertyValue: string | null;
  } | null;
}

/** [documented] group-evaluateDynamicMembership, for a comparison; [inferred] that the parts of others are shown in turn. */
export function explainCondition(condition: Condition, subject: Entity, tenant: Tenant): ConditionDetails {
  const parts = 'parts' in condition ? condition.parts : condition.kind === 'not' ? [condition.part] : [];
  return {
    expression: printCondition(condition),
    expressionResult: holds(condition, subject, tenant),
    expressionEvaluationDetails: parts.map((part) => explainCondition(part, subject, tenant)),
    propertyToEvaluate:
      'property' in condition
        ? {
            propertyName: condition.property.name,
            propertyValue: valueText(condition.property.read(subject, tenant)),
          }
        : null,
  };
}

function valueText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return value.map(valueText).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The stored properties that a condition looks at: without a change to one of them, or of time, it holds as before. */
export function storedProperties(condition: Condition): readonly string[] {
  if ('parts' in condition) return condition.parts.flatMap(storedProperties);
  if (condition.kind === 'not') return storedProperties(condition.part);
  return 'property' in condition && condition.kind !== 'memberOf' ? [condition.property.stored] : [];
}

/** When time alone may next change whether a condition holds for a user; undefined: never. */
export function nextChange(condition: Condition, subject: Entity, tenant: Tenant): number | undefined {
  const { now } = tenant.clock;
  const later = turns(condition, subject, tenant).filter((at) => at > now);
  return later.length > 0 ? Math.min(...later) : undefined;
}

function turns(condition: Condition, subject: Entity, tenant: Tenant): readonly number[] {
  if ('parts' in condition) return condition.parts.flatMap((part) => turns(part, subject, tenant));
  if (condition.kind === 'not') return turns(condition.part, subject, tenant);
  return condition.kind === 'comparison' ? turnsOf(condition, subject, tenant) : [];
}

/** A moment is passed in two steps: it is the present one, and then it isn't any more. */
function turnsOf({ property, operand }: Comparison, subject: Entity, tenant: Tenant): readonly number[] {
  if (!isMoment(operand) || 'at' in operand) return [];
  const value = Date.parse(String(property.read(subject, tenant)));
  if (Number.isNaN(value)) return [];
  const at = value - momentAt(operand, 0);
  return [at, at + 1];
}
