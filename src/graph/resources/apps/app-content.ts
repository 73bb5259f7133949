// The files of line-of-business apps: the service hands out a place to upload to, and takes over what was put there.
import { MINUTE, toIso } from '../../../clock/index.ts';
import { type Entity, SERVICES, type Tenant } from '../../../tenant/index.ts';
import { defineResource, type Operation, type Resource, type ServiceEvent } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import { actorOf, type Call } from '../../request/call.ts';
import { APPS, page, resourcePage, SERVICE } from './paths.ts';

const VERSIONS = `${APPS}/contentVersions`;
export const FILES = `${VERSIONS}/files`;

/** How long the service takes for each step, in milliseconds. [inferred] */
export const CONTENT_STEP_DELAY = 2_000;
/** How long a place to upload to is open, in milliseconds. [inferred] from Microsoft's samples, which renew it every seven minutes. */
export const UPLOAD_LIFETIME = 10 * MINUTE;

/** The clock's events; the subject is the file's id. */
const PLACE_READY = 'appContentPlaceReady';
const COMMITTED = 'appContentCommitted';

/** Where uploads go to, below the origin that the client used. */
export const UPLOAD_PATH = '/storage/app-content/';

/** [documented] what a file has to be encrypted with: fileEncryptionInfo. */
const ENCRYPTION = ['encryptionKey', 'macKey', 'initializationVector', 'mac', 'fileDigest'];

const change = (tenant: Tenant, id: string, patch: JsonObject) =>
  tenant.collection(FILES).update(id, patch, SERVICES.intune);

/** Opens the place that was asked for. */
function openPlace(tenant: Tenant, id: string): void {
  const file = tenant.collection(FILES).get(id);
  const state = String(file?.['uploadState']);
  if (!file || !/^azureStorageUri\w+Pending$/.test(state)) return;
  const key = tenant.random.guid();
  const expires = toIso(tenant.clock.now + UPLOAD_LIFETIME);
  const rights = `sv=2017-04-17&sr=b&se=${encodeURIComponent(expires)}&sp=rw&sig=${key}`;
  change(tenant, id, {
    uploadState: state.replace('Pending', 'Success'),
    azureStorageUri: `${file['$origin']}${UPLOAD_PATH}${id}.bin?${rights}`,
    azureStorageUriExpirationDateTime: expires,
    $key: key,
  });
}

/** Takes over what was uploaded, if it is what was announced. [inferred] that its size is looked at */
function takeOver(tenant: Tenant, id: string): void {
  const file = tenant.collection(FILES).get(id);
  if (file?.['uploadState'] !== 'commitFilePending') return;
  const complete = file['$encrypted'] === true && file['$received'] === file['sizeEncrypted'];
  change(tenant, id, {
    uploadState: complete ? 'commitFileSuccess' : 'commitFileFailed',
    isCommitted: complete,
  });
}

export const contentEvents: readonly ServiceEvent[] = [
  { kind: PLACE_READY, run: openPlace },
  { kind: COMMITTED, run: takeOver },
];

function later({ tenant }: Pick<Call, 'tenant'>, kind: string, id: string): void {
  tenant.clock.schedule(tenant.clock.now + CONTENT_STEP_DELAY, kind, id);
}

/** [inferred] What was taken over stays as it is; what is committed too early fails later, as nothing was received. */
function refuseCommitted({ isCommitted }: Entity): void {
  if (isCommitted === true) throw errors.intuneBadRequest();
}

const commit: Operation = {
  on: 'mobileAppContentFile',
  name: 'commit',
  run(call, file, { fileEncryptionInfo }) {
    if (!file) return;
    refuseCommitted(file);
    const info = (fileEncryptionInfo as JsonObject | undefined) ?? {};
    const $encrypted = ENCRYPTION.every((name) => typeof info[name] === 'string' && info[name] !== '');
    const patch = { uploadState: 'commitFilePending', $encrypted };
    call.tenant.collection(FILES).update(file.id, patch, actorOf(call));
    later(call, COMMITTED, file.id);
  },
  evidence: 'documented',
  sources: [page('intune-apps-mobileappcontentfile-commit')],
};

const renewUpload: Operation = {
  on: 'mobileAppContentFile',
  name: 'renewUpload',
  run(call, file) {
    if (!file) return;
    refuseCommitted(file);
    const patch = { uploadState: 'azureStorageUriRenewalPending', $origin: call.origin };
    call.tenant.collection(FILES).update(file.id, patch, actorOf(call));
    later(call, PLACE_READY, file.id);
  },
  evidence: 'documented',
  sources: [page('intune-apps-mobileappcontentfile-renewupload')],
};

export const contentOperations: readonly Operation[] = [commit, renewUpload];

/** The size of an app's content, if the service has taken over a file of that version. */
export function committedSize(tenant: Tenant, app: Entity, version: string): number | undefined {
  const files = tenant.collection(FILES).where('$parent', `${app.id}_${version}`);
  const file = files.find(({ isCommitted, isDependency }) => isCommitted && !isDependency);
  return file && Number(file['size']);
}

/** The number after the highest that an app's content has had. [recorded] they are numbers, from 1 on */
function nextVersion({ tenant }: Call, app: Entity): string {
  const numbers = tenant
    .collection(VERSIONS)
    .where('$parent', app.id)
    .map(({ id }) => Number(id.slice(app.id.length + 1)) || 0);
  return `${app.id}_${Math.max(0, ...numbers) + 1}`;
}

export const appContent: readonly Resource[] = [
  defineResource({
    path: VERSIONS,
    type: 'mobileAppContent',
    family: 'intune',
    service: SERVICE,
    localIds: true,
    beforeCreate: (call, draft) => (call.parent ? { ...draft, id: nextVersion(call, call.parent) } : draft),
    evidence: 'recorded',
    sources: [
      resourcePage('intune-apps-mobileappcontent'),
      'https://github.com/microsoftgraph/powershell-intune-samples/tree/master/LOB_Application',
    ],
  }),
  defineResource({
    path: FILES,
    type: 'mobileAppContentFile',
    family: 'intune',
    service: SERVICE,
    beforeCreate: (call, draft) => ({
      ...draft,
      uploadState: 'azureStorageUriRequestPending',
      isCommitted: false,
      $origin: call.origin,
    }),
    afterCreate: (call, { id }) => later(call, PLACE_READY, id),
    evidence: 'documented',
    sources: [resourcePage('intune-apps-mobileappcontentfile')],
  }),
];
