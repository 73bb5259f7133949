import { type Bound, type Evaluator, type Family, folded, type Scope } from './binding.ts';
import { ODataBindingError } from './errors.ts';
import type { CallExpression } from './expression.ts';
import { FUNCTIONS, type FunctionSignature } from './functions.ts';

/** Binds a call of one of the built-in functions. A null argument makes the result null, as OData 4.01 says. */
export function bindCall(call: CallExpression, scope: Scope): Bound {
  const { name, position } = call;
  if (name === 'now' && call.arguments.length === 0) return bindNow(position, scope);
  const signatures = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (signatures === undefined) throw unknownFunction(name, position);
  const args = call.arguments.map((argument) => scope.bind(argument, scope));
  if (args.some((arg) => arg.collection)) {
    throw new ODataBindingError(
      `The argument for an invocation of a function with name '${name}' is not a single value. All arguments for this function must be single values.`,
      position,
    );
  }
  const signature = signatures.find((candidate) => accepts(candidate, args));
  if (signature === undefined) throw noSignature(name, signatures, position);
  const { type, family } = signature.result;
  const evaluate = signature.build(args, scope);
  return folded({ type, family, collection: false, evaluate, position }, args);
}

function accepts({ parameters }: FunctionSignature, args: readonly Bound[]): boolean {
  return (
    args.length === parameters.length &&
    args.every(
      ({ family }, index) => family === parameters[index] || family === 'untyped' || family === 'null',
    )
  );
}

function bindNow(position: number, { reader }: Scope): Bound {
  const now = reader.now?.bind(reader);
  if (now === undefined) throw unknownFunction('now', position);
  const evaluate: Evaluator = () => now();
  return { type: 'Edm.DateTimeOffset', family: 'instant', collection: false, evaluate, position };
}

function unknownFunction(name: string, position: number): ODataBindingError {
  return new ODataBindingError(
    `An unknown function with name '${name}' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.`,
    position,
  );
}

/** Names of families as Microsoft.OData prints parameters. */
const PARAMETER_TYPES: Readonly<Partial<Record<Family, string>>> = {
  text: 'Edm.String',
  number: 'Edm.Double',
  instant: 'Edm.DateTimeOffset',
  date: 'Edm.Date',
  time: 'Edm.TimeOfDay',
  duration: 'Edm.Duration',
};

function noSignature(
  name: string,
  signatures: readonly FunctionSignature[],
  position: number,
): ODataBindingError {
  const considered = signatures.map(
    ({ parameters }) =>
      `${name}(${parameters.map((family) => `${PARAMETER_TYPES[family]} Nullable=true`).join(', ')})`,
  );
  return new ODataBindingError(
    `No function signature for the function with name '${name}' matches the specified arguments. The function signatures considered are: ${considered.join('; ')}.`,
    position,
  );
}
