// The vocabulary in which an entity set is declared. Routing, authorization, queries, paging, shaping, errors, the
// support matrix and the OpenAPI document all follow from declarations.
import type { FilterExpression } from '../../odata/index.ts';
import type { Entity, Tenant } from '../../tenant/index.ts';
import type { FamilyName, GraphError } from '../errors.ts';
import type { Knowledge } from '../knowledge.ts';
import type { JsonObject, Signature } from '../model/index.ts';
import type { Call } from '../request/call.ts';
import type { IgnoredNote } from '../request/ignored.ts';
import type { GraphVersion } from '../types.ts';
import type { Source } from './source.ts';

/** `documented` by Microsoft or Apple, `recorded` from a real response, or `inferred` by us. */
export type Evidence = 'documented' | 'recorded' | 'inferred';

/** What a set lets its callers do; everything else is not routed (Intune) or not allowed (directory). */
export type Verb =
  | 'list'
  | 'get'
  | 'create'
  | 'update'
  | 'replace'
  | 'delete'
  | 'addReference'
  | 'setReference'
  | 'removeReference'
  | 'count';

/** What a set makes of a filter before it is compiled. May throw a GraphError for what the service refuses. */
export interface FilterRewrite {
  /** undefined: nothing is left to filter by. */
  readonly expression: FilterExpression | undefined;
  /** What the service silently ignores, in the caller's words. */
  readonly ignored: readonly IgnoredNote[];
}

export interface PageRules {
  /** Rows of a page when `$top` says nothing. Infinity: never paged. */
  readonly default: number;
  readonly maximum: number;
  /**
   * How a next link goes on. `deviceName`: Intune's `$skiptoken=LastDeviceName='…',LastDeviceId='…'`; `cosmos`: the settings
   * catalog's, which names its database.
   */
  readonly next: 'opaque' | 'deviceName' | 'cosmos' | 'skip';
  /** What `$top` beyond the maximum does. */
  readonly tooLarge: 'refuse' | 'clamp';
}

/**
 * What an action or function does. What it is given and gives back is the type model's affair: `run` gets checked parameters
 * and returns what the signature announces: nothing, an entity or complex value, a list of them, a primitive value, a text
 * for a stream.
 */
export interface Operation {
  /** The type that it is bound to in the model, without `microsoft.graph.`. */
  readonly on: string;
  readonly name: string;
  /** Bound to a collection, where the type has an operation of that name for each entity too. */
  readonly bound?: 'entity' | 'set';
  readonly run: (
    call: Call,
    entity: Entity | undefined,
    parameters: JsonObject,
    signature: Signature,
  ) => unknown;
  /** The status of an answer with a body, where it isn't 200. */
  readonly status?: number;
  /** Whether it is routed only behind a segment that names the type. */
  readonly needsCast?: boolean;
  /** The methods that the service takes, where they aren't what the model says: POST for an action, GET for a function. */
  readonly methods?: readonly string[];
  readonly evidence: Evidence;
  readonly sources: readonly string[];
}

/** A property that isn't stored but made from others of the entity whenever it is read. It must have no index. */
export interface DerivedProperty {
  readonly name: string;
  readonly versions?: readonly GraphVersion[];
  /** The stored property whose value it repeats, so that an index on that one answers for both. */
  readonly mirrors?: string;
  /** Whether a GET by id whose $select names it shows what is stored instead. */
  readonly unlessSelected?: boolean;
  /** undefined: the type's default. */
  readonly read: (entity: Entity, tenant: Tenant) => unknown;
}

/** How the changes to a set are tracked: `/users/delta`. */
export interface DeltaTracking {
  /** Whether a deleted entity can be restored: it is then removed with the reason `changed`, otherwise `deleted`. */
  readonly restorable: (entity: Entity) => boolean;
  /** Relations whose changes can be tracked: sets below this one that are at the other end of links. */
  readonly relations?: readonly string[];
  /** Those that are tracked without $select. */
  readonly unasked?: readonly string[];
}

/** What happens to a relation; its parent is the call's. */
export type LinkChange = 'link' | 'unlink';

