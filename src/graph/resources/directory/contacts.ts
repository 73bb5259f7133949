// Contacts of the organization. https://learn.microsoft.com/graph/api/resources/orgcontact
import { defineResource, type Resource } from '../../declare/resource.ts';
import { memberships, relation } from './related.ts';

export const contacts: readonly Resource[] = [
  defineResource({
    path: 'contacts',
    type: 'orgContact',
    family: 'directory',
    // [documented] deleted items: contacts are none of those that can be restored.
    delta: { restorable: () => false, relations: ['manager'] },
    evidence: 'documented',
    sources: [
      'https://learn.microsoft.com/graph/api/orgcontact-list',
      'https://learn.microsoft.com/graph/api/orgcontact-get',
      'https://learn.microsoft.com/graph/api/orgcontact-delta',
    ],
  }),
  defineResource({
    path: 'contacts/manager',
    type: 'directoryObject',
    family: 'directory',
    singleton: true,
    verbs: ['get', 'setReference', 'removeReference'],
    source: { kind: 'linked', links: 'contacts/manager', direction: 'targets', sets: ['users', 'contacts'] },
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/orgcontact-get-manager'],
  }),
  relation('contacts/directReports', {
    links: 'contacts/manager',
    also: ['users/manager'],
    direction: 'sources',
    sets: ['users', 'contacts'],
    page: 'orgcontact-list-directreports',
  }),
  ...memberships('contacts', 'orgcontact'),
];
