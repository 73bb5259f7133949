import { toIso } from '../../clock/index.ts';
import type { Actor, Entity, Tenant } from '../../tenant/index.ts';
import type { Resource } from '../declare/resource.ts';
import type { Knowledge } from '../knowledge.ts';
import type { GraphModel } from '../model/index.ts';
import type { Access } from '../permissions/permissions.ts';
import type { Caller, GraphRequest, GraphVersion } from '../types.ts';
import type { IgnoredNote } from './ignored.ts';
import type { NoAnswer, OutgoingAnswer, OutgoingRequest } from './outgoing.ts';

/** What everything that acts on a request knows about it. */
export interface Call extends Knowledge {
  readonly tenant: Tenant;
  readonly model: GraphModel;
  readonly version: GraphVersion;
  readonly caller: Caller;
  /** The id of the request, as its answer carries it. */
  readonly requestId: string;
  /** A query option of the service's own: one whose name doesn't begin with `$`. */
  readonly option: (name: string) => string | undefined;
  /** Scheme and authority that the client used. */
  readonly origin: string;
  readonly resource: Resource;
  /** The entity that contains this one, if the path goes through one. */
  readonly parent: Entity | undefined;
  /** Whether `ConsistencyLevel: eventual` was sent. */
  readonly eventual: boolean;
  /**
   * Tells what the service silently ignores or what has no effect here. A request that is to be strict is refused with it,
   * so whoever writes tells it before anything is written.
   */
  readonly note: (ignored: IgnoredNote) => void;
  /** Whether the caller may do what the body asks for; the tables have it under a path of its own. Counts it. */
  readonly allows: (path: string, access: Access) => boolean;
  /**
   * What somebody else answers to a request. Handling begins anew once the answer is there, so whoever asks does it before
   * anything is written.
   */
  readonly ask: (request: OutgoingRequest) => OutgoingAnswer | NoAnswer;
}

/** Whether a request is for the directory's index of advanced queries. */
export const isEventual = ({ header }: GraphRequest): boolean =>
  header('consistencylevel')?.toLowerCase() === 'eventual';

/** The caller as the journal names him: the signed-in user, or the application. */
export function actorOf({ caller, tenant }: Pick<Call, 'caller' | 'tenant'>): Actor {
  const application = { id: caller.appId, name: caller.appDisplayName };
  if (caller.kind === 'application' || caller.userId === undefined) {
    return { kind: 'application', ...application };
  }
  const user = tenant.collection('users').get(caller.userId);
  return { kind: 'user', id: caller.userId, name: user?.userPrincipalName ?? caller.userId, application };
}

/** The present moment of the tenant, as Graph writes it. */
export function now({ tenant }: Pick<Call, 'tenant'>): string {
  return toIso(tenant.clock.now);
}
