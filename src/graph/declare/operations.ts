// From the name of an action or function to its signature, which the model has, and to what it does, if that is declared.
import type { GraphModel, Signature, TypeModel } from '../model/index.ts';
import { signaturesOf } from '../model/index.ts';
import type { Operation } from './resource.ts';

/** An operation as it can be called. Without `does`, it is checked and has no effect. */
export interface BoundOperation {
  readonly signature: Signature;
  readonly does: Operation | undefined;
}

const PREFIX = 'microsoft.graph.';

/** Finds the operations of one version. Names are found in any case. */
export class OperationIndex {
  readonly #signatures: ReadonlyMap<string, readonly Signature[]>;
  readonly #declared = new Map<string, Operation>();
  readonly #bound = new Map<Signature, BoundOperation>();

  constructor(model: GraphModel, operations: readonly Operation[]) {
    this.#signatures = signaturesOf(model.version);
    for (const operation of operations) {
      const key = keyOf(operation);
      if (this.#declared.has(key)) throw new Error(`the operation '${key}' is declared twice`);
      this.#declared.set(key, operation);
    }
  }

  /** What is bound to a type or to those that it derives from, the nearest first. */
  of(type: TypeModel): BoundOperation[] {
    const found: BoundOperation[] = [];
    for (let each: TypeModel | undefined = type; each; each = each.base) {
      for (const signature of this.#signatures.get(each.name.slice(PREFIX.length)) ?? []) {
        found.push(this.#bind(signature));
      }
    }
    return found;
  }

  /** Those of that name which are bound to an entity or to a set of the type; more than one when it is overloaded. */
  named(type: TypeModel, bound: Signature['bound'], name: string): BoundOperation[] {
    const folded = (name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name).toLowerCase();
    for (let each: TypeModel | undefined = type; each; each = each.base) {
      const here = (this.#signatures.get(each.name.slice(PREFIX.length)) ?? []).filter(
        (signature) => signature.bound === bound && signature.name.toLowerCase() === folded,
      );
      if (here.length > 0) return here.map((signature) => this.#bind(signature));
    }
    return [];
  }

  #bind(signature: Signature): BoundOperation {
    let bound = this.#bound.get(signature);
    if (!bound) {
      const does =
        this.#declared.get(keyOf(signature)) ?? this.#declared.get(keyOf({ ...signature, on: ANY_TYPE }));
      bound = { signature, does };
      this.#bound.set(signature, bound);
    }
    return bound;
  }
}

/** Declares what all operations of a name do, whatever they are bound to, unless they are declared for a type. */
export const ANY_TYPE = '*';

function keyOf({ on, bound = 'entity', name }: Pick<Operation, 'on' | 'bound' | 'name'>): string {
  return `${on} ${bound} ${name}`;
}
