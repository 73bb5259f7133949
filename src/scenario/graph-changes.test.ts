import { expect, it } from 'vitest';
import { parseScenarios } from './parse.ts';
import { runScenario } from './run.ts';

const story = (policies: string) => `
name: A story
given:
  tenant: contoso
  policies: [${policies}]
devices: { phone: { user: priya.raman@contoso.com } }
steps:
  - { device: phone, do: enroll }
  - { device: phone, do: signIn, app: Microsoft Teams }
  - { device: phone, do: retire }
then: { devices: { phone: { enrolled: false } } }
`;

async function graphOf(policies: string) {
  const [loaded] = parseScenarios(story(policies), 'story.yaml');
  const result = await runScenario(loaded as NonNullable<typeof loaded>, 7);
  expect(result.status).toBe('passed');
  const [phone] = result.devices;
  return { result, changes: phone?.graph ?? [], trace: phone?.trace ?? [] };
}

it('has what Graph showed of a device, from its first record to the last', async () => {
  const { result, changes, trace } = await graphOf(
    '{ use: sso-extension }, { use: compliance }, { use: authenticator }',
  );
  const told = changes.map(({ set, change, values }) => [set.split('/').at(-1), change, values]);
  expect(told).toEqual(
    expect.arrayContaining([
      [
        'managedDevices',
        'created',
        expect.objectContaining({
          complianceState: 'unknown',
          azureADRegistered: false,
          deviceRegistrationState: 'notRegistered',
        }),
      ],
      ['devices', 'updated', { registeredOwners: 'Priya Raman' }],
      ['managedDevices', 'updated', { azureADRegistered: true, deviceRegistrationState: 'registered' }],
      ['managedDevices', 'deleted', {}],
    ]),
  );
  const moments = trace.map(({ at }) => at);
  expect(changes.filter(({ at }) => !moments.includes(at))).toEqual([]);
  // Retiring begins in the very second in which the sign-in ended.
  const next = result.steps.map(
    ({ lastMessage }) => trace.find(({ sequence }) => sequence > lastMessage)?.step,
  );
  expect(next).toEqual(['GetApp', 'RemoveManagement', undefined]);
});

it('has nothing of a registration that did not happen', async () => {
  const { changes } = await graphOf('{ use: compliance }, { use: authenticator }');
  expect(changes.filter(({ values }) => values['azureADRegistered'] === true)).toEqual([]);
});
