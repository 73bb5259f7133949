import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueAuthority } from './issue.ts';
import { holdsOnly, writeTrustBundle } from './trust-bundle.ts';

let folder: string;
let ours: string;
let theirs: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tenantless-bundle-'));
  ours = (await issueAuthority(['localhost'], Date.now())).certificate;
  theirs = (await issueAuthority(['intranet.example'], Date.now())).certificate;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the file vouches for, each certificate by its fingerprint. */
const inside = (file: string) =>
  (readFileSync(file, 'utf8').match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----/g) ?? []).map(
    (pem) => new X509Certificate(pem).fingerprint256,
  );
const of = (pem: string) => new X509Certificate(pem).fingerprint256;

describe('the trust bundle', () => {
  it('has what the machine or Node trusts, and our authority', () => {
    const trusted = inside(writeTrustBundle(folder, ours, {}));
    expect(trusted).toContain(of(ours));
    expect(trusted.length).toBeGreaterThan(rootCertificates.length / 2);
  });

  it('has what the environment says instead of that, and in addition to it', () => {
    const file = join(folder, 'theirs.pem');
    writeFileSync(file, `Their authority\n${theirs}`);
    expect(inside(writeTrustBundle(folder, ours, { REQUESTS_CA_BUNDLE: file }))).toEqual([
      of(theirs),
      of(ours),
    ]);
    const trusted = inside(writeTrustBundle(folder, ours, { NODE_EXTRA_CA_CERTS: file }));
    expect(trusted).toEqual(expect.arrayContaining([of(theirs), of(ours)]));
    expect(trusted.length).toBeGreaterThan(rootCertificates.length / 2);
  });

  it('stays the same when it is made from itself, and does without files that are gone', () => {
    const file = join(folder, 'theirs.pem');
    writeFileSync(file, theirs);
    const bundle = writeTrustBundle(folder, ours, { SSL_CERT_FILE: file });
    const before = readFileSync(bundle, 'utf8');
    const all = { SSL_CERT_FILE: bundle, CURL_CA_BUNDLE: bundle, NODE_EXTRA_CA_CERTS: bundle };
    expect(readFileSync(writeTrustBundle(folder, ours, all), 'utf8')).toBe(before);
    const gone = { SSL_CERT_FILE: join(folder, 'gone.pem'), CURL_CA_BUNDLE: file };
    expect(readFileSync(writeTrustBundle(folder, ours, gone), 'utf8')).toBe(before);
  });

  it('is told from a file with our authority alone', () => {
    const file = join(folder, 'ca.pem');
    writeFileSync(file, ours);
    expect(holdsOnly(file, `${ours}\n`)).toBe(true);
    expect(holdsOnly(file, theirs)).toBe(false);
    expect(holdsOnly(writeTrustBundle(folder, ours, {}), ours)).toBe(false);
    expect(holdsOnly(join(folder, 'gone.pem'), ours)).toBe(false);
  });
});
