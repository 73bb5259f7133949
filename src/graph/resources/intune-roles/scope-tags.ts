// Scope tags: what administrators with a role may see and touch. Only beta has them.
import { createBuiltIn, type Entity, type Tenant } from '../../../tenant/index.ts';
import { defineResource, type Operation, type Resource } from '../../declare/resource.ts';
import type { Call } from '../../request/call.ts';
import { singleAssignments } from '../assignments.ts';
import * as errors from './errors.ts';
import { page, ROLE_ASSIGNMENTS, ROLE_SERVICE, ROLES, SCOPE_TAGS } from './services.ts';

/** [recorded] IntuneDocs#2961, Microsoft's answer. The built-in one doesn't count [inferred]. */
export const SCOPE_TAG_LIMIT = 100;

/** [documented] what has no other tag has this one, which every tenant has. */
export const DEFAULT_TAG = '0';

const builtInTags = createBuiltIn((): Entity[] => [
  { id: DEFAULT_TAG, displayName: 'Default', description: '', isBuiltIn: true },
]);

export const findTag = (tenant: Tenant, id: string): Entity | undefined =>
  tenant.collection(SCOPE_TAGS).get(id) ?? builtInTags(tenant).find((tag) => tag.id === id);

export const allTags = (tenant: Tenant): readonly Entity[] => [
  ...builtInTags(tenant),
  ...tenant.collection(SCOPE_TAGS),
];

/** [recorded] ids count up: things of other tenants name '1' and '2'. */
function nextId({ tenant }: Call): string {
  let last = Number(DEFAULT_TAG);
  for (const { id } of tenant.collection(SCOPE_TAGS)) last = Math.max(last, Number(id));
  return String(last + 1);
}

const refuseBuiltIn = ({ id }: Entity) => {
  if (id === DEFAULT_TAG) throw errors.builtInTag();
};

const SOURCES = [
  page('resources/intune-rbac-rolescopetag'),
  'https://learn.microsoft.com/intune/intune-service/fundamentals/scope-tags',
  'https://github.com/MicrosoftDocs/IntuneDocs/issues/2961',
];

const shared = { versions: ['beta'], family: 'intune', service: ROLE_SERVICE } as const;

/** The tags that an assignment of a role has, and below them what each is given to by itself. */
const tagsOf = (assignments: string): Resource[] => [
  defineResource({
    ...shared,
    path: `${assignments}/roleScopeTags`,
    type: 'roleScopeTag',
    permissionPath: SCOPE_TAGS,
    verbs: ['list', 'get', 'count'],
    source: {
      kind: 'computed',
      compute: ({ tenant }, assignment) =>
        ((assignment?.['roleScopeTagIds'] ?? []) as readonly string[]).flatMap(
          (id) => findTag(tenant, id) ?? [],
        ),
    },
    evidence: 'documented',
    sources: SOURCES,
  }),
  autoAssignments(`${assignments}/roleScopeTags/assignments`),
];

function autoAssignments(path: string): Resource {
  const home = `${SCOPE_TAGS}/assignments`;
  return defineResource({
    ...shared,
    path,
    type: 'roleScopeTagAutoAssignment',
    permissionPath: home,
    source:
      path === home
        ? { kind: 'stored' }
        : { kind: 'view', of: home, property: '$parent', value: (tag) => tag?.id },
    ...singleAssignments,
    evidence: 'documented',
    sources: [page('resources/intune-rbac-rolescopetagautoassignment')],
  });
}

export const scopeTags: readonly Resource[] = [
  defineResource({
    ...shared,
    path: SCOPE_TAGS,
    type: 'roleScopeTag',
    source: { kind: 'stored', builtIn: builtInTags },
    beforeCreate(call, draft) {
      if (call.tenant.collection(SCOPE_TAGS).size >= SCOPE_TAG_LIMIT) throw errors.tooManyTags();
      return { ...draft, id: nextId(call) };
    },
    beforeUpdate(_call, tag, patch) {
      refuseBuiltIn(tag);
      return patch;
    },
    beforeDelete: (_call, tag) => refuseBuiltIn(tag),
    evidence: 'documented',
    sources: SOURCES,
  }),
  autoAssignments(`${SCOPE_TAGS}/assignments`),
  ...tagsOf(ROLE_ASSIGNMENTS),
  ...tagsOf(`${ROLES}/roleAssignments`),
];

const byIds = (tenant: Tenant, ids: readonly string[]): readonly Entity[] => {
  const wanted = new Set(ids);
  return allTags(tenant).filter(({ id }) => wanted.has(id));
};

const TAG_OPERATION = { on: 'roleScopeTag', bound: 'set', evidence: 'documented' } as const;

export const scopeTagOperations: readonly Operation[] = [
  {
    ...TAG_OPERATION,
    name: 'hasCustomRoleScopeTag',
    run: ({ tenant }) => tenant.collection(SCOPE_TAGS).size > 0,
    sources: [page('intune-rbac-rolescopetag-hascustomrolescopetag')],
  },
  {
    ...TAG_OPERATION,
    name: 'getRoleScopeTagsById',
    run: ({ tenant }, _tag, { roleScopeTagIds }) => byIds(tenant, (roleScopeTagIds ?? []) as string[]),
    sources: [page('intune-rbac-rolescopetag-getrolescopetagsbyid')],
  },
  {
    on: 'deviceManagement',
    name: 'getRoleScopeTagsByIds',
    // [inferred] that ids come one after the other, with commas.
    run: ({ tenant }, _root, { ids }) => byIds(tenant, String(ids ?? '').split(',')),
    evidence: 'inferred',
    sources: [page('intune-rbac-devicemanagement-getrolescopetagsbyids')],
  },
];
