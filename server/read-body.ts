import type { IncomingMessage } from 'node:http';
import { gunzip, inflate } from 'node:zlib';
import { isMediaType } from '../src/graph/media/media.ts';
import { BODY_LIMIT } from './limits.ts';

const CODES = { 400: 'BadRequest', 413: 'RequestEntityTooLarge', 415: 'UnsupportedMediaType' } as const;

/** A body that isn't taken, with the status and Graph's code that say why. */
export class BodyError extends Error {
  readonly status: keyof typeof CODES;
  readonly code: (typeof CODES)[keyof typeof CODES];

  constructor(status: keyof typeof CODES, message: string) {
    super(message);
    this.name = 'BodyError';
    this.status = status;
    this.code = CODES[status];
  }
}

/** Whether a request brings a body. Most don't, and need no waiting. */
export function hasBody({ headers }: IncomingMessage): boolean {
  const length = headers['content-length'];
  return (length !== undefined && length !== '0') || headers['transfer-encoding'] !== undefined;
}

/**
 * Reads a body as text; gzip and deflate are undone, as Graph's own SDKs compress. A picture has one character for each byte.
 * Throws BodyError.
 */
export async function readBody(request: IncomingMessage, limit: number = BODY_LIMIT): Promise<string> {
  if (Number(request.headers['content-length']) > limit) throw tooLarge(limit);
  const raw = await readBytes(request, limit);
  const encoding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  const bytes = encoding === 'identity' ? raw : await decompress(raw, encoding, limit);
  return bytes.toString(isMediaType(request.headers['content-type']) ? 'latin1' : 'utf8');
}

/** By its events: `for await` over a request costs more than what most requests ask for. */
function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else {
        request.off('data', take);
        reject(tooLarge(limit));
      }
    };
    const broken = () => reject(new BodyError(400, 'The request ended before its body did.'));
    request.on('data', take);
    request.on('end', () => {
      request.off('close', broken);
      resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks));
    });
    request.on('error', broken);
    request.on('close', broken);
  });
}

function decompress(raw: Buffer, encoding: string, limit: number): Promise<Buffer> {
  const undo = { gzip: gunzip, 'x-gzip': gunzip, deflate: inflate }[encoding];
  if (!undo)
    throw new BodyError(415, `The content encoding '${encoding}' is not supported; send gzip or plain text.`);
  return new Promise((resolve, reject) => {
    undo(raw, { maxOutputLength: limit }, (error, result) => {
      if (!error) resolve(result);
      else if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') reject(tooLarge(limit));
      else reject(new BodyError(400, `The body is not what its content encoding '${encoding}' says.`));
    });
  });
}

/** In Graph's words. Recorded: microsoftgraph/microsoft-graph-docs#11806. */
function tooLarge(limit: number): BodyError {
  return new BodyError(413, `The maximum request length supported is ${limit / 1024 / 1024}MB.`);
}
