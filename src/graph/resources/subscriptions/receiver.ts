// Who takes notifications where nobody listens at an address: in scenarios and in a test's own process.
import type { Tenant } from '../../../tenant/index.ts';
import type { OutgoingAnswer, OutgoingRequest } from '../../request/outgoing.ts';
import { createNotifier } from './notifier.ts';

/** A `changeNotification` in Graph's own words, and when and where it came: milliseconds since the Unix epoch, virtual. */
export interface ReceivedNotification {
  readonly at: number;
  readonly url: string;
  readonly subscriptionId: string;
  readonly changeType: string;
  readonly resource: string;
  readonly clientState: string | null;
  readonly resourceData: object;
  readonly subscriptionExpirationDateTime: string;
  readonly tenantId: string;
}

/** Takes what is sent to any address, and proves to Graph that it does. */
export interface NotificationReceiver {
  /** Answers what Graph asks of an address: it sends a validation token back. */
  answer(request: OutgoingRequest): OutgoingAnswer;
  /** What has come so far, oldest first. To be asked before each request, which may end subscriptions. */
  received(): readonly ReceivedNotification[];
  /** Forgets what has come. */
  clear(): void;
}

/** Costs nothing while nobody subscribes. */
export function createReceiver(tenant: Tenant): NotificationReceiver {
  const notifier = createNotifier(tenant);
  const received: ReceivedNotification[] = [];
  let changedAt = tenant.clock.now;
  const collect = () => {
    for (const { url, body } of notifier.take())
      for (const each of body.value)
        received.push({ at: changedAt, url, ...(each as Omit<ReceivedNotification, 'at' | 'url'>) });
  };
  // What changes at one moment is told together; what changes later, while time passes, by itself.
  notifier.onChange(() => {
    if (tenant.clock.now !== changedAt) collect();
    changedAt = tenant.clock.now;
  });
  return {
    answer: ({ url }) => ({
      status: 200,
      contentType: 'text/plain',
      body: new URL(url).searchParams.get('validationToken') ?? '',
    }),
    received() {
      collect();
      return received;
    },
    clear() {
      notifier.take();
      received.length = 0;
    },
  };
}
