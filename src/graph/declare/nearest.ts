import { editDistance } from '../../input/index.ts';
import type { Resource } from './resource.ts';

/** The declared path that comes closest to what was asked for, keys as `{id}`; for people who mistyped. */
export function nearestPath(resources: readonly Resource[], url: string): string | undefined {
  const path = url.split('?')[0] ?? '';
  const wanted = path
    .split('/')
    .slice(2)
    .map((segment) => segment.replace(/\(.*\)$/, '').toLowerCase())
    .filter((segment) => segment !== '' && !/^[0-9a-f-]{36}$/.test(segment))
    .slice(0, MAX_SEGMENTS)
    .join('/')
    .slice(0, MAX_LENGTH);
  let best: { resource: Resource; distance: number } | undefined;
  for (const resource of resources) {
    const distance = editDistance(wanted, resource.path.toLowerCase(), MAX_LENGTH);
    if (!best || distance < best.distance) best = { resource, distance };
  }
  return best && templateOf(resources, best.resource);
}

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
