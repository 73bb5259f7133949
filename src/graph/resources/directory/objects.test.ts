import { describe, expect, it } from 'vitest';
import { createUser, graphClient, ORIGIN } from '../../../../test/support/graph-client.ts';
import { SERVICES } from '../../../tenant/index.ts';
import { MEMBERSHIP_IDS_LIMIT } from './memberships.ts';
import { GET_BY_IDS_LIMIT } from './objects.ts';

const client = graphClient();
const ann = createUser(client, 'Ann');
const create = (body: object = {}) =>
  client.post('/beta/groups', {
    displayName: 'Pilots',
    mailEnabled: false,
    mailNickname: 'pilots',
    securityEnabled: true,
    ...body,
  });
const group: string = create().body.id;
client.post(`/beta/groups/${group}/owners/$ref`, { '@odata.id': `${ORIGIN}/beta/users/${ann}` });

describe('directory objects', () => {
  it('are found by their ids, of any type or of those that are asked for', () => {
    const find = (body: object) => client.post('/v1.0/directoryObjects/getByIds', body);
    const missing = '3f5b8c1e-0000-4000-8000-000000000000';
    const { body } = find({ ids: [group, missing, ann.toUpperCase(), ann] });
    expect(body['@odata.context']).toContain('#Collection(microsoft.graph.directoryObject)');
    expect(body.value).toMatchObject([
      { '@odata.type': '#microsoft.graph.group', id: group },
      { '@odata.type': '#microsoft.graph.user', id: ann, displayName: 'Ann' },
    ]);
    expect(find({ ids: [group, ann], types: ['user', 'device'] }).body.value).toHaveLength(1);
    const many = Array.from({ length: GET_BY_IDS_LIMIT }, () => missing);
    expect(find({ ids: many }).status).toBe(200);
    expect(find({ ids: [...many, missing] }).status).toBe(400);
    expect(find({ ids: [group, 'ann'] })).toMatchObject({
      status: 400,
      body: { error: { code: 'Request_BadRequest', message: 'Invalid GUID specified.' } },
    });
  });

  it('answer what they are members of for so many ids and no more', () => {
    const ask = (count: number) =>
      client.post(`/v1.0/users/${ann}/checkMemberGroups`, {
        groupIds: Array.from({ length: count }, () => client.tenant.random.guid()),
      });
    expect(ask(MEMBERSHIP_IDS_LIMIT).status).toBe(200);
    expect(ask(MEMBERSHIP_IDS_LIMIT + 1).status).toBe(400);
  });

  it('of a user are found by their owner', () => {
    const find = (type: string) =>
      client.post('/beta/directoryObjects/getUserOwnedObjects', { userId: ann, type }).body;
    expect(find('Group')).toMatchObject({ id: group });
  });

  it('have names that can be tried out', () => {
    const tried = (url: string, mailNickname: string) =>
      client.post(url, { entityType: 'Group', displayName: 'x', mailNickname });
    expect(tried('/v1.0/directoryObjects/validateProperties', 'free').status).toBe(204);
    const { status, body } = tried('/v1.0/directoryObjects/validateProperties', 'Pilots');
    expect(status).toBe(422);
    expect(body.error).toMatchObject({
      code: 'Request_UnprocessableEntity',
      message: 'The values provided contain one or more validation errors.',
      details: [
        {
          target: 'mailNickname',
          code: 'PropertyConflict',
          message: 'Another object with the same value for property mailNickname already exists.',
        },
      ],
    });
    const own = client.post(`/v1.0/groups/${group}/validateProperties`, { mailNickname: 'pilots' });
    expect(own.status).toBe(204);
  });
});

describe('read-only properties', () => {
  it.each([
    ['users', ann, 'createdDateTime', '2020-01-01T00:00:00Z'],
    ['groups', group, 'mail', 'x@contoso.com'],
    ['groups', group, 'securityIdentifier', 'S-1'],
  ])('of %s are refused', (set, id, property, value) => {
    const { status, body } = client.patch(`/v1.0/${set}/${id}`, { [property]: value });
    expect(status).toBe(400);
    expect(body.error.message).toBe(`Property '${property}' is read-only and cannot be set.`);
  });

  it('without a value, and the id, are not', () => {
    expect(client.patch(`/v1.0/users/${ann}`, { id: ann, createdDateTime: null, city: 'x' }).status).toBe(
      204,
    );
  });
});

