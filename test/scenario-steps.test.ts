import assert from 'node:assert/strict';
import { describe, expect, it } from 'vitest';
import { type LoadedScenario, runScenario, type ScenarioInput } from '../src/scenario/index.ts';
import { checkScenario, parseScenarios } from '../src/scenario/parse.ts';
import type { ScenarioContext } from '../src/scenario/schema/custom.ts';

const HEAD = `
name: A story
given: { tenant: contoso-jit }
devices: { phone: { user: priya.raman@contoso.com } }
`;

/** Plays steps and what must hold after them, in YAML. */
async function play(rest: string, head = HEAD) {
  const [loaded] = parseScenarios(`${head}${rest}`, 'story.yaml');
  return runScenario(loaded as NonNullable<typeof loaded>, 1);
}
const passed = { status: 'passed', failures: [], error: undefined };
const outcome = ({ status, failures, error }: Awaited<ReturnType<typeof play>>) => ({
  status,
  failures,
  error,
});

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

describe('what is given', () => {
  it('has people who join, leave and lose their licence', async () => {
    const result = await play(
      `
devices:
  new: { user: dana.fox@contoso.com }
  idle: { user: priya.raman@contoso.com }
steps:
  - { device: new, do: enroll }
  - { device: new, do: signIn, app: Microsoft Teams }
  - { device: idle, do: enroll }
then:
  devices: { new: { registered: true }, idle: { enrolled: false } }
  graph:
    - path: /v1.0/users/aoife.gallagher@contoso.com?$select=accountEnabled
      answer: { accountEnabled: false }
    - path: /v1.0/users/dana.fox@contoso.com/memberOf
      contains: { displayName: Mobile workforce }
`,
      `
name: People
given:
  tenant: contoso-jit
  people:
    - { user: dana.fox@contoso.com, name: Dana Fox, department: Finance, groups: [Mobile workforce] }
    - { user: priya.raman@contoso.com, licensed: false }
    - { user: aoife.gallagher@contoso.com, enabled: false }
`,
    );
    expect(outcome(result)).toEqual(passed);
  });

  it('may be patched, by name or where it lies', async () => {
    const result = await play(
      `
then:
  graph:
    - path: /beta/deviceManagement/deviceCompliancePolicies/{compliance.id}
      answer: { osMinimumVersion: '18.0', passcodeMinimumLength: 6 }
    - path: /v1.0/groups
      contains: { displayName: Out }
`,
      `
name: Patched
given:
  policies:
    - use: compliance
      patch: [{ op: add, path: /passcodeMinimumLength, value: 6 }]
  patches:
    - { of: compliance, patch: [{ op: add, path: /osMinimumVersion, value: '18.0' }] }
    - { of: { in: groups, named: Field Service }, patch: [{ op: replace, path: /displayName, value: Out }] }
`,
    );
    expect(outcome(result)).toEqual(passed);
  });
});

