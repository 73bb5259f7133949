import { toIso } from '../../clock/index.ts';
import type { Application, KeyCredential } from '../../tenant/index.ts';
import type { Context } from './context.ts';
import {
  assertionForAnotherAudience,
  assertionForAnotherClient,
  assertionOutOfTime,
  badAssertionSignature,
  expiredCertificate,
  malformedAssertion,
  noFederatedIdentity,
  unknownCertificate,
} from './errors/index.ts';
import { decodeClaims, decodeHeader, fromBase64Url } from './jwt.ts';
import { SIGN_IN_HOSTS } from './sign-in-hosts.ts';
import { verifiedDomains } from './tenant-names.ts';

/** How far a client's clock may be off, in milliseconds. [inferred] */
const CLOCK_SKEW = 300_000;
const ALGORITHMS = ['RS256', 'PS256'];

interface Assertion {
  readonly text: string;
  readonly header: Record<string, unknown>;
  readonly claims: Record<string, unknown>;
}

/**
 * Checks a client assertion: one that the client signed with a certificate of its registration, or a token of another
 * issuer that the registration trusts (a federated identity credential). The signature of the latter isn't checked:
 * the issuer's keys are on a network that nobody asks from here. Throws EntraError.
 */
export async function checkAssertion(
  context: Context,
  application: Application,
  text: string,
  origin: string,
): Promise<'certificate' | 'federated'> {
  const assertion = read(text);
  const { claims } = assertion;
  if (claims['iss'] !== application.appId) {
    checkFederated(context, application, assertion);
    return 'federated';
  }
  if (claims['sub'] !== application.appId) throw assertionForAnotherClient();
  await checkSignature(context, application, assertion);
  if (!isOurAudience(context, String(claims['aud']), origin)) throw assertionForAnotherAudience();
  checkTime(context, claims);
  return 'certificate';
}

function read(text: string): Assertion {
  try {
    return { text, header: decodeHeader(text), claims: decodeClaims(text) };
  } catch {
    throw malformedAssertion();
  }
}

async function checkSignature(
  { tenant }: Context,
  { appId, id, keyCredentials = [] }: Application,
  { text, header }: Assertion,
): Promise<void> {
  const { thumbprint, digest } = thumbprintOf(header);
  if (thumbprint === undefined) throw unknownCertificate(appId, id, undefined);
  const found = await findCertificate(keyCredentials, thumbprint, digest);
  if (!found) throw unknownCertificate(appId, id, thumbprint);
  const { startDateTime, endDateTime } = found.credential;
  if (endDateTime && Date.parse(endDateTime) <= tenant.clock.now)
    throw expiredCertificate(appId, id, thumbprint, `Start=${startDateTime}, End=${endDateTime}`);
  const algorithm = String(header['alg']);
  const { compactVerify, importX509 } = await import('jose');
  try {
    if (!ALGORITHMS.includes(algorithm)) throw new TypeError(`no ${algorithm}`);
    await compactVerify(text, await importX509(toPem(found.certificate), algorithm));
  } catch {
    throw badAssertionSignature(appId, id, thumbprint);
  }
}

/** The thumbprint in a header, in hexadecimal as the service writes it; SHA-1, or SHA-256 of newer clients. */
function thumbprintOf(header: Record<string, unknown>): {
  thumbprint: string | undefined;
  digest: 'SHA-1' | 'SHA-256';
} {
  const newer = header['x5t#S256'];
  const given = newer ?? header['x5t'] ?? header['kid'];
  const digest = newer === undefined ? 'SHA-1' : 'SHA-256';
  if (typeof given !== 'string') return { thumbprint: undefined, digest };
  try {
    return { thumbprint: toHex(fromBase64Url(given)), digest };
  } catch {
    return { thumbprint: undefined, digest };
  }
}

async function findCertificate(
  credentials: readonly KeyCredential[],
  thumbprint: string,
  digest: 'SHA-1' | 'SHA-256',
): Promise<{ credential: KeyCredential; certificate: string } | undefined> {
  for (const credential of credentials) {
    if (!credential.key) continue;
    const bytes = Uint8Array.from(atob(credential.key), (character) => character.charCodeAt(0));
    const print = toHex(new Uint8Array(await crypto.subtle.digest(digest, bytes)));
    if (print === thumbprint) return { credential, certificate: credential.key };
  }
  return undefined;
}

function toPem(base64: string): string {
  return `-----BEGIN CERTIFICATE-----\n${base64.replace(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----`;
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}

/** Whether it is meant for the sign-in service of this tenant, by any of its addresses. */
function isOurAudience({ tenant }: Context, audience: string, origin: string): boolean {
  if (!URL.canParse(audience)) return false;
  const { host, pathname } = new URL(audience);
  if (!SIGN_IN_HOSTS.includes(host) && host !== new URL(origin).host) return false;
  const name = (pathname.split('/')[1] ?? '').toLowerCase();
  return name === tenant.id.toLowerCase() || verifiedDomains(tenant).includes(name);
}

/** A clock that stands still says nothing about the client's. */
function checkTime({ tenant: { clock } }: Context, claims: Record<string, unknown>): void {
  const from = Number(claims['nbf'] ?? 0) * 1000;
  const until = Number(claims['exp']) * 1000;
  const inTime = from - CLOCK_SKEW <= clock.now && until + CLOCK_SKEW > clock.now;
  if (!(until > from) || (clock.mode === 'realtime' && !inTime))
    throw assertionOutOfTime(toIso(clock.now), momentOf(from), momentOf(until));
}

function momentOf(milliseconds: number): string {
  return Number.isFinite(milliseconds) ? toIso(milliseconds) : 'unknown';
}

function checkFederated({ tenant }: Context, application: Application, { claims }: Assertion): void {
  const audiences = [claims['aud']].flat();
  const trusted = tenant
    .collection('applications/federatedIdentityCredentials')
    .where('$parent', application.id)
    .some(
      ({ issuer, subject, audiences: accepted }) =>
        issuer === claims['iss'] &&
        subject === claims['sub'] &&
        audiences.some((audience) => accepted.includes(String(audience))),
    );
  if (!trusted) throw noFederatedIdentity(String(claims['sub']));
}
