import { type Bound, familyOfPrimitive, folded, fromStored, isNullish, type Scope } from './binding.ts';
import { ODataBindingError } from './errors.ts';
import { isGuid } from './lexer.ts';
import { instantSeconds, toUtc } from './temporal.ts';

const WHOLE = new Set(['Edm.Byte', 'Edm.SByte', 'Edm.Int16', 'Edm.Int32', 'Edm.Int64']);

/** What a value is as text, as OData writes it; undefined when it has no such form. */
function asText(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

/** A value as another primitive type; null when it cannot be one. */
function convert(value: unknown, type: string): unknown {
  const text = asText(value);
  if (text === undefined) return null;
  switch (familyOfPrimitive(type)) {
    case 'text':
      return text;
    case 'number': {
      const number = text.trim() === '' ? Number.NaN : Number(text);
      if (Number.isNaN(number)) return null;
      return WHOLE.has(type) ? Math.trunc(number) : number;
    }
    case 'boolean':
      return /^true$/i.test(text) ? true : /^false$/i.test(text) ? false : null;
    case 'guid':
      return isGuid(text) ? text : null;
    case 'instant':
      return Number.isNaN(instantSeconds(text)) ? null : text;
    case 'date':
      return toUtc(text)?.slice(0, 10) ?? null;
    default:
      return fromStored(familyOfPrimitive(type), text);
  }
}

/** `cast(expression, Edm.…)` and `cast(expression, an enum)`; what cannot be converted becomes null. */
export function bindPrimitiveCast(source: Bound, typeName: string, position: number, scope: Scope): Bound {
  if (source.collection) {
    throw new ODataBindingError(
      'The Cast and IsOf functions do not support collection arguments or types.',
      position,
    );
  }
  const primitive = typeName.startsWith('Edm.');
  const unknown = primitive
    ? familyOfPrimitive(typeName) === 'untyped'
    : scope.types.enumMembers?.(typeName) === undefined;
  // Times and durations are numbers inside; there is no way back to their text that would be worth having.
  const opaque = source.family === 'structured' || source.family === 'time' || source.family === 'duration';
  if (unknown || (opaque && source.type !== typeName)) {
    throw new ODataBindingError(
      `Expression of type '${source.type}' cannot be converted to type '${typeName}'.`,
      position,
      { typeName },
    );
  }
  if (source.type === typeName) return source;
  const value = source.evaluate;
  const members = primitive ? [] : (scope.types.enumMembers?.(typeName) ?? []);
  return folded(
    {
      type: typeName,
      family: primitive ? familyOfPrimitive(typeName) : 'enum',
      collection: false,
      evaluate: (it) => {
        const from = value(it);
        if (isNullish(from)) return null;
        if (primitive) return convert(from, typeName);
        return members.find((member) => member.toLowerCase() === asText(from)?.toLowerCase()) ?? null;
      },
      position,
    },
    [source],
  );
}
