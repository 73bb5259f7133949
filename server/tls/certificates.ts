import { createPrivateKey, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { DAY } from '../../src/clock/index.ts';
import { STOOD_IN_HOSTS } from '../hosts.ts';
import { createCached, prepareCacheDirectory, readCached, writeCached } from './cache-directory.ts';
import type { Issued } from './issue.ts';

/** A leaf is replaced when less than this is left of it, so a process that starts now has at least two days. */
export const LEAF_RENEWAL = 2 * DAY;
const AUTHORITY_RENEWAL = 60 * DAY;

/** What the authority may vouch for, and what the leaf is for. Kept in the leaf, so a change of the list makes a new one. */
const HOSTS = ['localhost', ...STOOD_IN_HOSTS];
const LEAF_NAMES = [...HOSTS, '127.0.0.1', '::1'];

const AUTHORITY_FILE = 'authority.pem';
const LEAF_FILE = 'leaf.pem';
/** The authority's certificate alone: what clients are told to trust. */
export const CA_FILE = 'ca.pem';

export interface Certificates {
  readonly leaf: Issued;
  /** When the leaf ends, in the computer's milliseconds. */
  readonly leafExpires: number;
  readonly authority: { readonly certificate: string; readonly file: string };
  /** What had to be made anew and why; for the log. */
  readonly notes: readonly string[];
}

/**
 * The server's certificate and the authority that vouches for it, from the cache directory; what is missing, damaged or
 * near its end is made. Nothing is ever put into a trust store. Throws EnvironmentError when the directory is unusable.
 *
 * Of processes that start at once, the first to make an authority makes it for all; each may make a leaf of its own.
 * Each file holds a certificate with its key and is written in one step, so that the two always belong together.
 * @param now the computer's time in milliseconds: clients check certificates by theirs, not by the tenant's
 */
export async function loadCertificates(directory: string, now: number): Promise<Certificates> {
  prepareCacheDirectory(directory);
  const notes: string[] = [];

  const known = readCached(directory, AUTHORITY_FILE);
  let authority = usable(known, join(directory, AUTHORITY_FILE), notes, (certificate) =>
    certificate.ca && validTo(certificate) - now > AUTHORITY_RENEWAL ? undefined : 'it is near its end',
  );
  if (!authority) {
    const { issueAuthority } = await import('./issue.ts');
    const made = await issueAuthority(HOSTS, now);
    authority = split(createCached(directory, AUTHORITY_FILE, made.key + made.certificate, known)) ?? made;
    notes.push('made a new certificate authority');
  }
  if (readCached(directory, CA_FILE) !== authority.certificate)
    writeCached(directory, CA_FILE, authority.certificate, 'public');

  const issuer = new X509Certificate(authority.certificate);
  let leaf = usable(readCached(directory, LEAF_FILE), join(directory, LEAF_FILE), notes, (certificate) => {
    if (!certificate.verify(issuer.publicKey)) return 'another authority signed it';
    if (!LEAF_NAMES.every((name) => covers(certificate, name))) return 'it lacks a host';
    return validTo(certificate) - now > LEAF_RENEWAL ? undefined : 'it is near its end';
  });
  if (!leaf) {
    const { issueLeaf } = await import('./issue.ts');
    leaf = await issueLeaf(authority, LEAF_NAMES, now);
    writeCached(directory, LEAF_FILE, leaf.key + leaf.certificate, 'secret');
    notes.push('made a new server certificate');
  }

  return {
    leaf,
    leafExpires: validTo(new X509Certificate(leaf.certificate)),
    authority: { certificate: authority.certificate, file: join(directory, CA_FILE) },
    notes,
  };
}

/**
 * The certificate and key in a file, if they belong together, are in force and `refusal` has nothing against them;
 * else says why not in `notes`.
 */
function usable(
  text: string | undefined,
  file: string,
  notes: string[],
  refusal: (certificate: X509Certificate) => string | undefined,
): Issued | undefined {
  if (text === undefined) return undefined;
  const issued = split(text);
  const reason = issued ? damage(issued) : 'it holds no certificate with its key';
  const why = reason ?? refusal(new X509Certificate((issued as Issued).certificate));
  if (why) notes.push(`${file} is replaced: ${why}`);
  return why ? undefined : issued;
}

function split(text: string): Issued | undefined {
  const certificate = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n?/.exec(text)?.[0];
  const key = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----\n?/.exec(text)?.[0];
  return certificate && key ? { certificate, key } : undefined;
}

function damage({ certificate, key }: Issued): string | undefined {
  try {
    const matches = new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
    return matches ? undefined : 'its key belongs to another certificate';
  } catch {
    return 'it is damaged';
  }
}

function covers(certificate: X509Certificate, name: string): boolean {
  return certificate.checkHost(name) !== undefined || certificate.checkIP(name) !== undefined;
}

function validTo(certificate: X509Certificate): number {
  return Date.parse(certificate.validTo);
}
