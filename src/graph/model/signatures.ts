// Actions and functions: what they are called, bound to, given and give back. The typings packages know none of this, so
// it stands in operations/ in a notation of its own, read once for each version.
import type { GraphVersion } from './notation.ts';
import { directoryOperations } from './operations/directory.ts';
import { intuneOperations } from './operations/intune.ts';
import { reportsOperations } from './operations/reports.ts';

/** A parameter. Its type is qualified: `Edm.Int32`, `microsoft.graph.assignedLicense`. */
export interface ParameterModel {
  readonly name: string;
  readonly type: string;
  readonly collection: boolean;
  /** Whether it may be null, and so be left out. */
  readonly nullable: boolean;
}

/** An action (POST) or function (GET). */
export interface Signature {
  readonly name: string;
  readonly kind: 'action' | 'function';
  /** The type that it is bound to, without `microsoft.graph.`. */
  readonly on: string;
  readonly bound: 'entity' | 'set';
  readonly parameters: readonly ParameterModel[];
  /** undefined: nothing. `Edm.Stream` is what isn't JSON. */
  readonly returns: { readonly type: string; readonly collection: boolean } | undefined;
}

const REPORT =
  'filter String?, groupBy String[]?, name String?, orderBy String[]?, search String?, select String[]?, sessionId String?, skip Int32?, top Int32?';

/** Parameters that many have in common. */
const SHARED: Readonly<Record<string, string>> = {
  '@report': REPORT,
  '@withoutName': REPORT.replace('name String?, ', ''),
};

const LINE = /^(?:(v1\.0|beta) )?(action|function) (\*?)(\w+)\((.*)\)(?: (.+))?$/;

const known = new Map<GraphVersion, ReadonlyMap<string, readonly Signature[]>>();

/** What is declared for a version, by the type that it is bound to (without `microsoft.graph.`). */
export function signaturesOf(version: GraphVersion): ReadonlyMap<string, readonly Signature[]> {
  let signatures = known.get(version);
  if (!signatures) {
    signatures = readSignatures(version, [directoryOperations, intuneOperations, reportsOperations]);
    known.set(version, signatures);
  }
  return signatures;
}

function readSignatures(
  version: GraphVersion,
  texts: readonly string[],
): ReadonlyMap<string, readonly Signature[]> {
  const signatures = new Map<string, Signature[]>();
  let on = '';
  for (const line of texts.join('').split('\n')) {
    if (line === '') continue;
    if (!line.startsWith(' ')) {
      on = line;
      continue;
    }
    const match = LINE.exec(line.trim());
    if (!match) throw new Error(`this is no operation: '${line}'`);
    const [, only, kind, star, name = '', parameters = '', returns] = match;
    if (only !== undefined && only !== version) continue;
    const signature: Signature = {
      name,
      kind: kind as Signature['kind'],
      on,
      bound: star === '' ? 'entity' : 'set',
      parameters: (SHARED[parameters] ?? parameters).split(', ').filter(Boolean).map(readParameter),
      returns: returns === undefined ? undefined : readType(returns),
    };
    signatures.set(on, [...(signatures.get(on) ?? []), signature]);
  }
  return signatures;
}

function readParameter(text: string): ParameterModel {
  const [name = '', type = ''] = text.split(' ');
  const nullable = type.endsWith('?');
  return { name, nullable, ...readType(nullable ? type.slice(0, -1) : type) };
}

function readType(text: string): { readonly type: string; readonly collection: boolean } {
  const collection = text.endsWith('[]');
  const name = collection ? text.slice(0, -2) : text;
  // Primitive types begin with a capital letter, Graph's own with a small one.
  return { type: /^[A-Z]/.test(name) ? `Edm.${name}` : `microsoft.graph.${name}`, collection };
}
