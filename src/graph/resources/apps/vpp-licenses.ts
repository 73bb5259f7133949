// What was bought in volume: apps that appear when a token is synchronized, and how many of their licences are in use.
import { toIso } from '../../../clock/index.ts';
import {
  type Entity,
  type MobileApp,
  type PurchasedApp,
  SERVICES,
  type Tenant,
} from '../../../tenant/index.ts';
import { actorOf, type Call } from '../../request/call.ts';
import { APPS } from './paths.ts';

const ASSIGNMENTS = `${APPS}/assignments`;

interface Licenses {
  readonly app: MobileApp;
  readonly total: number;
  readonly used: number;
}

function appsOf(tenant: Tenant, token: Entity): MobileApp[] {
  return Array.from(tenant.collection(APPS)).filter((app) => app['vppTokenId'] === token.id);
}

/** The licences of a token's apps, as of the last time that they were counted. */
export function licensesOf(tenant: Tenant, token: Entity): readonly Licenses[] {
  return appsOf(tenant, token).map((app) => ({
    app,
    total: Number(app['totalLicenseCount'] ?? 0),
    used: Number(app['usedLicenseCount'] ?? 0),
  }));
}

/** [recorded] an app that came with a token: its page in the store is what informs about it. */
function appOf(tenant: Tenant, token: Entity, bought: PurchasedApp): MobileApp {
  const at = toIso(tenant.clock.now);
  const licensing = { supportsUserLicensing: true, supportsDeviceLicensing: true };
  return {
    '@odata.type': '#microsoft.graph.iosVppApp',
    id: tenant.random.guid(),
    displayName: bought.displayName,
    description: bought.displayName,
    publisher: bought.publisher,
    bundleId: bought.bundleId,
    informationUrl: bought.appStoreUrl,
    publishingState: 'published',
    uploadState: 1,
    createdDateTime: at,
    lastModifiedDateTime: at,
    applicableDeviceType: { iPad: true, iPhoneAndIPod: true },
    licensingType: { ...licensing, supportUserLicensing: true, supportDeviceLicensing: true },
    totalLicenseCount: bought.licences,
    usedLicenseCount: 0,
    vppTokenId: token.id,
    vppTokenDisplayName: token['displayName'],
    vppTokenAppleId: token['appleId'],
    vppTokenOrganizationName: token['organizationName'],
    vppTokenAccountType: token['vppTokenAccountType'] ?? 'business',
    roleScopeTagIds: [],
  };
}

/** Takes over what was bought for a location: apps that are new, and how many licences there are of each. */
export function syncApps(tenant: Tenant, token: Entity, location: string): void {
  const apps = tenant.collection(APPS);
  const present = new Map(appsOf(tenant, token).map((app) => [app.bundleId, app]));
  for (const bought of tenant.collection('apple/purchases').where('location', location)) {
    const app = present.get(bought.bundleId);
    if (app) apps.update(app.id, { totalLicenseCount: bought.licences }, SERVICES.apple);
    else apps.insert(appOf(tenant, token, bought), SERVICES.apple);
  }
  countLicenses(tenant, token);
}

/**
 * Counts the licences in use: one for each device that was last seen with the app, or for each user of such devices when no
 * assignment licenses it to devices. Licences that were in use before there was any device stay so [inferred].
 */
export function countLicenses(tenant: Tenant, token: Entity): void {
  for (const app of appsOf(tenant, token)) {
    const seen = licensesSeen(tenant, app);
    const others = app['$otherLicenses'] ?? Math.max(0, Number(app['usedLicenseCount'] ?? 0) - seen);
    const change = { usedLicenseCount: Number(others) + seen, $otherLicenses: others };
    tenant.collection(APPS).update(app.id, change, SERVICES.apple);
  }
}

function licensesSeen(tenant: Tenant, app: MobileApp): number {
  const devices = tenant.collection('deviceManagement/managedDevices');
  const reported = tenant.collection('tenantless/apps').where('$bundleId', app.bundleId);
  const perDevice = tenant
    .collection(ASSIGNMENTS)
    .where('$parent', app.id)
    .some(({ settings }) => settings?.useDeviceLicensing === true);
  if (perDevice) return reported.reduce((sum, { id }) => sum + devices.countWhere('$apps', id), 0);
  const users = new Set<string>();
  for (const { id } of reported) {
    for (const row of devices.rowsWhere('$apps', id)?.after() ?? []) {
      const device = devices.at(row);
      if (device) users.add(device.userId ?? device.id);
    }
  }
  return users.size;
}

/** A token's apps go with it, and what they were assigned to. [documented] */
export function forgetApps(call: Call, token: Entity): void {
  const { tenant } = call;
  const by = actorOf(call);
  const assignments = tenant.collection(ASSIGNMENTS);
  for (const app of appsOf(tenant, token)) {
    for (const { id } of assignments.where('$parent', app.id)) assignments.remove(id, by);
    tenant.links(`${APPS}/categories`).forget(app.id, by);
    tenant.collection(APPS).remove(app.id, by);
  }
}
