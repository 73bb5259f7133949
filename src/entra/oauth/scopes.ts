export const DEFAULT_SCOPE = '/.default';

/** OpenID Connect's own: about the user, not about an API. */
const OPENID_SCOPES: ReadonlySet<string> = new Set(['openid', 'profile', 'email', 'offline_access']);

export const isOpenIdScope = (scope: string) => OPENID_SCOPES.has(scope.toLowerCase());
