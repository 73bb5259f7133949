import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filtered, IntuneTenant, target } from '../../test/intune-tenant.ts';
import { type AssignmentTarget, SERVICES } from '../tenant/index.ts';
import { createAssignments } from './assignment.ts';
import type { AssignmentSubject } from './assignment-types.ts';

const adele: AssignmentSubject = {
  userId: 'adele',
  device: { directoryId: 'phone', ownership: 'personal', model: 'iPhone 16', osVersion: '18.5' },
};
const PERSONAL = '(device.deviceOwnership -eq "Personal")';
const IPAD = '(device.model -startsWith "iPad")';

describe('assignment, whatever the targets', () => {
  const groups = ['g0', 'g1', 'g2', 'g3'];
  const mode = fc.constantFrom('include' as const, 'exclude' as const);
  const filter = fc.option(fc.record({ id: fc.constantFrom('personal', 'ipads'), mode }), { nil: undefined });
  const include = fc.tuple(fc.constantFrom('users', 'devices', ...groups), filter).map(([kind, by]) => {
    const more = by ? filtered(by.id, by.mode) : {};
    return kind === 'users'
      ? target.allUsers(more)
      : kind === 'devices'
        ? target.allDevices(more)
        : target.group(kind, more);
  });
  const exclusion = fc.constantFrom(...groups).map(target.exclude);
  const members = fc.array(
    fc.tuple(fc.constantFrom(...groups), fc.constantFrom('adele', 'bruno', 'phone', 'tablet', ...groups)),
    { maxLength: 12 },
  );
  const subjects: AssignmentSubject[] = [
    adele,
    { userId: 'bruno', device: { directoryId: 'phone', ownership: 'company', model: 'iPad' } },
    { userId: 'adele', device: { directoryId: 'tablet', ownership: 'company', model: 'iPad' } },
    { device: { directoryId: 'tablet', ownership: 'company', model: 'iPad' } },
  ];

  function audience(
    links: readonly (readonly [string, string])[],
    targets: readonly AssignmentTarget[],
  ): boolean[] {
    const contoso = new IntuneTenant();
    for (const group of groups) contoso.group(group);
    for (const [group, member] of links)
      contoso.tenant.links('groups/members').link(group, member, SERVICES.seed);
    contoso.filter('personal', PERSONAL);
    contoso.filter('ipads', IPAD);
    contoso.configuration('policy', ...targets);
    const { effective } = createAssignments(contoso.tenant);
    return subjects.map((subject) => effective(subject).appliedConfigurations.length > 0);
  }

  it('reaches nobody more through one more exclusion', () => {
    fc.assert(
      fc.property(
        members,
        fc.array(fc.oneof(include, exclusion), { maxLength: 5 }),
        exclusion,
        (links, targets, extra) => {
          // An assignment whose exclude filter no longer counts may let another one through: filters are left out here.
          const plain = targets.map(({ '@odata.type': type, groupId }) => ({
            '@odata.type': type,
            ...(groupId && { groupId }),
          }));
          const before = audience(links, plain);
          const after = audience(links, [...plain, extra]);
          expect(after.every((applies, index) => !applies || before[index])).toBe(true);
        },
      ),
    );
  });

  it('reaches nobody less through one more inclusion without a filter, unless an exclude filter decides', () => {
    fc.assert(
      fc.property(
        members,
        fc.array(fc.oneof(include, exclusion), { maxLength: 5 }),
        include,
        (links, targets, extra) => {
          const { '@odata.type': type, groupId } = extra;
          const before = audience(links, targets);
          const after = audience(links, [...targets, { '@odata.type': type, ...(groupId && { groupId }) }]);
          expect(before.every((applies, index) => !applies || after[index])).toBe(true);
        },
      ),
    );
  });

  it('does not depend on the order of the assignments', () => {
    fc.assert(
      fc.property(members, fc.array(fc.oneof(include, exclusion), { maxLength: 5 }), (links, targets) => {
        expect(audience(links, targets.toReversed())).toEqual(audience(links, targets));
      }),
    );
  });
});
