import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Collection,
  changedProperties,
  type Entity,
  JOURNAL_LIMIT,
  Journal,
  RowSet,
  SERVICES,
  Tenant,
} from './index.ts';
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
});

describe('collections', () => {
  it('hold entities in order of creation, found by id in any case', () => {
    const { users } = tenantWithUsers('ada', 'bob', 'cyd');
    users.remove('bob', by);
    expect(Array.from(users, ({ id }) => id)).toEqual(['ada', 'cyd']);
    expect(users.get('ADA')?.id).toBe('ada');
    expect(users.size).toBe(2);
  });

  it('find what was looked up last only as long as it is there', () => {
    const { tenant, users } = tenantWithUsers('ada');
    tenant.markOrigin();
    users.insert({ id: 'bob', displayName: 'bob', userPrincipalName: 'b' }, by);
    expect([users.get('bob')?.id, users.get('bob')?.id]).toEqual(['bob', 'bob']);
    users.remove('bob', by);
    expect(users.get('bob')).toBeUndefined();
    users.insert({ id: 'bob', displayName: 'other', userPrincipalName: 'b' }, by);
    expect(users.get('bob')?.displayName).toBe('other');
    tenant.reset();
    expect(users.get('bob')).toBeUndefined();
  });

  it('find by an indexed property without regard to case, through updates and removals', () => {
    const { users } = tenantWithUsers('ada', 'bob');
    const ids = (value: string) => users.where('userPrincipalName', value).map(({ id }) => id);
    expect(ids('ADA@Contoso.com')).toEqual(['ada']);
    users.update('bob', { userPrincipalName: 'Ada@contoso.com' }, by);
    expect(ids('ada@contoso.com')).toEqual(['ada', 'bob']);
    expect(ids('bob@contoso.com')).toEqual([]);
    users.remove('ada', by);
    expect(ids('ada@contoso.com')).toEqual(['bob']);
    expect(users.countWhere('userPrincipalName', 'ada@contoso.com')).toBe(1);
  });

  it('say so when a property has no index', () => {
    const { users } = tenantWithUsers();
    expect(() => users.where('displayName', 'x')).toThrow("'users' has no index on 'displayName'");
  });

  it('never change an entity in place', () => {
    const { users } = tenantWithUsers('ada');
    const before = users.get('ada');
    const after = users.update('ada', { displayName: 'Ada L.', accountEnabled: false }, by);
    expect(before?.displayName).toBe('ada');
    expect(after).toEqual({ ...before, displayName: 'Ada L.', accountEnabled: false });
    expect(users.update('ada', { accountEnabled: undefined }, by)).toEqual({
      ...before,
      displayName: 'Ada L.',
    });
  });

  it('refuse a second entity with the same id, and changes to one that is not there', () => {
    const { users } = tenantWithUsers('ada');
    expect(() => users.insert({ id: 'ada', displayName: '', userPrincipalName: '' }, by)).toThrow(
      "'users' already holds an entity with the id 'ada'",
    );
    expect(() => users.update('eve', {}, by)).toThrow("'users' holds no entity with the id 'eve'");
    expect(() => users.remove('eve', by)).toThrow("'users' holds no entity with the id 'eve'");
  });

  it('continue a page after a row, whatever went in between', () => {
    const { users } = tenantWithUsers('ada', 'bob', 'cyd', 'dan');
    const row = users.rowOf('bob') as number;
    users.remove('bob', by);
    users.insert({ id: 'eve', displayName: 'eve', userPrincipalName: 'e' }, by);
    expect(Array.from(users.rowsAfter(row), (at) => users.at(at)?.id)).toEqual(['cyd', 'dan', 'eve']);
  });
});

describe('a collection with a limit', () => {
  const limited = (limit: number) => {
    const refuse = () => {
      throw new Error('nothing of it is recorded');
    };
    return new Collection<Entity>('x', { journaled: false, limit, indexes: ['kind'] }, refuse);
  };

  it('lets the oldest go, whatever went before it, and keeps rows and indexes right', () => {
    const rows = limited(5);
    const put = (number: number) => rows.insert({ id: `e${number}`, kind: number % 2 }, by);
    for (let number = 0; number < 4; number += 1) put(number);
    rows.remove('e0', by);
    for (let number = 4; number < 5000; number += 1) put(number);
    expect(Array.from(rows, ({ id }) => id)).toEqual(['e4995', 'e4996', 'e4997', 'e4998', 'e4999']);
    expect(rows.size).toBe(5);
    expect(rows.first?.id).toBe('e4995');
    expect(rows.get('e4994')).toBeUndefined();
    expect(rows.where('kind', 0).map(({ id }) => id)).toEqual(['e4996', 'e4998']);
    put(5000);
    rows.update('e4998', { kind: 1 }, by);
    expect(rows.where('kind', 0).map(({ id }) => id)).toEqual(['e4996', 'e5000']);
    const row = rows.rowOf('e4997') as number;
    expect(row).toBe(4997);
    expect(Array.from(rows.rowsAfter(row), (at) => rows.at(at)?.id)).toEqual(['e4998', 'e4999', 'e5000']);
    expect(Array.from(rows.rowsAfter(3), (at) => rows.at(at)?.id)[0]).toBe('e4996');
  });

  it('takes over the latest of what is loaded', () => {
    const rows = limited(2);
    rows.load(['a', 'b', 'c'].map((id) => ({ id, kind: id })));
    expect(Array.from(rows, ({ id }) => id)).toEqual(['b', 'c']);
    expect(rows.where('kind', 'c').map(({ id }) => id)).toEqual(['c']);
  });

  it('of nothing keeps nothing', () => {
    const rows = limited(0);
    rows.insert({ id: 'a' }, by);
    expect(rows.size).toBe(0);
    expect([...rows]).toEqual([]);
  });
});

describe('RowSet', () => {
  it('is a sorted set, whatever is added and removed, and pages from anywhere', () => {
    const operation = fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 3000 }));
    fc.assert(
      fc.property(
        fc.array(operation, { maxLength: 400 }),
        fc.integer({ min: -1, max: 3000 }),
        (operations, from) => {
          const rows = new RowSet();
          const model = new Set<number>();
          for (let row = 500; row < 2600; row += 2) model.add(row) && rows.add(row);
          for (const [adds, row] of operations) {
            expect(adds ? rows.add(row) : rows.delete(row)).toBe(adds ? !model.has(row) : model.has(row));
            if (adds) model.add(row);
            else model.delete(row);
          }
          const sorted = [...model].sort((a, b) => a - b);
          expect(rows.size).toBe(sorted.length);
          expect([...rows.after()]).toEqual(sorted);
          expect([...rows.after(from)]).toEqual(sorted.filter((row) => row > from));
          expect(rows.has(from)).toBe(model.has(from));
        },
      ),
      { numRuns: 60 },
    );
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
