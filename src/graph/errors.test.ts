import { describe, expect, it } from 'vitest';
import { application, graphClient, smallTenant } from '../../test/support/graph-client.ts';
import type { AuthenticationFailure } from './types.ts';

const CONFIGURATIONS = '/beta/deviceManagement/deviceConfigurations';
const MISSING = '3f5b8c1e-0000-4000-8000-000000000000';

/** The document inside the message of Intune's backend. */
function inner(message: string): Record<string, unknown> {
  return JSON.parse(message);
}

describe('who is asking', () => {
  it.each<[AuthenticationFailure['failure'], string]>([
    ['missing', 'Access token is empty.'],
    ['malformed', 'CompactToken parsing failed with error code: 80049217'],
    ['expired', 'Lifetime validation failed, the token is expired.'],
    ['wrongAudience', 'Access token validation failure. Invalid audience.'],
    ['badSignature', 'Access token validation failure. Invalid signature.'],
  ])('refuses a token that is %s', (failure, message) => {
    const answer = graphClient(smallTenant(), { failure }).get('/v1.0/users');
    expect(answer.status).toBe(401);
    expect(answer.body.error).toMatchObject({ code: 'InvalidAuthenticationToken', message });
    expect(answer.headers['WWW-Authenticate']).toMatch(/^Bearer realm="", authorization_uri=/);
  });

  it('names the scopes that Intune asks for, in its own envelope', () => {
    const client = graphClient(smallTenant(), application('User.Read.All'));
    const { status, body } = client.get(CONFIGURATIONS, { 'client-request-id': 'mine' });
    expect(status).toBe(403);
    expect(body.error.code).toBe('Forbidden');
    const message = inner(body.error.message);
    expect(Object.keys(message)).toEqual([
      '_version',
      'Message',
      'CustomApiErrorPhrase',
      'RetryAfter',
      'ErrorSourceService',
      'HttpHeaders',
    ]);
    expect(message['Message']).toBe(
      'Application is not authorized to perform this operation. Application must have one of the following scopes: DeviceManagementConfiguration.Read.All, DeviceManagementConfiguration.ReadWrite.All - Operation ID (for customer support): 00000000-0000-0000-0000-000000000000 - Activity ID: mine - Url: https://fef.msub05.manage.microsoft.com/DeviceConfiguration_2203/StatelessDeviceConfigurationFEService/deviceManagement/deviceConfigurations?api-version=5022-02-22',
    );
    expect(body.error.innerError['client-request-id']).toBe('mine');
  });

  it('tells an application without any permission so', () => {
    const { body } = graphClient(smallTenant(), application()).get(CONFIGURATIONS);
    expect(inner(body.error.message)['Message']).toMatch(
      /^Application is not authorized to perform this operation as called in app only context/,
    );
  });

  it('needs another permission to write than to read', () => {
    const client = graphClient(smallTenant(), application('DeviceManagementConfiguration.Read.All'));
    expect(client.get(CONFIGURATIONS).status).toBe(200);
    expect(client.post(CONFIGURATIONS, {}).status).toBe(403);
  });

  it('refuses in the directory with one sentence', () => {
    const { status, body } = graphClient(smallTenant(), application('Device.Read.All')).get('/v1.0/users');
    expect(status).toBe(403);
    expect(body.error).toMatchObject({
      code: 'Authorization_RequestDenied',
      message: 'Insufficient privileges to complete the operation.',
    });
  });
});

