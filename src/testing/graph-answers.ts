// What Graph answers at a path, for TypeScript: Microsoft's typings, followed along the path. Types only.
import type * as V1 from '@microsoft/microsoft-graph-types';
import type * as Beta from '@microsoft/microsoft-graph-types-beta';

/** Where paths of v1.0 begin: its entity sets and singletons. */
interface V1Roots {
  readonly appRoleAssignments: readonly V1.AppRoleAssignment[];
  readonly applications: readonly V1.Application[];
  readonly auditLogs: V1.AuditLogRoot;
  readonly contacts: readonly V1.OrgContact[];
  readonly deviceAppManagement: V1.DeviceAppManagement;
  readonly deviceManagement: V1.DeviceManagement;
  readonly devices: readonly V1.Device[];
  readonly directory: V1.Directory;
  readonly directoryObjects: readonly V1.DirectoryObject[];
  readonly directoryRoleTemplates: readonly V1.DirectoryRoleTemplate[];
  readonly directoryRoles: readonly V1.DirectoryRole[];
  readonly domains: readonly V1.Domain[];
  readonly groupSettings: readonly V1.GroupSetting[];
  readonly groups: readonly V1.Group[];
  readonly identity: V1.IdentityContainer;
  readonly me: V1.User;
  readonly oauth2PermissionGrants: readonly V1.OAuth2PermissionGrant[];
  readonly organization: readonly V1.Organization[];
  readonly permissionGrants: readonly V1.ResourceSpecificPermissionGrant[];
  readonly policies: V1.PolicyRoot;
  readonly roleManagement: V1.RoleManagement;
  readonly servicePrincipals: readonly V1.ServicePrincipal[];
  readonly subscribedSkus: readonly V1.SubscribedSku[];
  readonly subscriptions: readonly V1.Subscription[];
  readonly users: readonly V1.User[];
}

/** Where paths of beta begin. */
interface BetaRoots {
  readonly administrativeUnits: readonly Beta.AdministrativeUnit[];
  readonly appRoleAssignments: readonly Beta.AppRoleAssignment[];
  readonly applications: readonly Beta.Application[];
  readonly auditLogs: Beta.AuditLogRoot;
  readonly contacts: readonly Beta.OrgContact[];
  readonly deviceAppManagement: Beta.DeviceAppManagement;
  readonly deviceManagement: Beta.DeviceManagement;
  readonly devices: readonly Beta.Device[];
  readonly directory: Beta.Directory;
  readonly directoryObjects: readonly Beta.DirectoryObject[];
  readonly directoryRoleTemplates: readonly Beta.DirectoryRoleTemplate[];
  readonly directoryRoles: readonly Beta.DirectoryRole[];
  readonly domains: readonly Beta.Domain[];
  readonly groups: readonly Beta.Group[];
  readonly identity: Beta.IdentityContainer;
  readonly me: Beta.User;
  readonly oauth2PermissionGrants: readonly Beta.OAuth2PermissionGrant[];
  readonly organization: readonly Beta.Organization[];
  readonly permissionGrants: readonly Beta.ResourceSpecificPermissionGrant[];
  readonly policies: Beta.PolicyRoot;
  readonly roleManagement: Beta.RoleManagement;
  readonly servicePrincipals: readonly Beta.ServicePrincipal[];
  readonly settings: readonly Beta.DirectorySetting[];
  readonly subscribedSkus: readonly Beta.SubscribedSku[];
  readonly subscriptions: readonly Beta.Subscription[];
  readonly users: readonly Beta.User[];
}

/** One page of a set. */
export interface GraphPage<T> {
  readonly '@odata.context'?: string;
  readonly '@odata.count'?: number;
  readonly '@odata.nextLink'?: string;
  readonly value: readonly T[];
}

/** What a GET at a path answers; `unknown` where the typings don't say, as after a function or a cast. */
export type GraphAnswer<Path extends string> = Answered<At<WithoutQuery<Path>>>;

/** What a POST to a set answers: the entity that it made. `unknown` elsewhere. */
export type GraphCreated<Path extends string> =
  At<WithoutQuery<Path>> extends readonly (infer Entity)[] ? Entity : unknown;

type WithoutQuery<Path extends string> = Path extends `${infer Before}?${string}` ? Before : Path;

type At<Path extends string> = Path extends `/beta/${infer Rest}`
  ? Walk<BetaRoots, Rest>
  : Path extends `/v1.0/${infer Rest}`
    ? Walk<V1Roots, Rest>
    : Path extends `/${infer Rest}`
      ? Walk<V1Roots, Rest>
      : unknown;

type Walk<Here, Path extends string> = Path extends `${infer Segment}/${infer Rest}`
  ? Walk<Step<Here, Segment>, Rest>
  : Step<Here, Path>;

type Step<Here, Segment extends string> = Here extends readonly (infer Entity)[]
  ? Segment extends '$count'
    ? number
    : IsKey<Segment> extends true
      ? Entity
      : unknown
  : Segment extends keyof Here
    ? NonNullable<Here[Segment]>
    : unknown;

/** Ids and principal names are told from functions and casts by their characters; a text put in by `${…}` is taken for one. */
type IsKey<Segment extends string> = string extends Segment
  ? true
  : Segment extends `microsoft.graph.${string}` | `${string}(${string}`
    ? false
    : Segment extends `${string}${'-' | '@' | '_' | Digit}${string}`
      ? true
      : false;
type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

type Answered<Here> = unknown extends Here
  ? Here
  : Here extends readonly (infer Entity)[]
    ? GraphPage<Entity>
    : Here extends string | number | boolean
      ? { readonly value: Here }
      : Here;
