import { describe, expect, it } from 'vitest';
import { changedProperties, type Entity, JOURNAL_LIMIT, Journal, SERVICES, Tenant } from './index.ts';
import { LINKS_IN_A_SET } from './links.ts';
import { UNUSED_LIMIT } from './tenant.ts';

const by = SERVICES.seed;

function tenantWithUsers(...names: string[]) {
  const tenant = new Tenant();
  const users = tenant.collection('users');
  for (const name of names)
    users.insert({ id: name, displayName: name, userPrincipalName: `${name}@contoso.com` }, by);
  return { tenant, users };
}

describe('names that were only read', () => {
  it('do not pile up, and whoever writes to a collection keeps it', () => {
    const tenant = new Tenant();
    const early = tenant.collection('early');
    const links = tenant.links('early/links');
    const users = tenant.collection('users');
    tenant.collection('kept').insert({ id: 'a' }, by);
    tenant.collection('emptied').insert({ id: 'a' }, by);
    tenant.collection('emptied').remove('a', by);
    const { version } = tenant.collection('emptied');
    for (let index = 0; index < 3 * UNUSED_LIMIT; index += 1) {
      tenant.collection(`c${index}`);
      tenant.links(`l${index}`);
    }
    expect(tenant.nameCount).toBeLessThan(2 * UNUSED_LIMIT);
    expect(tenant.collection('users')).toBe(users);
    expect(tenant.collection('kept').size).toBe(1);
    // A page that is kept for a version must not be taken for one of another time.
    expect(tenant.collection('emptied').version).toBe(version);
    early.insert({ id: 'b' }, by);
    links.link('b', 'c', by);
    expect(tenant.collection('early')).toBe(early);
    expect(tenant.links('early/links').targets('b')).toEqual(['c']);
  });

  it('are there until they are too many', () => {
    const tenant = new Tenant();
    const before = tenant.nameCount;
    for (let index = 0; index < UNUSED_LIMIT; index += 1) tenant.collection(`c${index}`);
    expect(tenant.nameCount).toBe(before + UNUSED_LIMIT);
    tenant.collection('one-more');
    expect(tenant.nameCount).toBe(before + 1);
  });
});

describe('the journal', () => {
  it('has one entry for each change, with who, when, what and the objects before and after', () => {
    const { tenant, users } = tenantWithUsers('ada');
    const admin = { kind: 'user', id: 'ada', name: 'Ada' } as const;
    tenant.clock.advance(5000);
    const before = users.get('ada');
    const after = users.update('ada', { displayName: 'Ada L.' }, admin);
    tenant.links('groups/members').link('g', 'ada', admin);
    const [, update, link] = [...tenant.journal.since()];
    expect(update).toEqual({
      sequence: 2,
      at: tenant.clock.now,
      by: admin,
      change: 'update',
      set: 'users',
      id: 'ada',
      before,
      after,
    });
    expect(changedProperties(update as NonNullable<typeof update>)).toEqual(['displayName']);
    expect(link).toMatchObject({ change: 'link', set: 'groups/members', id: 'g', target: 'ada' });
  });

  it('has none for a change that changes nothing, nor for what is not part of the tenant', () => {
    const { tenant, users } = tenantWithUsers('ada');
    users.update('ada', { displayName: 'ada' }, by);
    expect(tenant.links('groups/members').unlink('g', 'ada', by)).toBe(false);
    tenant.collection('tenantless/devices').insert({ id: 'phone' }, by);
    expect(tenant.journal.lastSequence).toBe(1);
  });

  it('keeps the newest entries up to its limit, and knows where it begins', () => {
    const journal = new Journal(3);
    const seen: number[] = [];
    const stop = journal.subscribe(({ sequence }) => seen.push(sequence));
    for (const id of ['a', 'b', 'c', 'd', 'e']) journal.record({ at: 0, by, change: 'create', set: 's', id });
    stop();
    journal.record({ at: 0, by, change: 'create', set: 's', id: 'f' });
    expect(Array.from(journal.since(), ({ id }) => id)).toEqual(['d', 'e', 'f']);
    expect(Array.from(journal.since(5), ({ id }) => id)).toEqual(['f']);
    expect([journal.firstSequence, journal.lastSequence]).toEqual([4, 6]);
    expect(seen).toEqual([1, 2, 3, 4, 5]);
  });

  it('of a limit of 0 keeps nothing, and still counts and tells', () => {
    const journal = new Journal(0);
    const seen: number[] = [];
    journal.subscribe(({ sequence }) => seen.push(sequence));
    for (const id of ['a', 'b', 'c']) journal.record({ at: 0, by, change: 'create', set: 's', id });
    expect([seen, [...journal.since()], journal.at(3)]).toEqual([[1, 2, 3], [], undefined]);
    expect([journal.firstSequence, journal.lastSequence, journal.copy().lastSequence]).toEqual([4, 3, 3]);
  });

  it('keeps so many entries unless told otherwise', () => {
    const journal = new Journal();
    for (let i = 0; i <= JOURNAL_LIMIT; i += 1)
      journal.record({ at: i, by, change: 'create', set: 's', id: 'x' });
    expect([journal.firstSequence, journal.lastSequence]).toEqual([2, JOURNAL_LIMIT + 1]);
  });
});

