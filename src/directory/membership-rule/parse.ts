// The syntax of membership rules. [documented] https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership
import { parseDuration } from '../../clock/index.ts';
import { bare, compare, operatorNamed } from './comparisons.ts';
import * as errors from './errors.ts';
import {
  ELEMENT,
  type PropertyLookup,
  propertyOf,
  type RuleObject,
  type RuleProperty,
} from './properties.ts';
import type { Condition, MembershipRule, Moment, Operand, Operator } from './rule.ts';
import { type Token, tokenize } from './tokens.ts';

/** [documented] how many characters a rule can have. */
export const MEMBERSHIP_RULE_LENGTH_LIMIT = 3072;

/** [documented] how many groups a `memberOf` rule can name. */
export const MEMBER_OF_LIMIT = 50;

const DIRECT_REPORTS = /^\s*direct\s+reports\s+for\s+(["']?)([0-9a-f-]{36})\1\s*$/i;

/** What words of a condition can be about: a user or device, or an element of one of its lists. */
type Scope = 'subject' | 'plan' | 'text';

/** A rule of a dynamic group. Throws MembershipRuleError. */
export function parseMembershipRule(rule: string): MembershipRule {
  const manager = DIRECT_REPORTS.exec(rule)?.[2];
  if (manager !== undefined) {
    return { object: 'user', condition: { kind: 'directReports', manager: manager.toLowerCase() } };
  }
  return parseRule(rule, propertyOf);
}

/** A rule in the same syntax about whatever properties there are in its place. Throws MembershipRuleError. */
export function parseRule(rule: string, properties: PropertyLookup): MembershipRule {
  if (rule.length > MEMBERSHIP_RULE_LENGTH_LIMIT) throw errors.ruleTooLong();
  return new Parser(tokenize(rule), properties).rule();
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly #properties: PropertyLookup;
  #next = 0;
  #object: RuleObject | undefined;

  constructor(tokens: readonly Token[], properties: PropertyLookup) {
    this.#tokens = tokens;
    this.#properties = properties;
  }

  rule(): MembershipRule {
    const condition = this.#disjunction('subject');
    if (this.#token.kind !== 'end') throw this.#expected("'-and' or '-or'");
    if (this.#object === undefined) throw errors.noObjectType();
    if (condition.kind !== 'memberOf' && hasMemberOf(condition)) throw errors.memberOfCombined();
    return { object: this.#object, condition };
  }

  #disjunction(scope: Scope): Condition {
    return this.#chain('or', () => this.#chain('and', () => this.#term(scope)));
  }

  #chain(kind: 'and' | 'or', operand: () => Condition): Condition {
    const first = operand();
    const parts = [first];
    while (this.#takeWord(kind)) parts.push(operand());
    return parts.length === 1 ? first : { kind, parts };
  }

  #term(scope: Scope): Condition {
    if (this.#takeWord('not')) return { kind: 'not', part: this.#term(scope) };
    if (!this.#takeMark('(')) return this.#comparison(scope);
    const inner = this.#disjunction(scope);
    this.#expectMark(')');
    return inner;
  }

  #comparison(scope: Scope): Condition {
    const property = this.#property(scope);
    for (const kind of ['any', 'all'] as const) {
      if (!this.#takeWord(kind)) continue;
      if (property.type === 'groups') return this.#memberOf(property, kind);
      if (property.type !== 'plans' && property.type !== 'texts') throw errors.invalidOperands(kind);
      const inner = property.type === 'plans' ? 'plan' : 'text';
      // [documented] both with parentheses and, for what Autopilot writes, without.
      return { kind, property, condition: this.#term(inner) };
    }
    const position = this.#token.at;
    const operator = this.#operator();
    return compare(property, operator, this.#operand(property, operator), position);
  }

  /** [documented] `user.memberOf -any (group.objectId -in ['id', …])`, and nothing else. */
  #memberOf(property: RuleProperty, kind: 'any' | 'all'): Condition {
    if (kind === 'all') throw errors.unsupportedOperator(kind, 'memberOf');
    this.#expectMark('(');
    const { value, at } = this.#token;
    const [object, name = ''] = value.toLowerCase().split('.');
    if (object !== 'group') throw errors.compilationError("expected 'group.objectId'", at);
    if (name !== 'objectid') throw errors.wrongProperty(name, 'Group');
    this.#next += 1;
    const operator = this.#operator();
    if (operator !== 'in') throw errors.unsupportedOperator(operator, 'objectId');
    const groups = this.#list().map((id) => id.toLowerCase());
    if (groups.length === 0) throw errors.invalidOperands(operator);
    if (groups.length > MEMBER_OF_LIMIT) throw errors.tooManyGroups(MEMBER_OF_LIMIT);
    this.#expectMark(')');
    return { kind: 'memberOf', property, groups };
  }

  #property(scope: Scope): RuleProperty {
    const { kind, value } = this.#token;
    if (kind !== 'word') throw this.#expected('a property');
    this.#next += 1;
    if (scope === 'text') {
      if (value !== ELEMENT.path) throw this.#expected("'_'", 1);
      return ELEMENT;
    }
    const dot = value.indexOf('.');
    const object = value.slice(0, Math.max(dot, 0)).toLowerCase();
    const name = value.slice(dot + 1);
    if (scope === 'plan') {
      if (object !== 'assignedplan') throw this.#expected("'assignedPlan'", 1);
      const property = this.#properties(object, name);
      if (!property) throw errors.wrongProperty(name, 'AssignedPlan');
      return property;
    }
    if (object !== 'user' && object !== 'device') throw errors.noObjectType();
    if (this.#object !== undefined && this.#object !== object) throw errors.mixedObjects();
    this.#object = object;
    const property = this.#properties(object, name);
    if (!property) throw errors.unsupportedProperty(name);
    return property;
  }

  #operator(): Operator {
    const { kind, value } = this.#token;
    const operator = kind === 'word' ? operatorNamed(value) : undefined;
    if (!operator) throw this.#expected('an operator');
    this.#next += 1;
    return operator;
  }

  #operand({ type }: RuleProperty, operator: Operator): Operand {
    if (this.#isMark('[')) return this.#list();
    const { kind, value } = this.#token;
    if (kind !== 'text' && kind !== 'word') throw this.#expected('a value');
    this.#next += 1;
    if (kind === 'text') return (type === 'moment' ? momentOf(value) : undefined) ?? value;
    const word = value.toLowerCase();
    if (word === 'null' || word === '$null') return null;
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'system.now') return this.#fromNow();
    // Other texts need quotation marks; numbers don't.
    if (/^\d+$/.test(word)) return word;
    const moment = momentOf(value);
    if (moment === undefined) throw errors.invalidOperands(operator);
    return moment;
  }

  /** [documented] `system.now -plus p1d`. */
  #fromNow(): Moment {
    const sign = this.#takeWord('plus') ? 1 : this.#takeWord('minus') ? -1 : 0;
    if (sign === 0) return { fromNow: 0 };
    const span = parseDuration(this.#token.value.toUpperCase());
    if (span === undefined) throw this.#expected('a duration');
    this.#next += 1;
    return { fromNow: sign * span };
  }

  #list(): readonly string[] {
    this.#expectMark('[');
    const values: string[] = [];
    while (!this.#takeMark(']')) {
      if (values.length > 0) this.#expectMark(',');
      const { kind, value } = this.#token;
      if (kind !== 'text' && !/^\d+$/.test(value)) throw this.#expected('a value in quotation marks');
      this.#next += 1;
      values.push(value);
    }
    return values;
  }

  get #token(): Token {
    return this.#tokens[this.#next] as Token;
  }

  #isMark(mark: string): boolean {
    return this.#token.kind === 'mark' && this.#token.value === mark;
  }

  #takeMark(mark: string): boolean {
    const found = this.#isMark(mark);
    if (found) this.#next += 1;
    return found;
  }

  #expectMark(mark: string): void {
    if (!this.#takeMark(mark)) throw this.#expected(`'${mark}'`);
  }

  #takeWord(word: string): boolean {
    const found = this.#token.kind === 'word' && bare(this.#token.value) === word;
    if (found) this.#next += 1;
    return found;
  }

  #expected(what: string, back = 0): errors.MembershipRuleError {
    return errors.compilationError(`expected ${what}`, (this.#tokens[this.#next - back] as Token).at);
  }
}

function hasMemberOf(condition: Condition): boolean {
  switch (condition.kind) {
    case 'memberOf':
      return true;
    case 'and':
    case 'or':
      return condition.parts.some(hasMemberOf);
    case 'not':
      return hasMemberOf(condition.part);
    default:
      return false;
  }
}

const MOMENT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/i;

/** A moment that is written out; undefined for any other text. */
function momentOf(text: string): Moment | undefined {
  if (!MOMENT.test(text)) return undefined;
  const at = Date.parse(/[zZ]|[+-]\d\d:\d\d$/.test(text) || text.length === 10 ? text : `${text}Z`);
  return Number.isNaN(at) ? undefined : { at };
}
