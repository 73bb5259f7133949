// What connects a tenant to Apple: tokens, certificates and enrollment profiles.
import type { Entity } from '../../../tenant/index.ts';
import { type Declarations, defineResource, type Operation, type Resource } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import { actorOf, type Call, now } from '../../request/call.ts';
import { assignmentRow } from '../assignments.ts';

const ENROLLMENT_SERVICE = 'StatelessEnrollmentFEService';
const DEVICE_SERVICE = 'DeviceFE/StatelessDeviceFEService';
const DEP = 'deviceManagement/depOnboardingSettings';
const USER_INITIATED = 'deviceManagement/appleUserInitiatedEnrollmentProfiles';

const syncLicenses: Operation = {
  on: 'vppToken',
  name: 'syncLicenses',
  run(call, token) {
    if (!token) return undefined;
    const at = now(call);
    const change = { lastSyncDateTime: at, lastSyncStatus: 'completed', lastModifiedDateTime: at };
    return call.tenant
      .collection('deviceAppManagement/vppTokens')
      .update(token.id, change as never, actorOf(call));
  },
  evidence: 'documented',
  sources: ['https://learn.microsoft.com/graph/api/intune-onboarding-vpptoken-synclicenses'],
};

const vppTokens = defineResource({
  path: 'deviceAppManagement/vppTokens',
  type: 'vppToken',
  family: 'intune',
  service: 'AppLifecycle_2203/StatelessAppleVppFEService',
  verbs: ['list', 'get', 'create', 'update', 'delete', 'count'],
  // [recorded] the token itself reads as null.
  writeOnly: ['token'],
  evidence: 'recorded',
  sources: ['https://learn.microsoft.com/graph/api/resources/intune-onboarding-vpptoken'],
});

const syncWithAppleDeviceEnrollmentProgram: Operation = {
  on: 'depOnboardingSetting',
  name: 'syncWithAppleDeviceEnrollmentProgram',
  run(call, token) {
    if (!token) return undefined;
    const at = now(call);
    const change = { lastSyncTriggeredDateTime: at, lastSuccessfulSyncDateTime: at, lastSyncErrorCode: 0 };
    call.tenant.collection(DEP).update(token.id, change as never, actorOf(call));
  },
  evidence: 'documented',
  sources: [
    'https://learn.microsoft.com/graph/api/intune-enrollment-deponboardingsetting-syncwithappledeviceenrollmentprogram',
  ],
};

/** The whole id of a profile: `<token id>_<profile id>` [recorded]. */
function profileId(token: Entity, id: string): string {
  return id.startsWith(`${token.id}_`) ? id : `${token.id}_${id}`;
}

const setDefaultProfile: Operation = {
  on: 'enrollmentProfile',
  name: 'setDefaultProfile',
  run(call, profile) {
    if (!profile || !call.parent) return;
    const change = { defaultIosEnrollmentProfile: profile.id };
    call.tenant.collection(DEP).update(call.parent.id, change, actorOf(call));
  },
  evidence: 'documented',
  sources: ['https://learn.microsoft.com/graph/api/intune-enrollment-enrollmentprofile-setdefaultprofile'],
};

const updateDeviceProfileAssignment: Operation = {
  on: 'enrollmentProfile',
  name: 'updateDeviceProfileAssignment',
  run(call, profile, { deviceIds }) {
    const identities = call.tenant.collection(`${DEP}/importedAppleDeviceIdentities`);
    const wanted = ((deviceIds as string[] | undefined) ?? []).map((each) => {
      const [identity] = identities.where('serialNumber', each);
      if (!identity) throw errors.intuneBadRequest();
      return identity;
    });
    for (const identity of wanted) {
      identities.update(identity.id, { requestedEnrollmentProfileId: profile?.id } as never, actorOf(call));
    }
  },
  evidence: 'documented',
  sources: [
    'https://learn.microsoft.com/graph/api/intune-enrollment-enrollmentprofile-updatedeviceprofileassignment',
  ],
};

