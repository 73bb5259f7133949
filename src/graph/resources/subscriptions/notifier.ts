// From changes in the journal to notifications. Whoever can send them takes them from here; nothing is sent in here.
import { toIso } from '../../../clock/index.ts';
import type { JournalEntry, Tenant } from '../../../tenant/index.ts';
import { changeTypeOf, isAbout, type Subject, type Subscription, subjectOf } from './subscribed.ts';

/** What goes to one address: a `changeNotificationCollection`. */
export interface Notification {
  readonly url: string;
  readonly body: { readonly value: readonly object[] };
}

export interface Notifier {
  /** What has to be sent since it was asked last. Changes of one object are told of once. */
  take(): readonly Notification[];
  /** Called each time before something more can be taken. Returns how to stop. */
  onChange(listener: () => void): () => void;
}

const SUBSCRIPTIONS = 'subscriptions';
const DELETED = 'directory/deletedItems';
/** The sets whose changes somebody may be told of. */
const TOLD = new Set(['users', 'groups', 'groups/members', DELETED]);
const TYPES = { users: 'User', groups: 'Group' } as const;
const PATHS = { users: 'Users', groups: 'Groups' } as const;

interface Open {
  readonly subscription: Subscription;
  readonly subject: Subject;
  readonly changeType: string;
  readonly id: string;
  /** By id: whether it became a member. */
  readonly members: Map<string, boolean>;
}

/** Watches a tenant's journal for what its subscriptions are about. Costs nothing while there are none. */
export function createNotifier(tenant: Tenant): Notifier {
  let entries: JournalEntry[] = [];
  const listeners = new Set<() => void>();
  tenant.journal.subscribe((entry) => {
    if (!TOLD.has(entry.set) || tenant.collection(SUBSCRIPTIONS).size === 0) return;
    for (const listener of listeners) listener();
    entries.push(entry);
  });

  function live(): { subscription: Subscription; subject: Subject; wanted: readonly string[] }[] {
    return [...(tenant.collection(SUBSCRIPTIONS) as Iterable<Subscription>)].flatMap((subscription) => {
      const subject = subjectOf(subscription.resource);
      const expired = Date.parse(subscription.expirationDateTime) <= tenant.clock.now;
      const wanted = subscription.changeType.split(',').map((each) => each.trim());
      return subject && !expired ? [{ subscription, subject, wanted }] : [];
    });
  }

  return {
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    take() {
      const subscriptions = live();
      const open = new Map<string, Open>();
      for (const raw of entries) {
        const entry = lasting(tenant, raw);
        if (!entry) continue;
        for (const { subscription, subject, wanted } of subscriptions) {
          if (!isAbout(subject, entry)) continue;
          const changeType = changeTypeOf(entry, isSoft(tenant, raw));
          if (!wanted.includes(changeType)) continue;
          const key = `${subscription.id} ${entry.id} ${changeType}`;
          const known = open.get(key) ?? {
            subscription,
            subject,
            changeType,
            id: entry.id,
            members: new Map(),
          };
          if (entry.target !== undefined) known.members.set(entry.target, entry.change === 'link');
          open.set(key, known);
        }
      }
      entries = [];
      return byAddress(tenant, [...open.values()]);
    },
  };
}

/** Whether what was deleted waits among the deleted objects. */
function isSoft(tenant: Tenant, { set, id }: JournalEntry): boolean {
  return set !== DELETED && tenant.collection(DELETED).get(id) !== undefined;
}

/** What leaves the deleted objects is gone for good, unless it is back where it was. */
function lasting(tenant: Tenant, entry: JournalEntry): JournalEntry | undefined {
  if (entry.set !== DELETED) return entry;
  const set = String(entry.before?.['@odata.type'] ?? '').endsWith('.group') ? 'groups' : 'users';
  const gone = entry.change === 'delete' && !tenant.collection(set).get(entry.id);
  return gone ? { ...entry, set } : undefined;
}

function byAddress(tenant: Tenant, open: readonly Open[]): Notification[] {
  const byUrl = new Map<string, object[]>();
  for (const each of open) {
    const { notificationUrl } = each.subscription;
    byUrl.set(notificationUrl, [...(byUrl.get(notificationUrl) ?? []), notificationOf(tenant, each)]);
  }
  return [...byUrl].map(([url, value]) => ({ url, body: { value } }));
}

/** [documented] changeNotification; the names in resourceData are those of the directory's. */
function notificationOf(tenant: Tenant, { subscription, subject, changeType, id, members }: Open): object {
  const resource = `${PATHS[subject.set]}/${id}`;
  return {
    changeType,
    clientState: subscription.clientState ?? null,
    resource,
    resourceData: {
      '@odata.type': `#Microsoft.Graph.${TYPES[subject.set]}`,
      '@odata.id': resource,
      id,
      organizationId: tenant.id,
      ...(members.size > 0 && {
        'members@delta': [...members].map(([member, added]) => ({
          id: member,
          ...(added ? {} : { '@removed': 'deleted' }),
        })),
      }),
    },
    subscriptionExpirationDateTime: toIso(Date.parse(subscription.expirationDateTime)),
    subscriptionId: subscription.id,
    tenantId: tenant.id,
  };
}
