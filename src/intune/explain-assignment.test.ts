import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filtered, IntuneTenant, target } from '../../test/intune-tenant.ts';
import type { AssignmentTarget } from '../tenant/index.ts';
import { resolveEffectiveSet } from './assignment.ts';
import type { AssignmentSubject } from './assignment-types.ts';
import { explainAssignment, explainAssignments, stepLines } from './explain-assignment.ts';

const CONFIGURATIONS = 'deviceManagement/deviceConfigurations';
const APPS = 'deviceAppManagement/mobileApps';
const adele: AssignmentSubject = {
  userId: 'adele',
  device: { directoryId: 'phone', ownership: 'personal', model: 'iPhone 16', osVersion: '18.5' },
};

/** Adele is in Sales, which is in Staff; her phone is in a dynamic group. */
function contosoWith(...targets: readonly AssignmentTarget[]) {
  const contoso = new IntuneTenant();
  contoso.group('staff', 'sales');
  contoso.group('sales', 'adele');
  contoso.put('groups', {
    id: 'phones',
    displayName: 'phones',
    groupTypes: ['DynamicMembership'],
    membershipRule: '(device.deviceModel -startsWith "iPhone")',
  });
  contoso.tenant.links('groups/members').link('phones', 'phone', { kind: 'service', id: 't', name: 't' });
  contoso.filter('work phones', '(device.deviceOwnership -eq "Corporate") or (device.osVersion -eq $null)');
  contoso.filter('broken', '(device.model -like "iPad")');
  contoso.configuration('policy', ...targets);
  return contoso;
}

function explain(targets: readonly AssignmentTarget[], subject = adele) {
  const explanation = explainAssignment(contosoWith(...targets).tenant, subject, CONFIGURATIONS, 'policy');
  if (!explanation) throw new Error('the policy is gone');
  return explanation;
}

describe('the explanation of an assignment', () => {
  it('shows the path through nested groups, from the person’s own group to the assigned one', () => {
    const { applies, steps } = explain([target.group('STAFF')]);
    expect(applies).toBe(true);
    expect(steps[0]).toMatchObject({
      code: 'matched',
      assignment: 'a1',
      group: { name: 'staff', memberships: [{ of: 'user', path: [{ id: 'sales' }, { id: 'staff' }] }] },
    });
    expect(stepLines(steps[0] as never)).toEqual([
      'the user is a member of the assigned group “staff”',
      '  the user is in “sales” in “staff”',
    ]);
  });

  it('shows a dynamic group’s rule', () => {
    const [step] = explain([target.group('phones')]).steps;
    expect(step).toMatchObject({
      group: {
        membershipRule: '(device.deviceModel -startsWith "iPhone")',
        memberships: [{ of: 'device', path: [{ id: 'phones', dynamic: true }] }],
      },
    });
  });

  it('says that the devices of excluded people are not excluded, and how they are excluded', () => {
    const { applies, steps } = explain([target.allDevices(), target.exclude('staff')]);
    expect(applies).toBe(true);
    const step = steps.find(({ code }) => code === 'exclusionOfOtherKind');
    expect(step?.group?.memberships).toMatchObject([
      { of: 'user', path: [{ id: 'sales' }, { id: 'staff' }] },
    ]);
    expect(step?.sentence).toContain('does not undo an assignment to devices');
  });

  it('shows a filter’s rule and the values that it saw', () => {
    const { applies, steps } = explain([target.allUsers(filtered('work phones', 'include'))]);
    expect(applies).toBe(false);
    expect(steps.find(({ code }) => code === 'filteredOut')?.filter).toEqual({
      id: 'work phones',
      name: 'work phones',
      rule: '(device.deviceOwnership -eq "Corporate") or (device.osVersion -eq $null)',
      matches: false,
      comparisons: [
        {
          comparison: 'device.deviceOwnership -eq "Corporate"',
          property: 'deviceOwnership',
          value: 'personal',
          holds: false,
        },
        { comparison: 'device.osVersion -eq $null', property: 'osVersion', value: '18.5', holds: false },
      ],
    });
  });

  it('says why a filter cannot be evaluated', () => {
    const problemOf = (id: string, subject = adele) =>
      explain([target.allUsers(filtered(id, 'include'))], subject).steps.find(({ filter }) => filter)?.filter
        ?.problem;
    expect(problemOf('broken')).toContain("'-like' is no operator for model");
    expect(problemOf('gone')).toBe('it does not exist');
    expect(problemOf('work phones', { userId: 'adele' })).toBe('no device is enrolled yet');
  });

  it('names the licence that is missing', () => {
    const { applies, steps } = explain([target.allUsers()], { ...adele, userId: 'bruno' });
    expect(applies).toBe(false);
    expect(steps.map(({ code }) => code)).toEqual(['unlicensed', 'verdict']);
  });

  it('knows nothing of what is not there', () => {
    expect(explainAssignment(contosoWith().tenant, adele, APPS, 'policy')).toBeUndefined();
  });
});

