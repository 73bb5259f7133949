import assert from 'node:assert/strict';
import { describe, expect, it } from 'vitest';
import { type LoadedScenario, runScenario, type ScenarioInput } from '../src/scenario/index.ts';
import { checkScenario } from '../src/scenario/parse.ts';
import type { ScenarioContext } from '../src/scenario/schema/custom.ts';
import { outcome, passed, play } from './support/play.ts';

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