export interface ResourceDeclaration {
  /** The path without keys, which is also the collection's name: `deviceManagement/deviceConfigurations/assignments`. */
  readonly path: string;
  /** The declared type, without `microsoft.graph.`. */
  readonly type: string;
  readonly versions?: readonly GraphVersion[];
  readonly family: FamilyName;
  /** Which of Intune's services answers; it shows in the text of errors. */
  readonly service?: string;
  readonly singleton?: boolean;
  /** Whether a singleton answers with defaults while nobody has set anything. */
  readonly alwaysThere?: boolean;
  /**
   * Whether updates reach what isn't there yet, a singleton or what has a key, and make it; operations reach a singleton. Or
   * which id it has then.
   */
  readonly madeByUpdate?: boolean | ((call: Call) => string);
  /** Whether a singleton is a picture, which `$value` is. */
  readonly media?: boolean;
  /** Whether an update answers with the entity, where that isn't what the family does. */
  readonly answersUpdate?: boolean;
  readonly source?: Source;
  /** What contexts call it, where that isn't its path. */
  readonly contextName?: string;
  /** The path whose permissions hold here, when it isn't this one: for what is shown in a second place. */
  readonly permissionPath?: string;
  /** Default: everything that can be done to a collection or a singleton. */
  readonly verbs?: readonly Verb[];
  /** Whether it is routed when the path goes through a segment that names the parent's type. Default: true. */
  readonly routedBehindCast?: boolean;
  readonly page?: Partial<PageRules>;
  /** Whether lists carry `@odata.count` unasked, and of what. `pageOrZero`: 0 for a list with $filter. */
  readonly countUnasked?: 'page' | 'pageOrZero' | 'total';
  /** What is answered when there is no such entity, where that isn't what the family says. */
  readonly missing?: () => GraphError;
  /** What is answered to a body that doesn't fit the type, where that isn't what the family says. */
  readonly unreadable?: () => GraphError;
  /** `@microsoft.graph.tips` of lists without $select. */
  readonly tips?: string;
  /** The same of a single entity. */
  readonly tipsOfOne?: string;
  /** Further ways to name an entity: `users/{userPrincipalName}`, `applications(appId='…')`. All must be indexed. */
  readonly alternateKeys?: readonly string[];
  /** Other names for ids: `{ default: '0' }`. */
  readonly keyAliases?: Readonly<Record<string, string>>;
  /** Whether an alternate key may stand as a plain segment. */
  readonly plainAlternateKey?: boolean;
  /**
   * Whether ids are unique among the children of one entity only. They are stored as `<parent's id>_<id>`, and shown and asked
   * for without what is in front.
   */
  readonly localIds?: boolean;
  /** The properties of an answer without $select, when it isn't all; by version where that differs. */
  readonly defaultSelect?: readonly string[] | Readonly<Record<GraphVersion, readonly string[]>>;
  /** What comes as if `$expand` asked for it, where nothing is selected or expanded: `inheritsPermissionsFrom($select=id)`. */
  readonly expandedUnasked?: readonly string[];
  /** Properties that come from another service, and with which the id comes unasked. */
  readonly selectedWithId?: readonly string[];
  /** Properties that only a GET by id with $select fills in. */
  readonly selectOnly?: readonly string[];
  /** Properties that lists leave empty. */
  readonly unlisted?: readonly string[];
  /** Those of them that show an object with its defaults where they aren't filled in, rather than nothing. */
  readonly stubs?: readonly string[];
  /** Properties that are accepted and never shown. */
  readonly writeOnly?: readonly string[];
  /** Properties that are documented as read-only and yet taken, and a `version` that callers count up. */
  readonly settable?: readonly string[];
  /** Properties that are made from others. */
  readonly derived?: readonly DerivedProperty[];
  /** What is shown of an entity, where that depends on more than what is stored of it. No text of such a set is kept. */
  readonly complete?: (call: Call, entity: Entity) => Entity;
  /** Whether and how changes are tracked. */
  readonly delta?: DeltaTracking;
  /** Query options that have no effect here. */
  readonly ignoredOptions?: readonly (
    | '$filter'
    | '$orderby'
    | '$skip'
    | '$search'
    | '$expand'
    | '$count'
    | '$top'
  )[];
  /** What references do here where they are no links: the id is undefined where the path or query doesn't say which one. */
  readonly refer?: (call: Call, change: 'add' | 'set' | 'remove', id: string | undefined) => void;
  /** What the service makes of a filter. */
  readonly rewriteFilter?: (expression: FilterExpression) => FilterRewrite;
  /**
   * Completes what a caller wants to create: ids, times and defaults that the service sets. May refuse. `sent` is all that the
   * caller sent, read-only properties included.
   */
  readonly beforeCreate?: (call: Call, draft: JsonObject, sent: JsonObject) => JsonObject;
  readonly afterCreate?: (call: Call, entity: Entity, body: JsonObject) => void;
  /** What only the answer to a create shows, and nothing ever after. */
  readonly shownOnce?: (created: Entity) => Entity;
  /** Keeps a new entity elsewhere than in the set's own collection, if it does, and returns what the set shows of it. */
  readonly keep?: (call: Call, entity: Entity) => Entity | undefined;
  /** Completes a patch. May refuse. */
  readonly beforeUpdate?: (call: Call, entity: Entity, patch: JsonObject) => JsonObject;
  /** After a patch, or after the entity was replaced. */
  readonly afterUpdate?: (call: Call, entity: Entity) => void;
  /** Completes what an entity is replaced with. Default: what is done to a patch. */
  readonly beforeReplace?: (call: Call, entity: Entity, value: JsonObject) => JsonObject;
  readonly beforeDelete?: (call: Call, entity: Entity) => void;
  readonly afterDelete?: (call: Call, entity: Entity) => void;
  /** Removes an entity that is kept elsewhere; whether it did. */
  readonly discard?: (call: Call, entity: Entity) => boolean;
  /** Of a relation: told before its parent is linked to an entity, or unlinked from one. May refuse. */
  readonly beforeLink?: (call: Call, target: Entity, change: LinkChange) => void;
  readonly afterLink?: (call: Call, target: Entity, change: LinkChange) => void;
  readonly evidence: Evidence;
  readonly sources: readonly string[];
}

