import { isObject, type JsonObject } from './recognise.ts';
import { escapePointer, parseSource, type SourceDocument, UnreadableInputError } from './source-text.ts';

/** A place in one of the documents. */
export interface Origin {
  /** Index of the document. */
  readonly document: number;
  readonly pointer: string;
}

export interface CollectedObject extends Origin {
  readonly value: JsonObject;
  /** `@odata.context` of the response that it came in; names the entity that contained assignments belong to. */
  readonly context: string | undefined;
}

export interface Misfit extends Origin {
  readonly problem: string;
}

const EXPECTED = 'expected a Graph object, an array of them, or Graph’s {"value": […]}';

/**
 * The single objects in the documents, unwrapped from arrays, `{"value": […]}` and the answers of a `$batch`.
 * Throws UnreadableInputError for what is no JSON, or holds no object at all.
 */
export function collectObjects(documents: readonly SourceDocument[]): {
  objects: CollectedObject[];
  misfits: Misfit[];
} {
  const objects: CollectedObject[] = [];
  const misfits: Misfit[] = [];
  for (const [document, source] of documents.entries()) {
    const root = parseSource(source);
    if (typeof root !== 'object' || root === null) {
      throw new UnreadableInputError(source.path, `this is ${describe(root)}: ${EXPECTED}`, {
        line: 1,
        column: 1,
      });
    }
    visit(root, '', undefined);

    function visit(value: unknown, pointer: string, context: string | undefined): void {
      if (Array.isArray(value)) {
        for (const [index, element] of value.entries()) visit(element, `${pointer}/${index}`, context);
      } else if (!isObject(value)) {
        misfits.push({ document, pointer, problem: `this is ${describe(value)}: expected a Graph object` });
      } else {
        const own = typeof value['@odata.context'] === 'string' ? value['@odata.context'] : context;
        const inner = wrapped(value);
        if (inner === undefined) objects.push({ document, pointer, value, context: own });
        else visit(value[inner], `${pointer}/${escapePointer(inner)}`, own);
      }
    }
  }
  return { objects, misfits };
}

/** The property that holds what an object only wraps. */
function wrapped(value: JsonObject): string | undefined {
  if (Array.isArray(value['value'])) return 'value';
  if (Array.isArray(value['responses'])) return 'responses';
  if (isObject(value['body']) && Object.hasOwn(value, 'status')) return 'body';
  return undefined;
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'a text';
  return typeof value === 'number' ? 'a number' : 'true or false';
}
