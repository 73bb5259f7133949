// The organization itself. Its verified domains are the affair of domains. https://learn.microsoft.com/graph/api/resources/organization
import { defineResource, type Operation, type Resource } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import { actorOf } from '../../request/call.ts';

export const organization: readonly Resource[] = [
  defineResource({
    path: 'organization',
    type: 'organization',
    family: 'directory',
    verbs: ['list', 'get', 'update'],
    // [documented] the metadata has it; nothing of an organization is restored.
    delta: { restorable: () => false },
    beforeUpdate(_call, _organization, patch) {
      // [documented] domain-update and domain-verify change them.
      if (patch['verifiedDomains'] !== undefined) throw errors.readOnlyProperty('verifiedDomains');
      return patch;
    },
    evidence: 'documented',
    sources: [
      'https://learn.microsoft.com/graph/api/organization-list',
      'https://learn.microsoft.com/graph/api/organization-update',
    ],
  }),
];

/** [documented] mdmAuthority: Intune's number among the authorities, which the action answers with [inferred]. */
const INTUNE = 1;

export const setAuthority: Operation = {
  on: 'organization',
  name: 'setMobileDeviceManagementAuthority',
  run(call, entity) {
    if (entity)
      call.tenant
        .collection('organization')
        .update(entity.id, { mobileDeviceManagementAuthority: 'intune' }, actorOf(call));
    return INTUNE;
  },
  evidence: 'documented',
  sources: [
    'https://learn.microsoft.com/graph/api/intune-onboarding-organization-setmobiledevicemanagementauthority',
  ],
};
