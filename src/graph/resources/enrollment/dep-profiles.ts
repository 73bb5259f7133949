// How devices of Apple's enrollment program are set up: the profiles of a token.
import type { Actor, DepEnrollmentProfile, Entity, Tenant } from '../../../tenant/index.ts';
import { intuneAccountId } from '../../../tenant/index.ts';
import { defineResource, type Operation, type Resource } from '../../declare/resource.ts';
import type { JsonObject } from '../../model/index.ts';
import { actorOf, type Call, now } from '../../request/call.ts';
import { IDENTITIES, identitiesOf, TOKENS } from './dep-sync.ts';
import { mobileConfig } from './mobile-config.ts';
import { ENROLLMENT_SERVICE, reference } from './services.ts';

export const PROFILES = `${TOKENS}/enrollmentProfiles` as const;

/** Which property of a token names the default profile for devices of a profile's type. */
const DEFAULTS: Readonly<Record<string, string>> = {
  '#microsoft.graph.depIOSEnrollmentProfile': 'defaultIosEnrollmentProfile',
  '#microsoft.graph.depMacOSEnrollmentProfile': 'defaultMacOsEnrollmentProfile',
  '#microsoft.graph.depTvOSEnrollmentProfile': 'defaultTvOSEnrollmentProfile',
  '#microsoft.graph.depVisionOSEnrollmentProfile': 'defaultVisionOSEnrollmentProfile',
};
const defaultFor = ({ '@odata.type': type }: Entity) =>
  DEFAULTS[String(type)] ?? 'defaultIosEnrollmentProfile';

/** The part of a profile's id that is its own; identities refer to profiles by it. [recorded] */
const ownId = (profile: Entity) => profile.id.slice(profile.id.lastIndexOf('_') + 1);

function tokenOf({ tenant }: Pick<Call, 'tenant'>, profile: Entity): Entity | undefined {
  return tenant.collection(TOKENS).get(String(profile['$parent']));
}

/** Makes a profile the default of its token for devices of its kind; there is one. What stands for a policy never says so itself. */
function makeDefault(call: Pick<Call, 'tenant'>, profile: Entity, by: Actor): void {
  const token = tokenOf(call, profile);
  if (!token) return;
  const profiles = call.tenant.collection(PROFILES);
  const property = defaultFor(profile);
  for (const each of profiles.where('$parent', token.id)) {
    if (defaultFor(each) === property && each.$policy === undefined)
      profiles.update(each.id, { isDefault: each.id === profile.id }, by);
  }
  call.tenant.collection(TOKENS).update(token.id, { [property]: profile.id }, by);
}

/** What says of a profile whose it is, and which of another tenant's things it needs. */
const ELSEWHERE = new Set(['configurationEndpointUrl', 'companyPortalVppTokenId', 'managementCertificates']);

/** A profile of another tenant becomes one of this tenant's first token, and its default if it was one. False without a token. */
export function adoptProfile(tenant: Tenant, profile: Entity, by: Actor): boolean {
  const [token] = tenant.collection(TOKENS);
  if (!token) return false;
  const kept = Object.entries(profile).filter(([name]) => !ELSEWHERE.has(name));
  const adopted = { ...Object.fromEntries(kept), id: `${token.id}_${profile.id}`, $parent: token.id };
  const { isDefault, ...made } = adopted as DepEnrollmentProfile & { readonly isDefault?: unknown };
  const inserted = tenant.collection(PROFILES).insert(made, by);
  if (isDefault === true) makeDefault({ tenant }, inserted, by);
  return true;
}

/** [recorded] of profiles for Apple Configurator, whatever their creator says. */
function endpointOf(call: Call): JsonObject {
  const account = intuneAccountId(call.tenant);
  if (call.parent?.id !== account) return {};
  const configurationEndpointUrl = `https://appleconfigurator2.manage.microsoft.com/EnrollmentServer/MDMServiceConfig?id=${account}&AADTenantId=${call.tenant.id}`;
  return { configurationEndpointUrl };
}

