// Parts of a directory that have administrators of their own. https://learn.microsoft.com/graph/api/resources/administrativeunit
import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Resource } from '../../declare/resource.ts';
import * as graphErrors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import type { Call } from '../../request/call.ts';
import { keepForRestore } from '../directory/deleted-items.ts';
import { relation, UNIT_MEMBERS } from '../directory/related.ts';
import * as errors from './errors.ts';
import { UNITS } from './scoped-members.ts';

/** [documented] administrativeunit-post-members: users, groups and devices. */
const MEMBERS = ['users', 'groups', 'devices'];

const isDynamic = (unit: JsonObject) => unit['membershipType'] === 'Dynamic';

function checkUnit(unit: JsonObject): void {
  if (!unit['displayName']) throw graphErrors.requiredPropertyMissing('displayName');
  // [documented] administrativeunit: the three are set together.
  if (isDynamic(unit) && !unit['membershipRule']) throw graphErrors.requiredPropertyMissing('membershipRule');
  const { membershipType, membershipRuleProcessingState, visibility } = unit;
  const isOneOf = (value: unknown, ...allowed: string[]) =>
    value === undefined || value === null || allowed.includes(String(value));
  if (!isOneOf(membershipType, 'Dynamic', 'Assigned'))
    throw graphErrors.invalidPropertyValue('membershipType', 'AdministrativeUnit');
  if (!isOneOf(membershipRuleProcessingState, 'On', 'Paused'))
    throw graphErrors.invalidPropertyValue('membershipRuleProcessingState', 'AdministrativeUnit');
  if (!isOneOf(visibility, 'HiddenMembership', 'Public'))
    throw graphErrors.invalidPropertyValue('visibility', 'AdministrativeUnit');
}

/** Who is in a unit with a rule is the rule's affair. [documented] administrativeunit-post-members */
function checkMembers({ parent }: Call, _member: Entity): void {
  if (parent && isDynamic(parent)) throw errors.unitIsDynamic();
}

export const administrativeUnits: readonly Resource[] = [
  defineResource({
    path: UNITS,
    type: 'administrativeUnit',
    family: 'directory',
    // [documented] administrativeunit-delta: its example shows members unasked.
    delta: { restorable: () => true, relations: ['members'], unasked: ['members'] },
    beforeCreate(call, draft) {
      checkUnit(draft);
      if (isDynamic(draft)) call.note("a dynamic unit's rule is kept, and fills it with nobody here");
      return draft;
    },
    beforeUpdate(_call, unit, patch) {
      // [documented] administrativeunit: what protects the members is decided at creation.
      const { isMemberManagementRestricted } = patch;
      if (
        isMemberManagementRestricted !== undefined &&
        Boolean(isMemberManagementRestricted) !== Boolean(unit['isMemberManagementRestricted'])
      )
        throw graphErrors.readOnlyProperty('isMemberManagementRestricted');
      checkUnit({ ...unit, ...patch });
      return patch;
    },
    beforeDelete: (call, unit) => keepForRestore(call, UNITS, unit),
    evidence: 'documented',
    sources: [
      'https://learn.microsoft.com/graph/api/resources/administrativeunit',
      'https://learn.microsoft.com/graph/api/directory-post-administrativeunits',
      'https://learn.microsoft.com/graph/api/administrativeunit-update',
      'https://learn.microsoft.com/graph/api/administrativeunit-delta',
    ],
  }),
  withCreation(
    relation(`${UNITS}/members`, {
      links: UNIT_MEMBERS,
      direction: 'targets',
      sets: MEMBERS,
      editable: true,
      beforeLink: checkMembers,
      page: 'administrativeunit-list-members',
    }),
  ),
];

/** [documented] administrativeunit-post-members: a group can be created in a unit. */
function withCreation(members: Resource): Resource {
  return { ...members, verbs: [...members.verbs, 'create'] };
}
