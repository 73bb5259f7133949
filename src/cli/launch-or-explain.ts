import type { Launched, LaunchOptions } from '../../server/index.ts';
import type { Tenant } from '../tenant/index.ts';
import { CliError, EXIT } from './exit.ts';

/** Starts a server; what is wrong with the tenant that was asked for is told to people. */
export async function launchOrExplain(options: LaunchOptions): Promise<Launched> {
  // A mistake in the arguments is told without loading all of it.
  const { launch } = await import('../../server/index.ts');
  return explained(() => launch(options));
}

/** Fills a tenant in this process, without a server. */
export async function fillOrExplain(tenant: Tenant, fixture: string): Promise<void> {
  const { fillTenant } = await import('../../server/index.ts');
  await explained(() => fillTenant(tenant, fixture));
}

async function explained<T>(work: () => Promise<T>): Promise<T> {
  const { TenantSourceError } = await import('../../server/index.ts');
  try {
    return await work();
  } catch (error) {
    if (error instanceof TenantSourceError)
      throw new CliError(
        EXIT.usage,
        error.message,
        'Give --tenant one of those names or the path of a tenant file.',
      );
    throw error;
  }
}
