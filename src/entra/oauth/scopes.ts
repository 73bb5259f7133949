import { GRAPH_APP_ID, splitScopes } from '../../directory/index.ts';
import type { Client } from './clients.ts';
import type { Context } from './context.ts';
import { scopesOfSeveralResources, unknownScope, unusableScope } from './errors/index.ts';
import { type Resource, resolveResource } from './resources.ts';

export const DEFAULT_SCOPE = '/.default';

/** OpenID Connect's own: about the user, not about an API. */
const OPENID_SCOPES: ReadonlySet<string> = new Set(['openid', 'profile', 'email', 'offline_access']);

export const isOpenIdScope = (scope: string) => OPENID_SCOPES.has(scope.toLowerCase());

/** What is asked for of one API. */
export interface ResourceScopes {
  readonly resource: Resource;
  /** Delegated permissions, as the API writes them. */
  readonly names: readonly string[];
  /** `.default`: whatever has been granted, or what the client's registration lists. */
  readonly everything: boolean;
  /** What stands before a name in the request: nothing, or the API with a slash. Answers are written in the same way. */
  readonly prefix: string;
}

/** A scope parameter, read. */
export interface RequestedScopes {
  readonly openId: ReadonlySet<string>;
  /** At least one: where only the user is asked about, it is Microsoft Graph. */
  readonly apis: readonly [ResourceScopes, ...ResourceScopes[]];
}

/** Reads a scope parameter. Throws EntraError. */
export function readScopes(context: Context, client: Client, text: string, origin: string): RequestedScopes {
  const openId = new Set<string>();
  const apis = new Map<
    string,
    { resource: Resource; names: string[]; everything: boolean; prefix: string }
  >();
  for (const scope of splitScopes(text)) {
    if (isOpenIdScope(scope)) {
      openId.add(scope.toLowerCase());
      continue;
    }
    const slash = scope.lastIndexOf('/');
    const prefix = scope.slice(0, slash + 1);
    const name = scope.slice(slash + 1);
    if (name === '' || !/^[\w.:-]+$/.test(name)) throw unusableScope(text);
    // Without an API a name is one of Microsoft Graph's, whose tokens then have its id as audience.
    const resource = resolveResource(context, slash < 0 ? GRAPH_APP_ID : scope.slice(0, slash), origin);
    const key = resource.principal.appId;
    const api = apis.get(key) ?? { resource, names: [], everything: false, prefix };
    apis.set(key, api);
    if (name === '.default') api.everything = true;
    else api.names.push(nameOf(client, resource, name));
  }
  const [first, ...others] = apis.values();
  return { openId, apis: [first ?? aboutUser(context, origin), ...others] };
}

/** Everything that has been granted for an API: what version 1 asks for, which has no scopes. Throws EntraError. */
export function scopesOfResource(context: Context, resource: string, origin: string): RequestedScopes {
  const openId = new Set(OPENID_SCOPES);
  return {
    openId,
    apis: [{ resource: resolveResource(context, resource, origin), names: [], everything: true, prefix: '' }],
  };
}

function aboutUser(context: Context, origin: string): ResourceScopes {
  const resource = resolveResource(context, GRAPH_APP_ID, origin);
  return { resource, names: [], everything: false, prefix: '' };
}

/** A permission as the API itself writes it; case doesn't matter in requests. */
function nameOf(client: Client, { principal }: Resource, name: string): string {
  const lower = name.toLowerCase();
  const offered = principal.oauth2PermissionScopes?.find(({ value }) => value.toLowerCase() === lower);
  if (!offered) throw unknownScope(client.displayName, name, principal.appId);
  return offered.value;
}

/** The one API that a token is for. Throws EntraError. */
export function onlyApi({ apis: [first, ...others] }: RequestedScopes, text: string): ResourceScopes {
  if (others.length > 0) throw scopesOfSeveralResources(text);
  return first;
}
