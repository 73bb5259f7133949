// Paths that go on with what only a derived type has, and don't say which: `mobileApps/{id}/contentVersions`.
import { findProperty, type Registry } from '../declare/registry.ts';
import type { TypeModel } from '../model/index.ts';
import type { Ignored } from './ignored.ts';
import type { Segment } from './path.ts';
import type { Step } from './route.ts';

/** The type of the entity that a path has come to. Throws the family's 404 where there is none. */
export type TypeAt = (steps: readonly Step[]) => TypeModel | undefined;

/** A segment that was understood as if the type of its entity stood before it. */
export interface ImpliedCast {
  readonly segment: string;
  readonly type: TypeModel;
}

const has = ({ operations }: Registry, type: TypeModel, { name }: Segment): boolean =>
  findProperty(type, name)?.navigation === true || operations.named(type, 'entity', name).length > 0;

/**
 * The type that a path leaves out, where the entity has what its set's type doesn't. [documented] Intune's pages write paths so:
 * https://learn.microsoft.com/graph/api/intune-apps-mobileappcontent-create
 */
export function impliedCast(
  registry: Registry,
  steps: readonly Step[],
  segment: Segment,
  typeAt: TypeAt,
): TypeModel | undefined {
  const { node } = steps.at(-1) as Step;
  if (node.resource.family !== 'intune') return undefined;
  if (!node.type.derived().some((type) => has(registry, type, segment))) return undefined;
  const type = typeAt(steps);
  return type && has(registry, type, segment) ? type : undefined;
}

/** [recorded] what the service said to such a path once, of `contentVersions`: microsoft-graph-docs#4882 */
export const impliedCastNote = ({ segment, type }: ImpliedCast): Ignored => ({
  what: `${segment} belongs to ${type.name}, and the path doesn't say so: the service has been seen to find nothing there`,
  source: 'https://github.com/microsoftgraph/microsoft-graph-docs/issues/4882',
  instead: `Write ${type.name}/${segment}.`,
});
