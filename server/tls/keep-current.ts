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
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const wait = (current: Pick<Certificates, 'leafExpires'>) => {
    const left = current.leafExpires - LEAF_RENEWAL - now();
    // A timer may end a moment before its time, when the leaf is still good: then it waits on.
    if (left > 0) timer = setTimeout(wait, left, current).unref();
    else void renew();
  };
  const renew = async () => {
    try {
      const renewed = await loadCertificates(directory, now());
      if (stopped) return;
      for (const server of servers) server.setSecureContext(tlsOptions(renewed));
      wait(renewed);
    } catch (error) {
      if (!stopped) fail(error);
    }
  };
  wait(certificates);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
