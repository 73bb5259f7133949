// The directory's other sets.
import { defineResource, type Resource } from '../../declare/resource.ts';

const organization: readonly Resource[] = [
  defineResource({
    path: 'organization',
    type: 'organization',
    family: 'directory',
    verbs: ['list', 'get', 'update'],
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/resources/organization'],
  }),
];

export const directoryResources: readonly Resource[] = organization;
