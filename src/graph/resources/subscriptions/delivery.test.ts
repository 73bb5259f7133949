import { expect, it } from 'vitest';
import { deliverNotifications } from './delivery.ts';
import type { Notification } from './notifier.ts';

/** So many notifications for a receiver that takes none, and a clock that goes on when it is told to. */
async function refused(count: number) {
  let changed = () => {};
  const sent: string[] = [];
  let delays: number[] = [];
  let later: (() => void)[] = [];
  const { close } = deliverNotifications(
    {
      onChange: (listener) => {
        changed = listener;
        return () => {};
      },
      take: () =>
        Array.from(
          { length: count },
          (_, n): Notification => ({ url: `http://localhost/${n}`, body: { value: [] } }),
        ),
    },
    {
      send: async ({ url }) => {
        sent.push(url);
        return 'unreachable';
      },
      after: (milliseconds, then) => {
        delays.push(milliseconds);
        later.push(then);
        return () => {
          later = later.filter((each) => each !== then);
        };
      },
    },
  );
  const elapse = async () => {
    const due = later;
    delays = [];
    later = [];
    for (const then of due) then();
    await new Promise((resolve) => setTimeout(resolve));
    return delays;
  };
  changed();
  return { sent, elapse, close, waiting: () => later.length };
}

it('sends again after one, five and 25 seconds, and then no more', async () => {
  const { sent, elapse } = await refused(1);
  expect([await elapse(), await elapse(), await elapse(), await elapse()]).toEqual([
    [1000],
    [5000],
    [25_000],
    [],
  ]);
  expect(sent).toHaveLength(4);
});

it('lets a thousand wait to be sent again, and gives up one more', async () => {
  const { sent, elapse, waiting } = await refused(1001);
  await elapse();
  expect([sent.length, waiting()]).toEqual([1001, 1000]);
});

it('sends nothing again once it is closed', async () => {
  const { elapse, close, waiting } = await refused(3);
  await elapse();
  expect(waiting()).toBe(3);
  close();
  expect(waiting()).toBe(0);
});
