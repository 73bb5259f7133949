import { describe, expect, it } from 'vitest';
import { type Client, createUser, graphClient, ORIGIN } from '../../../../test/support/graph-client.ts';

const INTUNE_ADMINISTRATOR = '3a2c62db-5318-420d-8d74-23affee5d9d5';
const REPORTS_READER = '4a5d8f65-41da-4de4-8968-e035b65339cf';
const NOBODY = '7f0c1d9e-2b47-4a36-8a55-0d1b6c3e9f12';
const ASSIGNMENTS = '/v1.0/roleManagement/directory/roleAssignments';
const DEFINITIONS = '/v1.0/roleManagement/directory/roleDefinitions';
const UNITS = '/v1.0/directory/administrativeUnits';

const reference = (id: string) => ({ '@odata.id': `${ORIGIN}/v1.0/directoryObjects/${id}` });
const activate = (client: Client, roleTemplateId: string) =>
  client.post('/v1.0/directoryRoles', { roleTemplateId });
const ids = (client: Client, url: string): string[] =>
  client.get(url).body.value.map(({ id }: { id: string }) => id);

describe('a directory role', () => {
  it('is activated from a template, once, and never changed or deleted', () => {
    const client = graphClient();
    const { status, body } = activate(client, INTUNE_ADMINISTRATOR);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      displayName: 'Intune Administrator',
      description: 'Can manage all aspects of the Intune product.',
      roleTemplateId: INTUNE_ADMINISTRATOR,
    });
    expect(activate(client, INTUNE_ADMINISTRATOR).body.error).toMatchObject({
      code: 'Request_BadRequest',
      message:
        'A conflicting object with one or more of the specified property values is present in the directory.',
    });
    expect(activate(client, NOBODY).status).toBe(404);
    const url = `/v1.0/directoryRoles/roleTemplateId=${INTUNE_ADMINISTRATOR}`;
    expect(client.get(url).body.id).toBe(body.id);
    expect(client.get(`/v1.0/directoryRoles/roleTemplateId=${REPORTS_READER}`).status).toBe(404);
    expect(client.delete(`/v1.0/directoryRoles/${body.id}`).status).toBe(405);
    expect(client.patch(`/v1.0/directoryRoles/${body.id}`, { displayName: 'Mine' }).status).toBe(405);
  });

  it('is listed with all others at once, as definitions are', () => {
    const client = graphClient();
    activate(client, INTUNE_ADMINISTRATOR);
    activate(client, REPORTS_READER);
    const roles = client.get('/v1.0/directoryRoles?$top=1').body;
    expect(roles).not.toHaveProperty(['@odata.nextLink']);
    expect(roles.value).toHaveLength(2);
    const definitions = client.get(DEFINITIONS).body;
    expect(definitions).not.toHaveProperty(['@odata.nextLink']);
    expect(definitions.value.length).toBeGreaterThan(100);
  });

  it('has templates, which are read only', () => {
    const client = graphClient();
    const { body } = client.get('/v1.0/directoryRoleTemplates');
    expect(body.value.length).toBeGreaterThan(100);
    expect(client.get(`/v1.0/directoryRoleTemplates/${REPORTS_READER}`).body.displayName).toBe(
      'Reports Reader',
    );
    expect(client.post('/v1.0/directoryRoleTemplates', {}).status).toBe(405);
  });

  it('has templates that never change, as whoever follows them learns', () => {
    const client = graphClient();
    const all = client.get('/v1.0/directoryRoleTemplates').body.value.length;
    const shown: string[] = [];
    let { body } = client.get('/v1.0/directoryRoleTemplates/delta()', { prefer: 'odata.maxpagesize=50' });
    for (;;) {
      shown.push(...body.value.map(({ id }: { id: string }) => id));
      const next = body['@odata.nextLink'];
      if (!next) break;
      body = client.get(next.replace('https://graph.microsoft.com', ''), {
        prefer: 'odata.maxpagesize=50',
      }).body;
    }
    expect(new Set(shown).size).toBe(all);
    expect(shown).toHaveLength(all);
    const later = client.get(body['@odata.deltaLink'].replace('https://graph.microsoft.com', ''));
    expect(later.body.value).toEqual([]);
    const one = client.get(`/v1.0/directoryRoleTemplates/delta?$filter=id eq '${REPORTS_READER}'`);
    expect(one.body.value).toMatchObject([{ id: REPORTS_READER, displayName: 'Reports Reader' }]);
  });

  it('has members, whose memberships say so', () => {
    const client = graphClient();
    const ann = createUser(client, 'Ann');
    const role = activate(client, REPORTS_READER).body.id;
    const members = `/v1.0/directoryRoles/roleTemplateId=${REPORTS_READER}/members`;
    expect(client.post(`${members}/$ref`, reference(ann)).status).toBe(204);
    expect(client.post(`${members}/$ref`, reference(ann)).status).toBe(400);
    for (const relation of ['memberOf', 'transitiveMemberOf'])
      expect(client.get(`/v1.0/users/${ann}/${relation}`).body.value).toMatchObject([
        { '@odata.type': '#microsoft.graph.directoryRole', id: role },
      ]);
    expect(client.delete(`${members}/${ann}/$ref`).status).toBe(204);
    expect(ids(client, members)).toEqual([]);
  });

  it('takes groups that roles can be assigned to, and no others', () => {
    const client = graphClient();
    const role = activate(client, REPORTS_READER).body.id;
    const group = (isAssignableToRole: boolean): string =>
      client.post('/v1.0/groups', {
        displayName: 'Auditors',
        mailEnabled: false,
        mailNickname: `a${isAssignableToRole}`,
        securityEnabled: true,
        isAssignableToRole,
      }).body.id;
    const add = (id: string) => client.post(`/v1.0/directoryRoles/${role}/members/$ref`, reference(id));
    expect(add(group(true)).status).toBe(204);
    expect(add(group(false)).body.error.message).toMatch(/invalid for the following .*'members'/);
  });

  it('has its changes tracked, members among them', () => {
    const client = graphClient();
    const ann = createUser(client, 'Ann');
    const role = activate(client, REPORTS_READER).body.id;
    const first = client.get('/v1.0/directoryRoles/delta').body;
    expect(first.value).toMatchObject([{ id: role, displayName: 'Reports Reader' }]);
    client.post(`/v1.0/directoryRoles/${role}/members/$ref`, reference(ann));
    const second = client.get(first['@odata.deltaLink'].slice(ORIGIN.length)).body;
    expect(second.value).toMatchObject([{ id: role, 'members@delta': [{ id: ann }] }]);
  });
});

