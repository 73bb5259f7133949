import { PointerError, pointerParts, valueAtPointer, withValueAt } from './pointer.ts';
import { sameJson } from './same-json.ts';
import type { Json, PatchOperation } from './schema/notation.ts';

/**
 * A copy of `document` with the operations of a JSON Patch (RFC 6902) carried out in order. Throws PointerError for a pointer
 * that leads nowhere and for a test that doesn't hold.
 */
export function applyPatch(document: Json, operations: readonly PatchOperation[]): Json {
  return operations.reduce(apply, document);
}

function apply(document: Json, operation: PatchOperation): Json {
  const { path } = operation;
  switch (operation.op) {
    case 'add':
      return added(document, path, operation.value);
    case 'remove':
      return withValueAt(document, path, undefined);
    case 'replace':
      existing(document, path);
      return withValueAt(document, path, operation.value);
    case 'copy':
      return added(document, path, existing(document, operation.from));
    case 'move': {
      if (path.startsWith(`${operation.from}/`))
        throw new PointerError(path, `'${operation.from}' cannot be moved into itself`);
      const value = existing(document, operation.from);
      return added(withValueAt(document, operation.from, undefined), path, value);
    }
    case 'test': {
      const actual = existing(document, path);
      if (!sameJson(actual, operation.value))
        throw new PointerError(
          path,
          `the test wants ${JSON.stringify(operation.value)}, there is ${JSON.stringify(actual)}`,
        );
      return document;
    }
  }
}

/** Into a list `add` inserts; anything else it sets. */
function added(document: Json, pointer: string, value: Json): Json {
  const parts = pointerParts(pointer);
  const last = parts.pop() as string;
  const list = valueAtPointer(document, parts);
  if (!Array.isArray(list) || last === '-') return withValueAt(document, pointer, value);
  const index = Number(last);
  if (!/^(0|[1-9]\d*)$/.test(last) || index > list.length)
    throw new PointerError(pointer, `the list there has ${list.length} elements`);
  const parent = `/${parts.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
  return withValueAt(document, parent, [...list.slice(0, index), value, ...list.slice(index)]);
}

function existing(document: Json, pointer: string): Json {
  const value = valueAtPointer(document, pointerParts(pointer));
  if (value === undefined) throw new PointerError(pointer, 'there is nothing');
  return value;
}
