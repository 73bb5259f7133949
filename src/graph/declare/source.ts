// Where a declared set has its entities from.
import type { Entity, Tenant } from '../../tenant/index.ts';
import type { Call } from '../request/call.ts';
import type { DeviceStatus } from '../types.ts';

/** Where the entities of a set are. */
export type Source =
  /**
   * In the tenant's collection that is named after the path; below a keyed parent, those whose `$parent` is its id. `builtIn`:
   * what every tenant has, whether stored or not; it is stored when somebody changes it. `of`: the other set whose collection
   * it is, where entities are shown in a second form.
   */
  | {
      readonly kind: 'stored';
      readonly builtIn?: (tenant: Tenant) => readonly Entity[];
      readonly of?: string;
    }
  /** At the other end of links; `sets` are the collections that the other end may be in. */
  | {
      readonly kind: 'linked';
      readonly links: string;
      /** Further links that lead there: a user is a member of groups, roles and administrative units. */
      readonly also?: readonly string[];
      readonly direction: 'targets' | 'sources';
      readonly sets: readonly string[];
      /** Follow the links on from there, to any depth. */
      readonly transitive?: boolean;
    }
  /** In another set's collection: those whose indexed `property` has the value that the parent gives, or that is always the same. */
  | {
      readonly kind: 'view';
      readonly of: string;
      readonly property: string;
      readonly value: (parent: Entity | undefined) => unknown;
    }
  /** In a property of the entity above: a list of them. */
  | { readonly kind: 'inside'; readonly property: string }
  /** In several collections at once, found by id only. */
  | { readonly kind: 'union'; readonly sets: readonly string[] }
  /** Nowhere: one for each managed device that the parent has something to do with, made when a page gets to it. */
  | {
      readonly kind: 'perDevice';
      readonly list: (call: Call, parent: Entity, after: string | undefined) => Iterable<DeviceStatus>;
    }
  /** Nowhere: made for each request. A singleton makes one, or none when there is nothing. */
  | {
      readonly kind: 'computed';
      readonly compute: (call: Call, parent: Entity | undefined) => readonly Entity[];
      /** Whether that is all, what callers created as well. */
      readonly complete?: boolean;
    }
  /** Nowhere: made when a page gets to it, in an order that costs no sorting. */
  | {
      readonly kind: 'lazy';
      /** The property that the order is by, if any: the greatest first, unless `ascending`. */
      readonly orderedBy?: string;
      readonly rows: (call: Call, ascending: boolean) => LazyRows;
    };

/** Entities by positions that stay what they are. */
export interface LazyRows {
  /** Positions greater than `position`, ascending. */
  readonly after: (position: number) => Iterable<number>;
  readonly at: (position: number) => Entity | undefined;
  readonly find: (id: string) => Entity | undefined;
}
