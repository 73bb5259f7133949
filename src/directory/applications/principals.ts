import type { Actor, Application, ServicePrincipal, Tenant } from '../../tenant/index.ts';
import { SERVICES } from '../../tenant/index.ts';
import { findMicrosoftApp, MICROSOFT_SERVICES_TENANT, type MicrosoftApp } from './microsoft-apps.ts';

export function findPrincipal(tenant: Tenant, appId: string): ServicePrincipal | undefined {
  return tenant.collection('servicePrincipals').where('appId', appId)[0];
}

export function findApplication(tenant: Tenant, appId: string): Application | undefined {
  return tenant.collection('applications').where('appId', appId)[0];
}

/**
 * The service principal of an application. Entra makes the ones of Microsoft's applications, and of the tenant's own,
 * when somebody first signs in to them [documented: Apps and service principals in Microsoft Entra ID].
 */
export function provisionPrincipal(tenant: Tenant, appId: string): ServicePrincipal | undefined {
  const known = findPrincipal(tenant, appId);
  if (known) return known;
  const id = tenant.random.fork(`servicePrincipals/${appId}`).guid();
  const microsoft = findMicrosoftApp(appId);
  const application = microsoft ? undefined : findApplication(tenant, appId);
  const principal = microsoft
    ? principalOfMicrosoft(microsoft, id)
    : application && principalOfApplication(application, id, tenant.id);
  return principal && tenant.collection('servicePrincipals').insert(principal, SERVICES.entra);
}

/** What a service principal shows of its application, in the tenant of the application. */
function factsOf(application: Application) {
  const { appId, displayName, identifierUris = [], api, appRoles, web, spa, publicClient } = application;
  return {
    displayName,
    appDisplayName: displayName,
    appDescription: application['description'] ?? null,
    servicePrincipalNames: [...identifierUris, appId],
    signInAudience: application.signInAudience ?? 'AzureADMyOrg',
    replyUrls: [web, spa, publicClient].flatMap((platform) => platform?.redirectUris ?? []),
    ...(web?.homePageUrl !== undefined && { homepage: web.homePageUrl }),
    ...(web?.logoutUrl !== undefined && { logoutUrl: web.logoutUrl }),
    ...(application['info'] !== undefined && { info: application['info'] }),
    ...(application['verifiedPublisher'] !== undefined && {
      verifiedPublisher: application['verifiedPublisher'],
    }),
    ...(api?.oauth2PermissionScopes && { oauth2PermissionScopes: api.oauth2PermissionScopes }),
    ...(appRoles && { appRoles }),
  };
}

export function principalOfApplication(
  application: Application,
  id: string,
  tenantId: string,
): ServicePrincipal {
  return {
    id,
    appId: application.appId,
    appOwnerOrganizationId: tenantId,
    accountEnabled: true,
    appRoleAssignmentRequired: false,
    servicePrincipalType: 'Application',
    ...factsOf(application),
  };
}

/**
 * Changes the service principal in the tenant of an application with it. [documented: Application and service principal objects]
 */
export function mirrorApplication(tenant: Tenant, application: Application, by: Actor): void {
  const principal = findPrincipal(tenant, application.appId);
  if (principal) tenant.collection('servicePrincipals').update(principal.id, factsOf(application), by);
}

export function principalOfMicrosoft(app: MicrosoftApp, id: string): ServicePrincipal {
  const { appId, displayName, names = [], replyUrls = [], permissions } = app;
  return {
    id,
    appId,
    displayName,
    appDisplayName: displayName,
    appOwnerOrganizationId: MICROSOFT_SERVICES_TENANT,
    accountEnabled: true,
    appRoleAssignmentRequired: false,
    servicePrincipalType: 'Application',
    servicePrincipalNames: [...names, appId],
    signInAudience: 'AzureADMultipleOrgs',
    replyUrls: [...replyUrls],
    ...permissions?.(),
  };
}
