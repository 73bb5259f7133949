import { ODataSyntaxError } from './errors.ts';
import type { FilterExpression } from './expression.ts';

/** `isof` and `cast`: of an operand, or of the item itself. */
export function typeTest(
  kind: 'isof' | 'cast',
  args: readonly FilterExpression[],
  position: number,
): FilterExpression {
  if (args.length < 1 || args.length > 2) {
    throw new ODataSyntaxError(
      `The Cast or IsOf expression has an invalid number of operands: number of operands is '${args.length}' and it should be 1 or 2.`,
      position,
    );
  }
  const typeName = typeNameOf(args.at(-1));
  if (typeName === undefined) {
    throw new ODataSyntaxError('Cast or IsOf Function must have a type in its arguments.', position);
  }
  const operand = args.length === 2 ? args[0] : undefined;
  return operand === undefined ? { kind, typeName, position } : { kind, operand, typeName, position };
}

/** A type is written with or without quotes: `isof('microsoft.graph.x')`, `isof(microsoft.graph.x)`. */
function typeNameOf(argument: FilterExpression | undefined): string | undefined {
  if (argument?.kind === 'typeCast' && argument.source === undefined) return argument.typeName;
  if (argument?.kind !== 'literal' || argument.type !== 'Edm.String') return undefined;
  return /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)+$/u.test(String(argument.value))
    ? String(argument.value)
    : undefined;
}
