// What a scenario can expect of those who are told of changes, and of what the service keeps about them.
import { describe, expect, it } from 'vitest';
import { parseScenarios, runScenario } from '../src/scenario/index.ts';

const SUBSCRIBE = `
  - graph:
      method: POST
      path: /v1.0/subscriptions
      status: 201
      as: told
      body:
        changeType: updated
        notificationUrl: http://localhost:8000/hook
        resource: users
        clientState: our secret
        expirationDateTime: '2026-09-20T00:00:00Z'`;
const HIRE = `
  - graph: { path: /v1.0/users/priya.raman@contoso.com, as: priya }
  - graph: { method: PATCH, path: '/v1.0/users/{priya.id}', status: 204, body: { jobTitle: Boss } }`;

async function play(steps: string, then: string) {
  const text = `name: Told\ngiven: { tenant: contoso }\nsteps:${steps}\nthen:\n${then}\n`;
  const [loaded] = parseScenarios(text, 'told.yaml');
  const { status, failures, error } = await runScenario(loaded as NonNullable<typeof loaded>, 1);
  return { status, failures, error };
}

const passes = { status: 'passed', failures: [], error: undefined };

describe('notifications in a scenario', () => {
  it('can be expected in the words of Graph, and come to no port', async () => {
    const then = `
  notifications:
    - subscriptionId: '{told.id}'
      changeType: updated
      resource: 'Users/{priya.id}'
      clientState: our secret
      resourceData: { '@odata.type': '#Microsoft.Graph.User' }
      times: 1`;
    expect(await play(SUBSCRIBE + HIRE, then)).toEqual(passes);
  });

  it('are those of subscriptions that there were at that moment', async () => {
    const END = `
  - graph: { method: DELETE, path: '/v1.0/subscriptions/{told.id}', status: 204 }`;
    expect(await play(SUBSCRIBE + HIRE + END + HIRE, '  notifications: [{ times: 1 }]')).toEqual(passes);
    expect(await play(SUBSCRIBE + END + HIRE, '  notifications: [{ times: 0 }]')).toEqual(passes);
  });

  it('are one for each change of what changes again later', async () => {
    const often = `${SUBSCRIBE}${HIRE}
  - { advance: PT1H }
  - graph: { method: PATCH, path: '/v1.0/users/{priya.id}', status: 204, body: { jobTitle: Chief } }`;
    expect(await play(often, "  notifications: [{ resource: 'Users/{priya.id}', times: 2 }]")).toEqual(
      passes,
    );
  });

  it('that are missing fail with what came instead', async () => {
    const { status, failures } = await play(SUBSCRIBE + HIRE, '  notifications: [{ changeType: deleted }]');
    expect(status).toBe('failed');
    expect(failures).toMatchObject([
      {
        path: ['then', 'notifications', 0],
        actual: { times: '0 of 1', notifications: [{ changeType: 'updated', clientState: 'our secret' }] },
      },
    ]);
  });
});

describe('audit events in a scenario', () => {
  it('can be expected as Graph tells of them', async () => {
    const steps = `
  - graph:
      method: POST
      path: /beta/deviceManagement/deviceCompliancePolicies
      status: 201
      body:
        '@odata.type': '#microsoft.graph.iosCompliancePolicy'
        displayName: Ours
        scheduledActionsForRule: [{ ruleName: x, scheduledActionConfigurations: [{ actionType: block }] }]`;
    const then = `
  graph:
    - path: /beta/deviceManagement/auditEvents
      contains: { activityOperationType: Create, resources: [{ displayName: Ours }] }`;
    expect(await play(steps, then)).toEqual(passes);
    const other = then.replace('Ours', 'Theirs');
    const { failures } = await play(steps, other);
    expect(failures).toMatchObject([
      {
        path: ['then', 'graph', 0, 'contains'],
        actual: { elements: 1, nearest: { 'resources.0.displayName': 'Ours' } },
      },
    ]);
  });
});
