import type { Notification, Notifier } from '../src/graph/resources/subscriptions/notifier.ts';
import { sendOut } from './send-out.ts';

/** How long a receiver may take, in milliseconds. [documented] */
const DELIVERY_TIMEOUT = 3_000;
/** When a notification that wasn't taken is sent again, in milliseconds; the service goes on for four hours. */
const DELIVERY_RETRIES = [1_000, 5_000, 25_000] as const;
/** How many notifications may wait to be sent again; the oldest is given up first. */
const DELIVERIES_WAITING = 1_000;

/** Delivers what subscribers are told, as it happens. `failed` hears of what was given up. */
export function deliverNotifications(
  notifier: Notifier,
  { send = sendOut, failed = () => {} }: { send?: typeof sendOut; failed?: (url: string) => void } = {},
): { close(): void } {
  const timers = new Set<NodeJS.Timeout>();
  let scheduled = false;

  const deliver = async ({ url, body }: Notification, attempt = 0): Promise<void> => {
    const answer = await send({
      method: 'POST',
      url,
      headers: { 'Content-Type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      timeout: DELIVERY_TIMEOUT,
    });
    if (typeof answer === 'object' && answer.status >= 200 && answer.status < 300) return;
    const delay = DELIVERY_RETRIES[attempt];
    if (delay === undefined || timers.size >= DELIVERIES_WAITING) {
      failed(url);
      return;
    }
    const timer = setTimeout(() => {
      timers.delete(timer);
      void deliver({ url, body }, attempt + 1);
    }, delay);
    timer.unref();
    timers.add(timer);
  };

  // The request that changed something is answered first, and all that it changed is told together.
  const stop = notifier.onChange(() => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      for (const notification of notifier.take()) void deliver(notification);
    });
  });

  return {
    close() {
      stop();
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
