import { join } from 'node:path';
import { cacheDirectory, prepareCacheDirectory, writeCached } from '../../server/tls/cache-directory.ts';
import { holdsOnly, writeTrustBundle } from '../../server/tls/trust-bundle.ts';
import type { Found } from './ask-server.ts';
import type { Trusted } from './environment.ts';

/** The authority of a server whose cache directory is not here. */
const OTHER_CA_FILE = 'ca-of-other-server.pem';

/** The files for clients to trust. */
export function trustedFiles({ attachment, authority }: Found, environment: NodeJS.ProcessEnv): Trusted {
  const directory = cacheDirectory();
  let extra = attachment.ca;
  if (!holdsOnly(extra, authority)) {
    // The server keeps its files where we don't see them.
    prepareCacheDirectory(directory);
    writeCached(directory, OTHER_CA_FILE, authority, 'public');
    extra = join(directory, OTHER_CA_FILE);
  }
  const bundle = writeTrustBundle(directory, authority, environment);
  const set = environment['NODE_EXTRA_CA_CERTS'];
  // Somebody's own authorities are in the bundle too.
  return { extra: set && !holdsOnly(set, authority) ? bundle : extra, bundle };
}
