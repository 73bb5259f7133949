import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadFixture } from '../fixtures/index.ts';
import {
  ASSIGN_TO_ALL_USERS,
  COMPLIANCE,
  REQUIRE_FOR_ALL_USERS,
  SSO_EXTENSION,
} from '../fixtures/policies/index.ts';
import { type Caller, createGraph } from '../src/graph/index.ts';
import { Tenant } from '../src/tenant/index.ts';

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown> | undefined;
}

/** Microsoft Graph on a fixture, as the fixture's first registration reaches it. */
function graphOn(fixture: string): (method: string, url: string, body?: unknown) => Answer {
  const tenant = new Tenant();
  const [registration] = loadFixture(tenant, fixture).registrations;
  const graph = createGraph(tenant);
  const caller: Caller = {
    kind: 'application',
    appId: registration?.clientId ?? '',
    appDisplayName: registration?.displayName ?? '',
    permissions: new Set(registration?.permissions),
  };
  return (method, url, body) => {
    const response = graph.handle(
      {
        method,
        url,
        origin: 'https://graph.microsoft.com',
        header: (name) => (name === 'content-type' && body ? 'application/json' : undefined),
        body: body === undefined ? undefined : JSON.stringify(body),
      },
      caller,
    );
    return { status: response.status, body: response.body ? JSON.parse(response.body) : undefined };
  };
}

describe('the request bodies to start from', () => {
  it('are accepted by Graph, and lead to what the tenant contoso-jit holds', () => {
    const graph = graphOn('contoso');
    for (const [path, body] of [
      ['/beta/deviceManagement/deviceConfigurations', SSO_EXTENSION],
      ['/beta/deviceManagement/deviceCompliancePolicies', COMPLIANCE],
    ] as const) {
      const created = graph('POST', path, body);
      expect(created.status).toBe(201);
      expect(graph('POST', `${path}/${created.body?.['id']}/assign`, ASSIGN_TO_ALL_USERS).status).toBe(200);
    }
    const app = '/beta/deviceAppManagement/mobileApps/33333333-0000-4000-8000-000000000001';
    expect(graph('POST', `${app}/assign`, REQUIRE_FOR_ALL_USERS).status).toBe(204);

    const ready = graphOn('contoso-jit');
    for (const path of [
      '/beta/deviceManagement/deviceConfigurations',
      '/beta/deviceManagement/deviceCompliancePolicies',
      '/beta/deviceAppManagement/mobileApps',
    ]) {
      const url = `${path}?$expand=assignments`;
      expect(essence(graph('GET', url))).toEqual(essence(ready('GET', url)));
    }
  });
});

describe('the exported policies', () => {
  it.each([
    ['sso-extension', 'deviceManagement/deviceConfigurations', 'assignments'],
    [
      'compliance',
      'deviceManagement/deviceCompliancePolicies',
      'assignments,scheduledActionsForRule($expand=scheduledActionConfigurations)',
    ],
    ['authenticator', 'deviceAppManagement/mobileApps', 'assignments'],
  ])('hold nothing that Graph would not answer: %s', (name, path, expand) => {
    const file = new URL(`../fixtures/policies/exported/${name}.json`, import.meta.url);
    const exported = JSON.parse(readFileSync(file, 'utf8'));
    const answer = graphOn('contoso-jit')('GET', `/beta/${path}/${exported.id}?$expand=${expand}`);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject(exported);
  });
});

/** An answer without what differs each time: ids, moments, and annotations that repeat ids. */
function essence({ status, body }: Answer): unknown {
  expect(status).toBe(200);
  const volatile = /^(id|sourceId|.*DateTime|.*@odata\.context)$/;
  return JSON.parse(JSON.stringify(body, (key, value) => (volatile.test(key) ? undefined : value)));
}
