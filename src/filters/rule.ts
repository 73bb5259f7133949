import {
  type FilterableDevice,
  type FilterProperty,
  isAppPlatform,
  OPERATORS_OF,
  PLATFORM_PROPERTIES,
} from './properties.ts';
import { compareVersions } from './version.ts';

export type DevicePredicate = (device: FilterableDevice) => boolean;

interface RuleComparison {
  /** As the rule has it: `device.model -startsWith "iPad"`. */
  readonly text: string;
  /** As the documentation writes it. */
  readonly property: string;
  readonly read: (device: FilterableDevice) => string | undefined;
  readonly holds: DevicePredicate;
}

/** A comparison of a rule, and what it saw. */
export interface ComparisonSight {
  readonly comparison: string;
  readonly property: string;
  /** Absent: the device has no such value. */
  readonly value?: string;
  readonly holds: boolean;
}

/** A rule that can be evaluated. */
export interface CompiledFilter {
  readonly matches: DevicePredicate;
  /** What each of the comparisons in the rule, in order, sees of a device. */
  inspect(device: FilterableDevice): ComparisonSight[];
}

/** Why a filter's rule cannot be evaluated; the rule then matches no device. */
export class FilterRuleError extends Error {
  constructor(message: string, rule: string, position: number) {
    super(`${message} at character ${position + 1} of the rule ${rule}`);
    this.name = 'FilterRuleError';
  }
}

type Operand = string | null | readonly string[];
type Comparison = (actual: string | undefined, operand: Operand) => boolean;

const isEqual: Comparison = (actual, operand) =>
  operand === null ? actual === undefined || actual === '' : actual?.toLowerCase() === operand;
const isAmong: Comparison = (actual, operand) =>
  actual !== undefined && (operand as readonly string[]).includes(actual.toLowerCase());
const contains: Comparison = (actual, operand) => actual?.toLowerCase().includes(operand as string) ?? false;
const isOlder: Comparison = (actual, operand) =>
  actual !== undefined && compareVersions(actual, operand as string) < 0;
const isNewer: Comparison = (actual, operand) =>
  actual !== undefined && compareVersions(actual, operand as string) > 0;
const isSame: Comparison = (actual, operand) =>
  typeof operand === 'string' && actual !== undefined
    ? compareVersions(actual, operand) === 0
    : isEqual(actual, operand);
const not =
  (comparison: Comparison): Comparison =>
  (actual, operand) =>
    !comparison(actual, operand);

/** By name in lower case; which of them a property takes depends on its kind. */
const COMPARISONS: Readonly<Record<string, Comparison>> = {
  eq: isEqual,
  ne: not(isEqual),
  startswith: (actual, operand) => actual?.toLowerCase().startsWith(operand as string) ?? false,
  contains,
  notcontains: not(contains),
  in: isAmong,
  notin: not(isAmong),
  gt: isNewer,
  ge: (actual, operand) => actual !== undefined && !isOlder(actual, operand),
  lt: isOlder,
  le: (actual, operand) => actual !== undefined && !isNewer(actual, operand),
};
const VERSION_COMPARISONS: Readonly<Record<string, Comparison>> = {
  ...COMPARISONS,
  eq: isSame,
  ne: not(isSame),
};
const LISTS = ['in', 'notin'];

const TOKEN = /\s*(?:([()[\],])|"([^"]*)"|'([^']*)'|([^\s()[\],"']+))/y;

interface Token {
  readonly kind: 'mark' | 'text' | 'word';
  readonly value: string;
  readonly at: number;
  readonly end: number;
}

/** How deep a rule may be nested. Ours; nobody writes such rules. */
export const RULE_DEPTH_LIMIT = 50;

/**
 * Reads a filter's rule. `and` binds tighter than `or`; values compare without case. Throws FilterRuleError.
 * @param platform a `devicePlatformType`; devices of other platforms than iOS aren't simulated, so no rule for them matches
 */
