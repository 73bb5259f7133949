import type { Json } from './schema/notation.ts';

/** A JSON pointer (RFC 6901) that leads nowhere. */
export class PointerError extends Error {
  constructor(pointer: string, why: string) {
    super(`the pointer '${pointer}' leads nowhere: ${why}`);
    this.name = 'PointerError';
  }
}

/**
 * A copy of `document` with the value at `pointer` replaced, added (a new property; `-` or the length for a new element)
 * or, when `value` is undefined, removed. Throws PointerError.
 */
export function withValueAt(document: Json, pointer: string, value: Json | undefined): Json {
  const copy = structuredClone(document);
  const parts = pointerParts(pointer);
  const last = parts.pop() as string;
  let parent: Json | undefined = copy;
  for (const part of parts) {
    parent = step(parent, part);
    if (parent === undefined) throw new PointerError(pointer, `there is no '${part}'`);
  }
  if (Array.isArray(parent)) {
    const index = last === '-' ? parent.length : Number(last);
    if (
      !Number.isInteger(index) ||
      index < 0 ||
      index > parent.length ||
      (value === undefined && index === parent.length)
    ) {
      throw new PointerError(pointer, `the list there has ${parent.length} elements`);
    }
    if (value === undefined) parent.splice(index, 1);
    else parent[index] = value;
  } else if (typeof parent === 'object' && parent !== null) {
    if (value !== undefined) parent[last] = value;
    else if (!Object.hasOwn(parent, last)) throw new PointerError(pointer, `there is no '${last}'`);
    else delete parent[last];
  } else throw new PointerError(pointer, 'there is neither an object nor a list');
  return copy;
}

/** The names and positions that a pointer goes by. */
export function pointerParts(pointer: string): string[] {
  return pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What lies at the end of a pointer; undefined when there is nothing. */
export function valueAtPointer(document: Json, parts: readonly string[]): Json | undefined {
  let value: Json | undefined = document;
  for (const part of parts) value = step(value, part);
  return value;
}

function step(value: Json | undefined, part: string): Json | undefined {
  if (Array.isArray(value)) return /^\d+$/.test(part) ? value[Number(part)] : undefined;
  return typeof value === 'object' && value !== null && Object.hasOwn(value, part) ? value[part] : undefined;
}
