// biome-ignore-all lint/suspicious/noTemplateCurlyInString: parameters look like that
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { NODE_FILES } from '../node-files.ts';
import { parseScenarios } from '../parse.ts';
import type { Json } from '../schema/notation.ts';
import { type Matrix, matrixSchema } from '../schema/variations.ts';
import { combinationsOf, MATRIX_LIMIT } from './matrix.ts';

const folder = mkdtempSync(join(tmpdir(), 'tenantless-expand-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const matrix = (value: object) => matrixSchema.parse(value) as Matrix;
const runs = (value: object, pinned?: Record<string, Json>) =>
  combinationsOf(matrix(value), pinned).map(({ values, labels }) => `${JSON.stringify(values)} ${labels}`);

describe('a matrix', () => {
  it('is every combination, without those that are excluded', () => {
    expect(
      runs({ os: ['18.5', '26.1'], app: ['Teams', 'Edge'], exclude: [{ os: '18.5', app: 'Edge' }] }),
    ).toEqual([
      '{"os":"18.5","app":"Teams"} 18.5,Teams',
      '{"os":"26.1","app":"Teams"} 26.1,Teams',
      '{"os":"26.1","app":"Edge"} 26.1,Edge',
    ]);
  });

  // The example of GitHub's page "Running variations of jobs in a workflow", section on include.
  it("includes as GitHub's page says", () => {
    expect(
      runs({
        fruit: ['apple', 'pear'],
        animal: ['cat', 'dog'],
        include: [
          { color: 'green' },
          { color: 'pink', animal: 'cat' },
          { fruit: 'apple', shape: 'circle' },
          { fruit: 'banana' },
          { fruit: 'banana', animal: 'cat' },
        ],
      }).map((run) => run.replace(/ [^ ]*$/, '')),
    ).toEqual([
      '{"fruit":"apple","animal":"cat","color":"pink","shape":"circle"}',
      '{"fruit":"apple","animal":"dog","color":"green","shape":"circle"}',
      '{"fruit":"pear","animal":"cat","color":"pink"}',
      '{"fruit":"pear","animal":"dog","color":"green"}',
      '{"fruit":"banana"}',
      '{"fruit":"banana","animal":"cat"}',
    ]);
  });

  it('has names for values and for runs, by which they can be excluded', () => {
    expect(
      runs({
        os: { oldest: '17.0', newest: '26.1' },
        runs: { iPad: { model: 'iPad Air' }, iPhone: { model: 'iPhone 16' } },
        exclude: [{ os: 'oldest', model: 'iPad Air' }],
      }),
    ).toEqual([
      '{"os":"17.0","model":"iPhone 16"} oldest,iPhone',
      '{"os":"26.1","model":"iPad Air"} newest,iPad',
      '{"os":"26.1","model":"iPhone 16"} newest,iPhone',
    ]);
  });

  it('has one value on an axis that somebody gave', () => {
    expect(runs({ os: ['18.5', '26.1'] }, { os: '17.0' })).toEqual(['{"os":"17.0"} 17.0']);
  });

  it('has a limit, and something left', () => {
    const axis = Array.from({ length: Math.sqrt(MATRIX_LIMIT) }, (_, index) => index);
    expect(runs({ a: axis, b: axis })).toHaveLength(MATRIX_LIMIT);
    expect(() => runs({ a: axis, b: [...axis, -1] })).toThrow('are too many');
    expect(() => runs({ a: [1], exclude: [{ a: 1 }] })).toThrow('everything is excluded');
  });
});

const STORY = `name: A phone with \${os}
parameters:
  minutes: 15
  person: { default: priya.raman@contoso.com, oneOf: [priya.raman@contoso.com, hamish.kerr@contoso.com] }
  ask: { type: boolean, default: true }
matrix:
  os: ['18.5', '26.1']
devices:
  phone: { user: '\${person}', osVersion: '\${os}', autoLockMinutes: '\${minutes}', secondFactor: '\${ask}' }
then: { devices: { phone: { osVersion: '\${os}' } } }
`;
const problem = (text: string, given = {}) => {
  try {
    parseScenarios(text, 'a.yaml', given, NODE_FILES);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};

describe('parameters', () => {
  it('are filled in with their types, and make the runs of a matrix', () => {
    const loaded = parseScenarios(STORY, 'a.yaml');
    expect(loaded.map(({ scenario }) => scenario.name)).toEqual(['A phone with 18.5', 'A phone with 26.1']);
    expect(loaded[1]?.scenario.devices['phone']).toMatchObject({
      user: 'priya.raman@contoso.com',
      osVersion: '26.1',
      autoLockMinutes: 15,
      secondFactor: true,
    });
    expect(loaded[1]?.parameters).toEqual({
      os: '26.1',
      minutes: 15,
      person: 'priya.raman@contoso.com',
      ask: true,
    });
    expect(loaded[1]?.placeOf(['then', 'devices', 'phone', 'osVersion'])?.line).toBe(10);
  });

  it('are changed by whoever plays, with the type that they have; an axis is pinned', () => {
    const given = { minutes: '5', ask: 'false', os: '17.0' };
    const loaded = parseScenarios(STORY, 'a.yaml', given);
    expect(loaded).toHaveLength(1);
    expect(loaded[0]?.scenario.devices['phone']).toMatchObject({
      autoLockMinutes: 5,
      secondFactor: false,
      osVersion: '17.0',
    });
    expect(loaded[0]?.given).toEqual(given);
  });

  it('tell the runs apart by what is different, unless the name does', () => {
    const loaded = parseScenarios(STORY.replace(' with ${os}', ''), 'a.yaml');
    expect(loaded.map(({ scenario }) => scenario.name)).toEqual(['A phone (18.5)', 'A phone (26.1)']);
  });

  it('reach into values, stand within text, and can be escaped', () => {
    const [loaded] = parseScenarios(
      'name: x\nparameters: { policy: { default: { name: SSO, parts: [1, 2] } } }\n' +
        "description: 'The ${policy.name}, $${policy.name}, {phone.id}, {{DEVICEREGISTRATION}}'\n" +
        "steps: [{ graph: { path: /v1.0/users, body: '${policy.parts}' } }]\nthen: {}\n",
      'a.yaml',
    );
    expect(loaded?.scenario.description).toBe('The SSO, ${policy.name}, {phone.id}, {{DEVICEREGISTRATION}}');
    expect(loaded?.scenario.steps[0]).toMatchObject({ graph: { body: [1, 2] } });
  });

  it.each([
    [
      "${person}'",
      "${persn}'",
      {},
      "a.yaml:9:12: devices.phone.user: '${persn}' is no parameter of this run (Did you mean '${person}'?)",
    ],
    ['', '', { minutes: 'soon' }, 'a.yaml:3:3: parameters.minutes: expected a number, got "soon"'],
    ['', '', { person: 'x' }, 'a.yaml:4:3: parameters.person: expected one of "priya'],
    [
      'minutes: 15',
      'minutes: { type: number }',
      {},
      'parameters.minutes: has no default, and nobody gave a value (--param minutes=…)',
    ],
    ['', '', { minutes: '500' }, 'a.yaml:9:51: devices.phone.autoLockMinutes: expected at most 60, got 500'],
    [
      'matrix:',
      'matirx:',
      {},
      "a.yaml:6:1: matirx: nothing of this name is known here (Did you mean 'matrix'?)",
    ],
    ["['18.5', '26.1']", '[]', {}, 'a.yaml:7:3: matrix.os: '],
    ["['18.5', '26.1']", '[old]', {}, 'a.yaml:9:31: devices.phone.osVersion: expected a version'],
  ])('are refused by place and fix: %s → %s %j', (from, to, given, expected) => {
    expect(problem(STORY.replace(from, to), given)).toContain(expected);
  });
});

describe('what is included', () => {
  const people = file(
    '_people.yaml',
    'parameters: { person: priya.raman@contoso.com }\ndevices: { phone: { user: "${person}", apps: [Microsoft Teams] } }\n',
  );
  const setUp = file(
    '_set-up.yaml',
    'include: _people.yaml\ngiven:\n  tenant: contoso-jit\n  policies: [{ use: compliance }]\nsteps: [{ device: phone, do: enroll }]\n',
  );
  const main = join(folder, 'main.yaml');
  const story = `name: Included
include: [_set-up.yaml, _people.yaml]
given: { tenant: contoso, policies: [{ use: authenticator }] }
devices: { phone: { model: iPhone 13, apps: [Microsoft Outlook] }, other: { user: '\${person}' } }
steps: [{ device: phone, do: checkIn }]
then: {}
`;

  it('comes first, and the file that includes it goes over it', () => {
    const [loaded] = parseScenarios(story, main, {}, NODE_FILES);
    expect(loaded?.scenario).toMatchObject({
      given: { tenant: 'contoso', policies: [{ use: 'compliance' }, { use: 'authenticator' }] },
      devices: {
        phone: {
          user: 'priya.raman@contoso.com',
          model: 'iPhone 13',
          apps: ['Microsoft Teams', 'Microsoft Outlook'],
        },
        other: { user: 'priya.raman@contoso.com' },
      },
      steps: [{ do: 'enroll' }, { do: 'checkIn' }],
    });
    const places = [
      ['steps', 0],
      ['steps', 1],
      ['given', 'policies', 0, 'use'],
      ['given', 'policies', 1],
      ['devices', 'phone', 'user'],
      ['given', 'tenant'],
    ].map((path) => loaded?.placeOf(path));
    expect(places.map((place) => [place?.file.replace(/^.*[\\/]/, ''), place?.line])).toEqual([
      ['_set-up.yaml', 5],
      ['main.yaml', 5],
      ['_set-up.yaml', 4],
      ['main.yaml', 3],
      ['_people.yaml', 2],
      ['main.yaml', 3],
    ]);
  });

  it('is told of in its own file', () => {
    file('_odd.yaml', 'steps:\n  - { device: phone, do: enrol }\n');
    expect(problem(`include: ${join(folder, '_odd.yaml')}\nname: x\nthen: {}\n`)).toMatch(
      /_odd\.yaml:2:22: steps\.0\.do: /,
    );
    file('_more.yaml', 'name: No part\n');
    expect(problem(`include: ${join(folder, '_more.yaml')}\nname: x\nthen: {}\n`)).toMatch(
      /_more\.yaml:1:1: name: nothing of this name is known here/,
    );
  });

  it('may not go round in circles, or be missing', () => {
    file('_a.yaml', 'include: _b.yaml\n');
    file('_b.yaml', 'include: [_a.yaml]\n');
    expect(problem(`include: ${join(folder, '_a.yaml')}\nname: x\nthen: {}\n`)).toMatch(
      /_b\.yaml:1:11: include\.0: the files include each other: .*_a\.yaml → .*_b\.yaml → .*_a\.yaml$/,
    );
    expect(problem('name: x\ninclude: nowhere.yaml\nthen: {}\n')).toContain(
      "a.yaml:2:1: include: cannot read 'nowhere.yaml' (ENOENT) (a path is relative to the file that it stands in)",
    );
    expect([people, setUp]).toHaveLength(2);
  });

  it('may be the mix of a fleet', () => {
    file('mix.yaml', 'firstApps: { Google Chrome: 1 }\nmodels: { iPhone 99: 1 }\n');
    const given = 'name: x\ngiven: { fleets: [{ count: 3, mix: mix.yaml }] }\nthen: {}\n';
    const refused = (() => {
      try {
        parseScenarios(given, main, {}, NODE_FILES);
        return '';
      } catch (error) {
        return (error as Error).message;
      }
    })();
    expect(refused).toMatch(
      /mix\.yaml:2:\d+: given\.fleets\.0\.mix\.models\.iPhone 99: nothing of this name/,
    );
    file('mix.yaml', 'firstApps: { Google Chrome: 1 }\n');
    expect(parseScenarios(given, main, {}, NODE_FILES)[0]?.scenario.given.fleets[0]?.mix.firstApps).toEqual({
      'Google Chrome': 1,
    });
  });
});
