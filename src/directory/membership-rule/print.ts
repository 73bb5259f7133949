import { formatDuration, toIso } from '../../clock/index.ts';
import { isMoment } from './comparisons.ts';
import type { Condition, Moment, Operand } from './rule.ts';
import { quote } from './tokens.ts';

/** A condition in the syntax of rules, with no more parentheses than it needs. */
export function printCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'comparison':
      return `${condition.property.path} -${condition.operator} ${printOperand(condition.operand)}`;
    case 'and':
    case 'or':
      return condition.parts.map(printPart).join(` -${condition.kind} `);
    case 'not':
      return `-not ${printPart(condition.part)}`;
    case 'any':
    case 'all':
      return `${condition.property.path} -${condition.kind} (${printCondition(condition.condition)})`;
    case 'directReports':
      return `Direct Reports for "${condition.manager}"`;
    case 'memberOf':
      return `${condition.property.path} -any (group.objectId -in ${printOperand(condition.groups)})`;
  }
}

const printPart = (part: Condition): string =>
  part.kind === 'and' || part.kind === 'or' ? `(${printCondition(part)})` : printCondition(part);

function printOperand(operand: Operand): string {
  if (isMoment(operand)) return printMoment(operand);
  if (Array.isArray(operand)) return `[${operand.map(quote).join(', ')}]`;
  return typeof operand === 'string' ? quote(operand) : String(operand);
}

function printMoment(moment: Moment): string {
  if ('at' in moment) return toIso(moment.at);
  const { fromNow } = moment;
  if (fromNow === 0) return 'system.now';
  const span = formatDuration(Math.abs(fromNow)).toLowerCase();
  return `system.now -${fromNow > 0 ? 'plus' : 'minus'} ${span}`;
}
