import { Replica, type ReplicationLag, type Tenant } from '../../../tenant/index.ts';
import type { Resource } from '../../declare/resource.ts';
import type { Route } from '../../request/route.ts';
import type { Versions } from '../../version.ts';

/** What Graph is made of, for a tenant. */
export type VersionsOf = (tenant: Tenant) => Versions;

/** The two services behind Graph hear of changes each on its own. */
export const partOf = (set: string): 'intune' | 'directory' =>
  /^(?:deviceManagement|deviceAppManagement)(?:\/|$)/.test(set) ? 'intune' : 'directory';

/** Graph over a replica. */
export class ReplicaView {
  readonly #replica: Replica;
  readonly #versionsOf: VersionsOf;
  #versions: Versions;

  constructor(tenant: Tenant, lag: ReplicationLag, versionsOf: VersionsOf) {
    this.#replica = new Replica(tenant, lag, partOf);
    this.#versionsOf = versionsOf;
    this.#versions = versionsOf(this.#replica.catchUp());
  }

  /** As it is seen at this moment. */
  catchUp(): Versions {
    const tenant = this.#replica.catchUp();
    if (tenant !== this.#versions.shared.tenant) this.#versions = this.#versionsOf(tenant);
    return this.#versions;
  }

  /** Whether what a path goes through isn't up to date. */
  isBehind({ steps }: Route): boolean {
    return steps.some(({ node }) => setsOf(node.resource).some((set) => this.#replica.isBehind(set)));
  }

  close(): void {
    this.#replica.close();
  }
}

function setsOf({ path, source }: Resource): readonly string[] {
  switch (source.kind) {
    case 'view':
      return [source.of];
    case 'linked':
      return [source.links, ...source.sets];
    case 'union':
      return source.sets;
    default:
      return [path];
  }
}
