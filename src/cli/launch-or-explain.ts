import type { Launched, LaunchOptions } from '../../server/index.ts';
import { CliError, EXIT } from './exit.ts';

/** Starts a server; what is wrong with the tenant that was asked for is told to people. */
export async function launchOrExplain(options: LaunchOptions): Promise<Launched> {
  // A mistake in the arguments is told without loading all of it.
  const { launch, TenantSourceError } = await import('../../server/index.ts');
  try {
    return await launch(options);
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
