import type { Client } from '@microsoft/microsoft-graph-client';
import { beforeAll, describe, expect, it } from 'vitest';
import { intuneMessage, refusal, serveContract } from '../support/contract.ts';

// What a script sees in the GraphError that the client throws, for each kind of mistake.

const contract = serveContract();
const CONFIGURATIONS = '/deviceManagement/deviceConfigurations';
const COMPLIANCES = '/deviceManagement/deviceCompliancePolicies';
const MISSING = '3f5b8c1e-0000-4000-8000-000000000000';
const NAMESPACE = 'microsoft.management.services.api';
const GENERAL = '#microsoft.graph.iosGeneralDeviceConfiguration';
const COMPLIANCE = '#microsoft.graph.iosCompliancePolicy';
const block = { actionType: 'block', gracePeriodHours: 0, notificationTemplateId: '' };
const rules = (...scheduledActionConfigurations: object[]) => ({
  scheduledActionsForRule: [{ ruleName: null, scheduledActionConfigurations }],
});

let graph: Client;
beforeAll(() => {
  graph = contract.client('beta');
});

describe('sign-in', () => {
  const token = async () =>
    (await contract.credential().getToken('https://graph.microsoft.com/.default')).token;
  const tampered = async () => {
    const [header, claims, signature = ''] = (await token()).split('.');
    return [header, claims, [...signature].reverse().join('')].join('.');
  };

  it.each<[string, () => Promise<string | undefined>, string | RegExp]>([
    ['no token', async () => undefined, 'Access token is empty.'],
    ['an empty token', async () => 'Bearer ', 'Access token is empty.'],
    ['something that is no token', async () => 'Bearer abc', /^IDX14100: JWT is not well formed/],
    ['a damaged token', async () => 'Bearer a.b.c', 'CompactToken parsing failed with error code: 80049217'],
    [
      'a token with another signature',
      async () => `Bearer ${await tampered()}`,
      'Access token validation failure. Invalid signature.',
    ],
  ])('with %s is 401, with a challenge', async (_, authorization, message) => {
    const sent = await authorization();
    const response = await fetch(`${contract.emulator.url}/v1.0/users`, {
      headers: sent === undefined ? {} : { Authorization: sent },
    });
    const { error } = (await response.json()) as { error: Record<string, unknown> };
    expect(response.status).toBe(401);
    expect(error).toMatchObject({
      code: 'InvalidAuthenticationToken',
      message: typeof message === 'string' ? message : expect.stringMatching(message),
      innerError: { 'request-id': response.headers.get('request-id') },
    });
    expect(response.headers.get('www-authenticate')).toBe(
      'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"',
    );
  });

  it('lapses with the token, on the clock of the tenant', async () => {
    const old = await token();
    const client = contract.clientWith({ authProvider: { getAccessToken: async () => old } });
    const { clock } = contract.emulator.tenant;
    await client.api('/users').top(1).get();
    clock.advance(2 * 60 * 60 * 1000);
    expect(await refusal(client.api('/users').get())).toMatchObject({
      statusCode: 401,
      code: 'InvalidAuthenticationToken',
      message: 'Lifetime validation failed, the token is expired.',
    });
    contract.emulator.tenant.reset();
  });
});

describe('permissions', () => {
  it('of Intune are named, in the message inside of the message', async () => {
    const reporting = contract.client('beta', 'reporting');
    expect((await reporting.api(CONFIGURATIONS).get()).value).toEqual([]);
    const error = await refusal(reporting.api(CONFIGURATIONS).post({ '@odata.type': GENERAL }));
    expect(error).toMatchObject({ statusCode: 403, code: 'Forbidden' });
    expect(intuneMessage(error)).toBe(
      'Application is not authorized to perform this operation. Application must have one of the following scopes: DeviceManagementConfiguration.ReadWrite.All',
    );
  });

  it('of Intune are missed altogether', async () => {
    const nobody = contract.client('v1.0', 'noPermissions');
    const error = await refusal(nobody.api('/deviceManagement/managedDevices').get());
    expect(error).toMatchObject({ statusCode: 403, code: 'Forbidden' });
    expect(intuneMessage(error)).toBe(
      'Application is not authorized to perform this operation as called in app only context but does not have application permissions configured.',
    );
  });

  it('of the directory are not named', async () => {
    const nobody = contract.client('v1.0', 'noPermissions');
    expect(await refusal(nobody.api('/users').get())).toMatchObject({
      statusCode: 403,
      code: 'Authorization_RequestDenied',
      message: 'Insufficient privileges to complete the operation.',
    });
  });
});

