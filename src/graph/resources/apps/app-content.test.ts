import { describe, expect, it } from 'vitest';
import { graphClient, ORIGIN } from '../../../../test/support/graph-client.ts';
import { CONTENT_STEP_DELAY, UPLOAD_LIFETIME } from './app-content.ts';
import { PUBLISHING_DELAY } from './mobile-apps.ts';
import { MAXIMUM_BLOCKS, receiveUpload } from './upload.ts';

const APPS = '/v1.0/deviceAppManagement/mobileApps';
const ENCRYPTION = {
  encryptionKey: 'a2V5',
  macKey: 'bWFj',
  initializationVector: 'aXY=',
  mac: 'bWFj',
  profileIdentifier: 'ProfileVersion1',
  fileDigest: 'ZGlnZXN0',
  fileDigestAlgorithm: 'SHA256',
};

function setup() {
  const client = graphClient();
  const { tenant } = client;
  const app = client.post(APPS, {
    '@odata.type': '#microsoft.graph.iosLobApp',
    displayName: 'Work',
    publisher: 'Contoso',
    fileName: 'Work.ipa',
    bundleId: 'com.contoso.work',
  }).body.id;
  const versions = `${APPS}/${app}/microsoft.graph.iosLobApp/contentVersions`;
  const version = client.post(versions, {}).body.id as string;
  const files = `${versions}/${version}/files`;
  const created = client.post(files, {
    name: 'Work.ipa',
    size: 1000,
    sizeEncrypted: 1048,
    isDependency: false,
  });
  const file = `${files}/${created.body.id}`;
  const pass = () => tenant.clock.advance(CONTENT_STEP_DELAY);
  const read = () => client.get(file).body;
  const put = (
    query: string,
    bytes: number,
    text?: string,
    header: Record<string, string> = {},
    method = 'PUT',
  ) => {
    const uri: string = read().azureStorageUri;
    return receiveUpload(tenant, {
      method,
      url: uri.slice(ORIGIN.length) + query,
      header: (name) => header[name],
      bytes,
      text,
    });
  };
  const commit = (info: object = ENCRYPTION) => client.post(`${file}/commit`, { fileEncryptionInfo: info });
  return { client, tenant, app, versions, version, created, file, pass, read, put, commit };
}

const BLOB = { 'x-ms-blob-type': 'BlockBlob' };
const list = (...blocks: string[]) =>
  `<?xml version="1.0" encoding="utf-8"?><BlockList>${blocks.map((each) => `<Latest>${each}</Latest>`).join('')}</BlockList>`;

describe('uploading an app', () => {
  it('begins with a version, and a file that a place is being opened for', () => {
    const { client, version, versions, created } = setup();
    expect(version).toBe('1');
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      name: 'Work.ipa',
      size: 1000,
      sizeEncrypted: 1048,
      uploadState: 'azureStorageUriRequestPending',
      azureStorageUri: null,
      isCommitted: false,
    });
    expect(created.body['@odata.context']).toMatch(
      /\/microsoft\.graph\.iosLobApp\/contentVersions\('1'\)\/files\/\$entity$/,
    );
    expect(client.post(versions, {}).body.id).toBe('2');
  });

  it('goes to a place of ours, block by block, and makes the app what the file is', () => {
    const { client, app, file, pass, read, put, commit, tenant } = setup();
    pass();
    expect(read()).toMatchObject({
      uploadState: 'azureStorageUriRequestSuccess',
      azureStorageUri: expect.stringMatching(/^https:\/\/graph\.microsoft\.com\/storage\/app-content\//),
      azureStorageUriExpirationDateTime: new Date(tenant.clock.now + UPLOAD_LIFETIME)
        .toISOString()
        .replace('.000', ''),
    });
    expect(put('&comp=block&blockid=QQ%3D%3D', 1000).status).toBe(201);
    expect(put('&comp=block&blockid=Qg%3D%3D', 48).status).toBe(201);
    expect(put('&comp=blocklist', 0, list('QQ==', 'Qg==')).status).toBe(201);
    expect(commit().status).toBe(204);
    expect(read()).toMatchObject({ uploadState: 'commitFilePending', isCommitted: false });
    pass();
    expect(read()).toMatchObject({ uploadState: 'commitFileSuccess', isCommitted: true });
    const body = { '@odata.type': '#microsoft.graph.iosLobApp', committedContentVersion: '1' };
    expect(client.patch(`${APPS}/${app}`, body).body).toMatchObject({
      committedContentVersion: '1',
      publishingState: 'processing',
      size: 1000,
    });
    tenant.clock.advance(PUBLISHING_DELAY);
    expect(client.get(`${APPS}/${app}`).body.publishingState).toBe('published');
    expect(client.post(`${file}/commit`, { fileEncryptionInfo: ENCRYPTION }).status).toBe(400);
  });

  it('may be done in one piece', () => {
    const { pass, read, put, commit } = setup();
    pass();
    expect(put('', 1048, undefined, BLOB).status).toBe(201);
    commit();
    pass();
    expect(read().uploadState).toBe('commitFileSuccess');
  });

  it.each<[string, number, object]>([
    ['less was uploaded than announced', 1000, ENCRYPTION],
    ['nothing says how it is encrypted', 1048, {}],
  ])('fails when %s, and publishes nothing', (_, bytes, info) => {
    const { client, app, pass, read, put, commit } = setup();
    pass();
    put('', bytes, undefined, BLOB);
    commit(info);
    pass();
    expect(read()).toMatchObject({ uploadState: 'commitFileFailed', isCommitted: false });
    const body = { '@odata.type': '#microsoft.graph.iosLobApp', committedContentVersion: '1' };
    expect(client.patch(`${APPS}/${app}`, body).body.publishingState).toBe('notPublished');
    expect([...client.graph.requests.since()].at(-1)?.ignored.join()).toContain("no content version '1'");
  });

  it('fails when it is committed before there is a place for it', () => {
    const { pass, read, commit } = setup();
    expect(commit().status).toBe(204);
    pass();
    expect(read()).toMatchObject({ uploadState: 'commitFileFailed', isCommitted: false });
  });

  it('ends when the place closes, unless it is renewed', () => {
    const { client, tenant, file, pass, read, put } = setup();
    pass();
    const former = read().azureStorageUri;
    tenant.clock.advance(UPLOAD_LIFETIME);
    const refused = put('', 1048, undefined, BLOB);
    expect(refused.status).toBe(403);
    expect(refused.body).toContain('<Code>AuthenticationFailed</Code>');
    expect(client.post(`${file}/renewUpload`).status).toBe(204);
    expect(read().uploadState).toBe('azureStorageUriRenewalPending');
    pass();
    expect(read().uploadState).toBe('azureStorageUriRenewalSuccess');
    expect(read().azureStorageUri).not.toBe(former);
    expect(put('', 1048, undefined, BLOB).status).toBe(201);
  });

  it('is over when the app is deleted meanwhile', () => {
    const { client, app, pass, file } = setup();
    client.delete(`${APPS}/${app}`);
    expect(pass).not.toThrow();
    expect(client.get(file).status).toBe(404);
  });
});