describe('any tenant', () => {
  const groups = ['g1', 'g2', 'g3', 'g4'] as const;
  const filters = {
    personal: '(device.deviceOwnership -eq "Personal")',
    ipads: '(device.model -startsWith "iPad")',
    newer: '(device.operatingSystemVersion -gt "18.0")',
    broken: '(device.model -like "iPad")',
  };
  const filter = fc.option(
    fc.record({
      id: fc.constantFrom(...Object.keys(filters)),
      mode: fc.constantFrom('include' as const, 'exclude' as const),
    }),
    { nil: undefined },
  );
  const inclusion = fc.tuple(fc.constantFrom('users', 'devices', ...groups), filter).map(([kind, by]) => {
    const more = by ? filtered(by.id, by.mode) : {};
    if (kind === 'users') return target.allUsers(more);
    return kind === 'devices' ? target.allDevices(more) : target.group(kind, more);
  });
  const targets = fc.array(fc.oneof(inclusion, fc.constantFrom(...groups).map(target.exclude)), {
    maxLength: 4,
  });
  const intent = fc.constantFrom('required', 'available', 'uninstall', 'availableWithoutEnrollment');
  const world = fc.record({
    links: fc.array(
      fc.tuple(fc.constantFrom(...groups), fc.constantFrom('adele', 'bruno', 'phone', 'tablet', ...groups)),
      { maxLength: 10 },
    ),
    policies: fc.array(targets, { maxLength: 3 }),
    apps: fc.array(fc.array(fc.tuple(intent, targets), { maxLength: 3 }), { maxLength: 3 }),
    userId: fc.constantFrom('adele', 'bruno', undefined),
    device: fc.option(
      fc.record({
        directoryId: fc.constantFrom('phone', 'tablet', undefined),
        ownership: fc.constantFrom('personal' as const, 'company' as const),
        model: fc.constantFrom('iPhone 16', 'iPad Air (M2)'),
        osVersion: fc.constantFrom('17.6', '18.5'),
      }),
      { nil: undefined },
    ),
  });

  it('is explained as it decides, with evidence that is there', () => {
    fc.assert(
      fc.property(world, ({ links, policies, apps, userId, device }) => {
        const contoso = new IntuneTenant();
        for (const group of groups) {
          contoso.group(group, ...links.filter(([into]) => into === group).map(([, member]) => member));
        }
        for (const [id, rule] of Object.entries(filters)) contoso.filter(id, rule);
        for (const [index, each] of policies.entries()) contoso.configuration(`p${index}`, ...each);
        for (const [index, each] of apps.entries()) {
          contoso.put(APPS, {
            '@odata.type': '#microsoft.graph.iosStoreApp',
            id: `app${index}`,
            displayName: '',
          });
          for (const [how, to] of each) contoso.assign(APPS, `app${index}`, to, { intent: how });
        }
        const subject = { userId, device };
        const effective = resolveEffectiveSet(contoso.tenant, subject);
        const explained = explainAssignments(contoso.tenant, subject);

        const applied = explained.filter(({ set, applies }) => set === CONFIGURATIONS && applies);
        expect(applied.map(({ id }) => id)).toEqual(effective.appliedConfigurations.map(({ id }) => id));
        const intents = explained.filter(({ set }) => set === APPS);
        expect(intents.map(({ id, intent: is }) => [id, is])).toEqual(
          effective.apps.map(({ entity, intent: is }) => [entity.id, is]),
        );

        const isLink = (group: string, member: string) => links.some(([g, m]) => g === group && m === member);
        for (const { steps, applies } of explained) {
          expect(steps.at(-1)?.code).toBe('verdict');
          if (applies) expect(steps.map(({ code }) => code)).toContain('matched');
          for (const { code, group, filter: asked } of steps) {
            if (group) expect(group.memberships.length > 0).toBe(code !== 'notMember');
            for (const { of, path } of group?.memberships ?? []) {
              const ids = [of === 'user' ? userId : device?.directoryId, ...path.map(({ id }) => id)];
              expect(ids.at(-1)).toBe(group?.id);
              for (let at = 1; at < ids.length; at += 1)
                expect(isLink(ids[at] as string, ids[at - 1] as string)).toBe(true);
            }
            if (asked?.matches !== undefined) {
              expect(asked.comparisons.map(({ holds }) => holds)).toEqual([asked.matches]);
            }
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