describe('a role definition', () => {
  it('is built in, or made by the organization', () => {
    const client = graphClient();
    const filter = encodeURIComponent("displayName eq 'Intune Administrator'");
    expect(client.get(`${DEFINITIONS}?$filter=${filter}`).body.value).toMatchObject([
      { id: INTUNE_ADMINISTRATOR, templateId: INTUNE_ADMINISTRATOR, isBuiltIn: true },
    ]);
    expect(client.patch(`${DEFINITIONS}/${INTUNE_ADMINISTRATOR}`, { displayName: 'x' }).status).toBe(400);
    expect(client.delete(`${DEFINITIONS}/${INTUNE_ADMINISTRATOR}`).status).toBe(400);
    const made = client.post(DEFINITIONS, {
      displayName: 'Helper',
      isEnabled: true,
      rolePermissions: [{ allowedResourceActions: ['microsoft.directory/applications/basic/read'] }],
    });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ isBuiltIn: false, templateId: made.body.id, resourceScopes: ['/'] });
    expect(client.post(DEFINITIONS, { displayName: 'Nothing', isEnabled: true }).body.error.message).toBe(
      'Property rolePermissions value is required but is empty or missing.',
    );
    const ann = createUser(client, 'Ann');
    const body = { principalId: ann, roleDefinitionId: made.body.id, directoryScopeId: '/' };
    const { id } = client.post(ASSIGNMENTS, body).body;
    expect(client.delete(`${DEFINITIONS}/${made.body.id}`).status).toBe(400);
    expect(client.delete(`${ASSIGNMENTS}/${id}`).status).toBe(204);
    expect(client.delete(`${DEFINITIONS}/${made.body.id}`).status).toBe(204);
  });
});

