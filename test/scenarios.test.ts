import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadScenarios, parseScenarios, runScenario } from '../src/scenario/index.ts';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'scenarios');
const scenarios = await loadScenarios([folder]);

describe('the scenarios that ship', () => {
  it.each(scenarios.map((loaded) => [loaded.scenario.name, loaded] as const))('%s', async (_, loaded) => {
    const { status, failures, error } = await runScenario(loaded, 1);
    expect({ status, failures, error }).toEqual({ status: 'passed', failures: [], error: undefined });
  });

  it('end alike with any seed, and to the byte with the same', async () => {
    for (const loaded of scenarios.slice(0, 12)) {
      expect((await runScenario(loaded, 2026)).status, loaded.scenario.name).toBe('passed');
      expect(JSON.stringify(await runScenario(loaded, 7))).toBe(JSON.stringify(await runScenario(loaded, 7)));
    }
  });
});

const STORY = `
name: A phone
given:
  tenant: contoso-jit
devices:
  phone: { user: priya.raman@contoso.com, enrollmentType: automatedDeviceEnrollment }
steps:
  - { device: phone, do: enroll }
  - { device: phone, do: signIn, app: Microsoft Teams }
  - graph: { path: '/beta/deviceManagement/managedDevices/{phone.managedDeviceId}', as: managed }
then:
  devices:
    phone: { registered: true, complianceState: compliant }
  graph:
    - path: /v1.0/devices?$filter=deviceId eq '{managed.azureADDeviceId}'
      answer: { value: [{ trustType: Workplace }] }
  trace:
    phone:
      - { step: JITRegistrationStarted }
      - { step: TokenIssued }
  notInTrace:
    phone:
      - { outcome: refused }
  findings: { phone: [] }
`;

function play(from = '', to = '') {
  const [loaded] = parseScenarios(STORY.replace(from, to), 'story.yaml');
  return runScenario(loaded as NonNullable<typeof loaded>, 1);
}

describe('a run', () => {
  it('passes when all comes true', async () => {
    expect(await play()).toMatchObject({ status: 'passed', failures: [], seed: 1, file: 'story.yaml' });
  });

  it.each([
    [
      'a device',
      'registered: true',
      'registered: false',
      {
        path: ['then', 'devices', 'phone', 'registered'],
        expected: false,
        actual: true,
        line: 13,
        device: 'phone',
      },
    ],
    [
      'an answer of Graph',
      'trustType: Workplace',
      'trustType: AzureAd',
      {
        path: ['then', 'graph', 0, 'answer', 'value', 0, 'trustType'],
        expected: 'AzureAd',
        actual: 'Workplace',
      },
    ],
    [
      'the status of an answer',
      '/v1.0/devices?',
      '/v1.0/gadgets?',
      { path: ['then', 'graph', 0, 'status'], expected: 'a success' },
    ],
    [
      'an entry that the trace lacks',
      'step: TokenIssued',
      'step: TokenIssued, code: 1',
      { path: ['then', 'trace', 'phone', 1], device: 'phone' },
    ],
    [
      'the order of the trace',
      'step: JITRegistrationStarted',
      'step: TokenIssued',
      { path: ['then', 'trace', 'phone', 1] },
    ],
    [
      'an entry that must not be there',
      'outcome: refused',
      'step: TokenIssued',
      { path: ['then', 'notInTrace', 'phone', 0] },
    ],
    [
      'the findings',
      'phone: [] }',
      'phone: [device-registration-missing] }',
      { path: ['then', 'findings', 'phone'], actual: [] },
    ],
  ])('fails on %s, with the place, what was expected and what there was', async (_, from, to, failure) => {
    const { status, failures, devices } = await play(from, to);
    expect(status).toBe('failed');
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatchObject(failure);
    expect(devices[0]?.trace.length).toBeGreaterThan(10);
  });

  it('goes no further than a step that fails', async () => {
    const result = await play(
      '  - { device: phone, do: signIn',
      '  - then: { devices: { phone: { registered: true } } }\n  - { device: phone, do: signIn',
    );
    expect(result.failures.map(({ path }) => path.join('.'))).toEqual([
      'steps.1.then.devices.phone.registered',
    ]);
    expect(result.devices[0]?.device.registered).toBe(false);
  });

  it.each([
    [
      'an unknown tenant',
      'contoso-jit',
      'fabrikam',
      "given.tenant: there is no tenant called 'fabrikam'",
      undefined,
    ],
    ['an unknown person', 'priya.raman@', 'nobody@', 'devices.phone.user', 6],
    [
      'an unknown device',
      'device: phone, do: enroll',
      'device: tablet, do: enroll',
      "no device is called 'tablet'; there is phone",
      8,
    ],
    ['an unknown app', 'Microsoft Teams', 'Microsoft Teems', 'steps.1.app', 9],
    [
      'a reference to nothing',
      '{phone.managedDeviceId}',
      '{phone.colour}',
      "'{phone.colour}' refers to nothing",
      10,
    ],
  ])('is an error, and not a failure, with %s', async (_, from, to, message, line) => {
    const { status, error } = await play(from, to);
    expect(status).toBe('error');
    expect(error?.message).toContain(message);
    if (line !== undefined) expect(error?.line).toBe(line);
  });

  it('tells what Graph refused in what was given', async () => {
    const { error } = await play(
      '  tenant: contoso-jit',
      '  policies:\n    - in: deviceManagement/deviceConfigurations\n      create: { displayName: x }',
    );
    expect(error?.message).toContain(
      'POST /beta/deviceManagement/deviceConfigurations was answered with 400',
    );
    expect(error?.message).toContain('Cannot create an abstract class.');
  });
});

describe('conditions and faults of a scenario', () => {
  const story = (given: string, steps: string) =>
    parseScenarios(
      `name: A phone\ngiven: { tenant: contoso-jit, ${given} }\ndevices: {}\nsteps:\n${steps}\nthen: {}\n`,
      'story.yaml',
    ).map((loaded) => runScenario(loaded, 1))[0];

  it('hold for its requests to Graph', async () => {
    const steps = [
      "  - graph: { path: '/beta/deviceManagement/managedDevices?$skip=1', status: 400 }",
      "  - graph: { path: '/v1.0/users', status: 503 }",
      "  - graph: { path: '/v1.0/users' }",
    ].join('\n');
    const result = await story(
      'conditions: { strict: true }, faults: [{ match: { path: /users }, nth: 1, effect: { status: 503 } }]',
      steps,
    );
    expect(result?.failures).toEqual([]);
    expect(result?.status).toBe('passed');
  });

  it('are told when they make no sense', async () => {
    const twice = '{ id: a, effect: { status: 503 } }';
    const result = await story(`faults: [${twice}, ${twice}]`, "  - graph: { path: '/v1.0/users' }");
    expect(result?.status).toBe('error');
    expect(result?.error?.message).toContain("given.faults.1: there is a fault with the id 'a' already");
  });
});
