import 'reflect-metadata';
import { X509CertificateGenerator } from '@peculiar/x509';
import { type CryptoKey, decodeJwt, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  ask,
  entraOf,
  fabrikam,
  GRAPH_SCOPE,
  ORIGIN,
  register,
  TENANT,
  tokenPath,
} from '../../../test/support/entra.ts';
import { DAY } from '../../clock/index.ts';
import { SERVICES, type Tenant } from '../../tenant/index.ts';

const ALGORITHM = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', publicExponent: new Uint8Array([1, 0, 1]) };
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const NOW = Date.UTC(2026, 8, 1, 8);

interface Certificate {
  readonly der: ArrayBuffer;
  readonly key: CryptoKey;
}

async function makeCertificate(): Promise<Certificate> {
  const keys = await crypto.subtle.generateKey({ ...ALGORITHM, modulusLength: 2048 }, true, [
    'sign',
    'verify',
  ]);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=automation',
    notBefore: new Date(NOW - DAY),
    notAfter: new Date(NOW + 365 * DAY),
    keys,
    signingAlgorithm: ALGORITHM,
  });
  return { der: certificate.rawData, key: keys.privateKey };
}

let ours: Certificate;
let another: Certificate;
beforeAll(async () => {
  [ours, another] = await Promise.all([makeCertificate(), makeCertificate()]);
});

const credentialOf = ({ der }: Certificate, endDateTime = '2027-01-01T00:00:00Z') => ({
  key: Buffer.from(der).toString('base64'),
  startDateTime: '2026-01-01T00:00:00Z',
  endDateTime,
});

const thumbprint = async ({ der }: Certificate, digest: string) =>
  Buffer.from(await crypto.subtle.digest(digest, der));

