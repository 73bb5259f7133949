import { defineResource, type Resource } from '../../declare/resource.ts';
import { actorOf } from '../../request/call.ts';
import { APPS, page, resourcePage, SERVICE } from './paths.ts';

const path = 'deviceAppManagement/mobileAppCategories';

const links = `${APPS}/categories`;

/** What the Company Portal sorts apps by. Every tenant has some from the beginning (`fixtures/app-categories.ts`). */
export const appCategories: readonly Resource[] = [
  defineResource({
    path,
    type: 'mobileAppCategory',
    family: 'intune',
    service: SERVICE,
    // [recorded] microsoft-graph-docs#11317
    answersUpdate: false,
    afterDelete: (call, { id }) => call.tenant.links(links).forget(id, actorOf(call)),
    evidence: 'documented',
    sources: [resourcePage('intune-apps-mobileappcategory')],
  }),
  defineResource({
    path: links,
    type: 'mobileAppCategory',
    family: 'intune',
    service: SERVICE,
    source: { kind: 'linked', links, direction: 'targets', sets: [path] },
    verbs: ['list', 'get', 'count', 'addReference', 'removeReference'],
    evidence: 'documented',
    sources: [page('intune-apps-mobileappcategory-list')],
  }),
];
