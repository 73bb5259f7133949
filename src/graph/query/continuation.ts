// Next links: how each family says where a page goes on.
import type { Entity } from '../../tenant/index.ts';
import type { Resource } from '../declare/resource.ts';
import * as errors from '../errors.ts';
import { decode } from '../request/path.ts';

/** A query string without its paging position, and that position. */
export interface PagedQuery {
  readonly text: string;
  readonly token: string | undefined;
}

/** Takes `$skiptoken` out of a query string, so that all pages share one compiled query. */
export function splitToken(query: string): PagedQuery {
  if (!/skiptoken=/i.test(query)) return { text: query, token: undefined };
  let token: string | undefined;
  const rest = query.split('&').filter((pair) => {
    const match = /^(?:\$|%24)?skiptoken=(.*)$/i.exec(pair);
    if (match) token = decode((match[1] ?? '').replaceAll('+', ' ')) ?? '';
    return !match;
  });
  return { text: rest.join('&'), token };
}

const OPAQUE_PREFIX = 'RFNwdAoAAQAAAAAAAAAA';
const OPAQUE_TOKEN = new RegExp(`^${OPAQUE_PREFIX}([0-9a-z]{8})AAAAAAAAAAAA$`);
const DEVICE_TOKEN = /^LastDeviceName='.*',LastDeviceId='[^']*',LastRow='([0-9]{1,10})'$/s;
const COSMOS_TOKEN =
  /^\[cosmosdb\]\[\{"compositeToken":\{"token":"\+RID:~([0-9a-z]{1,8})#RT:1","range":\{"min":"","max":"FF"\}\}\}\]$/;

/**
 * The token of a page that goes on after `position`. Intune's names the last device [recorded]; the row is ours, so that
 * paging goes on even when that device has been deleted meanwhile. The catalog's is its database's, encoded twice [recorded].
 * The directory's is opaque.
 */
function tokenAfter(resource: Resource, position: number, last: Entity | undefined): string {
  if (resource.page.next === 'deviceName') {
    const name = String(last?.['deviceName'] ?? '').replaceAll("'", "''");
    const token = `LastDeviceName='${name}',LastDeviceId='${last?.id ?? ''}',LastRow='${position}'`;
    return encodeURIComponent(token).replaceAll('%3D', '%3d').replaceAll("'", '%27').replaceAll('%2C', '%2c');
  }
  if (resource.page.next === 'cosmos') {
    const token = `+RID:~${position.toString(36)}#RT:1`;
    const composite = [{ compositeToken: { token, range: { min: '', max: 'FF' } } }];
    return encodeURIComponent(encodeURIComponent(`[cosmosdb]${JSON.stringify(composite)}`));
  }
  return `${OPAQUE_PREFIX}${position.toString(36).padStart(8, '0')}AAAAAAAAAAAA`;
}

/** What a token says of the position, and in which notation. */
function partOf(
  { page }: Resource,
  token: string,
): { readonly text: string; readonly radix: number } | undefined {
  if (page.next === 'deviceName') {
    const match = DEVICE_TOKEN.exec(token);
    return match?.[1] === undefined ? undefined : { text: match[1], radix: 10 };
  }
  const match = page.next === 'cosmos' ? COSMOS_TOKEN.exec(decode(token) ?? '') : OPAQUE_TOKEN.exec(token);
  return match?.[1] === undefined ? undefined : { text: match[1], radix: 36 };
}

/** The position that a token stands for. Throws GraphError on one that we never gave out. */
export function positionOf(resource: Resource, token: string): number {
  const part = partOf(resource, token);
  if (!part) throw resource.family === 'directory' ? errors.pageTokenInvalid() : errors.intuneBadRequest();
  return Number.parseInt(part.text, part.radix);
}

/** The URL of the next page: the same path and options, with where to go on instead of `$skip`. */
export function nextLink(
  base: string,
  query: string,
  resource: Resource,
  position: number,
  shown: readonly Entity[],
): string {
  const skips = resource.page.next === 'skip';
  let skipped = 0;
  const options = query.split('&').filter((pair) => {
    const skip = /^(?:\$|%24)?skip=(\d*)/i.exec(pair);
    skipped += Number(skip?.[1] ?? 0);
    return pair !== '' && !skip && !(skips && /^(?:\$|%24)?top=/i.test(pair));
  });
  const written = options.map((pair) => (pair.startsWith('%24') ? `$${pair.slice(3)}` : pair));
  if (skips) {
    // [recorded] of detectedApps: `?$top=5&$skip=5`
    return `${base}?${[...written, `$top=${shown.length}`, `$skip=${skipped + shown.length}`].join('&')}`;
  }
  const token = tokenAfter(resource, position, shown.at(-1));
  return `${base}?${[...written, `$skiptoken=${token}`].join('&')}`;
}
