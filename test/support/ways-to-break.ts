// The ways in which a tenant can be changed for the worse.
import { renderPlist } from '../../src/intune/plist.ts';
import { type Entity, SERVICES, type Tenant } from '../../src/tenant/index.ts';
import { choice } from './catalog.ts';

export const by = SERVICES.seed;

export const CONFIGURATIONS = 'deviceManagement/deviceConfigurations';
export const COMPLIANCE = 'deviceManagement/deviceCompliancePolicies';
const CATALOG_COMPLIANCE = 'deviceManagement/compliancePolicies';
export const APPS = 'deviceAppManagement/mobileApps';
export const PROFILES = 'deviceManagement/depOnboardingSettings/enrollmentProfiles';
const OWN_PROFILES = 'deviceManagement/appleUserInitiatedEnrollmentProfiles';
const RESTRICTIONS = 'deviceManagement/deviceEnrollmentConfigurations';
export const EVERYBODY = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };

export type Break = (tenant: Tenant) => void;

export const all = (tenant: Tenant, set: string) => [...tenant.collection(set)];

/** Changes every entity of a set. */
export const change =
  (set: string, patch: (entity: Entity) => object): Break =>
  (tenant) => {
    for (const entity of all(tenant, set)) tenant.collection(set).update(entity.id, patch(entity), by);
  };

export const remove =
  (set: string): Break =>
  (tenant) => {
    for (const { id } of all(tenant, set)) tenant.collection(set).remove(id, by);
  };

export const insert = (tenant: Tenant, set: string, entity: Entity): void => {
  if (!tenant.collection(set).get(entity.id)) tenant.collection(set).insert(entity, by);
};

export const extension = (patch: (extension: Record<string, unknown>) => object): Break =>
  change(CONFIGURATIONS, ({ iosSingleSignOnExtension: known }) =>
    known
      ? {
          iosSingleSignOnExtension: { ...(known as object), ...patch(known as Record<string, unknown>) },
        }
      : {},
  );

/** Makes the compliance policies such of the settings catalog, assigned as they were, that demand a passcode. */
export function moveToCatalog(tenant: Tenant): void {
  const required = 'ios_systemsecurity_passcoderequired';
  const settingInstance = choice(required, `${required}_true`);
  for (const { id } of all(tenant, COMPLIANCE)) {
    const $settings = [{ id: '0', settingInstance }];
    insert(tenant, CATALOG_COMPLIANCE, { id, name: 'Catalog', platforms: 'iOS', $settings } as Entity);
    for (const row of all(tenant, `${COMPLIANCE}/assignments`))
      if (row['$parent'] === id) insert(tenant, `${CATALOG_COMPLIANCE}/assignments`, row);
  }
  remove(`${COMPLIANCE}/assignments`)(tenant);
  remove(COMPLIANCE)(tenant);
}

/** Changes the pair with that key, if nobody has changed its key before. */
export const pair = (key: string, patch: object): Break =>
  extension(({ configurations }) => ({
    configurations: ((configurations ?? []) as { key: string }[]).map((each) =>
      each.key === key ? { ...each, ...patch } : each,
    ),
  }));

export const add = (key: string, value: string): Break =>
  extension(({ configurations }) => ({
    configurations: [
      ...((configurations ?? []) as object[]),
      { '@odata.type': '#microsoft.graph.keyStringValuePair', key, value },
    ],
  }));

export const aimed = (set: string, target: object): Break => change(`${set}/assignments`, () => ({ target }));
export const toGroup =
  (set: string, name: string): Break =>
  (tenant) => {
    const groupId = tenant.collection('groups').where('displayName', name)[0]?.id;
    aimed(set, { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId })(tenant);
  };
export const exclude =
  (set: string, name: string): Break =>
  (tenant) => {
    const groupId = tenant.collection('groups').where('displayName', name)[0]?.id ?? '';
    const target = { '@odata.type': '#microsoft.graph.exclusionGroupAssignmentTarget', groupId };
    for (const { id } of all(tenant, set))
      insert(tenant, `${set}/assignments`, { id: `${id}-not-${name}`, $parent: id, target });
  };

export const filtered =
  (set: string, mode: string, rule: string): Break =>
  (tenant) => {
    const filter = `filter-${rule.toLowerCase()}`;
    insert(tenant, 'deviceManagement/assignmentFilters', {
      id: filter,
      displayName: filter,
      platform: 'iOS',
      rule,
    });
    change(`${set}/assignments`, ({ target }) => ({
      target: {
        ...(target as object),
        deviceAndAppManagementAssignmentFilterId: filter,
        deviceAndAppManagementAssignmentFilterType: mode,
      },
    }))(tenant);
  };

export const restrict =
  (iosRestriction: object): Break =>
  (tenant) => {
    const id = JSON.stringify(iosRestriction);
    const type = '#microsoft.graph.deviceEnrollmentPlatformRestrictionsConfiguration';
    insert(tenant, RESTRICTIONS, { '@odata.type': type, id, displayName: id, priority: 1, iosRestriction });
    insert(tenant, `${RESTRICTIONS}/assignments`, { id: `${id}-a`, $parent: id, target: EVERYBODY });
  };

