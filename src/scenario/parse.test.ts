import { describe, expect, it } from 'vitest';
import { checkScenario, parseScenarios, ScenarioFileError } from './parse.ts';
import { scenarioJsonSchema } from './schema.ts';

const GOOD = `
name: A phone
devices:
  phone:
    user: priya@contoso.com
steps:
  - device: phone
    do: enroll
  - advance: PT8H
then:
  devices:
    phone:
      registered: true
`;

function problemsIn(text: string): string {
  try {
    parseScenarios(text, 'a.yaml');
  } catch (error) {
    if (error instanceof ScenarioFileError) return error.message;
    throw error;
  }
  return '';
}

describe('a scenario in YAML', () => {
  it('is read with its defaults, and knows the lines of its parts', () => {
    const [loaded] = parseScenarios(GOOD, 'a.yaml');
    expect(loaded?.scenario.given).toMatchObject({ tenant: 'contoso', policies: [], faults: [] });
    expect(loaded?.scenario.steps[0]).toEqual({ device: 'phone', do: 'enroll', waitForApps: true });
    expect(loaded?.placeOf(['then', 'devices', 'phone', 'registered'])?.line).toBe(13);
    expect(loaded?.placeOf(['steps', 1])?.line).toBe(9);
    expect(loaded?.placeOf(['then', 'devices', 'phone', 'enrolled'])?.line).toBe(12);
  });

  it('may stand beside others in one file', () => {
    const loaded = parseScenarios(`${GOOD}---\n${GOOD.replace('A phone', 'Another')}`, 'a.yaml');
    expect(loaded.map(({ scenario, placeOf }) => [scenario.name, placeOf(['name'])?.line])).toEqual([
      ['A phone', 2],
      ['Another', 16],
    ]);
  });

  it.each([
    [
      'a misspelt property',
      ['registered', 'registred'],
      "a.yaml:13:7: then.devices.phone.registred: nothing of this name is known here (Did you mean 'registered'?)",
    ],
    [
      'a misspelt section',
      ['then:', 'than:'],
      "than: nothing of this name is known here (Did you mean 'then'?)",
    ],
    ['a wrong duration', ['PT8H', '8 hours'], 'a.yaml:9:5: steps.1.advance: expected an ISO 8601 duration'],
    ['an action that nobody can do', ['do: enroll', 'do: enrol'], 'a.yaml:8:5: steps.0.do'],
    [
      'a step with a property of another',
      ['do: enroll', 'do: enroll\n    app: x'],
      'a.yaml:9:5: steps.0.app: nothing of this name is known here (Known are do, waitForApps, device.)',
    ],
    [
      'a missing user',
      ['user: priya@contoso.com', 'model: iPhone 16'],
      'a.yaml:4:3: devices.phone.user: is missing: expected a string',
    ],
    ['text that is no YAML', ['steps:', '  steps: ['], 'a.yaml:'],
    ['a list in place of a scenario', [GOOD, '- 1\n- 2\n'], 'a.yaml:1:1: expected an object'],
    ['nothing', [GOOD, ''], 'a.yaml: the file is empty'],
  ])('is refused with %s, by place and likely fix', (_, [from, to], expected) => {
    expect(problemsIn(GOOD.replace(from as string, to as string))).toContain(expected);
  });

  it('tells all problems at once', () => {
    expect(problemsIn(GOOD.replace('PT8H', 'x').replace('registered', 'y')).split('\n')).toHaveLength(2);
  });
});

describe('a scenario in TypeScript', () => {
  it('is checked as one in YAML', () => {
    const scenario = { name: 'x', devices: {}, then: { devices: { phone: { registered: true } } } };
    expect(checkScenario(scenario, 'a.ts')[0]?.scenario.steps).toEqual([]);
    expect(() => checkScenario({ ...scenario, steps: [{ advance: 'soon' }] }, 'a.ts')).toThrow(
      'a.ts: steps.0.advance: expected an ISO 8601 duration',
    );
  });
});

describe('the schema for editors', () => {
  it('lets parameters stand where something else than text must, and functions nowhere', () => {
    const text = JSON.stringify(scenarioJsonSchema());
    expect(text).toMatch(
      /"osVersion":\{"default":"18\.5","anyOf":\[\{[^}]*\},\{"\$ref":"#\/\$defs\/parameter"\}\]\}/,
    );
    expect(text).toContain('"run":{"not":{}}');
    expect(text).toContain('"do":{"type":"string","const":"enroll"}');
  });
});