const depOnboardingSettings: readonly Resource[] = [
  defineResource({
    path: DEP,
    type: 'depOnboardingSetting',
    versions: ['beta'],
    family: 'intune',
    service: ENROLLMENT_SERVICE,
    verbs: ['list', 'get', 'create', 'update', 'delete'],
    countUnasked: 'page',
    evidence: 'recorded',
    sources: ['https://learn.microsoft.com/graph/api/resources/intune-enrollment-deponboardingsetting'],
  }),
  defineResource({
    path: `${DEP}/enrollmentProfiles`,
    type: 'enrollmentProfile',
    versions: ['beta'],
    family: 'intune',
    service: ENROLLMENT_SERVICE,
    verbs: ['list', 'get', 'create', 'update', 'delete'],
    // [recorded] neither is echoed by a GET.
    writeOnly: ['adminAccountPassword', 'enrollmentTimeAzureAdGroupIds'],
    beforeCreate(call, draft) {
      const { parent } = call;
      return parent ? { ...draft, id: profileId(parent, call.tenant.random.guid()) } : draft;
    },
    evidence: 'recorded',
    sources: ['https://learn.microsoft.com/graph/api/resources/intune-enrollment-depiosenrollmentprofile'],
  }),
  defineResource({
    path: `${DEP}/importedAppleDeviceIdentities`,
    type: 'importedAppleDeviceIdentity',
    versions: ['beta'],
    family: 'intune',
    service: ENROLLMENT_SERVICE,
    verbs: ['list', 'get', 'create', 'update', 'delete'],
    evidence: 'documented',
    sources: [
      'https://learn.microsoft.com/graph/api/resources/intune-enrollment-importedappledeviceidentity',
    ],
  }),
];

/** Gives a profile a priority and moves the others out of its way. 0 is the highest [documented]. */
function setPriority(call: Call, profile: Entity, priority: number): void {
  const collection = call.tenant.collection(USER_INITIATED);
  const others = [...collection]
    .filter(({ id }) => id !== profile.id)
    .sort((a, b) => Number(a.priority) - Number(b.priority));
  const ordered = [...others.slice(0, priority), profile, ...others.slice(priority)];
  const by = actorOf(call);
  for (const [index, { id }] of ordered.entries()) collection.update(id, { priority: index }, by);
}

const setPriorityAction: Operation = {
  on: 'appleUserInitiatedEnrollmentProfile',
  name: 'setPriority',
  run(call, profile, { priority }) {
    if (profile) setPriority(call, profile, Math.max(0, Number(priority)));
  },
  evidence: 'documented',
  sources: [
    'https://learn.microsoft.com/graph/api/intune-enrollment-appleuserinitiatedenrollmentprofile-setpriority',
  ],
};

const appleUserInitiatedEnrollmentProfiles: readonly Resource[] = [
  defineResource({
    path: USER_INITIATED,
    type: 'appleUserInitiatedEnrollmentProfile',
    versions: ['beta'],
    family: 'intune',
    service: ENROLLMENT_SERVICE,
    verbs: ['list', 'get', 'create', 'update', 'delete'],
    beforeCreate: (call, draft) => ({
      priority: call.tenant.collection(USER_INITIATED).size,
      ...draft,
    }),
    evidence: 'documented',
    sources: [
      'https://learn.microsoft.com/graph/api/resources/intune-enrollment-appleuserinitiatedenrollmentprofile',
    ],
  }),
  defineResource({
    path: `${USER_INITIATED}/assignments`,
    type: 'appleEnrollmentProfileAssignment',
    versions: ['beta'],
    family: 'intune',
    service: ENROLLMENT_SERVICE,
    verbs: ['list', 'get', 'create', 'update', 'delete'],
    beforeCreate: (call, draft) => (call.parent ? { ...assignmentRow(call.parent, draft) } : draft),
    evidence: 'documented',
    sources: [
      'https://learn.microsoft.com/graph/api/intune-enrollment-appleenrollmentprofileassignment-create',
    ],
  }),
];

const applePushNotificationCertificate = defineResource({
  path: 'deviceManagement/applePushNotificationCertificate',
  type: 'applePushNotificationCertificate',
  family: 'intune',
  service: DEVICE_SERVICE,
  singleton: true,
  verbs: ['get', 'update'],
  // [recorded] the certificate itself reads as null.
  writeOnly: ['certificate'],
  evidence: 'recorded',
  sources: ['https://github.com/ThomasKur/IntuneDocumentation/issues/39'],
});

export const apple: Declarations = {
  resources: [
    applePushNotificationCertificate,
    ...depOnboardingSettings,
    ...appleUserInitiatedEnrollmentProfiles,
    vppTokens,
  ],
  operations: [
    syncLicenses,
    syncWithAppleDeviceEnrollmentProgram,
    setDefaultProfile,
    updateDeviceProfileAssignment,
    setPriorityAction,
  ],
};