describe('paths', () => {
  const client = graphClient();

  it.each([
    ['/devicemanagement/managedDevices', 404, 'ResourceNotFound', 'Invalid version: devicemanagement'],
    ['/beta/deviceManagement/x', 400, 'BadRequest', "Resource not found for the segment 'x'."],
    ['/beta/nothing', 400, 'BadRequest', "Resource not found for the segment 'nothing'."],
    ['/beta', 400, 'BadRequest', "Resource not found for the segment ''."],
    [
      `${CONFIGURATIONS}/${MISSING}/displayName/x`,
      400,
      'BadRequest',
      "Resource not found for the segment 'x'.",
    ],
    [
      '/v1.0/deviceManagement/depOnboardingSettings',
      400,
      'BadRequest',
      "Resource not found for the segment 'depOnboardingSettings'.",
    ],
    [
      `/v1.0/users/${MISSING}`,
      404,
      'Request_ResourceNotFound',
      `Resource '${MISSING}' does not exist or one of its queried reference-property objects are not present.`,
    ],
    [
      '/v1.0/users/nobody@contoso.com',
      404,
      'Request_ResourceNotFound',
      "Resource 'nobody@contoso.com' does not exist or one of its queried reference-property objects are not present.",
    ],
    ['/v1.0/groups/no-guid', 400, 'Request_BadRequest', "Invalid object identifier 'no-guid'."],
    [
      '/v1.0/myorganization/me',
      400,
      'BadRequest',
      '/me request is only valid with delegated authentication flow.',
    ],
    ['/v1.0/me', 400, 'BadRequest', '/me request is only valid with delegated authentication flow.'],
  ])('answers %s with %i', (url, status, code, message) => {
    const answer = client.get(url);
    expect(answer.status).toBe(status);
    expect(answer.body.error).toMatchObject({ code, message });
  });

  it('is unmoved by the case of names', () => {
    expect(client.get('/v1.0/devicemanagement/MANAGEDDEVICES').status).toBe(200);
  });

  it('answers for a missing Intune entity without a reason', () => {
    const { status, body } = client.get(`${CONFIGURATIONS}/${MISSING}`);
    expect(status).toBe(404);
    expect(body.error.code).toBe('ResourceNotFound');
    const message = inner(body.error.message)['Message'];
    expect(message).toContain('An error has occurred - Operation ID');
    expect(message).toContain(`deviceManagement/deviceConfigurations%28%27${MISSING}%27%29?api-version=`);
  });

  it('says at length that no service routes what the metadata declares', () => {
    const post = client.post(`/v1.0/deviceManagement/deviceCompliancePolicies/${MISSING}/assignments`, {});
    expect(post.status).toBe(400);
    expect(post.body.error).toMatchObject({
      code: 'No method match route template',
      message: `No OData route exists that match template ~/singleton/navigation/key/navigation with http verb POST for request /DeviceConfiguration_2203/StatelessDeviceConfigurationFEService/deviceManagement/deviceCompliancePolicies('${MISSING}')/assignments.`,
    });
    expect(client.get('/v1.0/deviceManagement/managedDevices/$count').body.error.message).toContain(
      '~/singleton/navigation/$count with http verb GET',
    );
  });

  it('allows the directory no other methods', () => {
    const { status, body } = client.send('PUT', '/v1.0/users', {});
    expect(status).toBe(405);
    expect(body.error).toMatchObject({
      code: 'Request_BadRequest',
      message: 'Specified HTTP method is not allowed for the request target.',
    });
  });

  it('remembers an unknown path with the one that comes closest', () => {
    const fresh = graphClient();
    fresh.get('/beta/deviceManagement/deviceConfiguration/x/assignment');
    const [request] = fresh.graph.requests.since();
    expect(request).toMatchObject({
      sequence: 1,
      method: 'GET',
      status: 400,
      resource: undefined,
      nearest: '/deviceManagement/deviceConfigurations/{id}/assignments',
      hint: 'Did you mean /deviceManagement/deviceConfigurations/{id}/assignments?',
    });
  });

  it.each([
    // Intune has it in beta only.
    ['/v1.0/deviceManagement/assignmentFilters', '/beta/deviceManagement/assignmentFilters'],
    ['/deviceManagement/deviceConfigurations', '/v1.0/deviceManagement/deviceConfigurations'],
    ['/v2.0/users', '/v1.0/users'],
    ['/Beta/deviceManagement/assignmentFilter', '/deviceManagement/assignmentFilters'],
    // Only people have a /me, and nothing is like it.
    ['/v1.0/me', undefined],
  ])('remembers %s with its version, where that is what is wrong', (url, nearest) => {
    const fresh = graphClient();
    fresh.get(url);
    const [request] = fresh.graph.requests.since();
    expect(request).toMatchObject({ resource: undefined, nearest });
  });
});

