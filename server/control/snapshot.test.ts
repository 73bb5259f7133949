import { describe, expect, it } from 'vitest';
import { SERVICES, Tenant, type TenantSnapshot } from '../../src/tenant/index.ts';
import { restoreSnapshot, snapshotSchema, snapshotText } from './snapshot.ts';

const by = SERVICES.seed;

function organization(users = 0): Tenant {
  const tenant = new Tenant();
  tenant.collection('organization').insert({ id: 'o', displayName: 'Fabrikam' }, by);
  for (let number = 0; number < users; number += 1) {
    const id = `user-${number}`;
    tenant.collection('users').insert({ id, displayName: `"${id}" €`, userPrincipalName: `${id}@x` }, by);
    tenant.links('groups/members').link(`group-${number % 7}`, id, by);
  }
  return tenant;
}

describe('a snapshot as text', () => {
  it('is what JSON makes of it, whatever the size of its collections', () => {
    for (const users of [0, 1, 499, 500, 501, 1500]) {
      const snapshot = organization(users).snapshot();
      expect([...snapshotText(snapshot)].join('')).toBe(JSON.stringify(snapshot));
    }
  });
});

describe('restoring a snapshot', () => {
  it('takes what a tenant wrote', () => {
    const snapshot = snapshotSchema.parse(JSON.parse(JSON.stringify(organization(3).snapshot())));
    const tenant = organization();
    restoreSnapshot(tenant, snapshot, by);
    expect(tenant.snapshot()).toEqual(organization(3).snapshot());
  });

  it.each<[string, (snapshot: TenantSnapshot) => TenantSnapshot, RegExp]>([
    [
      'an id that occurs twice',
      (good) => ({ ...good, collections: { ...good.collections, users: [{ id: 'a' }, { id: 'a' }] } }),
      /'users' already holds an entity with the id 'a'/,
    ],
    ['no organization', (good) => ({ ...good, collections: {} }), /collections.organization: is missing/],
    [
      'events that nobody handles',
      (good) => ({ ...good, clock: { ...good.clock, events: [{ at: 0, kind: 'party', subject: '' }] } }),
      /clock.events.0.kind: there are no events of the kind 'party'/,
    ],
    [
      'devices that are none',
      (good) => ({ ...good, collections: { ...good.collections, 'tenantless/devices': [{ id: 'x' }] } }),
      /holds something that is no device/,
    ],
  ])('refuses %s, and changes nothing', (_what, spoil, message) => {
    const tenant = organization(2);
    const before = JSON.stringify(tenant.snapshot());
    const { lastSequence } = tenant.journal;
    expect(() => restoreSnapshot(tenant, spoil(tenant.snapshot()), by)).toThrow(message);
    expect(JSON.stringify(tenant.snapshot())).toBe(before);
    expect(tenant.journal.lastSequence).toBe(lastSequence);
  });
});
