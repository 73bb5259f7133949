import 'reflect-metadata';
import { X509CertificateGenerator } from '@peculiar/x509';
import { describe, expect, it } from 'vitest';
import { application, createUser, graphClient, ORIGIN } from '../../../../test/support/graph-client.ts';
import { DISPLAY_NAME_LIMIT } from './application-values.ts';
import { FEDERATED_CREDENTIALS_LIMIT } from './federated-credentials.ts';

const client = graphClient();
const { tenant } = client;
const ann = createUser(client, 'Ann');
/** The same tenant, asked by Ann. */
const signedIn = graphClient(tenant, {
  ...application('Application.ReadWrite.All', 'Directory.ReadWrite.All'),
  kind: 'delegated',
  userId: ann,
});
const register = (body: object = {}) =>
  client.post('/v1.0/applications', { displayName: 'Payroll', ...body });
const created = register().body;
const at = (app: { id: string }, rest = '') => `/v1.0/applications/${app.id}${rest}`;

describe('a registration', () => {
  it('gets an id of its own, and the domain of the organization', () => {
    const { status, body } = register({ appId: '00000000-0000-4000-8000-000000000000' });
    expect(status).toBe(400);
    expect(body.error.message).toBe("Property 'appId' is read-only and cannot be set.");
    expect(created).toMatchObject({
      signInAudience: 'AzureADMyOrg',
      publisherDomain: 'contoso.com',
      identifierUris: [],
      passwordCredentials: [],
      deletedDateTime: null,
    });
    expect(created.appId).not.toBe(created.id);
    expect(client.get(`/v1.0/applications(appId='${created.appId}')`).body.id).toBe(created.id);
  });

  it('has its platforms as objects from the beginning, which clients read without asking', () => {
    const { body } = client.post('/v1.0/applications', {
      displayName: 'Bare',
      web: { homePageUrl: 'https://a.example' },
    });
    const parts = {
      api: { knownClientApplications: [], oauth2PermissionScopes: [], preAuthorizedApplications: [] },
      info: { logoUrl: null },
      parentalControlSettings: { countriesBlockedForMinors: [], legalAgeGroupRule: 'Allow' },
      publicClient: { redirectUris: [] },
      spa: { redirectUris: [] },
      web: {
        homePageUrl: 'https://a.example',
        redirectUris: [],
        implicitGrantSettings: { enableIdTokenIssuance: false, enableAccessTokenIssuance: false },
      },
    };
    expect(body).toMatchObject(parts);
    expect(client.get(`/v1.0/applications/${body.id}?$select=publicClient`).body.publicClient).toEqual({
      redirectUris: [],
    });
  });

  it('for personal accounts takes tokens of version 2', () => {
    const { body } = register({ signInAudience: 'AzureADandPersonalMicrosoftAccount' });
    expect(body.api.requestedAccessTokenVersion).toBe(2);
    const wrong = register({
      signInAudience: 'PersonalMicrosoftAccount',
      api: { requestedAccessTokenVersion: 1 },
    });
    expect(wrong.body.error?.message).toBe('Property api.requestedAccessTokenVersion is invalid.');
  });

  it('has a name that is not too long', () => {
    const named = (length: number) => register({ displayName: 'x'.repeat(length) }).status;
    expect([named(DISPLAY_NAME_LIMIT), named(DISPLAY_NAME_LIMIT + 1)]).toEqual([201, 400]);
  });

  it('has an audience and addresses that there are', () => {
    expect(register({ signInAudience: 'Everybody' }).body.error.message).toBe(
      "Invalid value specified for property 'signInAudience' of resource 'Application'.",
    );
    const elsewhere = register({ identifierUris: ['https://elsewhere.example'] });
    expect(elsewhere).toMatchObject({
      status: 400,
      body: { error: { code: 'HostNameNotOnVerifiedDomain' } },
    });
    const ours = ['https://api.contoso.com/payroll', `api://${created.appId}`];
    expect(client.patch(at(created), { identifierUris: ours }).status).toBe(204);
    expect(register({ identifierUris: ours.slice(0, 1) }).body.error).toMatchObject({
      message: 'Another object with the same value for property identifierUris already exists.',
    });
  });

  it('disables a permission before it removes it', () => {
    const role = (isEnabled: boolean) => ({
      id: '6fcd9b1e-0000-4000-8000-000000000001',
      allowedMemberTypes: ['Application'],
      description: 'Read',
      displayName: 'Read',
      value: 'Read.All',
      isEnabled,
    });
    const app = register({ appRoles: [role(true)] }).body;
    const patch = (appRoles: object[]) => client.patch(at(app), { appRoles });
    expect(patch([]).body.error.code).toBe('CannotDeleteOrUpdateEnabledEntitlement');
    expect(patch([role(false), role(false)]).body.error.code).toBe('DuplicateValue');
    expect(patch([role(false)]).status).toBe(204);
    expect(patch([]).status).toBe(204);
  });

  it('belongs to who made it, and to users and service principals only', () => {
    const { id } = signedIn.post('/v1.0/applications', { displayName: 'Hers' }).body;
    expect(client.get(`/v1.0/applications/${id}/owners`).body.value).toMatchObject([{ id: ann }]);
    const add = (target: string) =>
      client.post(`/v1.0/applications/${id}/owners/$ref`, {
        '@odata.id': `${ORIGIN}/v1.0/directoryObjects/${target}`,
      });
    expect(add(created.id).body.error.message).toBe(
      `The reference target 'Application_${created.id}' of type 'Application' is invalid for the 'owners' reference.`,
    );
    expect(add(ann).body.error.message).toContain('already exist');
  });

  it('is deleted with its service principal, and comes back with what it had', () => {
    const app = register().body;
    const principal = client.post('/v1.0/servicePrincipals', { appId: app.appId }).body;
    client.post(at(app, '/addPassword'), { passwordCredential: { displayName: 'one' } });
    expect(client.delete(at(app)).status).toBe(204);
    expect(client.get(`/v1.0/servicePrincipals/${principal.id}`).status).toBe(404);
    const deleted = `/v1.0/directory/deletedItems/microsoft.graph.application`;
    expect(client.get(deleted).body.value).toMatchObject([{ id: app.id, displayName: 'Payroll' }]);
    expect(client.post(`/v1.0/directory/deletedItems/${app.id}/restore`).status).toBe(200);
    expect(client.get(at(app)).body.passwordCredentials).toMatchObject([{ displayName: 'one' }]);
    expect(client.get('/v1.0/applications/delta').body.value.length).toBeGreaterThan(0);
  });

  it('changes its service principal', () => {
    const app = register().body;
    const { id } = client.post('/v1.0/servicePrincipals', { appId: app.appId }).body;
    client.patch(at(app), { displayName: 'Wages', web: { redirectUris: ['https://wages.contoso.com/in'] } });
    expect(client.get(`/v1.0/servicePrincipals/${id}`).body).toMatchObject({
      displayName: 'Wages',
      replyUrls: ['https://wages.contoso.com/in'],
    });
    signedIn.post(at(app, '/setVerifiedPublisher'), { verifiedPublisherId: '1234567' });
    expect(client.get(`/v1.0/servicePrincipals/${id}`).body.verifiedPublisher).toMatchObject({
      verifiedPublisherId: '1234567',
    });
    signedIn.post(at(app, '/unsetVerifiedPublisher'));
    expect(client.get(at(app)).body.verifiedPublisher?.verifiedPublisherId ?? null).toBeNull();
  });
});