export function readFilterRule(rule: string, platform = 'iOS'): CompiledFilter {
  const tokens = lex(rule);
  const comparisons: RuleComparison[] = [];
  const entity = isAppPlatform(platform) ? 'app' : 'device';
  let next = 0;
  let depth = 0;
  const peek = () => tokens[next];
  const fail = (message: string): never => {
    throw new FilterRuleError(message, rule, peek()?.at ?? rule.length);
  };
  const word = () => {
    const token = peek();
    return token?.kind === 'word' ? token.value.replace(/^-/, '').toLowerCase() : undefined;
  };
  const isMark = (mark: string) => peek()?.kind === 'mark' && peek()?.value === mark;
  const expectMark = (mark: string) => {
    if (!isMark(mark)) fail(`expected '${mark}'`);
    next += 1;
  };

  function any(): DevicePredicate {
    const parts = [all()];
    while (word() === 'or') {
      next += 1;
      parts.push(all());
    }
    return parts.length === 1
      ? (parts[0] as DevicePredicate)
      : (device) => parts.some((part) => part(device));
  }

  function all(): DevicePredicate {
    const parts = [term()];
    while (word() === 'and') {
      next += 1;
      parts.push(term());
    }
    return parts.length === 1
      ? (parts[0] as DevicePredicate)
      : (device) => parts.every((part) => part(device));
  }

  function term(): DevicePredicate {
    depth += 1;
    if (depth > RULE_DEPTH_LIMIT) fail(`nested deeper than ${RULE_DEPTH_LIMIT}`);
    const predicate = innerTerm();
    depth -= 1;
    return predicate;
  }

  function innerTerm(): DevicePredicate {
    if (word() === 'not') {
      next += 1;
      const inner = term();
      return (device) => !inner(device);
    }
    if (!isMark('(')) return comparison();
    next += 1;
    const inner = any();
    expectMark(')');
    return inner;
  }

  function property(): FilterProperty {
    const name =
      word()?.replace(`${entity}.`, '') ??
      fail(`expected a property such as ${entity === 'app' ? 'app.appVersion' : 'device.model'}`);
    const known = (PLATFORM_PROPERTIES[platform] ?? []).find((each) => each.name.toLowerCase() === name);
    if (known) return known;
    const subject = entity === 'app' ? `an app on ${platform}` : `${article(platform)} ${platform} device`;
    return fail(`'${peek()?.value}' is no property of ${subject}`);
  }

  function comparison(): DevicePredicate {
    const start = peek()?.at ?? 0;
    const { name, kind, read = () => undefined } = property();
    next += 1;
    const operator = word() ?? fail('expected an operator such as -eq');
    const allowed = OPERATORS_OF[kind].some((each) => each.toLowerCase() === operator);
    const compare = (kind === 'version' ? VERSION_COMPARISONS : COMPARISONS)[operator];
    if (!allowed || !compare) return fail(`'${peek()?.value}' is no operator for ${name}`);
    next += 1;
    const value = operand(LISTS.includes(operator));
    if (value === null && operator !== 'eq' && operator !== 'ne')
      fail(`-${operator} cannot compare with null`);
    const holds: DevicePredicate = (device) => compare(read(device), value);
    comparisons.push({ text: rule.slice(start, tokens[next - 1]?.end), property: name, read, holds });
    return holds;
  }

  function operand(list: boolean): Operand {
    if (list !== isMark('[')) fail(list ? 'expected a list such as ["a", "b"]' : 'expected a single value');
    if (!list) return single();
    next += 1;
    const values: string[] = [];
    while (!isMark(']')) {
      if (values.length > 0) expectMark(',');
      values.push(single() ?? fail('a list cannot hold null'));
    }
    next += 1;
    return values;
  }

  function single(): string | null {
    const token = peek();
    if (!token || token.kind === 'mark') return fail('expected a value');
    next += 1;
    const value = token.value.toLowerCase();
    return token.kind === 'word' && (value === '$null' || value === 'null') ? null : value;
  }

  const predicate = any();
  if (peek()) fail(`'${peek()?.value}' was not expected`);
  return {
    matches: platform === 'iOS' ? predicate : () => false,
    inspect: (device) =>
      comparisons.map(({ text, property, read, holds }) => {
        const value = read(device);
        return { comparison: text, property, ...(value !== undefined && { value }), holds: holds(device) };
      }),
  };
}

/** Turns a filter's rule into a predicate, as `readFilterRule` reads it. Throws FilterRuleError. */
export function compileFilter(rule: string, platform?: string): DevicePredicate {
  return readFilterRule(rule, platform).matches;
}

const article = (name: string) => (/^[aeiou]/i.test(name) ? 'an' : 'a');

function lex(rule: string): Token[] {
  const tokens: Token[] = [];
  const text = rule.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const start = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) throw new FilterRuleError('a quotation mark is never closed', rule, start);
    const [whole, mark, double, single, word] = match;
    const at = start + whole.length - whole.trimStart().length;
    const end = TOKEN.lastIndex;
    if (mark !== undefined) tokens.push({ kind: 'mark', value: mark, at, end });
    else if (word !== undefined) tokens.push({ kind: 'word', value: word, at, end });
    else tokens.push({ kind: 'text', value: double ?? single ?? '', at, end });
  }
  return tokens;
}
