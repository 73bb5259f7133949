import {
  findApplication,
  findMicrosoftResource,
  findPrincipal,
  GRAPH_RESOURCE,
  provisionPrincipal,
} from '../../directory/index.ts';
import type { Application, ServicePrincipal } from '../../tenant/index.ts';
import type { Context } from './context.ts';
import { unknownResource } from './errors/index.ts';
import { directoryName } from './tenant-names.ts';

/** An API that tokens are asked for. */
export interface Resource {
  readonly principal: ServicePrincipal;
  /** Its registration, when it lives in this tenant. */
  readonly application?: Application | undefined;
  /** How the request names it, and with it the audience of version 1 tokens. */
  readonly name: string;
}

/**
 * The API that a request names: by its id or one of its URIs, with or without a slash at the end. The emulator's own
 * address stands for Microsoft Graph. Throws EntraError.
 */
export function resolveResource(context: Context, name: string, origin: string): Resource {
  const { tenant } = context;
  const key = name.replace(/\/+$/, '').toLowerCase();
  // Differs from the service on purpose: clients that are told another Graph address derive the scope from it.
  if (key === origin.toLowerCase()) return resolveResource(context, GRAPH_RESOURCE, origin);
  const microsoft = findMicrosoftResource(key);
  const application =
    findApplication(tenant, key) ?? tenant.collection('applications').where('identifierUris', key)[0];
  const principal =
    microsoft || application
      ? provisionPrincipal(tenant, microsoft?.appId ?? (application?.appId as string))
      : (findPrincipal(tenant, key) ??
        tenant.collection('servicePrincipals').where('servicePrincipalNames', key)[0]);
  if (!principal) throw unknownResource(name, directoryName(tenant));
  return { principal, application, name };
}
