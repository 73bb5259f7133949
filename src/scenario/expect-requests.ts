import { pathPattern } from '../graph/conditions/faults/match.ts';
import { leastPrivilege } from '../graph/permissions/least-privilege.ts';
import type { Failure } from './expect.ts';
import { within } from './expect-fleets.ts';
import type { Expectations } from './schema/expectations.ts';
import type { World } from './world.ts';

type Path = readonly (string | number)[];

/** How many requests a failure shows; the latest are nearest to what went wrong. */
const REQUESTS_TOLD = 10;

/** What the steps asked of Graph. */
export function checkRequests(expected: Expectations['requests'], world: World, path: Path): Failure[] {
  if (!expected) return [];
  const asked = world.asked();
  return expected.flatMap(({ method, path: wanted, status, times }, index) => {
    const pattern = pathPattern(world.resolve(wanted));
    const found = asked.filter(
      (request) =>
        (method === undefined || request.method === method) &&
        (status === undefined || request.status === status) &&
        pattern.test(plainPath(request.url)),
    );
    if (within(times, found.length)) return [];
    const told = asked.slice(-REQUESTS_TOLD).map((each) => `${each.method} ${each.url} ${each.status}`);
    const fitting = `${found.length} of ${asked.length}`;
    return [
      { path: [...path, index], expected: expected[index], actual: { times: fitting, requests: told } },
    ];
  });
}

/** `/v1.0/users('a')/memberOf?$top=1` as `/users/a/memberOf`. */
function plainPath(url: string): string {
  const [path = ''] = url.split('?');
  return path.replace(/^\/(?:v1\.0|beta)/, '').replaceAll(/\('?([^')]*)'?\)/g, '/$1');
}

/** The least that suffices for what the steps asked, as applications have it. */
export function checkPermissions(expected: Expectations['permissions'], world: World, path: Path): Failure[] {
  if (!expected) return [];
  const needs = world
    .asked()
    .flatMap(({ method, resource, requires }) =>
      requires
        ? [{ operation: `${method} ${resource}`, least: requires.least, higher: requires.higher }]
        : [],
    );
  const actual = leastPrivilege(needs, 'application')
    .permissions.map(({ permission }) => permission)
    .sort();
  const wanted = [...expected].sort();
  return wanted.join() === actual.join() ? [] : [{ path, expected: wanted, actual }];
}
