import type { LiteralExpression } from './expression.ts';
import type { TokenReader } from './token-reader.ts';

const CONSTANTS: Readonly<Record<string, Pick<LiteralExpression, 'type' | 'value'>>> = {
  true: { type: 'Edm.Boolean', value: true },
  false: { type: 'Edm.Boolean', value: false },
  null: { type: 'null', value: null },
  inf: { type: 'Edm.Double', value: Number.POSITIVE_INFINITY },
  nan: { type: 'Edm.Double', value: Number.NaN },
};

/** The current token as a constant, if it is one. */
export function constantAt(reader: TokenReader): LiteralExpression | undefined {
  const { kind, type, value, typeName, position } = reader.current;
  if (kind === 'literal' && type !== undefined && value !== undefined) {
    return typeName === undefined
      ? { kind: 'literal', type, value, position }
      : { kind: 'literal', type, value, typeName, position };
  }
  const word = reader.keyword() ?? '';
  const constant = Object.hasOwn(CONSTANTS, word) ? CONSTANTS[word] : undefined;
  return constant && { kind: 'literal', ...constant, position };
}