describe('time and surroundings', () => {
  it('pass until a moment, or until something holds', async () => {
    const result = await play(`
steps:
  - { device: phone, do: enroll, waitForApps: false }
  - await: { graph: [{ path: '/v1.0/users?$top=1' }], devices: { phone: { apps: [{ name: Microsoft Authenticator, state: installed }] } } }
    within: PT1H
  - { device: phone, do: signIn, app: Microsoft Teams }
  - { until: '2027-01-01T00:00:00Z' }
then: { devices: { phone: { registered: true } } }
`);
    const [, waited] = result.steps;
    if (result.status === 'passed') expect(waited?.to).toBeGreaterThan(waited?.from ?? 0);
    expect(result.steps.at(-1)?.to).toBe(Date.UTC(2027, 0, 1));
    expect(outcome(result)).toEqual(passed);
  });

  it('fails when it does not come to hold in time', async () => {
    const { failures, virtualTime } = await play(
      'steps: [{ await: { devices: { phone: { enrolled: true } } }, within: PT2H }]\nthen: {}\n',
    );
    expect(failures[0]).toMatchObject({
      path: ['steps', 0, 'await', 'devices', 'phone', 'enrolled'],
      line: 5,
    });
    expect(virtualTime).toBe(2 * 3_600_000);
  });

  it('change in the middle: conditions, faults, what Apple issued', async () => {
    const result = await play(`
steps:
  - fault: { id: down, match: { path: /users }, effect: { status: 503 } }
  - graph: { path: /v1.0/users, status: 503 }
  - { endFault: down }
  - graph: { path: /v1.0/users }
  - conditions: { strict: true }
  - graph: { path: '/beta/deviceManagement/managedDevices?$skip=1', status: 400 }
  - { expire: pushCertificate }
  - { device: phone, do: enroll }
then:
  devices: { phone: { enrolled: false } }
  findings: { phone: [push-certificate-expired] }
`);
    expect(outcome(result)).toEqual(passed);
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

describe('a fleet in a scenario', () => {
  it('comes out as it does elsewhere', async () => {
    const result = await play(
      `
steps: [{ fleet: { count: 40, mix: { firstApps: { Google Chrome: 1 } }, as: late } }]
then:
  fleets:
    fleet: { devices: 30, registered: { atLeast: 20 }, byEnrollmentType: { webDeviceEnrollment: { devices: { atLeast: 1 } } } }
    late: { registered: 0, stuck: 40, troubles: { first-app-own-network-stack: { atLeast: 20 } } }
`,
      'name: Fleets\ngiven: { tenant: contoso-jit, fleets: [{ count: 30 }] }\n',
    );
    expect(outcome(result)).toEqual(passed);
    expect(result.fleets['late']).toMatchObject({ devices: 40 });
    const { failures } = await play(
      'steps: [{ fleet: { count: 10 } }]\nthen: { fleets: { fleet: { stuck: 10 } } }\n',
    );
    expect(failures).toMatchObject([{ path: ['then', 'fleets', 'fleet', 'stuck'], expected: 10 }]);
  });
});

describe('functions in a scenario', () => {
  const scenario = (changes: Partial<ScenarioInput>) =>
    checkScenario(
      {
        name: 'Coded',
        given: { tenant: 'contoso-jit' },
        devices: { phone: { user: 'priya.raman@contoso.com' } },
        then: {},
        ...changes,
      },
      'coded.ts',
    )[0] as LoadedScenario;

  it('do and check what the data cannot say, also later', async () => {
    const run = async ({ act, graph, advance, remember }: ScenarioContext) => {
      await Promise.resolve();
      act('phone', { do: 'enroll' });
      advance('PT1H');
      const { status, body } = graph({
        path: '/beta/deviceManagement/managedDevices/{phone.managedDeviceId}',
      });
      assert.equal(status, 200);
      remember('managed', body);
    };
    const check = ({ device, now, trace }: ScenarioContext) => {
      assert.equal(device('phone').enrolled, true);
      assert.ok(trace('phone').length > 5 && now.getTime() > 0);
    };
    const result = await runScenario(
      scenario({
        steps: [
          { name: 'Our script', run },
          { graph: { path: '/beta/deviceManagement/managedDevices/{managed.id}' } },
        ],
        then: {
          checks: [{ name: 'It is there', check }],
          requests: [{ path: '/deviceManagement/managedDevices/*', times: 2 }],
        },
      }),
      1,
    );
    expect(outcome(result)).toEqual(passed);
    expect(result.steps[0]?.words).toBe('Our script');
  });

  it.each<[string, () => unknown, object]>([
    ['answer false', () => false, { message: 'Odd', expected: 'anything but false', actual: false }],
    [
      'throw',
      () => {
        throw new Error('no luck');
      },
      { message: 'Odd', expected: 'no error', actual: 'no luck' },
    ],
    [
      'assert',
      () => assert.equal(1, 2),
      { expected: 2, actual: 1, message: expect.stringContaining('Odd: ') },
    ],
    [
      'reject',
      () => Promise.reject(new TypeError('no function')),
      { message: 'Odd', expected: 'no error', actual: 'TypeError: no function' },
    ],
  ])('fail when they %s', async (_, check, failure) => {
    const { status, failures } = await runScenario(
      scenario({ then: { checks: [{ name: 'Odd', check }] } }),
      1,
    );
    expect(status).toBe('failed');
    expect(failures).toMatchObject([{ path: ['then', 'checks', 0], ...failure }]);
  });
});
