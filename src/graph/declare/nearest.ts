import { editDistance } from '../../input/index.ts';
import type { Resource } from './resource.ts';

/**
 * The declared path that comes closest to what was asked for, keys as `{id}`; for people who mistyped. It begins with its version
 * where none was given, or one that doesn't have it. Undefined when nothing comes close.
 */
export function nearestPath(resources: readonly Resource[], url: string): string | undefined {
  const parts = (url.split('?')[0] ?? '').split('/').slice(1);
  const version = VERSION.test(parts[0] ?? '') ? parts.shift()?.toLowerCase() : undefined;
  const wanted = parts
    .map((segment) => segment.replace(/\(.*\)$/, '').toLowerCase())
    .filter((segment) => segment !== '' && !/^[0-9a-f-]{36}$/.test(segment))
    .slice(0, MAX_SEGMENTS)
    .join('/')
    .slice(0, MAX_LENGTH);
  const has = ({ versions }: Resource) => versions.some((each) => each === version);
  let best: { resource: Resource; distance: number } | undefined;
  for (const resource of resources) {
    const slips = editDistance(wanted, resource.path.toLowerCase(), MAX_LENGTH);
    // Of two that are as close, the one of the version that was asked for.
    const distance = has(resource) ? slips : slips + 0.5;
    if (!best || distance < best.distance) best = { resource, distance };
  }
  if (!best || best.distance > wanted.length / 2) return undefined;
  return `${has(best.resource) ? '' : `/${best.resource.versions[0]}`}${templateOf(resources, best.resource)}`;
}

/** What somebody means for a version, whether there is one of this name or not. */
const VERSION = /^(?:v?\d+(?:\.\d+)?|beta)$/i;

const MAX_SEGMENTS = 8;
const MAX_LENGTH = 200;

function templateOf(resources: readonly Resource[], resource: Resource): string {
  const parts: string[] = [];
  let path = '';
  for (const name of resource.path.split('/')) {
    path = path === '' ? name : `${path}/${name}`;
    const above = resources.find((each) => each.path === path);
    parts.push(name);
    if (path !== resource.path && above && !above.singleton) parts.push('{id}');
  }
  return `/${parts.join('/')}`;
}
