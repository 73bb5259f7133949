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

/**
 * The token of a page that goes on after `position`. Intune's names the last device [recorded]; the row is ours, so that
 * paging goes on even when that device has been deleted meanwhile. The directory's is opaque.
 */
function tokenAfter(resource: Resource, position: number, last: Entity | undefined): string {
  if (resource.page.next === 'deviceName') {
    const name = String(last?.['deviceName'] ?? '').replaceAll("'", "''");
    const token = `LastDeviceName='${name}',LastDeviceId='${last?.id ?? ''}',LastRow='${position}'`;
    return encodeURIComponent(token).replaceAll('%3D', '%3d').replaceAll("'", '%27').replaceAll('%2C', '%2c');
  }
  return `${OPAQUE_PREFIX}${position.toString(36).padStart(8, '0')}AAAAAAAAAAAA`;
}

/** The position that a token stands for. Throws GraphError on one that we never gave out. */
export function positionOf(resource: Resource, token: string): number {
  const match = (resource.page.next === 'deviceName' ? DEVICE_TOKEN : OPAQUE_TOKEN).exec(token);
  if (!match) throw resource.family === 'directory' ? errors.pageTokenInvalid() : errors.intuneBadRequest();
  return resource.page.next === 'deviceName' ? Number(match[1]) : Number.parseInt(match[1] as string, 36);
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
