import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { RULES, ruleOf } from '../src/rules/index.ts';
import { type LoadedScenario, loadScenarios } from '../src/scenario/index.ts';
import { applyPerson } from '../src/scenario/people.ts';
import { applyPolicy } from '../src/scenario/policies.ts';
import { takeStep } from '../src/scenario/steps.ts';
import { createWorld } from '../src/scenario/world.ts';
import { verifyTenant } from '../src/verify/index.ts';

/*
 * Each rule has a scenario that breaks it, and the same without the mistake after it. Whether `verify` can find a rule
 * is what the rule says of itself (`needsRun`); here the tenant of each scenario is asked.
 */

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'scenarios', 'rules');
const scenarios = await loadScenarios([folder]);
const broken = scenarios.filter(({ scenario }) => !scenario.tags.includes('repaired'));

/** The rules that a scenario is about. */
function rulesOf({ scenario: { then } }: LoadedScenario): string[] {
  const told = Object.values(then.trace ?? {}).flatMap((entries) =>
    entries.flatMap(({ findings = [] }) => findings),
  );
  return [
    ...new Set([...Object.values(then.findings ?? {}).flat(), ...(then.verify?.findings ?? []), ...told]),
  ];
}

/** What verify finds in the tenant as it is when the scenario is over. */
async function found({ scenario }: LoadedScenario): Promise<Set<string>> {
  const world = createWorld(scenario.given, 1);
  for (const policy of scenario.given.policies) applyPolicy(world, policy);
  for (const person of scenario.given.people) applyPerson(world, person);
  for (const [name, device] of Object.entries(scenario.devices)) world.addDevice(name, device);
  for (const [index, step] of scenario.steps.entries()) await takeStep(step, world, ['steps', index]);
  const signIn = scenario.steps.find((step) => 'do' in step && step.do === 'signIn');
  const firstApp = signIn && 'app' in signIn ? signIn.app : undefined;
  const { enrollmentType, user } = world.device('phone');
  const { findings } = verifyTenant(world.tenant, { user: user.id, enrollment: enrollmentType, firstApp });
  return new Set(findings.map(({ rule }) => rule));
}

describe('the scenarios that break a rule', () => {
  it('are there for every rule', () => {
    const covered = new Set(broken.flatMap(rulesOf));
    expect(
      RULES.map(({ id }) => id).filter((id) => !covered.has(id)),
      'these need a scenario in scenarios/rules that breaks them, and its repaired twin',
    ).toEqual([]);
  });

  it('are each followed by their repaired twin', () => {
    for (const [index, { file, scenario }] of scenarios.entries()) {
      if (scenario.tags.includes('repaired')) continue;
      const twin = scenarios[index + 1];
      expect({ file: twin?.file, name: twin?.scenario.name }).toEqual({
        file,
        name: `${scenario.name}: repaired`,
      });
    }
    expect(broken.length).toBe(readdirSync(folder).length);
  });

  it.each(broken.map((loaded) => [loaded.scenario.name, loaded] as const))(
    'are found by verify unless their rule says why not: %s',
    async (_, loaded) => {
      const rules = await found(loaded);
      for (const rule of rulesOf(loaded)) {
        expect({ rule, found: rules.has(rule) }).toEqual({
          rule,
          found: ruleOf({ rule }).needsRun === undefined,
        });
      }
      const twin = scenarios[scenarios.indexOf(loaded) + 1] as LoadedScenario;
      const [first = ''] = rulesOf(loaded);
      const repaired = await found(twin);
      expect([...repaired]).not.toContain(first);
      // It breaks exactly that.
      expect([...rules].filter((rule) => !repaired.has(rule) && !rulesOf(loaded).includes(rule))).toEqual([]);
    },
  );
});
