import { describe, expect, it } from 'vitest';
import { allowPasses, createUser, graphClient } from '../../../../test/support/graph-client.ts';
import { HOUR } from '../../../clock/index.ts';

const client = graphClient();
const ann = createUser(client, 'Ann');
const bob = createUser(client, 'Bob');
const of = (user: string, set: string) => `/v1.0/users/${user}/authentication/${set}`;
const MOBILE = '3179e48a-750b-4051-897c-87b9720928f7';

describe('authentication methods', () => {
  it('are a password from the beginning', () => {
    expect(client.get(of(ann, 'methods')).body.value).toMatchObject([
      {
        '@odata.type': '#microsoft.graph.passwordAuthenticationMethod',
        id: '28c10230-6103-485e-b985-444c60001490',
        password: null,
      },
    ]);
    expect(client.get(of(ann, 'passwordMethods')).body.value).toHaveLength(1);
  });

  it('are phones, one of each type, with an id that says which', () => {
    const add = (user: string, body: object = {}) =>
      client.post(of(user, 'phoneMethods'), {
        phoneNumber: '+1 2065551234',
        phoneType: 'mobile',
        ...body,
      });
    expect(add(ann).body).toMatchObject({ id: MOBILE, phoneNumber: '+1 2065551234' });
    expect(add(ann).status).toBe(400);
    expect(add(ann, { phoneType: 'office', phoneNumber: '5551234' }).status).toBe(400);
    expect(add(bob).body.id).toBe(MOBILE);
    const phone = of(ann, `phoneMethods/${MOBILE}`);
    expect(client.patch(phone, { phoneNumber: '+44 1134960000' }).status).toBe(204);
    expect(client.get(phone).body.phoneNumber).toBe('+44 1134960000');
    expect(client.get(of(ann, `methods/${MOBILE}`)).body).toMatchObject({
      '@odata.type': '#microsoft.graph.phoneAuthenticationMethod',
      phoneNumber: '+44 1134960000',
    });
    expect(client.delete(phone).status).toBe(204);
    expect(client.get(of(ann, 'phoneMethods')).body.value).toEqual([]);
    expect(client.get(of(bob, 'phoneMethods')).body.value).toHaveLength(1);
  });

  it('are a temporary access pass, shown once and good for a while', () => {
    allowPasses(client);
    const add = (body: object) => client.post(of(ann, 'temporaryAccessPassMethods'), body);
    expect(add({ lifetimeInMinutes: 5 }).status).toBe(400);
    const former = add({}).body.id;
    const { body } = add({ lifetimeInMinutes: 60, isUsableOnce: true });
    expect(body.temporaryAccessPass).toHaveLength(8);
    // A second one takes the place of the first.
    expect(client.get(of(ann, `temporaryAccessPassMethods/${former}`)).status).toBe(404);
    expect(client.get(of(ann, 'temporaryAccessPassMethods')).body.value).toHaveLength(1);
    const shown = () => client.get(of(ann, `temporaryAccessPassMethods/${body.id}`)).body;
    expect(shown()).toMatchObject({
      temporaryAccessPass: null,
      isUsable: true,
      methodUsabilityReason: 'EnabledByPolicy',
    });
    expect(client.get(of(ann, 'methods')).body.value.at(-1)).toMatchObject({ isUsable: true });
    client.tenant.clock.advance(2 * HOUR);
    expect(shown()).toMatchObject({ isUsable: false, methodUsabilityReason: 'Expired' });
  });
});
