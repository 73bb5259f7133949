// Delivering what subscribers are told. Whoever has a wire and the time gives both; nothing is sent in here.
import type { NoAnswer, OutgoingAnswer, OutgoingRequest } from '../../request/outgoing.ts';
import type { Notification, Notifier } from './notifier.ts';

/** How long a receiver may take, in milliseconds. [documented] */
const DELIVERY_TIMEOUT = 3_000;
/** When a notification that wasn't taken is sent again, in milliseconds; the service goes on for four hours. */
const DELIVERY_RETRIES = [1_000, 5_000, 25_000] as const;
/** How many notifications may wait to be sent again; one more is given up. */
const DELIVERIES_WAITING = 1_000;

interface Surroundings {
  readonly send: (request: OutgoingRequest) => Promise<OutgoingAnswer | NoAnswer>;
  /** Does something so many milliseconds of real time later, 0: once what is being done is done. Returns how to prevent it. */
  readonly after: (milliseconds: number, then: () => void) => () => void;
}

/** Delivers what subscribers are told, as it happens, until it is closed. */
export function deliverNotifications(notifier: Notifier, { send, after }: Surroundings): { close(): void } {
  const waiting = new Set<() => void>();
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
    if (delay === undefined || waiting.size >= DELIVERIES_WAITING) return;
    const prevent = after(delay, () => {
      waiting.delete(prevent);
      void deliver({ url, body }, attempt + 1);
    });
    waiting.add(prevent);
  };

  // The request that changed something is answered first, and all that it changed is told together.
  const stop = notifier.onChange(() => {
    if (scheduled) return;
    scheduled = true;
    after(0, () => {
      scheduled = false;
      for (const notification of notifier.take()) void deliver(notification);
    });
  });

  return {
    close() {
      stop();
      for (const prevent of waiting) prevent();
      waiting.clear();
    },
  };
}
