import type { Server } from 'node:https';
import { type Certificates, LEAF_RENEWAL, loadCertificates } from './certificates.ts';

/** What a server shows its clients. */
export function tlsOptions({ leaf }: Pick<Certificates, 'leaf'>) {
  return { key: leaf.key, cert: leaf.certificate, minVersion: 'TLSv1.2' as const };
}

/**
 * Gives servers that run for days a new leaf before clients refuse the old one. Returns how to stop.
 * @param now the computer's time in milliseconds
 */
export function keepCurrent(
  servers: readonly Server[],
  directory: string,
  certificates: Pick<Certificates, 'leafExpires'>,
  fail: (error: unknown) => void,
  now: () => number = Date.now,
): () => void {
  let timer: NodeJS.Timeout;
  const wait = ({ leafExpires }: Pick<Certificates, 'leafExpires'>) => {
    timer = setTimeout(renew, Math.max(0, leafExpires - LEAF_RENEWAL - now())).unref();
  };
  const renew = async () => {
    try {
      const renewed = await loadCertificates(directory, now());
      for (const server of servers) server.setSecureContext(tlsOptions(renewed));
      wait(renewed);
    } catch (error) {
      fail(error);
    }
  };
  wait(certificates);
  return () => clearTimeout(timer);
}
