// From the segments of a path to what they name.

import type { BoundOperation } from '../declare/operations.ts';
import { findProperty, type Node, type Registry } from '../declare/registry.ts';
import type { DeltaTracking } from '../declare/resource.ts';
import * as errors from '../errors.ts';
import { type PropertyModel, type TypeModel, typeInAnyCase } from '../model/index.ts';
import { type ImpliedCast, impliedCast, type TypeAt } from './implied-cast.ts';
import { argumentsIn, type Key, keyIn, type Segment } from './path.ts';
import { withoutSecondNames } from './second-names.ts';

/** A set or singleton on the way, and the key that picks one of its entities. */
export interface Step {
  readonly node: Node;
  readonly key: Key | undefined;
  /** The type that a segment after it narrows it to, when the path goes on from there. */
  readonly cast?: TypeModel | undefined;
}

/** What the path asks of the last step. */
export type Tail =
  | { readonly kind: 'entities' | 'entity' | 'count' | 'references' | 'reference' }
  | { readonly kind: 'delta'; readonly tracking: DeltaTracking }
  /** What isn't JSON: a stream of that name, or `$value` of a picture. */
  | { readonly kind: 'media'; readonly name: string }
  | { readonly kind: 'property'; readonly path: readonly PropertyModel[]; readonly raw: boolean }
  | {
      readonly kind: 'operation';
      readonly operation: BoundOperation;
      /** What a function is given in the path. */
      readonly arguments: ReadonlyMap<string, string>;
    };

export interface Route {
  /** From the root to what is asked for; the last one is the target. */
  readonly steps: readonly Step[];
  readonly tail: Tail;
  /** The type that a cast segment narrows the target to. */
  readonly cast: TypeModel | undefined;
  /** Where a type had to be known for that. */
  readonly implied?: readonly ImpliedCast[];
}

/**
 * Resolves segments. A key may stand in parentheses or as a segment of its own.
 * Throws GraphError: `Resource not found for the segment 'x'.`, or that no service routes it.
 */
export function resolveRoute(
  registry: Registry,
  sent: readonly Segment[],
  method: string,
  typeAt: TypeAt = () => undefined,
): Route {
  const segments = withoutSecondNames(registry.model.version, sent);
  const first = segments[0];
  const root = first && registry.root(first.name);
  if (!first || !root) throw errors.unknownSegment(first?.text ?? '');
  const steps: Step[] = [];
  let node = root;
  let key = keyOf(node, first);
  let cast: TypeModel | undefined;
  let at = 1;
  const implied: ImpliedCast[] = [];

  /** Whether the path has arrived at one entity rather than at a set. */
  const single = () => key !== undefined || node.resource.singleton;
  const arrive = (tail: Tail): Route => {
    if (at < segments.length) throw errors.unknownSegment(segments[at]?.text ?? '');
    return { steps: [...steps, { node, key }], tail, cast, ...(implied.length > 0 ? { implied } : {}) };
  };

  while (at < segments.length) {
    const segment = withoutAlias(registry, node.type, segments[at] as Segment);
    at += 1;
    if (segment.name.startsWith('$')) {
      const tail = systemTail(segment, single(), node.resource.media === true);
      if (tail) return arrive(tail);
      throw errors.unknownSegment(segment.text);
    }
    const { delta: tracking } = node.resource;
    if (!single() && tracking && /^(?:microsoft\.graph\.)?delta$/i.test(segment.name)) {
      return arrive({ kind: 'delta', tracking });
    }
    const operation = findOperation(
      registry,
      cast ?? node.type,
      segment,
      single() ? 'entity' : 'set',
      method,
    );
    if (operation) return arrive(operation);
    if (CAST.test(segment.name)) {
      cast = castTo(registry, node.type, segment.name);
      if (!cast) throw errors.unknownSegment(segment.text);
      if (!single()) key = keyIn(segment);
      continue;
    }
    if (!single()) {
      key = plainKey(node, segment.text);
      continue;
    }
    const type = cast ?? node.type;
    const child = registry.child(node, segment.name, type);
    if (child) {
      steps.push({ node, key, cast });
      node = child;
      key = keyOf(node, segment);
      cast = undefined;
      continue;
    }
    const property = findProperty(type, segment.name);
    if (!property) {
      const ofEntity = cast ? undefined : impliedCast(registry, [...steps, { node, key }], segment, typeAt);
      if (!ofEntity) throw errors.unknownSegment(segment.text);
      implied.push({ segment: segment.name, type: ofEntity });
      cast = ofEntity;
      at -= 1;
      continue;
    }
    // Declared, and answered by nobody.
    if (property.navigation) throw unroutedNavigation([...steps, { node, key, cast }], property.name, method);
    if (property.type === 'Edm.Stream') return arrive({ kind: 'media', name: property.name });
    const path = [property];
    for (let next = segments[at]; next && !next.name.startsWith('$'); next = segments[at]) {
      const owner = registry.model.type(path[path.length - 1]?.type ?? '');
      const inner = owner && findProperty(owner, next.name);
      if (!inner) throw errors.unknownSegment(next.text);
      path.push(inner);
      at += 1;
    }
    const raw = segments[at]?.name === '$value';
    if (raw) at += 1;
    return arrive({ kind: 'property', path, raw });
  }
  return arrive({ kind: single() ? 'entity' : 'entities' });
}