describe('a group', () => {
  const message = (body: object) => create(body).body.error?.message;

  it('is of the kinds that Graph can create', () => {
    expect(message({ mailEnabled: true })).toContain(
      'does not currently support writes of mail-enabled groups',
    );
    expect(message({ groupTypes: ['Team'] })).toBe(
      "Invalid value specified for property 'groupTypes' of resource 'Group'.",
    );
    expect(message({ isAssignableToRole: true, securityEnabled: false, mailEnabled: false })).toContain(
      'isAssignableToRole',
    );
    const unified = { groupTypes: ['Unified'], mailEnabled: true, mailNickname: 'sales' };
    expect(create(unified).status).toBe(201);
    expect(message(unified)).toBe(
      'Another object with the same value for property mailNickname already exists.',
    );
  });

  it('is found by its unique name, which it keeps', () => {
    const { id } = create({ uniqueName: 'pilots-emea' }).body;
    expect(client.get("/v1.0/groups(uniqueName='pilots-emea')").body.id).toBe(id);
    expect(message({ uniqueName: 'pilots-emea' })).toContain('uniqueName already exists');
    expect(client.patch(`/v1.0/groups/${id}`, { uniqueName: 'other' }).status).toBe(400);
  });

  it('has no members that its kind cannot have', () => {
    const unified: string = create({
      groupTypes: ['Unified'],
      mailEnabled: true,
      mailNickname: 'ops',
    }).body.id;
    const add = (to: string, member: string) =>
      client.post(`/v1.0/groups/${to}/members/$ref`, {
        '@odata.id': `${ORIGIN}/v1.0/directoryObjects/${member}`,
      }).status;
    expect(add(unified, group)).toBe(400);
    expect(add(unified, ann)).toBe(204);
    const admins: string = create({ isAssignableToRole: true, mailNickname: 'admins' }).body.id;
    expect(add(admins, group)).toBe(400);
    expect(add(group, group)).toBe(400);
    expect(client.patch(`/v1.0/groups/${admins}`, { isAssignableToRole: false }).status).toBe(400);
  });

  it('keeps its last owner', () => {
    const owner = `/v1.0/groups/${group}/owners/${ann}/$ref`;
    expect(client.delete(owner).body.error.message).toBe(
      'The group must have at least one owner, hence this owner cannot be removed.',
    );
    const bob = createUser(client, 'Bob');
    client.post(`/v1.0/groups/${group}/owners/$ref`, { '@odata.id': `${ORIGIN}/v1.0/users/${bob}` });
    expect(client.delete(owner).status).toBe(204);
  });

  it('belongs to the person who makes it', () => {
    const asBob = graphClient(client.tenant, {
      kind: 'delegated',
      appId: 'app',
      appDisplayName: 'App',
      permissions: new Set(['Group.ReadWrite.All', 'Directory.Read.All']),
      userId: ann,
    });
    const made = asBob.post('/v1.0/groups', {
      displayName: 'Mine',
      mailEnabled: false,
      mailNickname: 'mine',
      securityEnabled: true,
    });
    expect(asBob.get(`/v1.0/groups/${made.body.id}/owners`).body.value).toMatchObject([{ id: ann }]);
  });

  it('of those that a rule fills takes no members by hand', () => {
    const dynamic = { groupTypes: ['DynamicMembership'], membershipRule: 'user.city -eq "x"' };
    expect(message({ groupTypes: ['DynamicMembership'] })).toContain('membershipRule');
    expect(
      create({ ...dynamic, 'members@odata.bind': [`${ORIGIN}/v1.0/users/${ann}`] }).body.error.code,
    ).toBe('Authorization_RequestDenied');
    const { id } = create(dynamic).body;
    const added = client.post(`/v1.0/groups/${id}/members/$ref`, {
      '@odata.id': `${ORIGIN}/v1.0/users/${ann}`,
    });
    expect(added.status).toBe(403);
    // Made an assigned one, it does.
    client.patch(`/v1.0/groups/${id}`, { groupTypes: [] });
    expect(client.get(`/v1.0/groups/${id}`).body).toMatchObject({
      membershipRule: null,
      membershipRuleProcessingState: null,
    });
  });
});