describe('paths', () => {
  it.each([
    [
      '/deviceManagement/deviceConfiguration',
      400,
      'BadRequest',
      "Resource not found for the segment 'deviceConfiguration'.",
    ],
    ['/groups/$count/x', 400, 'BadRequest', "Resource not found for the segment 'x'."],
    [
      `/users/${MISSING}`,
      404,
      'Request_ResourceNotFound',
      `Resource '${MISSING}' does not exist or one of its queried reference-property objects are not present.`,
    ],
    [
      `/groups/${MISSING}/members`,
      404,
      'Request_ResourceNotFound',
      `Resource '${MISSING}' does not exist or one of its queried reference-property objects are not present.`,
    ],
    ['/me', 400, 'BadRequest', '/me request is only valid with delegated authentication flow.'],
  ])('such as %s: %i %s', async (path, statusCode, code, message) => {
    expect(await refusal(graph.api(path).get())).toMatchObject({ statusCode, code, message });
  });

  it.each([
    `${CONFIGURATIONS}/${MISSING}`,
    `${COMPLIANCES}/${MISSING}`,
    `/deviceAppManagement/mobileApps/${MISSING}`,
    `/deviceManagement/managedDevices/${MISSING}`,
    `/deviceManagement/depOnboardingSettings/${MISSING}`,
  ])('of Intune entities that are missing: %s', async (path) => {
    for (const request of [graph.api(path).get(), graph.api(path).delete()]) {
      const error = await refusal(request);
      expect(error).toMatchObject({ statusCode: 404, code: 'ResourceNotFound' });
      expect(intuneMessage(error)).toBe('An error has occurred');
    }
  });

  it.each([
    ['GET', `${COMPLIANCES}/${MISSING}/scheduledActionsForRule`, '~/singleton/navigation/key/navigation'],
    ['POST', `${COMPLIANCES}/${MISSING}/assignments`, '~/singleton/navigation/key/navigation'],
    ['GET', '/deviceManagement/managedDevices/$count', '~/singleton/navigation/$count'],
  ])('that the metadata declares and no service routes: %s %s', async (method, path, template) => {
    const request = graph.api(path);
    const error = await refusal(method === 'GET' ? request.get() : request.post({}));
    expect(error).toMatchObject({ statusCode: 400, code: 'No method match route template' });
    expect(error.message).toMatch(
      new RegExp(
        `^No OData route exists that match template ${template.replaceAll('$', '\\$')} with http verb ${method} for request /`,
      ),
    );
  });

  it('do not take every method', async () => {
    expect(await refusal(graph.api('/users').put({}))).toMatchObject({
      statusCode: 405,
      code: 'Request_BadRequest',
      message: 'Specified HTTP method is not allowed for the request target.',
    });
  });
});