/** [documented] the metadata's alias of the namespace, which the newer SDKs use: `mobileApps/{id}/graph.iosLobApp` */
function withoutAlias(registry: Registry, type: TypeModel, segment: Segment): Segment {
  if (!/^graph\./i.test(segment.name)) return segment;
  const name = `microsoft.${segment.name}`;
  return (registry.model.type(name) ?? castTo(registry, type, name)) ? { ...segment, name } : segment;
}

const CAST = /^microsoft\.graph\./i;

/** A type that may stand in the place of `type`, by its name in any case. [recorded] the Microsoft 365 CLI writes `Microsoft.Graph.Group` */
function castTo({ model }: Registry, type: TypeModel, name: string): TypeModel | undefined {
  const exact = model.type(name);
  if (exact) return exact.isA(type.name) ? exact : undefined;
  return typeInAnyCase(type, name);
}

function unroutedNavigation(steps: readonly Step[], name: string, method: string): errors.GraphError {
  const { family, service = '' } = (steps.at(-1) as Step).node.resource;
  if (family === 'directory') return errors.unknownSegment(name);
  const route: Route = { steps, tail: { kind: 'entity' }, cast: undefined };
  return errors.noRoute(
    `${routeTemplate(route)}/navigation`,
    method,
    `/${service}/${canonicalPath(route, true)}/${name}`,
  );
}

function keyOf(node: Node, segment: Segment): Key | undefined {
  const key = keyIn(segment);
  if (key !== undefined && !node.keyed) throw errors.unknownSegment(segment.text);
  return key;
}

/** [documented] `directoryRoles/roleTemplateId={id}`: an alternate key without parentheses; everything else is an id. */
function plainKey({ resource: { alternateKeys = [] } }: Node, text: string): Key {
  const named = /^(\w+)=(.+)$/.exec(text);
  const property = alternateKeys.find((each) => each === named?.[1]);
  return { property, value: property === undefined ? text : (named?.[2] ?? '') };
}

function systemTail({ name }: Segment, single: boolean, media: boolean): Tail | undefined {
  if (name === '$value' && media) return { kind: 'media', name };
  if (name === '$count' && !single) return { kind: 'count' };
  if (name === '$ref') return { kind: single ? 'reference' : 'references' };
  return undefined;
}

