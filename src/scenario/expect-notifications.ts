import type { Failure } from './expect.ts';
import { within } from './expect-fleets.ts';
import { mismatches } from './match.ts';
import type { Expectations } from './schema/expectations.ts';
import type { World } from './world.ts';

/** How many notifications a failure shows; the latest are nearest to what went wrong. */
const NOTIFICATIONS_TOLD = 10;

/** What subscribers were told. */
export function checkNotifications(
  expected: Expectations['notifications'],
  world: World,
  path: readonly (string | number)[],
): Failure[] {
  if (!expected) return [];
  const received = world.notifications();
  return expected.flatMap(({ times, ...wanted }, index) => {
    const resolved = world.resolve(wanted);
    const found = received.filter((each) => mismatches(resolved, each).length === 0);
    if (within(times, found.length)) return [];
    const notifications = received.slice(-NOTIFICATIONS_TOLD).map((each) => {
      const { subscriptionId, changeType, resource, clientState, resourceData } = each;
      return { changeType, resource, subscriptionId, clientState, resourceData };
    });
    const actual = { times: `${found.length} of ${received.length}`, notifications };
    return [{ path: [...path, index], expected: expected[index], actual }];
  });
}