describe('client secrets', () => {
  it('are shown once', () => {
    const app = register({ passwordCredentials: [{ displayName: 'first' }] }).body;
    const [first] = app.passwordCredentials;
    expect(first).toMatchObject({ displayName: 'first', hint: first.secretText.slice(0, 3) });
    const second = client.post(at(app, '/addPassword'), { passwordCredential: { displayName: 'second' } });
    expect(second.body.secretText).toHaveLength(40);
    const { text, body } = client.get(at(app));
    expect(body.passwordCredentials).toMatchObject([
      { keyId: first.keyId, secretText: null },
      { keyId: second.body.keyId, hint: second.body.hint, secretText: null },
    ]);
    expect(text).not.toContain(second.body.secretText);
    const years = Number(second.body.endDateTime.slice(0, 4)) - Number(second.body.startDateTime.slice(0, 4));
    expect(years).toBe(2);
  });

  it('come by the action alone, and go by action or patch', () => {
    const app = register({ passwordCredentials: [{ displayName: 'a' }, { displayName: 'b' }] }).body;
    const [a, b] = app.passwordCredentials;
    const patch = (passwordCredentials: object[]) => client.patch(at(app), { passwordCredentials });
    expect(patch([{ displayName: 'c' }]).body.error.message).toBe(
      'New password credentials must be generated using service actions.',
    );
    expect(patch([{ keyId: b.keyId }]).status).toBe(204);
    const remove = (keyId: string) => client.post(at(app, '/removePassword'), { keyId });
    expect(remove(a.keyId).body.error.message).toBe(`No password credential found with keyId ${a.keyId}.`);
    expect(remove(b.keyId).status).toBe(204);
    expect(client.get(at(app)).body.passwordCredentials).toEqual([]);
  });
});