describe('what a role inherits from', () => {
  const DIRECTORY_READERS = '88d8e3e3-8f55-4a1e-953a-9b9898b8876b';

  it('comes unasked with its id, and whole where it is asked for', () => {
    const client = graphClient();
    const url = `${DEFINITIONS}/${INTUNE_ADMINISTRATOR}`;
    const { body } = client.get(url);
    expect(body['@odata.context']).toMatch(/#roleManagement\/directory\/roleDefinitions\/\$entity$/);
    expect(body['inheritsPermissionsFrom@odata.context']).toMatch(
      new RegExp(`roleDefinitions\\('${INTUNE_ADMINISTRATOR}'\\)/inheritsPermissionsFrom$`),
    );
    expect(body.inheritsPermissionsFrom).toEqual([{ id: DIRECTORY_READERS }]);
    expect(client.get(`${url}?$select=id`).body).not.toHaveProperty('inheritsPermissionsFrom');
    const [inherited] = client.get(`${url}?$expand=inheritsPermissionsFrom`).body.inheritsPermissionsFrom;
    expect(inherited).toMatchObject({ id: DIRECTORY_READERS, displayName: 'Directory Readers' });
    expect(client.get(`${url}/inheritsPermissionsFrom`).body.value).toMatchObject([
      { id: DIRECTORY_READERS },
    ]);
    const listed = client.get(DEFINITIONS).body.value;
    expect(listed.find(({ id }: { id: string }) => id === DIRECTORY_READERS)).toMatchObject({
      inheritsPermissionsFrom: [],
    });
  });
});

describe('a role assignment', () => {
  const setUp = () => {
    const client = graphClient();
    const ann = createUser(client, 'Ann');
    const assign = (change: object = {}) =>
      client.post(ASSIGNMENTS, {
        principalId: ann,
        roleDefinitionId: INTUNE_ADMINISTRATOR,
        directoryScopeId: '/',
        ...change,
      });
    return { client, ann, assign };
  };

  it('for the whole directory is a membership of the directory role', () => {
    const { client, ann, assign } = setUp();
    const { status, body } = assign();
    expect(status).toBe(201);
    expect(body).toMatchObject({ principalId: ann, directoryScopeId: '/' });
    const members = `/v1.0/directoryRoles/roleTemplateId=${INTUNE_ADMINISTRATOR}/members`;
    expect(ids(client, members)).toEqual([ann]);
    const filter = encodeURIComponent(`principalId eq '${ann}'`);
    const { value } = client.get(`${ASSIGNMENTS}?$filter=${filter}&$expand=principal,roleDefinition`).body;
    expect(value).toMatchObject([
      {
        id: body.id,
        principal: { '@odata.type': '#microsoft.graph.user', id: ann },
        roleDefinition: { displayName: 'Intune Administrator' },
      },
    ]);
    expect(assign().body.error.message).toMatch(/^A conflicting object/);
    expect(client.delete(`${ASSIGNMENTS}/${body.id}`).status).toBe(204);
    expect(ids(client, members)).toEqual([]);
    expect(client.get(`${ASSIGNMENTS}/${body.id}`).status).toBe(404);
    const global = assign({ roleDefinitionId: '62e90394-69f5-4237-9190-012177145e10' });
    // As the documentation's examples begin.
    expect(global.body.id).toMatch(/^lAPpYvVpN0KRkAEhdxReE[\w-]{22}-1$/);
  });

  it('for a unit is a membership of the unit’s role', () => {
    const { client, ann, assign } = setUp();
    const unit = client.post(UNITS, { displayName: 'North' }).body.id;
    const { body } = assign({ directoryScopeId: `/administrativeUnits/${unit}` });
    const [scoped] = client.get(`${UNITS}/${unit}/scopedRoleMembers`).body.value;
    expect(scoped).toMatchObject({
      administrativeUnitId: unit,
      roleMemberInfo: { id: ann, displayName: 'Ann' },
    });
    expect(client.get(`/v1.0/directoryRoles/${scoped.roleId}/scopedMembers`).body.value).toHaveLength(1);
    expect(ids(client, `/v1.0/directoryRoles/${scoped.roleId}/members`)).toEqual([]);
    expect(client.get(`${ASSIGNMENTS}/${body.id}/directoryScope`).body.displayName).toBe('North');
    expect(client.delete(`${ASSIGNMENTS}/${body.id}`).status).toBe(204);
    expect(client.get(`${UNITS}/${unit}/scopedRoleMembers`).body.value).toEqual([]);
  });

  it.each<[string, object, number]>([
    ['nobody', { principalId: NOBODY }, 404],
    ['no role', { roleDefinitionId: NOBODY }, 404],
    ['no scope', { directoryScopeId: null }, 400],
    ['a scope that is not there', { directoryScopeId: `/administrativeUnits/${NOBODY}` }, 400],
    ['a scope that is none', { directoryScopeId: 'everywhere' }, 400],
  ])('is refused with %s', (_, change, status) => {
    expect(setUp().assign(change).status).toBe(status);
  });
});
