import { describe, expect, it } from 'vitest';
import { SECOND } from '../clock/index.ts';
import { SIGN_INS } from './collections.ts';
import { SERVICES } from './entity.ts';
import { Replica } from './replica.ts';
import { Tenant } from './tenant.ts';

const by = SERVICES.seed;
const LAG = 5 * SECOND;

function tenantWithReplica(lag: (set: string) => number = () => LAG) {
  const tenant = new Tenant();
  tenant.collection('users').insert({ id: 'ada', displayName: 'Ada', userPrincipalName: 'ada@x' }, by);
  tenant.links('groups/members').link('group', 'ada', by);
  const replica = new Replica(
    tenant,
    ({ set }) => lag(set),
    (set) => set.split('/')[0] as string,
  );
  return { tenant, replica };
}

describe('a replica', () => {
  it('begins with what there is, its history included', () => {
    const { tenant, replica } = tenantWithReplica();
    const seen = replica.catchUp();
    expect(seen.collection('users').get('ada')).toBe(tenant.collection('users').get('ada'));
    expect(seen.links('groups/members').targets('group')).toEqual(['ada']);
    expect([...seen.journal.since()]).toEqual([...tenant.journal.since()]);
    expect(seen.journal.lastSequence).toBe(tenant.journal.lastSequence);
  });

  it('sees creations, changes, deletions and links when their time has come', () => {
    const { tenant, replica } = tenantWithReplica();
    const names = () => [...replica.catchUp().collection('users')].map(({ displayName }) => displayName);
    tenant.collection('users').insert({ id: 'bob', displayName: 'Bob', userPrincipalName: 'bob@x' }, by);
    tenant.collection('users').update('ada', { displayName: 'Countess' }, by);
    tenant.links('groups/members').link('group', 'bob', by);
    tenant.links('groups/members').unlink('group', 'ada', by);
    expect(names()).toEqual(['Ada']);
    expect(replica.isBehind('users')).toBe(true);
    tenant.clock.advance(LAG - 1);
    expect(names()).toEqual(['Ada']);
    expect(replica.catchUp().links('groups/members').targets('group')).toEqual(['ada']);
    tenant.clock.advance(1);
    expect(names()).toEqual(['Countess', 'Bob']);
    expect(replica.catchUp().links('groups/members').targets('group')).toEqual(['bob']);
    expect(replica.isBehind('users')).toBe(false);
    tenant.collection('users').remove('bob', by);
    expect(names()).toHaveLength(2);
    tenant.clock.advance(LAG);
    expect(names()).toHaveLength(1);
  });

  it('tells in its journal when a change was made, not when it heard of it', () => {
    const { tenant, replica } = tenantWithReplica();
    const made = tenant.clock.now;
    tenant.collection('users').update('ada', { displayName: 'Countess' }, by);
    tenant.clock.advance(LAG);
    expect([...replica.catchUp().journal.since()].at(-1)).toMatchObject({
      at: made,
      change: 'update',
      set: 'users',
    });
  });

  it('keeps the order of changes within a part, whatever each of them takes', () => {
    const lags = [LAG, 0];
    const { tenant, replica } = tenantWithReplica(() => lags.shift() ?? 0);
    tenant.collection('users').update('ada', { displayName: 'First' }, by);
    tenant.collection('users').update('ada', { displayName: 'Second' }, by);
    tenant.collection('groups').insert({ id: 'g', displayName: 'G' }, by);
    expect(replica.catchUp().collection('users').get('ada')?.displayName).toBe('Ada');
    expect(replica.catchUp().collection('groups').size).toBe(1);
    tenant.clock.advance(LAG);
    expect(replica.catchUp().collection('users').get('ada')?.displayName).toBe('Second');
  });

  it('shares what is no part of the journal', () => {
    const { tenant, replica } = tenantWithReplica();
    expect(replica.catchUp().collection(SIGN_INS)).toBe(tenant.collection(SIGN_INS));
  });

  it('is there at once after a restore, and hears nothing once it is closed', () => {
    const { tenant, replica } = tenantWithReplica();
    tenant.markOrigin();
    tenant.collection('users').update('ada', { displayName: 'Countess' }, by);
    tenant.reset();
    tenant.clock.advance(LAG);
    expect(replica.catchUp().collection('users').get('ada')?.displayName).toBe('Ada');
    replica.close();
    tenant.collection('users').update('ada', { displayName: 'Countess' }, by);
    tenant.clock.advance(LAG);
    expect(replica.catchUp().collection('users').get('ada')?.displayName).toBe('Ada');
  });
});