export const access =
  (app: string, grantControls: object, conditions: object = {}): Break =>
  (tenant) => {
    const id = `${app}-${JSON.stringify({ grantControls, conditions })}`;
    insert(tenant, 'identity/conditionalAccess/policies', {
      id,
      displayName: id,
      state: 'enabled',
      conditions: {
        users: { includeUsers: ['All'] },
        applications: { includeApplications: [app] },
        ...conditions,
      },
      grantControls: { operator: 'OR', ...grantControls },
    });
  };

/** A block with a filter for devices. */
export const filteredAccess = (mode: 'include' | 'exclude', rule: string, app = 'All') =>
  access(app, { builtInControls: ['block'] }, { devices: { deviceFilter: { mode, rule } } });

/** A profile for e-mail, for a group by its name or another target. */
export const mail =
  (to?: string | object): Break =>
  (tenant) => {
    const id = `mail-${JSON.stringify(to)}`;
    const type = '#microsoft.graph.iosEasEmailProfileConfiguration';
    insert(tenant, CONFIGURATIONS, { '@odata.type': type, id, displayName: id });
    if (to === undefined) return;
    const groupId = tenant.collection('groups').where('displayName', String(to))[0]?.id;
    const target =
      typeof to === 'string' ? { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId } : to;
    insert(tenant, `${CONFIGURATIONS}/assignments`, { id: `${id}-a`, $parent: id, target });
  };

/** An app protection policy for everybody, for one app or a group of them. */
export const protect =
  (app: string, more: object = {}): Break =>
  (tenant) => {
    const set = 'deviceAppManagement/managedAppPolicies';
    const id = `protects-${app}-${Object.keys(more)}`;
    const type = '#microsoft.graph.iosManagedAppProtection';
    const appGroupType = app.includes('.') ? 'selectedPublicApps' : app;
    insert(tenant, set, { '@odata.type': type, id, displayName: id, appGroupType, ...more });
    insert(tenant, `${set}/assignments`, { id: `${id}-a`, $parent: id, target: EVERYBODY });
    const mobileAppIdentifier = { '@odata.type': '#microsoft.graph.iosMobileAppIdentifier', bundleId: app };
    if (app.includes('.'))
      insert(tenant, `${set}/apps`, { id: `${id}-app`, $parent: id, mobileAppIdentifier });
  };

/** Assigns an app that the tenant has to everybody. */
export const give =
  (bundleId: string, intent: string): Break =>
  (tenant) => {
    const app = all(tenant, APPS).find((each) => each['bundleId'] === bundleId);
    const id = `${bundleId}-${intent}`;
    insert(tenant, `${APPS}/assignments`, { id, $parent: app?.id ?? '', intent, target: EVERYBODY });
  };

export const offer =
  (defaultEnrollmentType: string): Break =>
  (tenant) => {
    const id = defaultEnrollmentType;
    insert(tenant, OWN_PROFILES, {
      id,
      displayName: id,
      platform: 'iOS',
      priority: 0,
      defaultEnrollmentType,
    });
    insert(tenant, `${OWN_PROFILES}/assignments`, { id: `${id}-a`, $parent: id, target: EVERYBODY });
  };

/** Of the enrollment profile that devices get when nobody assigns them one; there is one for each other way. */
export const setup = (patch: object) => change(PROFILES, ({ isDefault }) => (isDefault ? patch : {}));

/** Another SSO policy for everybody, before or behind the one that there is. */
export const another = (place: 'before' | 'behind', extension: object) =>
  policy(place, '#microsoft.graph.iosDeviceFeaturesConfiguration', { iosSingleSignOnExtension: extension });

const policy =
  (place: 'before' | 'behind', type: string, content: object): Break =>
  (tenant) => {
    const policies = tenant.collection(CONFIGURATIONS);
    const known = place === 'before' ? [...policies] : [];
    for (const { id } of known) policies.remove(id, by);
    // The same may be there before and behind.
    const id = `${place}-${JSON.stringify(content)}`;
    insert(tenant, CONFIGURATIONS, { '@odata.type': type, id, displayName: id, ...content });
    insert(tenant, `${CONFIGURATIONS}/assignments`, { id: `${id}-a`, $parent: id, target: EVERYBODY });
    for (const policy of known) policies.insert(policy, by);
  };

export const redirect = (extensionIdentifier: string, ...urlPrefixes: string[]) => ({
  '@odata.type': '#microsoft.graph.iosRedirectSingleSignOnExtension',
  extensionIdentifier,
  urlPrefixes,
});

/** A profile that somebody has made and uploaded. */
export const uploaded = (place: 'before' | 'behind', ...URLs: string[]) => {
  const sso = { PayloadType: 'com.apple.extensiblesso', ExtensionIdentifier: MICROSOFT_EXTENSION };
  const ExtensionData = { device_registration: '{{DEVICEREGISTRATION}}' };
  const PayloadContent = [{ ...sso, Type: 'Redirect', URLs, ExtensionData }];
  const payload = btoa(renderPlist({ PayloadType: 'Configuration', PayloadContent }));
  return policy(place, '#microsoft.graph.iosCustomConfiguration', { payload });
};

export const MICROSOFT_EXTENSION = 'com.microsoft.azureauthenticator.ssoextension';
