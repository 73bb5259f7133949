// Between the web platform's messages and Graph's, whose bodies are text: of a picture, with one character for each byte.
import type { GraphResponse } from '../graph/index.ts';
import { binaryOf, bytesOf } from '../graph/media/bytes.ts';
import { isMediaType } from '../graph/media/media.ts';

export async function textOf(request: Request): Promise<string | undefined> {
  if (request.body === null) return undefined;
  if (!isMediaType(request.headers.get('content-type') ?? undefined)) return request.text();
  return binaryOf(new Uint8Array(await request.arrayBuffer()));
}

export function bodyOf({
  headers,
  body,
}: Pick<GraphResponse, 'headers' | 'body'>): string | Uint8Array<ArrayBuffer> | null {
  if (body === undefined) return null;
  return isMediaType(headers['Content-Type']) ? bytesOf(body) : body;
}
