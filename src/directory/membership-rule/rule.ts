import type { RuleObject, RuleProperty } from './properties.ts';

/** A moment that a rule names: a fixed one, or so many milliseconds after the present one. */
export type Moment = { readonly at: number } | { readonly fromNow: number };

export type Operand = string | boolean | null | Moment | readonly string[];

/** Without the hyphen, as the documentation writes them. */
export type Operator =
  | 'eq'
  | 'ne'
  | 'startsWith'
  | 'notStartsWith'
  | 'endsWith'
  | 'notEndsWith'
  | 'contains'
  | 'notContains'
  | 'match'
  | 'notMatch'
  | 'in'
  | 'notIn'
  | 'le'
  | 'lt'
  | 'ge'
  | 'gt';

export interface Comparison {
  readonly kind: 'comparison';
  readonly property: RuleProperty;
  readonly operator: Operator;
  readonly operand: Operand;
  /** Whether it holds for a value of the property. */
  readonly holds: (actual: unknown, now: number) => boolean;
}

export type Condition =
  | Comparison
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  /** What holds for one or all elements of a list. */
  | {
      readonly kind: 'any' | 'all';
      readonly property: RuleProperty;
      readonly condition: Condition;
    }
  | { readonly kind: 'directReports'; readonly manager: string }
  | { readonly kind: 'memberOf'; readonly property: RuleProperty; readonly groups: readonly string[] };

export interface MembershipRule {
  readonly object: RuleObject;
  readonly condition: Condition;
}
