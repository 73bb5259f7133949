import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { prepareCacheDirectory, writeCached } from './cache-directory.ts';

/** Our authority together with those that the machine trusts anyway. */
const BUNDLE_FILE = 'ca-bundle.pem';

/** Where Linux distributions and macOS keep the authorities that the machine trusts. */
const SYSTEM_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/** They replace the authorities that a program trusts, each for other programs. */
const REPLACING = ['SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE'];
/** It adds to them. */
const ADDING = 'NODE_EXTRA_CA_CERTS';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * Writes a file for programs that take one file instead of what the machine trusts: all that they trusted so far, and
 * `authority`. Returns its path. Throws EnvironmentError.
 * @param environment in which the programs have run so far; what it trusts stays trusted
 */
export function writeTrustBundle(
  directory: string,
  authority: string,
  environment: NodeJS.ProcessEnv,
): string {
  const replaced = firstOf([...REPLACING.map((name) => environment[name]), ...SYSTEM_BUNDLES]);
  const all = [...(replaced ?? rootCertificates), ...(firstOf([environment[ADDING]]) ?? []), authority];
  // Each certificate once: the file may be made from itself.
  const distinct = new Map(all.flatMap(certificatesIn).map((pem) => [withoutSpace(pem), pem]));
  prepareCacheDirectory(directory);
  writeCached(directory, BUNDLE_FILE, `${[...distinct.values()].join('\n')}\n`, 'public');
  return join(directory, BUNDLE_FILE);
}

/** Whether a file vouches for nobody but `authority`. */
export function holdsOnly(file: string, authority: string): boolean {
  const [only, more] = firstOf([file]) ?? [];
  return only !== undefined && more === undefined && withoutSpace(only) === withoutSpace(authority);
}

/** The certificates in the first of the files that has any. */
function firstOf(files: readonly (string | undefined)[]): string[] | undefined {
  for (const file of files) {
    const found = file ? certificatesIn(read(file)) : [];
    if (found.length > 0) return found;
  }
  return undefined;
}

function certificatesIn(text: string): string[] {
  return text.match(CERTIFICATE) ?? [];
}

/** However it was broken into lines. */
function withoutSpace(certificate: string): string {
  return certificate.replace(/\s+/g, '');
}

/** What a variable names may be gone. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