describe('certificates', () => {
  const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const make = async () => {
    const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
    const { rawData } = await X509CertificateGenerator.createSelfSigned({
      name: 'CN=automation',
      notBefore: new Date('2026-01-01T00:00:00Z'),
      notAfter: new Date('2050-06-01T00:00:00Z'),
      keys,
      signingAlgorithm: ALGORITHM,
    });
    return Buffer.from(rawData).toString('base64');
  };

  it('say themselves how long they are good, and are shown to who asks for them', async () => {
    const key = await make();
    const app = register().body;
    const patch = (keyCredentials: object[]) => client.patch(at(app), { keyCredentials });
    const wanted = { type: 'AsymmetricX509Cert', usage: 'Verify' };
    expect(patch([{ ...wanted, key, endDateTime: '2051-01-01T00:00:00Z' }]).body.error.code).toBe(
      'KeyCredentialsInvalidEndDate',
    );
    expect(patch([{ ...wanted, key }]).status).toBe(204);
    const [shown] = client.get(at(app)).body.keyCredentials;
    expect(shown).toMatchObject({
      key: null,
      displayName: 'CN=automation',
      startDateTime: '2026-01-01T00:00:00Z',
      endDateTime: '2050-06-01T00:00:00Z',
    });
    expect(patch([shown, { ...wanted, key: btoa('no certificate'), displayName: 'x' }]).status).toBe(204);
    const selected = client.get(at(app, '?$select=keyCredentials')).body.keyCredentials;
    expect(selected.map((each: { key: string }) => each.key)).toEqual([key, btoa('no certificate')]);
    const added = client.post(at(app, '/addKey'), {
      keyCredential: { ...wanted, key },
      passwordCredential: null,
      proof: 'e30.e30.e30',
    });
    expect(added.body).toMatchObject({ key: null, displayName: 'CN=automation' });
    client.post(at(app, '/removeKey'), { keyId: added.body.keyId, proof: 'e30.e30.e30' });
    expect(client.get(at(app)).body.keyCredentials).toHaveLength(2);
  });
});

describe('federated identity credentials', () => {
  const app = register().body;
  const add = (body: object) =>
    client.post(at(app, '/federatedIdentityCredentials'), {
      name: 'main',
      issuer: 'https://token.actions.githubusercontent.com',
      subject: 'repo:contoso/app:ref:refs/heads/main',
      audiences: ['api://AzureADTokenExchange'],
      ...body,
    });

  it('have a name and a subject of their own', () => {
    expect(add({}).status).toBe(201);
    expect(add({})).toMatchObject({
      status: 409,
      body: { error: { message: 'FederatedIdentityCredential with name main already exists.' } },
    });
    expect(add({ name: 'other' }).body.error.code).toBe('InvalidFederatedIdentityCredentialValue');
    const another = register().body;
    const credential = { name: 'main', issuer: 'https://x', subject: 'y', audiences: ['z'] };
    client.post(at(another, '/federatedIdentityCredentials'), credential);
    expect(client.get(at(another, '/federatedIdentityCredentials/main')).body.subject).toBe('y');
    expect(client.get(at(app, "/federatedIdentityCredentials(name='main')")).body.audiences).toEqual([
      'api://AzureADTokenExchange',
    ]);
    expect(client.patch(at(app, '/federatedIdentityCredentials/main'), { name: 'x' }).status).toBe(400);
  });

  it('are so many and no more', () => {
    for (let count = 1; count < FEDERATED_CREDENTIALS_LIMIT; count += 1)
      expect(add({ name: `n${count}`, subject: `s${count}` }).status).toBe(201);
    expect(add({ name: 'n', subject: 's' }).status).toBe(400);
  });
});

describe('extension properties', () => {
  it('carry the id of their application', () => {
    const app = register().body;
    const add = (body: object) =>
      client.post(at(app, '/extensionProperties'), {
        name: 'grade',
        dataType: 'String',
        targetObjects: ['User'],
        ...body,
      });
    const name = `extension_${app.appId.replaceAll('-', '')}_grade`;
    expect(add({}).body).toMatchObject({
      name,
      appDisplayName: 'Payroll',
      isSyncedFromOnPremises: false,
      isMultiValued: false,
    });
    expect(add({}).status).toBe(400);
    expect(add({ name: 'x', dataType: 'Text' }).status).toBe(400);
    expect(add({ name: 'x', targetObjects: ['Car'] }).status).toBe(400);
    const all = client.post('/v1.0/directoryObjects/getAvailableExtensionProperties', {});
    expect(all.body.value).toMatchObject([{ name }]);
  });
});
