import type { AppRole, PermissionScope } from '../../tenant/index.ts';

/** What an API lets others ask for: in a user's name, and in their own. */
export interface ApiPermissions {
  readonly oauth2PermissionScopes: readonly PermissionScope[];
  readonly appRoles: readonly AppRole[];
}

/** Reads a table of permissions; `graph-permissions-text.ts` says how it is written. */
export function readPermissions(table: string): ApiPermissions {
  const oauth2PermissionScopes: PermissionScope[] = [];
  const appRoles: AppRole[] = [];
  for (const line of table.trim().split('\n')) {
    const [value, delegated, application] = line.split(' | ') as [string, string, string];
    const scope = delegated === '-' ? undefined : readScope(value, delegated);
    if (scope) oauth2PermissionScopes.push(scope);
    if (application === '-') continue;
    const [id, text] = splitOnce(application);
    appRoles.push({
      id,
      allowedMemberTypes: ['Application'],
      displayName: text === '=' && scope ? scope.userConsentDisplayName : text,
      isEnabled: true,
      origin: 'Application',
      value,
    });
  }
  return { oauth2PermissionScopes, appRoles };
}

function readScope(value: string, text: string): PermissionScope {
  const [id, rest] = splitOnce(text);
  const [who, texts] = splitOnce(rest);
  const [userText = '', adminText = userText] = texts.split(' ~ ');
  return {
    id: id.replace('?', ''),
    adminConsentDisplayName: adminText,
    isEnabled: true,
    type: who === 'admin' ? 'Admin' : 'User',
    userConsentDisplayName: userText,
    value,
  };
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf(' ');
  return [text.slice(0, at), text.slice(at + 1)];
}