describe('links', () => {
  it('are followed in both directions, with any number of ends', () => {
    const { tenant } = tenantWithUsers();
    const members = tenant.links('groups/members');
    for (const user of ['ada', 'bob', 'cyd']) expect(members.link('g', user, by)).toBe(true);
    expect(members.link('h', 'ada', by)).toBe(true);
    expect(members.link('g', 'ada', by)).toBe(false);
    expect(members.targets('g')).toEqual(['ada', 'bob', 'cyd']);
    expect(members.sources('ada')).toEqual(['g', 'h']);
    members.unlink('g', 'bob', by);
    expect([members.has('g', 'bob'), members.has('g', 'cyd'), members.has('h', 'ada')]).toEqual([
      false,
      true,
      true,
    ]);
    members.forget('ada', by);
    expect(members.sources('ada')).toEqual([]);
    expect(members.targets('h')).toEqual([]);
    expect(members.targets('g')).toEqual(['cyd']);
  });

  it('are the same in a list and in a set of them', () => {
    const members = new Tenant().links('groups/members');
    const users = Array.from({ length: 2 * LINKS_IN_A_SET }, (_, index) => `user${index}`);
    for (const [index, user] of users.entries()) {
      const before = members.targets('g');
      expect([members.link('g', user, by), members.link('g', user, by)]).toEqual([true, false]);
      expect([before, members.targets('g')]).toEqual([users.slice(0, index), users.slice(0, index + 1)]);
      expect(members.has('g', `user${index + 1}`)).toBe(false);
    }
    for (const [index, user] of users.entries()) {
      expect([members.unlink('g', user, by), members.unlink('g', user, by)]).toEqual([true, false]);
      expect(members.targets('g')).toEqual(users.slice(index + 1));
    }
    expect([...members.entries()]).toEqual([]);
  });
});

describe('snapshots', () => {
  function busyTenant() {
    const { tenant, users } = tenantWithUsers('ada', 'bob');
    tenant.links('groups/members').link('g', 'ada', by);
    tenant.clock.on('note', () => {});
    tenant.clock.schedule(tenant.clock.now + 1000, 'note', 'x');
    tenant.random.guid();
    return { tenant, users };
  }

  it('survive JSON and restore everything into another tenant', () => {
    const { tenant } = busyTenant();
    const snapshot = JSON.parse(JSON.stringify(tenant.snapshot()));
    const next = tenant.random.guid();
    const forked = tenant.random.fork('phone').guid();
    const copy = new Tenant({ seed: 99 });
    copy.collection('groups').insert({ id: 'stale', displayName: 'stale' }, by);
    copy.restore(snapshot);
    expect(copy.collection('groups').size).toBe(0);
    expect(copy.collection('users').where('userPrincipalName', 'bob@contoso.com')).toHaveLength(1);
    expect(copy.links('groups/members').sources('ada')).toEqual(['g']);
    expect(copy.clock.now).toBe(tenant.clock.now);
    expect(copy.clock.pendingEvents).toBe(1);
    expect(copy.random.guid()).toBe(next);
    expect(copy.random.fork('phone').guid()).toBe(forked);
    expect(copy.snapshot()).toEqual(tenant.snapshot());
  });

  it('reset to the marked origin, for those who hold a collection too', () => {
    const { tenant, users } = busyTenant();
    expect(() => tenant.reset()).toThrow('no origin');
    tenant.markOrigin();
    const origin = JSON.stringify(tenant.snapshot());
    users.remove('ada', by);
    users.insert({ id: 'eve', displayName: 'eve', userPrincipalName: 'e' }, by);
    tenant.links('groups/members').link('g', 'eve', by);
    tenant.clock.advance(60_000);
    tenant.random.next();
    tenant.reset();
    expect(JSON.stringify(tenant.snapshot())).toBe(origin);
    expect(Array.from(users, ({ id }: Entity) => id)).toEqual(['ada', 'bob']);
    expect([...tenant.journal.since()].at(-1)?.change).toBe('restore');
  });
});