describe('a password', () => {
  const strong = 'Correct-horse-1';
  const asAnn = graphClient(client.tenant, {
    kind: 'delegated',
    appId: 'app',
    appDisplayName: 'App',
    permissions: new Set(['User.ReadWrite', 'User.ReadWrite.All', 'User-PasswordProfile.ReadWrite.All']),
    userId: ann,
  });
  it.each(['short1A', 'alllowercase1', 'ALLUPPERCASE1'])('is refused when it is weak: %s', (password) => {
    expect(
      client.patch(`/v1.0/users/${ann}`, { passwordProfile: { password } }).body.error.message,
    ).toContain('does not comply with password complexity requirements');
    expect(asAnn.post('/beta/users/validatePassword', { password }).body).toMatchObject({
      isValid: false,
      validationResults: expect.arrayContaining([expect.objectContaining({ validationPassed: false })]),
    });
  });

  it('ends sessions when it changes', () => {
    client.tenant.clock.advance(60_000);
    expect(asAnn.post('/beta/users/validatePassword', { password: strong }).body.isValid).toBe(true);
    client.patch(`/v1.0/users/${ann}`, { passwordProfile: { password: strong } });
    const read = () =>
      client.get(`/v1.0/users/${ann}?$select=lastPasswordChangeDateTime,signInSessionsValidFromDateTime`)
        .body;
    expect(read()).toMatchObject({
      lastPasswordChangeDateTime: '2026-09-01T08:01:00Z',
      signInSessionsValidFromDateTime: '2026-09-01T08:01:00Z',
    });
    client.tenant.clock.advance(60_000);
    expect(client.post(`/v1.0/users/${ann}/revokeSignInSessions`).body.value).toBe(true);
    expect(read().signInSessionsValidFromDateTime).toBe('2026-09-01T08:02:00Z');
    const own = { currentPassword: strong, newPassword: 'Another-horse-2' };
    expect(client.post(`/v1.0/users/${ann}/changePassword`, own).status).toBe(403);
    expect(asAnn.post('/v1.0/me/changePassword', { ...own, newPassword: 'weak' }).status).toBe(400);
    expect(asAnn.post('/v1.0/me/changePassword', own).status).toBe(204);
    expect(read().lastPasswordChangeDateTime).toBe('2026-09-01T08:02:00Z');
  });
});

describe('what Exchange knows about a group', () => {
  it('comes with the id, and with nothing else', () => {
    const { body } = client.get(`/v1.0/groups/${group}?$select=allowExternalSenders,unseenCount`);
    expect(Object.keys(body)).toEqual(['@odata.context', 'id', 'allowExternalSenders', 'unseenCount']);
    expect(body['@odata.context']).toMatch(/#groups\(allowExternalSenders,unseenCount\)\/\$entity$/);
  });

  it('has values for a Microsoft 365 group from the beginning, and is not shown unasked', () => {
    const { id } = client.post('/v1.0/groups', {
      displayName: 'Golf',
      groupTypes: ['Unified'],
      mailEnabled: true,
      mailNickname: 'golf',
      securityEnabled: false,
    }).body;
    const read = (options: string) => client.get(`/v1.0/groups/${id}${options}`).body;
    const select = '?$select=isSubscribedByMail,unseenCount';
    expect(read(select)).toMatchObject({ isSubscribedByMail: true, unseenCount: 0 });
    client.patch(`/v1.0/groups/${id}`, { isSubscribedByMail: false });
    expect(read(select).isSubscribedByMail).toBe(false);
    expect(read('').isSubscribedByMail).toBeNull();
    expect(client.get(`/v1.0/groups/${group}${select}`).body.unseenCount).toBeNull();
  });
});

describe('attributes that an organization gives a meaning', () => {
  const PHONE = {
    operatingSystem: 'iOS',
    operatingSystemVersion: '19.0',
    isManaged: true,
    isCompliant: true,
  };

  it('are there without a value', () => {
    const id = '0d0d0d0d-0000-4000-8000-000000000001';
    client.tenant
      .collection('devices')
      .insert({ id, deviceId: id, displayName: 'Phone', ...PHONE }, SERVICES.seed);
    const read = () => client.get(`/v1.0/devices/${id}?$select=extensionAttributes`).body.extensionAttributes;
    expect(read()).toMatchObject({ extensionAttribute1: null, extensionAttribute15: null });
    client.patch(`/v1.0/devices/${id}`, { extensionAttributes: { extensionAttribute1: 'BYOD' } });
    expect(read()).toMatchObject({ extensionAttribute1: 'BYOD', extensionAttribute2: null });
  });
});
