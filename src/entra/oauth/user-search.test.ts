import { describe, expect, it } from 'vitest';
import { browserOf } from '../../../test/support/browser.ts';
import { busyFabrikam, fabrikam, TENANT } from '../../../test/support/entra.ts';
import { SERVICES, type Tenant } from '../../tenant/index.ts';
import type { Context } from './context.ts';
import { searchUsers, USERS_LOOKED_AT, USERS_ON_A_PAGE } from './user-search.ts';

function withUsers(count: number): Tenant {
  const tenant = fabrikam();
  for (let number = 1; number <= count; number += 1) {
    tenant.collection('users').insert(
      {
        id: `u${number}`,
        displayName: `Person Number${number}`,
        userPrincipalName: `p${number}@fabrikam.example`,
      },
      SERVICES.seed,
    );
  }
  return tenant;
}

const search = (tenant: Tenant, text: string, after?: string) =>
  searchUsers({ tenant } as Context, text, after);
const ids = (users: readonly { id: string }[]) => users.map(({ id }) => id);

describe('looking for people', () => {
  it('goes page by page', () => {
    const tenant = withUsers(USERS_ON_A_PAGE + 2);
    const first = search(tenant, '');
    expect(first.users).toHaveLength(USERS_ON_A_PAGE);
    expect(first.exhausted).toBe(false);
    const second = search(tenant, '', first.next);
    expect(ids(second.users)).toEqual([`u${USERS_ON_A_PAGE + 1}`, `u${USERS_ON_A_PAGE + 2}`]);
    expect(second.next).toBeUndefined();
  });

  it('has no further page where the last one is full and nobody is left', () => {
    expect(search(withUsers(USERS_ON_A_PAGE), '').next).toBeUndefined();
  });

  it('finds by the beginning of a principal name or of any part of a name', () => {
    const tenant = withUsers(12);
    expect(ids(search(tenant, 'P12@').users)).toEqual(['u12']);
    expect(ids(search(tenant, 'number1').users)).toEqual(['u1', 'u10', 'u11', 'u12']);
    expect(search(tenant, 'umber').users).toEqual([]);
  });

  it('looks at a bounded number of people, and goes on when it is asked to', () => {
    const tenant = withUsers(USERS_LOOKED_AT + 10);
    const last = `number${USERS_LOOKED_AT + 5}`;
    const first = search(tenant, last);
    expect(first).toEqual({ users: [], next: String(USERS_LOOKED_AT - 1), exhausted: true });
    expect(search(tenant, last, first.next).users).toHaveLength(1);
    // A whole principal name is found at once.
    expect(search(tenant, `p${USERS_LOOKED_AT + 5}@fabrikam.example`).users).toHaveLength(1);
  });

  it('begins at the beginning with a place that is none', () => {
    expect(ids(search(withUsers(1), '', 'nonsense').users)).toEqual(['u1']);
  });

  it('offers the rest on the page', async () => {
    const { tenant, entra, clients } = await busyFabrikam();
    for (let number = 0; number < USERS_ON_A_PAGE; number += 1) {
      const displayName = `Crowd ${number}`;
      const userPrincipalName = `crowd${number}@fabrikam.example`;
      tenant.collection('users').insert({ id: `c${number}`, displayName, userPrincipalName }, SERVICES.seed);
    }
    const browser = browserOf(entra);
    const parameters = { client_id: clients.tool.appId, response_type: 'code', scope: 'openid' };
    await browser.open(`/${TENANT}/oauth2/v2.0/authorize?${new URLSearchParams(parameters)}`);
    const { text } = await browser.press('More');
    expect(text).toContain(`Crowd ${USERS_ON_A_PAGE - 1}`);
    expect(text).not.toContain('Ada Smith');
  });
});