/** Nothing refers any more to a profile that is gone. */
export function forgetProfile(call: Call, profile: Entity): void {
  const token = tokenOf(call, profile);
  if (!token) return;
  const by = actorOf(call);
  const property = defaultFor(profile);
  if (token[property] === profile.id)
    call.tenant.collection(TOKENS).update(token.id, { [property]: undefined }, by);
  const identities = call.tenant.collection(IDENTITIES);
  for (const { id, requestedEnrollmentProfileId: chosen } of identitiesOf(call, token)) {
    if (chosen === profile.id || chosen === ownId(profile)) {
      identities.update(id, { requestedEnrollmentProfileId: undefined }, by);
    }
  }
}

const SOURCES = [
  reference('resources/intune-enrollment-depiosenrollmentprofile'),
  'https://github.com/deploymenttheory/terraform-provider-microsoft365',
];

export const depProfiles: readonly Resource[] = [
  defineResource({
    path: PROFILES,
    type: 'enrollmentProfile',
    versions: ['beta'],
    family: 'intune',
    service: ENROLLMENT_SERVICE,
    // [recorded] neither is echoed by a GET.
    writeOnly: ['adminAccountPassword', 'enrollmentTimeAzureAdGroupIds'],
    // [recorded] the id is `<token id>_<profile id>`.
    beforeCreate: (call, draft) => ({
      ...draft,
      id: `${call.parent?.id}_${call.tenant.random.guid()}`,
      ...endpointOf(call),
    }),
    afterCreate(call, profile) {
      if (profile['isDefault'] === true) makeDefault(call, profile, actorOf(call));
    },
    beforeUpdate(call, profile, patch) {
      if (patch['isDefault'] === true) makeDefault(call, profile, actorOf(call));
      return patch;
    },
    afterDelete: forgetProfile,
    evidence: 'recorded',
    sources: SOURCES,
  }),
  ...Object.entries(DEFAULTS).map(([type, property]) =>
    defineResource({
      path: `${TOKENS}/${property}`,
      type: type.slice('#microsoft.graph.'.length),
      versions: ['beta'],
      family: 'intune',
      service: ENROLLMENT_SERVICE,
      singleton: true,
      verbs: ['get'],
      permissionPath: TOKENS,
      source: {
        kind: 'computed',
        compute(call, token) {
          const profile = call.tenant.collection(PROFILES).get(String(token?.[property]));
          return profile ? [profile] : [];
        },
      },
      evidence: 'documented',
      sources: [reference('resources/intune-enrollment-deponboardingsetting')],
    }),
  ),
];

const operation = (name: string, run: Operation['run']): Operation => ({
  on: 'enrollmentProfile',
  name,
  run,
  evidence: 'documented',
  sources: [reference(`intune-enrollment-enrollmentprofile-${name.toLowerCase()}`)],
});

/** `deviceIds` are serial numbers; that the service passes over those it doesn't know is inferred from its 204. */
function assignDevices(call: Call, profile: Entity | undefined, { deviceIds }: JsonObject): void {
  const token = profile && tokenOf(call, profile);
  if (!profile || !token) return;
  for (const serialNumber of (deviceIds as string[] | undefined) ?? []) {
    const [identity] = identitiesOf(call, token, serialNumber);
    if (!identity) {
      call.note(`${serialNumber} is no device of the token: nothing was assigned to it`);
      continue;
    }
    const chosen = {
      requestedEnrollmentProfileId: ownId(profile),
      requestedEnrollmentProfileAssignmentDateTime: now(call),
    };
    call.tenant.collection(IDENTITIES).update(identity.id, chosen, actorOf(call));
  }
}

export const depProfileOperations: readonly Operation[] = [
  operation('setDefaultProfile', (call, profile) => {
    if (profile) makeDefault(call, profile, actorOf(call));
  }),
  operation('updateDeviceProfileAssignment', assignDevices),
  operation('exportMobileConfig', (call, profile) => profile && mobileConfig(call, profile)),
];
