import {
  findApplication,
  findMicrosoftApp,
  findPrincipal,
  type MicrosoftApp,
  provisionPrincipal,
} from '../../directory/index.ts';
import type { Application, ServicePrincipal } from '../../tenant/index.ts';
import type { Context } from './context.ts';
import {
  disabledApplication,
  noServicePrincipal,
  notMultitenant,
  unknownApplication,
} from './errors/index.ts';
import { directoryName, type NamedTenant } from './tenant-names.ts';

/** An application that asks for tokens. */
export interface Client {
  readonly appId: string;
  readonly displayName: string;
  /** Its registration, when it lives in this tenant. */
  readonly application?: Application | undefined;
  /** Its registration, when it is Microsoft's. */
  readonly microsoft?: MicrosoftApp | undefined;
  readonly principal: ServicePrincipal;
}

/** The client that signs in as itself. Throws EntraError. */
export function clientForItself(context: Context, appId: string): Client {
  const { tenant } = context;
  const application = findApplication(tenant, appId);
  if (!application) throw unknownApplication(appId, directoryName(tenant));
  const { displayName, $permissions } = application;
  const principal = findPrincipal(tenant, appId);
  if (!principal && !$permissions) throw noServicePrincipal(appId, tenant.id);
  return enabled({
    appId: application.appId,
    displayName,
    application,
    // A tenant that was written by hand may say all in one place: see `Application`.
    principal: principal ?? {
      id: tenant.random.fork(`servicePrincipals/${appId}`).guid(),
      appId,
      displayName,
    },
  });
}

/** The client that signs a user in: Entra adds it to the tenant when it must. Throws EntraError. */
export function clientForUsers(context: Context, appId: string, named: NamedTenant): Client {
  const { tenant } = context;
  const application = findApplication(tenant, appId);
  const principal = provisionPrincipal(tenant, appId);
  if (!principal) throw unknownApplication(appId, directoryName(tenant));
  const displayName = application?.displayName ?? principal.displayName ?? appId;
  if (named.kind === 'any' && application && isSingleTenant(application))
    throw notMultitenant(appId, displayName);
  const microsoft = application ? undefined : findMicrosoftApp(appId);
  return enabled({ appId: principal.appId, displayName, application, microsoft, principal });
}

function enabled(client: Client): Client {
  if (client.principal.accountEnabled === false) throw disabledApplication(client.appId, client.displayName);
  return client;
}

function isSingleTenant({ signInAudience = 'AzureADMyOrg' }: Application): boolean {
  return signInAudience === 'AzureADMyOrg';
}