/** A declaration with everything that its family and its parent say filled in. */
export interface Resource extends ResourceDeclaration {
  /** The last part of the path. */
  readonly name: string;
  readonly versions: readonly GraphVersion[];
  readonly singleton: boolean;
  readonly source: Source;
  readonly verbs: readonly Verb[];
  readonly page: PageRules;
  /** With `microsoft.graph.`. */
  readonly typeName: string;
  /** Whether it was declared, or made up for a set that only the model knows. */
  readonly generic: boolean;
}

/**
 * What the service does by itself after a while: whoever begins it schedules the clock event `kind` with a subject of its
 * own. Subjects may be about what is gone by then.
 */
export interface ServiceEvent {
  readonly kind: string;
  readonly run: (tenant: Tenant, subject: string, knowledge: Knowledge) => void;
  /** For what nobody has to ask for: looks after a tenant from now on, once, and schedules the event itself. */
  readonly begin?: (tenant: Tenant) => void;
}

/** What has behaviour of its own. */
export interface Declarations {
  /** A set comes after what contains it. */
  readonly resources: readonly Resource[];
  readonly operations: readonly Operation[];
  readonly events?: readonly ServiceEvent[];
}

const BOTH: readonly GraphVersion[] = ['v1.0', 'beta'];

/** [recorded] Intune's thousand; [documented] the directory's 100 and 999. */
export const FAMILY_PAGES: Readonly<Record<FamilyName, PageRules>> = {
  intune: { default: 1000, maximum: 1000, next: 'opaque', tooLarge: 'clamp' },
  directory: { default: 100, maximum: 999, next: 'opaque', tooLarge: 'refuse' },
};

/** [documented] what Graph's metadata says can be done to a collection. Counting is a part of listing. */
export const COLLECTION_VERBS: readonly Verb[] = ['list', 'get', 'create', 'update', 'delete', 'count'];
export const SINGLETON_VERBS: readonly Verb[] = ['get', 'update', 'delete'];

/** Declares an entity set, a singleton, or what lies below one. */
export function defineResource(declaration: ResourceDeclaration): Resource {
  const { singleton = false } = declaration;
  return {
    ...declaration,
    name: declaration.path.slice(declaration.path.lastIndexOf('/') + 1),
    versions: declaration.versions ?? BOTH,
    singleton,
    verbs: declaration.verbs ?? (singleton ? SINGLETON_VERBS : COLLECTION_VERBS),
    source: declaration.source ?? { kind: 'stored' },
    page: { ...FAMILY_PAGES[declaration.family], ...declaration.page },
    typeName: `microsoft.graph.${declaration.type}`,
    generic: false,
  };
}
