// The place that a report is downloaded from, which behaves as a blob of Azure Storage does.
import { toIso } from '../../../clock/index.ts';
import type { Tenant } from '../../../tenant/index.ts';
import { bytesOfBase64 } from '../../request/base64.ts';
import { DOWNLOAD_PATH, FILES, JOBS } from './export-jobs.ts';

export interface DownloadResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** Whether a request is about the place that reports are downloaded from. */
export function isDownload(url: string): boolean {
  return url.startsWith(DOWNLOAD_PATH);
}

/** [documented] Azure Storage's error codes and messages */
const REFUSALS = {
  AuthenticationFailed: {
    status: 403,
    message:
      'Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.',
  },
  BlobNotFound: { status: 404, message: 'The specified blob does not exist.' },
  UnsupportedHttpVerb: { status: 405, message: "The resource doesn't support the specified HTTP verb." },
} as const;

/** Gives a report to whoever has the address. Only reads. @param url the path with its query */
export function serveDownload(tenant: Tenant, method: string, url: string): DownloadResponse {
  const headers = {
    'x-ms-request-id': tenant.random.fork(`download ${tenant.journal.lastSequence} ${url}`).guid(),
    'x-ms-version': '2019-02-02',
  };
  const found = fileAt(tenant, method, url);
  if (typeof found !== 'string') {
    const type = { 'Content-Type': 'application/octet-stream', 'x-ms-blob-type': 'BlockBlob' };
    return { status: 200, headers: { ...headers, ...type }, body: found };
  }
  const { status, message } = REFUSALS[found];
  const told = `${message}\nRequestId:${headers['x-ms-request-id']}\nTime:${toIso(tenant.clock.now)}`;
  return {
    status,
    headers: { ...headers, 'x-ms-error-code': found, 'Content-Type': 'application/xml' },
    body: `<?xml version="1.0" encoding="utf-8"?><Error><Code>${found}</Code><Message>${told}</Message></Error>`,
  };
}

function fileAt(tenant: Tenant, method: string, url: string): Uint8Array | keyof typeof REFUSALS {
  const [path = '', query = ''] = url.slice(DOWNLOAD_PATH.length).split('?');
  const id = path.replace(/\.zip$/, '');
  const job = tenant.collection(JOBS).get(id);
  const key = job?.['$key'];
  const expires = Date.parse(String(job?.['expirationDateTime']));
  const mayRead = key !== undefined && key === new URLSearchParams(query).get('sig');
  if (!mayRead || expires <= tenant.clock.now) return 'AuthenticationFailed';
  if (method !== 'GET' && method !== 'HEAD') return 'UnsupportedHttpVerb';
  const content = tenant.collection(FILES).get(id)?.['content'];
  return typeof content === 'string' ? bytesOfBase64(content) : 'BlobNotFound';
}
