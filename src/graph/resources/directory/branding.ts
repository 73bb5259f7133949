// How the sign-in pages of an organization look. https://learn.microsoft.com/graph/api/resources/organizationalbranding
import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Resource } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import { actorOf, type Call } from '../../request/call.ts';

const LOCALIZATIONS = 'organization/branding/localizations';

/** [documented] the default branding's id; `default` names it as well. */
const DEFAULT = '0';
const defaultId = ({ id }: { readonly id: string }) => `${id}_${DEFAULT}`;

const page = (name: string) => `https://learn.microsoft.com/graph/api/${name}`;

/** [documented] whoever creates says for which locale; the default can't be created so. */
function localization({ parent }: Call, draft: JsonObject, { id }: JsonObject): JsonObject {
  if (typeof id !== 'string' || id === '') throw errors.requiredPropertyMissing('id');
  if (id === DEFAULT || id === 'default')
    throw errors.invalidPropertyValue('id', 'OrganizationalBrandingLocalization');
  return { ...draft, id: `${parent?.id}_${id}` };
}

/** [documented] The default comes into being with the first localization. */
function addDefault(call: Call, { $parent }: Entity): void {
  const brandings = call.tenant.collection(LOCALIZATIONS);
  const organization = { id: String($parent) };
  const id = defaultId(organization);
  if (brandings.get(id)) return;
  brandings.insert({ id, $parent: organization.id, $default: organization.id }, actorOf(call));
}

export const branding: readonly Resource[] = [
  defineResource({
    path: 'organization/branding',
    type: 'organizationalBranding',
    family: 'directory',
    singleton: true,
    localIds: true,
    // That an update makes it is inferred: no page says how else the first default comes to be.
    madeByUpdate: ({ parent }) => defaultId(parent ?? { id: '' }),
    source: { kind: 'view', of: LOCALIZATIONS, property: '$default', value: (parent) => parent?.id },
    beforeUpdate: ({ parent }, _branding, patch) => ({ ...patch, $parent: parent?.id }),
    evidence: 'documented',
    sources: [page('organizationalbranding-get'), page('organizationalbranding-update')],
  }),
  defineResource({
    path: LOCALIZATIONS,
    type: 'organizationalBrandingLocalization',
    family: 'directory',
    localIds: true,
    keyAliases: { default: DEFAULT },
    beforeCreate: localization,
    afterCreate: addDefault,
    evidence: 'documented',
    sources: [
      page('organizationalbranding-post-localizations'),
      page('organizationalbranding-list-localizations'),
      page('organizationalbrandinglocalization-get'),
      page('organizationalbrandinglocalization-update'),
      page('organizationalbrandinglocalization-delete'),
    ],
  }),
];
