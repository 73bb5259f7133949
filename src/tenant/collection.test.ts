import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Collection, type Entity, RowSet, SERVICES, Tenant } from './index.ts';

const by = SERVICES.seed;

function tenantWithUsers(...names: string[]) {
  const tenant = new Tenant();
  const users = tenant.collection('users');
  for (const name of names)
    users.insert({ id: name, displayName: name, userPrincipalName: `${name}@contoso.com` }, by);
  return { tenant, users };
}

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