/** What MSAL sends: the thumbprint in the header, itself as issuer and subject. */
async function assertionOf(
  appId: string,
  { claims = {}, header = {}, by = ours }: { claims?: object; header?: object; by?: Certificate } = {},
): Promise<string> {
  const x5t = (await thumbprint(ours, 'SHA-1')).toString('base64url');
  const seconds = NOW / 1000;
  return new SignJWT({
    aud: `${ORIGIN}/${TENANT}/oauth2/v2.0/token`,
    iss: appId,
    sub: appId,
    jti: 'a',
    nbf: seconds,
    exp: seconds + 600,
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', x5t, ...header })
    .sign(by.key);
}

const grant = (appId: string, assertion: string) => ({
  grant_type: 'client_credentials',
  client_id: appId,
  client_assertion: assertion,
  client_assertion_type: ASSERTION_TYPE,
  scope: GRAPH_SCOPE,
});

async function setUp(tenant: Tenant = fabrikam()) {
  const entra = await entraOf(tenant);
  const application = register(tenant, 1, {
    keyCredentials: [credentialOf(ours)],
    $permissions: ['User.Read.All'],
  });
  return { tenant, entra, application, appId: application.appId };
}

describe('a client with a certificate', () => {
  it('signs in with an assertion that it signed, named by its SHA-1 or SHA-256 thumbprint', async () => {
    const { entra, appId } = await setUp();
    const newer = { x5t: undefined, 'x5t#S256': (await thumbprint(ours, 'SHA-256')).toString('base64url') };
    for (const header of [{}, newer]) {
      const { status, body } = await ask(
        entra,
        tokenPath,
        grant(appId, await assertionOf(appId, { header })),
      );
      expect(status).toBe(200);
      expect(decodeJwt(String(body['access_token']))).toMatchObject({
        appid: appId,
        appidacr: '2',
        roles: ['User.Read.All'],
      });
    }
  });

  it('may name the tenant by its domain and the service by its real name', async () => {
    const { entra, appId } = await setUp();
    const claims = { aud: 'https://login.microsoftonline.com/fabrikam.example/v2.0' };
    const { status } = await ask(entra, tokenPath, grant(appId, await assertionOf(appId, { claims })));
    expect(status).toBe(200);
  });

  it('is refused when its certificate is not registered', async () => {
    const { entra, tenant, application, appId } = await setUp();
    tenant
      .collection('applications')
      .update(application.id, { keyCredentials: [credentialOf(another)] }, SERVICES.seed);
    const { status, body } = await ask(entra, tokenPath, grant(appId, await assertionOf(appId)));
    expect(status).toBe(401);
    const hex = (await thumbprint(ours, 'SHA-1')).toString('hex').toUpperCase();
    expect(body['error_description']).toContain(
      `AADSTS700027: The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found., Thumbprint of key used by client: '${hex}', Please visit`,
    );
    expect(body['error_description']).toContain(`/beta/applications/${application.id}'].`);
  });

  it.each([
    ['no thumbprint', { header: { x5t: undefined } }, 700027, 'The key was not found.'],
    ['another subject', { claims: { sub: 'somebody' } }, 700021, "doesn't match 'client_id'"],
    [
      'another audience',
      { claims: { aud: 'https://evil.example/x' } },
      700023,
      'does not match Realm issuer',
    ],
    ['an audience that is no address', { claims: { aud: 'us' } }, 700023, 'does not match Realm issuer'],
    ['an end before its beginning', { claims: { exp: 1 } }, 700024, 'valid from 2026-09-01T08:00:00Z'],
  ])('is refused with %s', async (_what, changes, code, words) => {
    const { entra, appId } = await setUp();
    const { status, body } = await ask(entra, tokenPath, grant(appId, await assertionOf(appId, changes)));
    expect(status).toBe(401);
    expect(body).toMatchObject({ error: 'invalid_client', error_codes: [code] });
    expect(body['error_description']).toContain(words);
  });

  it('is refused with somebody else’s signature, and with an algorithm that nobody uses', async () => {
    const { entra, appId } = await setUp();
    const forged = await assertionOf(appId, { by: another });
    const [, ...rest] = (await assertionOf(appId)).split('.');
    const x5t = (await thumbprint(ours, 'SHA-1')).toString('base64url');
    const header = Buffer.from(JSON.stringify({ alg: 'RS512', x5t })).toString('base64url');
    for (const assertion of [forged, [header, ...rest].join('.')]) {
      const { body } = await ask(entra, tokenPath, grant(appId, assertion));
      expect(body).toMatchObject({ error: 'invalid_client', error_codes: [700027] });
      expect(body['error_description']).toContain('Client assertion contains an invalid signature.');
    }
  });

  it('is refused when the certificate has expired on the tenant’s clock', async () => {
    const { entra, tenant, appId } = await setUp();
    tenant.clock.advance(200 * DAY);
    const { body } = await ask(entra, tokenPath, grant(appId, await assertionOf(appId)));
    expect(body['error_description']).toContain(
      "The key used is expired., Thumbprint of key used by client: '",
    );
    expect(body['error_description']).toContain(
      "Found key 'Start=2026-01-01T00:00:00Z, End=2027-01-01T00:00:00Z'",
    );
  });

  it('is refused with an old assertion only where the tenant’s clock is the client’s', async () => {
    const old = { claims: { nbf: NOW / 1000 - 7200, exp: NOW / 1000 - 3600 } };
    const still = await setUp();
    const standing = grant(still.appId, await assertionOf(still.appId, old));
    expect((await ask(still.entra, tokenPath, standing)).status).toBe(200);
    const live = await setUp(fabrikam({ clockMode: 'realtime', timeSource: () => 0, start: NOW }));
    const { body } = await ask(live.entra, tokenPath, grant(live.appId, await assertionOf(live.appId, old)));
    expect(body).toMatchObject({ error_codes: [700024] });
    expect(body['error_description']).toContain('expiry time of assertion 2026-09-01T07:00:00Z.');
  });

  it('is refused with something that is no token', async () => {
    const { entra, appId } = await setUp();
    const { body } = await ask(entra, tokenPath, grant(appId, 'a.b.c'));
    expect(body).toMatchObject({ error: 'invalid_client', error_codes: [50027] });
  });
});

describe('a federated identity credential', () => {
  const token = (claims: object) =>
    new SignJWT({
      iss: 'https://token.actions.githubusercontent.com',
      sub: 'repo:fabrikam/automation:ref:refs/heads/main',
      aud: 'api://AzureADTokenExchange',
      ...claims,
    })
      .setProtectedHeader({ alg: 'RS256' })
      .sign(another.key);

  it('lets in whom its issuer names', async () => {
    const { entra, tenant, application, appId } = await setUp();
    tenant.collection('applications/federatedIdentityCredentials').insert(
      {
        id: 'f',
        $parent: application.id,
        issuer: 'https://token.actions.githubusercontent.com',
        subject: 'repo:fabrikam/automation:ref:refs/heads/main',
        audiences: ['api://AzureADTokenExchange'],
      },
      SERVICES.seed,
    );
    expect((await ask(entra, tokenPath, grant(appId, await token({})))).status).toBe(200);
    const { body } = await ask(
      entra,
      tokenPath,
      grant(appId, await token({ sub: 'repo:Fabrikam/automation' })),
    );
    expect(body).toMatchObject({ error: 'invalid_client', error_codes: [700213] });
    expect(body['error_description']).toContain(
      "No matching federated identity record found for presented assertion subject 'repo:Fabrikam/automation'.",
    );
  });
});