/** The operation of that name; among several, the one that is called by this method and with these arguments. */
function findOperation(
  { operations }: Registry,
  type: TypeModel,
  segment: Segment,
  bound: 'entity' | 'set',
  method: string,
): Tail | undefined {
  const named = operations.named(type, bound, segment.name);
  if (named.length === 0) return undefined;
  const given = argumentsIn(segment);
  const kind = method === 'GET' ? 'function' : 'action';
  const fits = ({ signature }: BoundOperation) =>
    signature.kind === kind &&
    (kind === 'action' ||
      (signature.parameters.length === given.size &&
        signature.parameters.every(({ name }) => given.has(name))));
  const operation = named.find(fits) ?? (named[0] as BoundOperation);
  return { kind: 'operation', operation, arguments: given };
}

/** The route as Intune's services write it in `No method match route template`: `~/singleton/navigation/key`. */
export function routeTemplate({ steps, tail, cast }: Route): string {
  const parts = ['~'];
  for (const [index, step] of steps.entries()) {
    parts.push(index > 0 ? 'navigation' : step.node.resource.singleton ? 'singleton' : 'entityset');
    if (step.key !== undefined) parts.push('key');
    if (step.cast) parts.push('cast');
  }
  if (cast) parts.push('cast');
  if (tail.kind === 'count') parts.push('$count');
  if (tail.kind === 'references' || tail.kind === 'reference') parts.push('$ref');
  if (tail.kind === 'property') parts.push(...tail.path.map(() => 'property'));
  if (tail.kind === 'media') parts.push('property');
  if (tail.kind === 'operation') parts.push(tail.operation.signature.kind);
  if (tail.kind === 'delta') parts.push('function');
  return parts.join('/');
}

/**
 * The path as contexts and errors write it: `deviceManagement/deviceConfigurations('id')/assignments`. Casts on the way stay
 * [recorded]: `mobileApps('id')/microsoft.graph.win32LobApp/contentVersions('1')/files`.
 */
export function canonicalPath({ steps }: Pick<Route, 'steps'>, withLastKey: boolean): string {
  return steps
    .map(({ node: { resource }, key, cast }, index) => {
      const keyed = key !== undefined && (withLastKey || index < steps.length - 1);
      const place = keyed ? `${resource.name}('${key.value.replaceAll("'", "''")}')` : resource.name;
      return cast ? `${place}/${cast.name}` : place;
    })
    .join('/');
}

/** What follows the keys, as `No method match route template` writes it. */
function tailPath(tail: Tail): string {
  switch (tail.kind) {
    case 'count':
      return '/$count';
    case 'references':
    case 'reference':
      return '/$ref';
    case 'operation':
      // [recorded] microsoft-graph-docs#15359
      return `/microsoft.management.services.api.${tail.operation.signature.name}`;
    case 'media':
      return `/${tail.name}`;
    case 'property':
      return tail.path.map(({ name }) => `/${name}`).join('');
    default:
      return '';
  }
}

/** Known to the metadata, served by nobody: Intune says so at length, the directory knows no such method. */
export function unrouted(route: Route, method: string): errors.GraphError {
  const { resource } = (route.steps.at(-1) as Route['steps'][number]).node;
  if (resource.family === 'directory') return errors.methodNotAllowed();
  const path = `/${resource.service ?? ''}/${canonicalPath(route, true)}${tailPath(route.tail)}`;
  return errors.noRoute(routeTemplate(route), method.toUpperCase(), path);
}

/** What is asked of a version as a whole. */
const OUTSIDE_SETS = /^\/[^/?]+\/(\$(?:batch|metadata))\b/;

/** What a request is about: a set, one of its operations, or the batch or metadata of a version. */
export function targetName(route: Route | undefined, url: string): string | undefined {
  const path = route?.steps.at(-1)?.node.resource.path;
  if (!route || path === undefined) return OUTSIDE_SETS.exec(url)?.[1];
  const { tail } = route;
  if (tail.kind === 'delta') return `${path}/delta`;
  return tail.kind === 'operation' ? `${path}/${tail.operation.signature.name}` : path;
}
