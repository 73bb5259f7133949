// App registrations. https://learn.microsoft.com/graph/api/resources/application
import { findPrincipal, mirrorApplication } from '../../../directory/index.ts';
import { type Application, type Entity, SERVICES } from '../../../tenant/index.ts';
import { defineResource, type Operation, type Resource } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import { actorOf, type Call, now } from '../../request/call.ts';
import { keepForRestore } from '../directory/deleted-items.ts';
import { checkApplication, completedApi, PARTS_SHOWN, publisherDomain } from './application-values.ts';
import { CREDENTIALS_SHOWN, changedCredentials, newCredentials, shownWithSecrets } from './credentials.ts';
import { ownCreated, owners } from './ownership.ts';
import { deletePrincipal } from './service-principals.ts';

export const applications: readonly Resource[] = [
  defineResource({
    path: 'applications',
    type: 'application',
    family: 'directory',
    verbs: ['list', 'get', 'create', 'update', 'delete', 'count'],
    alternateKeys: ['appId'],
    derived: [...CREDENTIALS_SHOWN, ...PARTS_SHOWN],
    delta: { restorable: () => true, relations: ['owners'] },
    beforeCreate(call, draft) {
      if (!draft['displayName']) throw errors.requiredPropertyMissing('displayName');
      const completed = { signInAudience: 'AzureADMyOrg', ...draft, ...completedApi(draft) };
      checkApplication(call, completed);
      return {
        ...completed,
        ...newCredentials(call, draft),
        publisherDomain: publisherDomain(call.tenant),
        createdByAppId: call.caller.appId,
        // The service makes it; a body can't choose it [documented].
        appId: call.tenant.random.guid(),
      };
    },
    shownOnce: shownWithSecrets,
    afterCreate: (call, created) => ownCreated(call, 'applications', created),
    beforeUpdate(call, application, patch) {
      checkApplication(call, patch, application);
      return { ...patch, ...changedCredentials(call, application, patch) };
    },
    afterUpdate: ({ tenant }, application) =>
      mirrorApplication(tenant, application as Application, SERVICES.entra),
    beforeDelete(call, application) {
      // [documented] delete-app-object: the service principal in the tenant of the application goes with it.
      const principal = findPrincipal(call.tenant, String(application['appId']));
      if (principal) deletePrincipal(call, principal);
      keepForRestore(call, 'applications', application);
    },
    evidence: 'documented',
    sources: [
      'https://learn.microsoft.com/graph/api/resources/application',
      'https://learn.microsoft.com/graph/api/application-post-applications',
      'https://learn.microsoft.com/graph/api/application-update',
      'https://learn.microsoft.com/graph/api/application-delete',
    ],
  }),
  owners('applications'),
];

function publish(call: Call, application: Entity, verifiedPublisher: unknown): void {
  const { tenant } = call;
  const updated = tenant
    .collection('applications')
    .update(application.id, { verifiedPublisher }, actorOf(call));
  mirrorApplication(tenant, updated, SERVICES.entra);
}

/** What the Partner Center knows of a publisher is known nowhere here; [inferred] it is taken to be the organization. */
const setVerifiedPublisher: Operation = {
  on: 'application',
  name: 'setVerifiedPublisher',
  run(call, application, { verifiedPublisherId }) {
    if (!application) return;
    const displayName = call.tenant.collection('organization').first?.displayName ?? null;
    publish(call, application, { displayName, verifiedPublisherId, addedDateTime: now(call) });
  },
  evidence: 'documented',
  sources: ['https://learn.microsoft.com/graph/api/application-setverifiedpublisher'],
};

const unsetVerifiedPublisher: Operation = {
  on: 'application',
  name: 'unsetVerifiedPublisher',
  run(call, application) {
    if (application) publish(call, application, null);
  },
  evidence: 'documented',
  sources: ['https://learn.microsoft.com/graph/api/application-unsetverifiedpublisher'],
};

export const applicationOperations: readonly Operation[] = [setVerifiedPublisher, unsetVerifiedPublisher];