describe('a refused body', () => {
  const POLICIES = '/beta/deviceManagement/deviceCompliancePolicies';
  const FEATURES = '#microsoft.graph.iosDeviceFeaturesConfiguration';

  it.each([
    [
      CONFIGURATIONS,
      { displayName: 'x' },
      /^Say in @odata.type which one it is, such as #microsoft\.graph\.ios\w+\.$/,
    ],
    [
      CONFIGURATIONS,
      { '@odata.type': '#microsoft.graph.iosDeviceFeatureConfiguration' },
      /^Did you mean #microsoft\.graph\.iosDeviceFeaturesConfiguration\?$/,
    ],
    [
      CONFIGURATIONS,
      { '@odata.type': FEATURES, iosSingleSignonExtension: {} },
      /^Did you mean iosSingleSignOnExtension\?$/,
    ],
    [
      '/Beta/deviceManagement/deviceConfigurations',
      { '@odata.type': FEATURES, iosSingleSignonExtension: {} },
      /^Did you mean iosSingleSignOnExtension\?$/,
    ],
    [
      '/v1.0/deviceManagement/deviceConfigurations',
      { '@odata.type': FEATURES, iosSingleSignOnExtension: {} },
      /^It is in beta only: ask for \/beta\/deviceManagement\/deviceConfigurations\.$/,
    ],
    [
      POLICIES,
      { '@odata.type': '#microsoft.graph.iosCompliancePolicy', passcodeRequiredType: 'alfanumeric' },
      /^Did you mean alphanumeric\?$/,
    ],
    [
      POLICIES,
      { '@odata.type': '#microsoft.graph.iosCompliancePolicy', passcodeRequiredType: 'x' },
      /^It is one of deviceDefault, alphanumeric, numeric\.$/,
    ],
    // The service has said it all.
    [POLICIES, { '@odata.type': '#microsoft.graph.iosCompliancePolicy', passcodeRequired: 'yes' }, undefined],
  ])('is remembered with what was likely meant: %s %j', (path, body, hint) => {
    const client = graphClient();
    expect(client.send('POST', path, body).status).toBe(400);
    const [request] = client.graph.requests.since();
    if (hint) expect(request?.hint).toMatch(hint);
    else expect(request?.hint).toBeUndefined();
  });
});

describe('bodies', () => {
  const client = graphClient();
  const post = (body: unknown, headers?: Record<string, string>) =>
    client.send('POST', CONFIGURATIONS, body, headers).body.error;
  const unreadable = {
    code: 'BadRequest',
    message:
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
  };

  it('must be JSON objects that say so', () => {
    expect(post('{"displayName":')).toMatchObject(unreadable);
    expect(post('[]')).toMatchObject(unreadable);
    expect(post('null')).toMatchObject(unreadable);
    expect(post('{}', { 'content-type': 'text/plain' })).toMatchObject(unreadable);
    expect(post(undefined)).toMatchObject({ message: 'Empty Payload. JSON content expected.' });
  });

  it('have a limit', () => {
    const limited = graphClient(smallTenant());
    const big = JSON.stringify({ description: 'x'.repeat(5 * 1024 * 1024) });
    expect(limited.send('POST', CONFIGURATIONS, big).status).toBe(413);
  });

  const type = '#microsoft.graph.iosGeneralDeviceConfiguration';
  const namespace = 'microsoft.management.services.api.';
  it.each<[string, object, string]>([
    ['an abstract type', { displayName: 'x' }, 'Cannot create an abstract class.'],
    [
      'an unknown property',
      { '@odata.type': type, displayname: 'x' },
      `The property 'displayname' does not exist on type '${namespace}iosGeneralDeviceConfiguration'. Make sure to only use property names that are defined by the type.`,
    ],
    [
      'a type of another set',
      { '@odata.type': '#microsoft.graph.iosCompliancePolicy' },
      `An entry with type '${namespace}iosCompliancePolicy' was found, but it is not assignable to the expected type '${namespace}deviceConfiguration'. The type specified in the entry must be equal to either the expected type or a derived type.`,
    ],
    [
      'a type that there is not',
      { '@odata.type': '#microsoft.graph.iosMagicConfiguration' },
      "A type named 'microsoft.graph.iosMagicConfiguration' could not be resolved by the model. When a model is available, each type name must resolve to a valid type.",
    ],
    [
      'a value of the wrong type',
      { '@odata.type': type, cameraBlocked: 'yes' },
      "Cannot convert the literal 'yes' to the expected type 'Edm.Boolean'.",
    ],
    [
      'a member that an enum does not have',
      { '@odata.type': type, passcodeRequiredType: 'emoji' },
      "Requested value 'emoji' was not found.",
    ],
    [
      'a number beyond its limits',
      { '@odata.type': type, passcodeMinimumLength: 40 },
      'The field PasscodeMinimumLength must be between 4 and 14.',
    ],
  ])('are refused for %s', (_, body, message) => {
    expect(post(body)).toMatchObject({
      code: 'ModelValidationFailure',
      message,
      innerError: { message },
    });
  });
});

