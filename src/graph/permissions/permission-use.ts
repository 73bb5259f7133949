// Which permissions requests needed, counted by path, within limits: its size doesn't follow from how long a run is.
import { type Authorization, countsFor } from '../request/authorize.ts';
import type { Caller } from '../types.ts';
import { type LeastPrivilege, leastPrivilege, type NeededOperation } from './least-privilege.ts';

/** How many callers are told apart; beyond that the one that was heard of first is forgotten. */
export const CALLERS_LIMIT = 1000;

/** How many operations of one caller are told apart, in the same way. */
export const OPERATIONS_LIMIT = 5000;

interface Use {
  readonly authorization: Authorization;
  calls: number;
  refused: number;
}

interface Holder {
  readonly kind: Caller['kind'];
  readonly appId: string;
  readonly appDisplayName: string;
  readonly held: Set<string>;
  /** By the key of what was asked. */
  readonly uses: Map<string, Use>;
}

export interface OperationUse {
  readonly path: string;
  readonly access: Authorization['access'];
  readonly calls: number;
  /** How many of them were refused for want of a permission. */
  readonly refused: number;
  /** Any of these suffices, the least privileged first; none: nobody of this kind may. */
  readonly accepts: readonly string[];
}

/** `needed`: in the least set. `broader`: used, where less would have done. `unused`: nothing that was asked takes it. */
export type HeldUse = 'needed' | 'broader' | 'unused';

/** What one application did, as itself or for signed-in users. */
export interface CallerPermissions {
  readonly appId: string;
  readonly appDisplayName: string;
  readonly kind: Caller['kind'];
  readonly operations: readonly OperationUse[];
  /** What would have sufficed for everything. */
  readonly sufficient: LeastPrivilege['permissions'];
  /** Operations that no permission lets callers of this kind do. */
  readonly impossible: readonly string[];
  readonly held: readonly { readonly permission: string; readonly use: HeldUse }[];
}

/** Counts which permissions were needed, by whom. */
export class PermissionUse {
  readonly #holders = new Map<string, Holder>();
  #latest: { readonly caller: Caller; readonly holder: Holder } | undefined;

  /** Costs two look-ups and no copy. */
  record(caller: Caller, authorization: Authorization, authorized: boolean): void {
    if (this.#latest?.caller !== caller) this.#latest = { caller, holder: this.#holderOf(caller) };
    const { uses } = this.#latest.holder;
    let use = uses.get(authorization.key);
    if (!use) {
      if (uses.size >= OPERATIONS_LIMIT) forgetFirst(uses);
      use = { authorization, calls: 0, refused: 0 };
      uses.set(authorization.key, use);
    }
    use.calls += 1;
    if (!authorized) use.refused += 1;
  }

  clear(): void {
    this.#holders.clear();
    this.#latest = undefined;
  }

  /** In the order in which the callers were first heard of. */
  report(): readonly CallerPermissions[] {
    return [...this.#holders.values()].map(reportOf);
  }

  #holderOf(caller: Caller): Holder {
    const { kind, appId, appDisplayName, permissions } = caller;
    const key = `${kind} ${appId}`;
    let holder = this.#holders.get(key);
    if (!holder) {
      if (this.#holders.size >= CALLERS_LIMIT) forgetFirst(this.#holders);
      holder = { kind, appId, appDisplayName, held: new Set(), uses: new Map() };
      this.#holders.set(key, holder);
    }
    for (const permission of permissions) holder.held.add(permission);
    return holder;
  }
}

function forgetFirst(map: Map<string, unknown>): void {
  const { value } = map.keys().next();
  if (value !== undefined) map.delete(value);
}

function reportOf({ kind, appId, appDisplayName, held, uses }: Holder): CallerPermissions {
  const needs = [...uses.values()].map(({ authorization }): NeededOperation => {
    const { requirement, path, access } = authorization;
    const counting = (names: readonly string[]) => names.filter((name) => countsFor(name, authorization));
    return {
      operation: `${access} ${path}`,
      least: counting(requirement[kind].least),
      higher: counting(requirement[kind].higher),
    };
  });
  const { permissions, impossible } = leastPrivilege(needs, kind);
  const sufficient = new Set(permissions.map(({ permission }) => permission));
  const accepted = new Set(needs.flatMap(({ least, higher }) => [...least, ...higher]));
  const useOf = (permission: string): HeldUse =>
    sufficient.has(permission) ? 'needed' : accepted.has(permission) ? 'broader' : 'unused';
  return {
    appId,
    appDisplayName,
    kind,
    operations: [...uses.values()].map(({ authorization: { path, access }, calls, refused }, index) => {
      const { least, higher } = needs[index] as NeededOperation;
      return { path, access, calls, refused, accepts: [...least, ...higher] };
    }),
    sufficient: permissions,
    impossible,
    held: [...held].sort().map((permission) => ({ permission, use: useOf(permission) })),
  };
}