describe('bodies', () => {
  it.each<[string, string, object, string]>([
    ['an abstract type', CONFIGURATIONS, { displayName: 'x' }, 'Cannot create an abstract class.'],
    [
      'an abstract compliance policy',
      COMPLIANCES,
      { displayName: 'x', ...rules(block) },
      'Cannot create an abstract class.',
    ],
    [
      'an abstract app',
      '/deviceAppManagement/mobileApps',
      { displayName: 'x' },
      'Cannot create an abstract class.',
    ],
    [
      'an unknown property',
      CONFIGURATIONS,
      { '@odata.type': GENERAL, cameraBlock: true },
      `The property 'cameraBlock' does not exist on type '${NAMESPACE}.iosGeneralDeviceConfiguration'. Make sure to only use property names that are defined by the type.`,
    ],
    [
      'a property in another case',
      CONFIGURATIONS,
      { '@odata.type': GENERAL, CameraBlocked: true },
      `The property 'CameraBlocked' does not exist on type '${NAMESPACE}.iosGeneralDeviceConfiguration'. Make sure to only use property names that are defined by the type.`,
    ],
    [
      'a type of another set',
      COMPLIANCES,
      { '@odata.type': GENERAL },
      `An entry with type '${NAMESPACE}.iosGeneralDeviceConfiguration' was found, but it is not assignable to the expected type '${NAMESPACE}.deviceCompliancePolicy'. The type specified in the entry must be equal to either the expected type or a derived type.`,
    ],
    [
      'a type that there is not',
      CONFIGURATIONS,
      { '@odata.type': '#microsoft.graph.iosJitConfiguration' },
      "A type named 'microsoft.graph.iosJitConfiguration' could not be resolved by the model. When a model is available, each type name must resolve to a valid type.",
    ],
  ])('with %s', async (_, path, body, message) => {
    const error = await refusal(graph.api(path).post(body));
    expect(error).toMatchObject({ statusCode: 400, code: 'ModelValidationFailure', message });
    // The model's errors repeat their message inside.
    expect(JSON.parse(error.body).innerError.message).toBe(message);
  });

  it('with values of the wrong type', async () => {
    const bodies = [
      { cameraBlocked: 'yes' },
      { passcodeMinimumLength: '6' },
      { displayName: 7 },
      { appsSingleAppModeList: {} },
    ];
    for (const body of bodies) {
      const error = await refusal(graph.api(CONFIGURATIONS).post({ '@odata.type': GENERAL, ...body }));
      expect(error).toMatchObject({ statusCode: 400, code: 'ModelValidationFailure' });
    }
  });

  it('of policies whose type only beta knows', async () => {
    const body = {
      '@odata.type': '#microsoft.graph.iosDeviceFeaturesConfiguration',
      displayName: 'x',
      iosSingleSignOnExtension: { '@odata.type': '#microsoft.graph.iosAzureAdSingleSignOnExtension' },
    };
    const error = await refusal(graph.api(CONFIGURATIONS).version('v1.0').post(body));
    expect(error).toMatchObject({ statusCode: 400, code: 'ModelValidationFailure' });
    expect(error.message).toContain("The property 'iosSingleSignOnExtension' does not exist on type");
  });

  it.each<[string, object]>([
    ['no actions', {}],
    ['no rules', { scheduledActionsForRule: [] }],
    ['another action only', rules({ actionType: 'notification', gracePeriodHours: 0 })],
    ['two block actions', rules(block, block)],
  ])('of compliance policies with %s', async (_, actions) => {
    const body = { '@odata.type': COMPLIANCE, displayName: 'x', ...actions };
    const error = await refusal(graph.api(COMPLIANCES).post(body));
    expect(error).toMatchObject({ statusCode: 400, code: 'BadRequest' });
    expect(intuneMessage(error)).toBe('Compliance policy must have one and only one block scheduled action');
    expect((await graph.api(COMPLIANCES).get()).value).toEqual([]);
  });

  it('of apps that only a VPP token brings', async () => {
    const error = await refusal(
      graph.api('/deviceAppManagement/mobileApps').post({
        '@odata.type': '#microsoft.graph.iosVppApp',
        displayName: 'x',
      }),
    );
    expect(error).toMatchObject({ statusCode: 400, code: 'BadRequest' });
    expect(intuneMessage(error)).toBe('POST is not supported for this app type.');
  });

  const unreadable = {
    statusCode: 400,
    code: 'BadRequest',
    message:
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
  };

  it.each<[string, string, string]>([
    ['is malformed', '{"displayName": "x",}', 'application/json'],
    ['ends too early', '{"displayName": "x"', 'application/json'],
    ['is no object', '"x"', 'application/json'],
    ['says it is something else', '{}', 'text/plain'],
  ])('that %s', async (_, body, type) => {
    const request = graph.api('/groups').header('Content-Type', type);
    expect(await refusal(request.post(body))).toMatchObject(unreadable);
  });

  it('longer than 4 MB', async () => {
    const body = { '@odata.type': GENERAL, description: 'x'.repeat(4 * 1024 * 1024) };
    expect(await refusal(graph.api(CONFIGURATIONS).post(body))).toMatchObject({
      statusCode: 413,
      code: 'RequestEntityTooLarge',
      message: 'The maximum request length supported is 4MB.',
    });
    // The connection that it came on is not used again; the next request gets another one.
    expect((await graph.api(CONFIGURATIONS).get()).value).toEqual([]);
  });
});
