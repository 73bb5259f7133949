import type { Verb } from '../declare/resource.ts';
import type { Route, Step, Tail } from './route.ts';

const ENTITY_VERBS: Readonly<Record<string, Verb>> = {
  GET: 'get',
  PATCH: 'update',
  PUT: 'replace',
  DELETE: 'delete',
};

/** [documented] OData 4.01, 11.4.6.2: which one of several references goes is said by `?$id=`. */
const REFERENCES_VERBS: Readonly<Record<string, Verb>> = {
  GET: 'list',
  POST: 'addReference',
  DELETE: 'removeReference',
};

const REFERENCE_VERBS: Readonly<Record<string, Verb>> = {
  GET: 'get',
  PUT: 'setReference',
  DELETE: 'removeReference',
};

/** What a method means at the end of a path; undefined when it means nothing there. */
export function verbOf(tail: Tail, method: string): Verb | 'operation' | undefined {
  switch (tail.kind) {
    case 'entities':
      return method === 'GET' ? 'list' : method === 'POST' ? 'create' : undefined;
    case 'entity':
    case 'media':
      return ENTITY_VERBS[method];
    case 'count':
      return method === 'GET' ? 'count' : undefined;
    case 'delta':
      return method === 'GET' ? 'list' : undefined;
    case 'references':
      return REFERENCES_VERBS[method];
    case 'reference':
      return REFERENCE_VERBS[method];
    case 'property':
      return method === 'GET' ? 'get' : undefined;
    case 'operation': {
      const { signature, does } = tail.operation;
      const methods = does?.methods ?? [signature.kind === 'action' ? 'POST' : 'GET'];
      return methods.includes(method) ? 'operation' : undefined;
    }
  }
}

/** Whether the service answers that. */
export function isRouted({ steps, tail, cast }: Route, verb: Verb | 'operation'): boolean {
  const { verbs, source, refer, singleton, routedBehindCast = true } = (steps.at(-1) as Step).node.resource;
  if (tail.kind === 'operation') return !tail.operation.does?.needsCast || cast !== undefined;
  // What is tracked may not be listed: directory objects of all types together.
  if (verb === 'operation' || tail.kind === 'delta') return true;
  if (tail.kind === 'references' && source.kind !== 'linked' && !refer) return false;
  // [documented] in the metadata: where the one entity is that a relation leads to.
  if (tail.kind === 'reference' && verb === 'get' && !(singleton && source.kind === 'linked')) return false;
  if (!routedBehindCast && steps.at(-2)?.cast) return false;
  // What an entity has that isn't JSON is changed where the entity is.
  if (tail.kind === 'media' && verb !== 'get') return verbs.includes('update');
  return verbs.includes(verb);
}
