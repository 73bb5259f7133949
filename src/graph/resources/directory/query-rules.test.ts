import { describe, expect, it } from 'vitest';
import { createUser, graphClient } from '../../../../test/support/graph-client.ts';

const eventual = { consistencylevel: 'eventual' };
const client = graphClient();
const ann = createUser(client, 'Ann');
createUser(client, 'Bob');
client.patch(`/v1.0/users/${ann}`, { companyName: 'Contoso', city: 'Berlin' });

const ask = (url: string, headers: Record<string, string> = {}) => client.get(encodeURI(url), headers);
const refusal = (url: string, headers?: Record<string, string>) => ask(url, headers).body.error?.message;
const clause = (property: string, resource: string) =>
  `Unsupported or invalid query filter clause specified for property '${property}' of resource '${resource}'.`;

describe('a filter of directory objects', () => {
  it.each([
    ["/users?$filter=companyName eq 'Contoso'", clause('companyName', 'User')],
    ["/users?$filter=startsWith(mobilePhone,'25')", clause('mobilePhone', 'User')],
    ['/users?$filter=city eq null', clause('city', 'User')],
    ["/applications?$filter=web/redirectUris/any(u:u eq 'https://x')", clause('web', 'Application')],
    [
      "/devices?$filter=extensionAttributes/extensionAttribute1 eq 'x'",
      clause('extensionAttributes', 'Device'),
    ],
    ["/users?$filter=displayName ne 'x'", "Filter operator 'NotEqualsMatch' is not supported."],
    [
      '/servicePrincipals?$filter=appRoleAssignmentRequired eq true',
      clause('appRoleAssignmentRequired', 'ServicePrincipal'),
    ],
  ])('can do some only in an advanced query: %s', (query, message) => {
    expect(refusal(`/v1.0${query}`)).toBe(message);
    expect(refusal(`/v1.0${query}`, eventual)).toBe(message);
    expect(ask(`/v1.0${query}&$count=true`, eventual).status).toBe(200);
  });

  it.each([
    ["/users?$filter=aboutMe eq 'x'", clause('aboutMe', 'User')],
    ["/groups?$filter=theme eq 'Teal'", clause('theme', 'Group')],
    ["/users?$filter=endsWith(city,'x')", clause('city', 'User')],
    ['/users?$filter=accountEnabled ge true', clause('accountEnabled', 'User')],
    ['/groups?$filter=createdDateTime ge 2021-11-01T00:00:00Z', clause('createdDateTime', 'Group')],
    ["/users?$filter=contains(displayName,'x')", "Unsupported property filter clause operator 'Contains'."],
  ])('never can: %s', (query, message) => {
    expect(refusal(`/v1.0${query}&$count=true`, eventual)).toBe(message);
  });

  it.each([
    "/users?$filter=displayName in ('Ann','Bob')",
    "/users?$filter=startsWith(displayName,'A') or department eq 'x'",
    '/users?$filter=assignedLicenses/any(l:l/skuId eq 061f9ace-7d42-4136-88ac-31dc755f143f)',
    '/users?$filter=createdDateTime ge 2021-11-01T00:00:00Z',
    "/groups?$filter=groupTypes/any(t:t eq 'Unified') and securityEnabled eq true",
    "/users?$filter=extension_0123456789abcdef0123456789abcdef_x eq 'y'",
    "/devices?$filter=operatingSystem eq 'iOS' and isCompliant eq true",
  ])('can always: %s', (query) => {
    expect(ask(`/v1.0${query}`).status).toBe(200);
  });

  it('asks for empty collections in advanced queries', () => {
    const empty = '/v1.0/users?$filter=assignedLicenses/$count eq 0';
    expect(refusal(empty)).toBe(clause('assignedLicenses', 'User'));
    expect(ask(`${empty}&$count=true`, eventual).body['@odata.count']).toBe(2);
    const plans = '/v1.0/users?$filter=assignedPlans/$count eq 0&$count=true';
    expect(refusal(plans, eventual)).toBe(clause('assignedPlans', 'User'));
  });

  it('is no advanced one with $expand, whatever else was sent', () => {
    const query = "/v1.0/users?$filter=companyName eq 'Contoso'&$count=true&$expand=manager";
    expect(refusal(query, eventual)).toBe(clause('companyName', 'User'));
  });

  it('of what is related takes an advanced query', () => {
    const query = `/v1.0/users/${ann}/memberOf/microsoft.graph.group?$filter=mailEnabled eq false`;
    expect(refusal(query)).toBe(
      'The specified filter to the reference property query is currently not supported.',
    );
    expect(ask(`${query}&$count=true`, eventual).body).toMatchObject({ '@odata.count': 0 });
  });
});

describe('an order of directory objects', () => {
  it('goes with a filter in advanced queries only', () => {
    const query = "/v1.0/users?$filter=startsWith(displayName,'A')&$orderby=displayName";
    expect(refusal(query)).toBe('Sorting not supported for current query.');
    expect(ask(`${query}&$count=true`, eventual).body['@odata.count']).toBe(1);
  });

  it('knows few properties', () => {
    const names = (query: string, headers = {}) =>
      ask(query, headers).body.value.map(({ displayName }: { displayName: string }) => displayName);
    expect(names('/v1.0/users?$orderby=displayName desc')).toEqual(['Bob', 'Ann']);
    expect(refusal('/v1.0/users?$orderby=createdDateTime')).toBe(
      "Unsupported sort property 'createdDateTime' for 'User'.",
    );
    expect(names('/v1.0/users?$orderby=createdDateTime&$count=true', eventual)).toEqual(['Ann', 'Bob']);
    expect(refusal('/v1.0/users?$orderby=city&$count=true', eventual)).toBe(
      "Unsupported sort property 'city' for 'User'.",
    );
    expect(refusal(`/v1.0/users/${ann}/memberOf?$orderby=displayName`)).toContain(
      'SingleValueOpenPropertyAccessNode is not supported',
    );
  });
});

describe('expanding', () => {
  it('goes up all levels for a single user only', () => {
    const options = '$expand=manager($levels=max;$select=id)';
    expect(refusal(`/v1.0/users?${options}`)).toContain('is only supported on a single user');
    expect(ask(`/v1.0/users/${ann}?${options}`).status).toBe(200);
  });
});

describe('what is no directory object', () => {
  it('knows nothing of advanced queries', () => {
    client.post('/v1.0/identity/conditionalAccess/namedLocations', {
      '@odata.type': '#microsoft.graph.countryNamedLocation',
      displayName: 'Home',
      countriesAndRegions: ['DE'],
    });
    const url = '/v1.0/identity/conditionalAccess/namedLocations';
    expect(ask(`${url}?$filter=displayName ne 'x'&$count=true`).body['@odata.count']).toBe(1);
    expect(ask(`${url}/$count`).text).toBe('1');
    expect(ask(`${url}?$skip=1`).body.value).toEqual([]);
  });
});
