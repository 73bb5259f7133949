import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_nameConstraints,
  NameConstraints,
} from '@peculiar/asn1-x509';
import * as x509 from '@peculiar/x509';
import { DAY, HOUR } from '../../src/clock/index.ts';

// Loaded only when a certificate has to be made; a start with valid ones doesn't pay for it.

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const AUTHORITY_LIFETIME = 730 * DAY;
/** The leaf is short-lived: whoever gets hold of its key has little of it. */
const LEAF_LIFETIME = 7 * DAY;
/** Against clocks that differ a little. */
const BACKDATE = HOUR;

const LOOPBACK_RANGES = ['127.0.0.0/8', '::1/128'];

/** A certificate with its private key, both PEM. */
export interface Issued {
  readonly certificate: string;
  readonly key: string;
}

/**
 * Makes a certificate authority that can vouch for `hosts` and loopback addresses and nothing else: its name
 * constraints are critical, so that a client which doesn't understand them refuses it altogether.
 * @param now the computer's time in milliseconds
 */
export async function issueAuthority(hosts: readonly string[], now: number): Promise<Issued> {
  const keys = await generateKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: serialNumber(),
      name: 'CN=Tenantless local authority, O=Tenantless',
      notBefore: new Date(now - BACKDATE),
      notAfter: new Date(now + AUTHORITY_LIFETIME),
      signingAlgorithm: ALGORITHM,
      keys,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto as never),
        new x509.Extension(id_ce_nameConstraints, true, nameConstraints(hosts)),
      ],
    },
    webcrypto as never,
  );
  return { certificate: `${certificate.toString('pem')}\n`, key: await exportKey(keys.privateKey) };
}

/** Makes a server certificate for `names` (hosts and IP addresses), the first of which is its subject. */
export async function issueLeaf(authority: Issued, names: readonly string[], now: number): Promise<Issued> {
  const issuer = new x509.X509Certificate(authority.certificate);
  const signingKey = await webcrypto.subtle.importKey(
    'pkcs8',
    x509.PemConverter.decodeFirst(authority.key),
    ALGORITHM,
    false,
    ['sign'],
  );
  const keys = await generateKeys();
  const certificate = await x509.X509CertificateGenerator.create(
    {
      serialNumber: serialNumber(),
      subject: `CN=${names[0]}`,
      issuer: issuer.subject,
      notBefore: new Date(now - BACKDATE),
      notAfter: new Date(now + LEAF_LIFETIME),
      signingAlgorithm: ALGORITHM,
      publicKey: keys.publicKey,
      signingKey: signingKey as never,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension(
          names.map((name) => ({ type: isIP(name) ? 'ip' : 'dns', value: name })),
        ),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto as never),
        await x509.AuthorityKeyIdentifierExtension.create(issuer, false, webcrypto as never),
      ],
    },
    webcrypto as never,
  );
  return { certificate: `${certificate.toString('pem')}\n`, key: await exportKey(keys.privateKey) };
}

/** RFC 5280 section 4.2.1.10. */
function nameConstraints(hosts: readonly string[]): ArrayBuffer {
  const permitted = [
    ...hosts.map((host) => new GeneralName({ dNSName: host })),
    ...LOOPBACK_RANGES.map((range) => new GeneralName({ iPAddress: range })),
  ];
  return AsnConvert.serialize(
    new NameConstraints({
      permittedSubtrees: new GeneralSubtrees(permitted.map((base) => new GeneralSubtree({ base }))),
    }),
  );
}

function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', key);
  return `${x509.PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n`;
}

/** 16 random bytes, positive as a DER integer. */
function serialNumber(): string {
  const bytes = webcrypto.getRandomValues(new Uint8Array(16));
  bytes[0] = ((bytes[0] as number) & 0x7f) | 0x40;
  return Buffer.from(bytes).toString('hex');
}