describe('the place for uploads', () => {
  it.each<[string, number, string, Parameters<ReturnType<typeof setup>['put']>]>([
    ['does not take a blob without its kind', 400, 'MissingRequiredHeader', ['', 1048]],
    ['does not take a block without a name', 400, 'MissingRequiredQueryParameter', ['&comp=block', 10]],
    ['does not know other parts', 400, 'MissingRequiredQueryParameter', ['&comp=page', 10, undefined, BLOB]],
    [
      'does not take a list of blocks that are not there',
      400,
      'InvalidBlockList',
      ['&comp=blocklist', 0, list('QQ==')],
    ],
    ['does not take anything for a list', 400, 'InvalidBlockList', ['&comp=blocklist', 0, 'QQ==']],
    ['shows nothing', 405, 'UnsupportedHttpVerb', ['', 0, undefined, BLOB, 'GET']],
    ['opens to nobody without the key', 403, 'AuthenticationFailed', ['x', 0, undefined, BLOB]],
  ])('%s', (_, status, code, request) => {
    const { pass, put } = setup();
    pass();
    const answer = put(...request);
    expect([answer.status, answer.headers['x-ms-error-code']]).toEqual([status, code]);
    expect(answer.body).toContain(`<Code>${code}</Code>`);
  });

  it('tells blocks apart that differ in case only, and takes one again', () => {
    const { pass, put, read, commit } = setup();
    pass();
    put('&comp=block&blockid=qq%3D%3D', 8);
    put('&comp=block&blockid=QQ%3D%3D', 1);
    put('&comp=block&blockid=QQ%3D%3D', 1040);
    put('&comp=blocklist', 0, list('qq==', 'QQ=='));
    commit();
    pass();
    expect(read().uploadState).toBe('commitFileSuccess');
  });

  it(`takes ${MAXIMUM_BLOCKS} blocks of a file and no more`, () => {
    const { pass, read, tenant, put } = setup();
    pass();
    const { id } = read();
    const blocks = tenant.collection('tenantless/uploadBlocks');
    const by = { kind: 'service', id: 'test', name: 'Test' } as const;
    for (let index = 1; index < MAXIMUM_BLOCKS; index += 1)
      blocks.insert({ id: `${index}`, $parent: id }, by);
    expect(put('&comp=block&blockid=last', 1).status).toBe(201);
    expect(put('&comp=block&blockid=more', 1).headers['x-ms-error-code']).toBe('BlockCountExceedsLimit');
    expect(put('&comp=block&blockid=last', 2).status).toBe(201);
  });
});
