import { describe, expect, it } from 'vitest';
import { HEAD, outcome, passed, play } from './support/play.ts';

describe('an administrator in a scenario', () => {
  it('adds, patches, assigns and deletes', async () => {
    const result = await play(`
steps:
  - add: { use: compliance, as: strict, assign: nobody, set: { /passcodeMinimumLength: 8 } }
  - patch: strict
    changes: [{ op: test, path: /passcodeMinimumLength, value: 8 }, { op: replace, path: /passcodeMinimumLength, value: 10 }]
  - patch: { in: groups, named: Field Service }
    changes: [{ op: replace, path: /description, value: Out and about }]
  - assign: strict
    to: [{ group: Field Service }]
  - then:
      graph:
        - path: /beta/deviceManagement/deviceCompliancePolicies/{strict.id}?$expand=assignments
          answer: { passcodeMinimumLength: 10, assignments: [{ target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget' } }] }
        - path: /v1.0/groups
          contains: { displayName: Field Service, description: Out and about }
  - delete: strict
then:
  graph:
    - path: /beta/deviceManagement/deviceCompliancePolicies/{strict.id}
      status: 404
`);
    expect(outcome(result)).toEqual(passed);
    expect(result.steps.map(({ words }) => words)).toEqual([
      'add compliance',
      'patch strict',
      'patch Field Service',
      'assign strict',
      'then',
      'delete strict',
    ]);
  });

  it.each([
    ['includeFilter: iPads', 'include'],
    ['excludeFilter: iPads', 'exclude'],
  ])('assigns with a filter: %s', async (filter, mode) => {
    const ofFilter = `deviceAndAppManagementAssignmentFilterId: '{filter.id}', deviceAndAppManagementAssignmentFilterType: ${mode}`;
    const result = await play(`
steps:
  - add:
      in: deviceManagement/assignmentFilters
      as: filter
      create: { displayName: iPads, platform: iOS, rule: (device.model -startsWith "iPad") }
      assign: nobody
  - add: { use: compliance, as: strict, assign: [{ all: devices, ${filter} }, { group: IT, ${filter} }, { excludeGroup: Sales }] }
then:
  graph:
    - path: /beta/deviceManagement/deviceCompliancePolicies/{strict.id}?$expand=assignments
      answer:
        assignments:
          - target: { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget', ${ofFilter} }
          - target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', ${ofFilter} }
          - target: { '@odata.type': '#microsoft.graph.exclusionGroupAssignmentTarget' }
`);
    expect(outcome(result)).toEqual(passed);
  });

  it.each([
    ['{ all: users, includeFilter: Pads }', "no filter is called 'Pads'; there are none"],
    [
      '{ group: IT, includeFilter: a, excludeFilter: b }',
      'an assignment has includeFilter or excludeFilter, not both',
    ],
    ['{ excludeGroup: Nobody }', "no group is called 'Nobody'; there are All iPhone users"],
  ])('says what is wrong with an assignment to %s', async (target, problem) => {
    const { error } = await play(`
steps:
  - add: { use: compliance, assign: [${target}] }
then: {}
`);
    expect(JSON.stringify(error)).toContain(problem);
  });

  it('sends batches with headers, and asks devices to do something', async () => {
    const result = await play(`
steps:
  - { device: phone, do: enroll }
  - graph:
      method: POST
      path: /v1.0/$batch
      headers: { x-tenantless-strict: 'false' }
      body: { requests: [{ id: '1', method: GET, url: '/users?$top=1' }] }
  - { remote: remoteLock, device: phone }
  - { remote: lockForGood, device: phone, status: 400 }
  - { advance: PT5M }
then:
  graph:
    - path: /beta/deviceManagement/managedDevices/{phone.managedDeviceId}
      answer: { deviceActionResults: [{ actionName: remoteLock, actionState: done }] }
`);
    expect(outcome(result)).toEqual(passed);
  });

  it('fails, and makes sense all the same, where Graph refuses', async () => {
    const { status, failures } = await play(`
steps:
  - patch: { in: groups, named: Field Service }
    changes: [{ op: replace, path: /displayName, value: '' }]
then: {}
`);
    expect(status).toBe('failed');
    expect(failures[0]).toMatchObject({ path: ['steps', 0], expected: 'a success', line: 7 });
    expect(failures[0]?.message).toMatch(/^PATCH \/beta\/groups\/.* was answered with 400/);
  });

  it.each([
    ["nothing that Graph keeps is called 'complaince'; there is 'compliance'", 'delete: complaince'],
    [
      "nothing in 'groups' is called 'Feld Service'; there is 'Field Service'",
      'delete: { in: groups, named: Feld Service }',
    ],
    ["there is no fault with the id 'x'; there is none", 'endFault: x'],
  ])('is told that %s', async (message, step) => {
    const { status, error } = await play(
      `steps: [{ ${step} }]\nthen: {}\n`,
      HEAD.replace('contoso-jit', 'contoso, policies: [{ use: compliance }]'),
    );
    expect(status).toBe('error');
    expect(error?.message).toContain(message);
  });
});

describe('what was asked of Graph', () => {
  const steps = `
steps:
  - graph: { path: '/v1.0/users?$top=1' }
  - graph: { method: POST, path: '/v1.0/$batch', body: { requests: [{ id: '1', method: GET, url: /groups }] } }
`;

  it('is counted without what was given and what is expected', async () => {
    const result = await play(
      `${steps}then:
  graph: [{ path: /v1.0/devices }]
  requests:
    - { method: GET, path: /users, times: 1, status: 200 }
    - { path: '/**', times: { atLeast: 2, atMost: 3 } }
    - { path: /devices, times: 0 }
  permissions: [Group.ReadBasic.All, User.ReadBasic.All]
`,
    );
    expect(result.failures.filter(({ path }) => path[1] !== 'permissions')).toEqual([]);
    expect(outcome(result)).toEqual(passed);
  });

  it('is told when it was otherwise', async () => {
    const { failures } = await play(`${steps}then: { requests: [{ path: /devices }], permissions: [] }\n`);
    expect(failures).toMatchObject([
      {
        path: ['then', 'requests', 0],
        actual: { requests: expect.arrayContaining(['GET /v1.0/users?$top=1 200']) },
      },
      { path: ['then', 'permissions'], expected: [] },
    ]);
  });
});

it('is told what a refused request was likely meant to be', async () => {
  const { failures } = await play(`
then: { graph: [{ path: /v1.0/deviceManagement/assignmentFilters }] }`);
  expect(failures).toMatchObject([
    { expected: 'a success', message: 'Did you mean /beta/deviceManagement/assignmentFilters?' },
  ]);
});
