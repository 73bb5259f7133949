// What a query string comes to: something that runs against the entities of one set.
import type { EqualityConstraint, QueryOptions } from '../../odata/index.ts';
import type { Entity } from '../../tenant/index.ts';
import type { Writer } from '../answer/shape.ts';
import type { Ignored } from '../request/ignored.ts';

/** What to put beside or inside an entity. */
export interface Expansion {
  readonly name: string;
  /** The type that a path casts to: entities of others have nothing of it. */
  readonly of: string | undefined;
  readonly reference: boolean;
  /** How often it is expanded in what it leads to: `$levels`. */
  readonly levels: number;
  readonly query: Query;
}

/** A query that is ready to run against the entities of one set. */
export interface Query {
  readonly test: ((entity: Entity) => boolean) | undefined;
  /** What an index may answer. */
  readonly constraints: readonly EqualityConstraint[];
  /** The constraints say all that the filter says. */
  readonly exact: boolean;
  readonly compare: ((a: Entity, b: Entity) => number) | undefined;
  /** Whether a set that has an order of its own is wanted in the opposite one. */
  readonly ascending: boolean;
  readonly top: number | undefined;
  readonly skip: number;
  readonly count: boolean;
  readonly search: boolean;
  readonly selected: readonly string[] | undefined;
  readonly write: Writer;
  /** Writes an entity that was asked for by its id. */
  readonly writeOne: Writer;
  /** Whether `write` makes the texts that are kept. */
  readonly plain: boolean;
  readonly expand: readonly Expansion[];
  /** `(id,displayName,assignments())`, for the context. */
  readonly contextSuffix: string;
  /** What the service ignores without a word. */
  readonly ignored: readonly Ignored[];
  /** The same, when it is a list that is asked for. */
  readonly ignoredInLists: readonly Ignored[];
  /** The same, when it is one entity. */
  readonly ignoredOfOne: readonly Ignored[];
  /** Whether the answer depends on the set's own entities only, so that it holds until one of them changes. */
  readonly selfContained: boolean;
  /** The options as they were read; for what a resource wants to know itself. */
  readonly options: KeptOptions;
}

/** What is kept of the options that a query was compiled from. */
export type KeptOptions = Pick<QueryOptions, 'custom' | 'raw' | 'filter' | 'orderBy'>;
