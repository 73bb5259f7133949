import type { Application, ServicePrincipal } from '../../tenant/index.ts';
import { findApplication, findPrincipal, type MicrosoftApp } from '../directory/index.ts';
import type { Context } from './context.ts';
import { disabledApplication, noServicePrincipal, unknownApplication } from './errors/index.ts';
import { directoryName } from './tenant-names.ts';

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

function enabled(client: Client): Client {
  if (client.principal.accountEnabled === false) throw disabledApplication(client.appId, client.displayName);
  return client;
}