describe('changing a policy', () => {
  const client = graphClient();
  const type = '#microsoft.graph.iosGeneralDeviceConfiguration';
  const url = `${CONFIGURATIONS}/${client.post(CONFIGURATIONS, { '@odata.type': type, displayName: 'Ümläut 日本 😀' }).body.id}`;
  const namespace = 'microsoft.management.services.api.';

  it.each([
    ['no type', {}, 'Cannot create an abstract class.'],
    [
      'the abstract type',
      { '@odata.type': '#microsoft.graph.deviceConfiguration' },
      'Cannot create an abstract class.',
    ],
    [
      'the type of another policy',
      { '@odata.type': '#microsoft.graph.iosCustomConfiguration', payload: 'AA==' },
      `An entry with type '${namespace}iosCustomConfiguration' was found, but it is not assignable to the expected type '${namespace}iosGeneralDeviceConfiguration'. The type specified in the entry must be equal to either the expected type or a derived type.`,
    ],
    [
      'the type of another set',
      { '@odata.type': '#microsoft.graph.iosCompliancePolicy' },
      `An entry with type '${namespace}iosCompliancePolicy' was found, but it is not assignable to the expected type '${namespace}deviceConfiguration'. The type specified in the entry must be equal to either the expected type or a derived type.`,
    ],
  ])('is refused with %s', (_, body, message) => {
    const { status, body: answer } = client.patch(url, { ...body, displayName: 'changed' });
    expect(status).toBe(400);
    expect(answer.error).toMatchObject({ code: 'ModelValidationFailure', message });
    expect(client.get(url).body).toMatchObject({ displayName: 'Ümläut 日本 😀', version: 1 });
  });

  it('ignores what the service sets itself, and any If-Match', () => {
    const before = client.get(url).body;
    const body = { '@odata.type': type, id: MISSING, version: 9, createdDateTime: '2020-01-01T00:00:00Z' };
    const changed = client.send('PATCH', url, body, { 'if-match': '"other"' });
    expect(changed.status).toBe(200);
    expect(changed.body).toEqual({ ...before, version: 2 });
  });

  it('finds a name in any script', () => {
    const name = encodeURIComponent("displayName eq 'Ümläut 日本 😀'");
    expect(client.get(`${CONFIGURATIONS}?$filter=${name}`).body.value).toHaveLength(1);
  });

  it('ends with its deletion', () => {
    expect(client.delete(url).status).toBe(204);
    for (const answer of [client.get(url), client.delete(url), client.patch(url, { '@odata.type': type })]) {
      expect(answer.status).toBe(404);
      expect(answer.body.error.code).toBe('ResourceNotFound');
    }
  });
});
