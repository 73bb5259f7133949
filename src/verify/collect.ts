import { fromM365Dsc, isM365DscResource } from './exports/m365dsc.ts';
import { isObject, type JsonObject } from './recognise.ts';
import { escapePointer, parseSource, type SourceDocument, UnreadableInputError } from './source-text.ts';

/** A place in one of the documents. */
export interface Origin {
  /** Index of the document. */
  readonly document: number;
  readonly pointer: string;
}

export interface CollectedObject extends Origin {
  /** In Graph's form. */
  readonly value: JsonObject;
  /** When it was written in another form: from pointers in the value to pointers in what was written. */
  readonly places?: ReadonlyMap<string, string>;
  /** `@odata.context` of the response that it came in; names the entity that contained assignments belong to. */
  readonly context: string | undefined;
}

export interface Misfit extends Origin {
  readonly problem: string;
}

/** Where a part of an object stands in its document; of a part that was not written, the nearest around it. */
export function originIn(
  { document, pointer, places }: Omit<CollectedObject, 'value' | 'context'>,
  inner: string,
): Origin {
  if (!places) return { document, pointer: pointer + inner };
  let known = inner;
  while (known !== '' && !places.has(known)) known = known.slice(0, known.lastIndexOf('/'));
  return { document, pointer: pointer + (places.get(known) ?? '') };
}

const EXPECTED = 'expected a Graph object, an array of them, or Graph’s {"value": […]}';

/**
 * The single objects in the documents, unwrapped from arrays, `{"value": […]}` and the answers of a `$batch`, and in
 * Graph's form. What else there is to know about them comes as notes.
 * Throws UnreadableInputError for what is no JSON, or holds no object at all.
 */
export function collectObjects(documents: readonly SourceDocument[]): {
  objects: CollectedObject[];
  misfits: Misfit[];
  notes: string[];
  /** Types of objects without a part in JIT registration, one for each object. */
  bystanders: string[];
} {
  const objects: CollectedObject[] = [];
  const notes: string[] = [];
  const bystanders: string[] = [];
  const misfits: Misfit[] = [];
  for (const [document, root] of rootsOf(documents).entries()) {
    const { path } = documents[document] as SourceDocument;
    visit(root, '', undefined);

    function visit(value: unknown, pointer: string, context: string | undefined): void {
      if (Array.isArray(value)) {
        for (const [index, element] of value.entries()) visit(element, `${pointer}/${index}`, context);
      } else if (!isObject(value)) {
        misfits.push({ document, pointer, problem: `this is ${describe(value)}: expected a Graph object` });
      } else {
        const own = typeof value['@odata.context'] === 'string' ? value['@odata.context'] : context;
        if (typeof value['@odata.nextLink'] === 'string') {
          notes.push(`${path} has one page of a longer list (@odata.nextLink); the others were not judged.`);
        }
        const inner = wrapped(value);
        const failure = inner === 'body' ? failureOf(value) : undefined;
        if (failure) misfits.push({ document, pointer, problem: failure });
        else if (inner === undefined && isM365DscResource(value)) {
          const translated = fromM365Dsc(value);
          if (translated) objects.push({ document, pointer, ...translated, context: own });
          else bystanders.push(String(value['ResourceName']));
        } else if (inner === undefined) objects.push({ document, pointer, value, context: own });
        else visit(value[inner], `${pointer}/${escapePointer(inner)}`, own);
      }
    }
  }
  return { objects, misfits, notes, bystanders };
}

/** What each document holds. Throws one UnreadableInputError for all that can't be read, so that they are mended in one go. */
function rootsOf(documents: readonly SourceDocument[]): unknown[] {
  const unreadable: UnreadableInputError[] = [];
  const roots = documents.map((source) => {
    try {
      return rootOf(source);
    } catch (error) {
      if (!(error instanceof UnreadableInputError)) throw error;
      unreadable.push(error);
      return undefined;
    }
  });
  const [first, ...others] = unreadable;
  if (first) throw first.together(others);
  return roots;
}

function rootOf(source: SourceDocument): unknown {
  const root = parseSource(source);
  if (typeof root === 'object' && root !== null) return root;
  throw new UnreadableInputError(source.path, `this is ${describe(root)}: ${EXPECTED}`, {
    line: 1,
    column: 1,
  });
}

/** The property that holds what an object only wraps. */
function wrapped(value: JsonObject): string | undefined {
  if (Array.isArray(value['value'])) return 'value';
  if (Array.isArray(value['responses'])) return 'responses';
  if (isObject(value['body']) && Object.hasOwn(value, 'status')) return 'body';
  return undefined;
}

/** What a `$batch` got in place of an answer. */
function failureOf({ id, status, body }: JsonObject): string | undefined {
  if (typeof status !== 'number' || status < 400) return undefined;
  const error = isObject(body) && isObject(body['error']) ? ` (${String(body['error']['code'])})` : '';
  return `request ${String(id)} of the batch was answered with ${status}${error}: what it asked for is missing here`;
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'a text';
  return typeof value === 'number' ? 'a number' : 'true or false';
}
