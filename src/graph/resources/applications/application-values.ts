// What an application may say of itself.
import { findApplication } from '../../../directory/index.ts';
import type { Application, AppRole, Entity, PermissionScope, Tenant } from '../../../tenant/index.ts';
import type { DerivedProperty } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import type { Call } from '../../request/call.ts';
import { duplicateValues, permissionEnabled, tokenVersionInvalid, uriNotOnVerifiedDomain } from './errors.ts';

/** [documented] application: who may sign in. */
const AUDIENCES = [
  'AzureADMyOrg',
  'AzureADMultipleOrgs',
  'AzureADandPersonalMicrosoftAccount',
  'PersonalMicrosoftAccount',
];

/** [documented] application: the most characters of a display name. */
export const DISPLAY_NAME_LIMIT = 256;

const forPersonalAccounts = (audience: unknown) => String(audience).includes('Personal');

interface Domain {
  readonly name: string;
  readonly isDefault?: boolean;
}

const domainsOf = (tenant: Tenant): readonly Domain[] =>
  [...tenant.collection('organization')].flatMap(
    (organization) => (organization['verifiedDomains'] ?? []) as readonly Domain[],
  );

/** The domain that new applications are published by. */
export function publisherDomain(tenant: Tenant): string | null {
  const domains = domainsOf(tenant);
  return (domains.find(({ isDefault }) => isDefault) ?? domains[0])?.name ?? null;
}

/** What is said of an API when nobody says it: personal accounts take tokens of version 2 only. [documented] apiApplication */
export function completedApi({ signInAudience, api }: JsonObject): JsonObject {
  if (!forPersonalAccounts(signInAudience)) return {};
  return { api: { requestedAccessTokenVersion: 2, ...(api as JsonObject | undefined) } };
}

/**
 * What an application has to say of these before anybody has said it: objects, never null, which clients rely on.
 * [documented] application-get, its example; `spa` [inferred] like its siblings.
 */
const PARTS: Readonly<Record<string, JsonObject>> = {
  api: {},
  info: {},
  parentalControlSettings: { countriesBlockedForMinors: [], legalAgeGroupRule: 'Allow' },
  publicClient: {},
  spa: {},
  web: { implicitGrantSettings: { enableIdTokenIssuance: false, enableAccessTokenIssuance: false } },
};

export const PARTS_SHOWN: readonly DerivedProperty[] = Object.entries(PARTS).map(([name, part]) => ({
  name,
  read: (application) => ({ ...part, ...(application[name] as JsonObject | null | undefined) }),
}));

/** Throws what the service says to values that no application, or not this one, can have. */
export function checkApplication(call: Call, values: JsonObject, application?: Entity): void {
  const { displayName, signInAudience, identifierUris } = values;
  const after = { ...application, ...values };
  if (displayName !== undefined && (!displayName || String(displayName).length > DISPLAY_NAME_LIMIT))
    throw errors.invalidPropertyValue('displayName', 'Application');
  if (signInAudience !== undefined && !AUDIENCES.includes(String(signInAudience)))
    throw errors.invalidPropertyValue('signInAudience', 'Application');
  const api = { ...(application?.['api'] as JsonObject), ...(values['api'] as JsonObject) };
  const version = api['requestedAccessTokenVersion'];
  const isSent = signInAudience !== undefined || values['api'] !== undefined;
  if (isSent && forPersonalAccounts(after['signInAudience']) && version !== 2) throw tokenVersionInvalid();
  for (const uri of (identifierUris as string[] | undefined) ?? []) {
    checkUri(call, uri, application as Application | undefined, version);
  }
  checkPermissions(values, application as Application | undefined);
}

function checkUri({ tenant }: Call, uri: string, application: Application | undefined, version: unknown) {
  const [taken] = tenant.collection('applications').where('identifierUris', uri);
  if (taken && taken.id !== application?.id) throw errors.duplicateValue('identifierUris');
  if (application?.identifierUris?.includes(uri)) return;
  // [recorded] azure-docs PR 82762: applications that take tokens of version 2 may have any.
  if (version !== 2 && !isOurs(tenant, uri, application?.appId)) throw uriNotOnVerifiedDomain(uri);
}

/** [documented] reference-breaking-changes: which addresses an application may be known by. */
function isOurs(tenant: Tenant, uri: string, appId: string | undefined): boolean {
  const match = /^(api|https?):\/\/([^/]+)(?:\/(.*))?$/i.exec(uri);
  if (!match) return false;
  const [, scheme = '', host = '', rest = ''] = match;
  const isApi = scheme.toLowerCase() === 'api';
  const named = host.toLowerCase();
  if (isApi && (named === tenant.id || findApplication(tenant, named))) return true;
  if (isApi && appId !== undefined && (named === appId || rest === appId)) return true;
  return domainsOf(tenant).some(({ name }) => {
    const domain = name.toLowerCase();
    return named === domain || named.endsWith(`.${domain}`);
  });
}

type Permission = Pick<AppRole | PermissionScope, 'id' | 'value' | 'isEnabled'>;

/**
 * Ids are unique, and what goes has been disabled before. [documented] appRole, permissionScope: "To delete … this must first be set
 * to false."
 */
function checkPermissions(values: JsonObject, application: Application | undefined): void {
  const api = values['api'] as Application['api'];
  const lists: readonly (readonly [readonly Permission[] | undefined, readonly Permission[] | undefined])[] =
    [
      [values['appRoles'] as readonly Permission[] | undefined, application?.appRoles],
      [api?.oauth2PermissionScopes, application?.api?.oauth2PermissionScopes],
    ];
  for (const [wanted, present = []] of lists) {
    if (!wanted) continue;
    const ids = new Set(wanted.map(({ id }) => id));
    const names = wanted.flatMap(({ value }) => value || []);
    if (ids.size < wanted.length || new Set(names).size < names.length) throw duplicateValues();
    if (present.some(({ id, isEnabled }) => isEnabled && !ids.has(id))) throw permissionEnabled();
  }
}
