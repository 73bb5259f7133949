import { GRAPH_PERMISSIONS_TEXT } from './graph-permissions-text.ts';
import { type ApiPermissions, readPermissions } from './permissions.ts';

export const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';
export const GRAPH_RESOURCE = 'https://graph.microsoft.com';
const AZURE_MANAGEMENT_APP_ID = '797f4846-ba00-4fd7-ba43-dac1f8f63013';
/** The tenant in which Microsoft's own applications live. [documented: Verify first-party Microsoft applications in sign-in reports] */
export const MICROSOFT_SERVICES_TENANT = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a';

/** An application of Microsoft's: its registration lives elsewhere, a tenant has its service principal only. */
export interface MicrosoftApp {
  readonly appId: string;
  readonly displayName: string;
  /** By what else it is named as a resource, without a trailing slash. */
  readonly names?: readonly string[];
  /** Where it may be sent back to after a sign-in. All of these are public clients. */
  readonly replyUrls?: readonly string[];
  /** Those of `replyUrls` that belong to a page in a browser. */
  readonly singlePage?: true;
  /** What Microsoft has granted it, by resource: nobody is asked to consent. */
  readonly preauthorized?: Readonly<Record<string, string>>;
  readonly permissions?: () => ApiPermissions;
}

const NATIVE = [
  'http://localhost',
  'https://login.microsoftonline.com/common/oauth2/nativeclient',
  'urn:ietf:wg:oauth:2.0:oob',
];
const USER_IMPERSONATION =
  'user_impersonation | 41094075-9dad-400e-a0bd-54e686782033 user Access Azure Service Management as you ~ Access Azure Service Management as organization users | -';

let graphPermissions: ApiPermissions | undefined;

/** Those of Microsoft's applications that a sign-in here has to do with. Ids: [documented] in the same page. */
export const MICROSOFT_APPS: readonly MicrosoftApp[] = [
  {
    appId: GRAPH_APP_ID,
    displayName: 'Microsoft Graph',
    names: [GRAPH_RESOURCE],
    permissions: () => {
      graphPermissions ??= readPermissions(GRAPH_PERMISSIONS_TEXT);
      return graphPermissions;
    },
  },
  {
    appId: AZURE_MANAGEMENT_APP_ID,
    displayName: 'Windows Azure Service Management API',
    names: ['https://management.azure.com', 'https://management.core.windows.net'],
    permissions: () => readPermissions(USER_IMPERSONATION),
  },
  {
    appId: '14d82eec-204b-4c2f-b7e8-296a70dab67e',
    displayName: 'Microsoft Graph Command Line Tools',
    replyUrls: NATIVE,
  },
  {
    appId: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
    displayName: 'Microsoft Azure CLI',
    replyUrls: NATIVE,
    // [recorded] `scp` of its tokens, as people post them; which ones it has changes over time.
    preauthorized: {
      [GRAPH_APP_ID]:
        'Application.ReadWrite.All AppRoleAssignment.ReadWrite.All AuditLog.Read.All DelegatedPermissionGrant.ReadWrite.All Directory.AccessAsUser.All Group.ReadWrite.All User.Read.All User.ReadWrite.All email openid profile',
      [AZURE_MANAGEMENT_APP_ID]: 'user_impersonation',
    },
  },
  {
    appId: '1950a258-227b-4e31-a9cf-717495945fc2',
    displayName: 'Microsoft Azure PowerShell',
    replyUrls: NATIVE,
    preauthorized: {
      [GRAPH_APP_ID]: 'AuditLog.Read.All Directory.AccessAsUser.All email openid profile',
      [AZURE_MANAGEMENT_APP_ID]: 'user_impersonation',
    },
  },
  {
    appId: 'de8bc8b5-d9f9-48b1-a8ad-b748da725064',
    displayName: 'Graph Explorer',
    replyUrls: ['https://developer.microsoft.com/en-us/graph/graph-explorer'],
    singlePage: true,
  },
];

const BY_APP_ID = new Map(MICROSOFT_APPS.map((app) => [app.appId, app]));

export function findMicrosoftApp(appId: string): MicrosoftApp | undefined {
  return BY_APP_ID.get(appId.toLowerCase());
}

/** The one that is named so as a resource; `name` in lower case and without a trailing slash. */
export function findMicrosoftResource(name: string): MicrosoftApp | undefined {
  return MICROSOFT_APPS.find(
    ({ appId, names, permissions }) => permissions && (appId === name || names?.includes(name)),
  );
}
