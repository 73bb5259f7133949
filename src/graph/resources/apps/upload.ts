// The place that app content is uploaded to, which behaves as a block blob of Azure Storage does. Of what is uploaded only
// the size is kept.
import { toIso } from '../../../clock/index.ts';
import { type Entity, SERVICES, type Tenant } from '../../../tenant/index.ts';
import { FILES, UPLOAD_PATH } from './app-content.ts';

const BLOCKS = 'tenantless/uploadBlocks';

/** [documented] how many blocks a blob may have: https://learn.microsoft.com/rest/api/storageservices/put-block-list */
export const MAXIMUM_BLOCKS = 50_000;

export interface UploadRequest {
  readonly method: string;
  /** The path with its query. */
  readonly url: string;
  /** A request header by its lower-case name. */
  readonly header: (name: string) => string | undefined;
  /** How long the body was, in bytes. */
  readonly bytes: number;
  /** The body of a request that commits blocks. */
  readonly text: string | undefined;
}

export interface UploadResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Whether a request is about the place that app content is uploaded to. */
export function isUpload(url: string): boolean {
  return url.startsWith(UPLOAD_PATH);
}

/** Whether the body of such a request says what the blob is made of, rather than being a part of it. */
export function isBlockList(url: string): boolean {
  return optionsOf(url).get('comp') === 'blocklist';
}

/** What Azure Storage says when it doesn't do what was asked. [documented] its error codes and messages */
class StorageError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const refused = () =>
  new StorageError(
    403,
    'AuthenticationFailed',
    'Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.',
  );
const noSuchVerb = () =>
  new StorageError(405, 'UnsupportedHttpVerb', "The resource doesn't support the specified HTTP verb.");
const missingHeader = () =>
  new StorageError(
    400,
    'MissingRequiredHeader',
    "An HTTP header that's mandatory for this request is not specified.",
  );
const missingOption = () =>
  new StorageError(
    400,
    'MissingRequiredQueryParameter',
    "A query parameter that's mandatory for this request is not specified.",
  );
const invalidBlockList = () =>
  new StorageError(400, 'InvalidBlockList', 'The specified block list is invalid.');
const tooManyBlocks = () =>
  new StorageError(
    409,
    'BlockCountExceedsLimit',
    `The uncommitted block count cannot exceed the maximum limit of ${MAXIMUM_BLOCKS} blocks.`,
  );

/** Takes a blob as a whole, a block of it, or the list of the blocks that make it up. */
export function receiveUpload(tenant: Tenant, request: UploadRequest): UploadResponse {
  const headers = {
    'x-ms-request-id': tenant.random.fork(`upload ${tenant.journal.lastSequence}`).guid(),
    'x-ms-version': '2017-04-17',
  };
  try {
    take(tenant, request);
    return { status: 201, headers, body: '' };
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    const { status, code, message } = error;
    const time = `RequestId:${headers['x-ms-request-id']}\nTime:${toIso(tenant.clock.now)}`;
    return {
      status,
      headers: { ...headers, 'x-ms-error-code': code, 'Content-Type': 'application/xml' },
      body: `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}\n${time}</Message></Error>`,
    };
  }
}

function optionsOf(url: string): URLSearchParams {
  return new URLSearchParams(url.split('?')[1] ?? '');
}

function take(tenant: Tenant, { method, url, header, bytes, text }: UploadRequest): void {
  const options = optionsOf(url);
  const file = fileOf(tenant, url, options);
  if (method !== 'PUT') throw noSuchVerb();
  const part = options.get('comp');
  if (part === 'block') {
    takeBlock(tenant, file, options.get('blockid')?.replaceAll(' ', '+'), bytes);
  } else if (part === 'blocklist') {
    takeBlockList(tenant, file, text ?? '');
  } else {
    if (part !== null) throw missingOption();
    if (header('x-ms-blob-type') !== 'BlockBlob') throw missingHeader();
    received(tenant, file, bytes);
  }
}

/** The file that a place belongs to, for who has the key to it while it is open. */
function fileOf(tenant: Tenant, url: string, options: URLSearchParams): Entity {
  const id = /^\/storage\/app-content\/([\w-]+)\.bin(?:\?|$)/.exec(url)?.[1] ?? '';
  const file = tenant.collection(FILES).get(id);
  const expires = Date.parse(String(file?.['azureStorageUriExpirationDateTime']));
  if (!file || file['$key'] !== options.get('sig') || !(expires > tenant.clock.now)) throw refused();
  return file;
}

/** Ids of collections are found in any case, those of blocks only as they are. */
function blockId(file: Entity, block: string): string {
  return `${file.id} ${block.replace(/[A-Z]/g, '!$&')}`;
}

function takeBlock(tenant: Tenant, file: Entity, block: string | undefined, bytes: number): void {
  if (!block) throw missingOption();
  const blocks = tenant.collection(BLOCKS);
  const id = blockId(file, block);
  if (blocks.rowOf(id) === undefined) {
    if (blocks.countWhere('$parent', file.id) >= MAXIMUM_BLOCKS) throw tooManyBlocks();
    blocks.insert({ id, $parent: file.id, bytes }, SERVICES.intune);
  } else {
    blocks.update(id, { bytes }, SERVICES.intune);
  }
}

const LISTED = /<(?:Latest|Uncommitted|Committed)>([^<]*)<\//g;

function takeBlockList(tenant: Tenant, file: Entity, text: string): void {
  const blocks = tenant.collection(BLOCKS);
  if (!/<BlockList\b/.test(text)) throw invalidBlockList();
  let bytes = 0;
  for (const [, block] of text.matchAll(LISTED)) {
    const stored = blocks.get(blockId(file, block ?? ''));
    if (!stored) throw invalidBlockList();
    bytes += Number(stored['bytes']);
  }
  for (const { id } of blocks.where('$parent', file.id)) blocks.remove(id, SERVICES.intune);
  received(tenant, file, bytes);
}

function received(tenant: Tenant, file: Entity, bytes: number): void {
  tenant.collection(FILES).update(file.id, { $received: bytes }, SERVICES.intune);
}
