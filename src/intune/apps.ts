import { bundleIdOf, COMPANY_PORTAL_BUNDLE_ID } from '../apple/app-catalogue.ts';
import { type MobileApp, onceFor, type Tenant } from '../tenant/index.ts';
import type { AppResolution, EffectiveSet } from './assignment-types.ts';
import { type EnrollmentType, enrollmentFacts } from './enrollment/types.ts';

/** How an app gets to a device: which decides who may refuse it. */
export type AppDelivery = 'appStore' | 'userLicense' | 'deviceLicense' | 'lineOfBusiness' | 'webClip';

/** A required app on its way to a device. */
export interface AppInstall {
  /** Absent: the enrollment profile brings it, not an assignment. */
  readonly app?: MobileApp;
  readonly bundleId: string;
  readonly name: string;
  readonly delivery: AppDelivery;
  /**
   * `silent`: it just appears. `asks`: iOS asks the person first, who may say no. `fails`: it never gets there.
   */
  readonly outcome: 'silent' | 'asks' | 'fails';
  readonly reason: string;
  /** Whom it fails at: the device refuses it, or there is no licence, so that Intune never sends it. */
  readonly refusedBy?: 'device' | 'intune';
}

export interface InstallOptions {
  readonly enrollmentType: EnrollmentType;
  /** Whether the profile of an automated enrollment brings Company Portal. */
  readonly bringsCompanyPortal?: boolean | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const DELIVERIES: Readonly<Record<string, (resolution: AppResolution) => AppDelivery>> = {
  iosStoreApp: () => 'appStore',
  managedIOSStoreApp: () => 'appStore',
  iosVppApp: ({ useDeviceLicensing }) => (useDeviceLicensing ? 'deviceLicense' : 'userLicense'),
  iosLobApp: () => 'lineOfBusiness',
  managedIOSLobApp: () => 'lineOfBusiness',
};

/** How Intune would deliver an app; whatever is no app in the narrow sense is a web clip. */
export function appDelivery(resolution: AppResolution): AppDelivery {
  const type = resolution.entity['@odata.type'].replace(/^#?microsoft\.graph\./, '');
  return DELIVERIES[type]?.(resolution) ?? 'webClip';
}

/**
 * The apps that Intune installs after an enrollment without being asked, each once: when several policies bring the
 * same app, the one that succeeds with the least trouble. Web clips install nothing and are left out.
 */
export function planInstalls(
  tenant: Tenant,
  effective: EffectiveSet,
  options: InstallOptions,
): readonly AppInstall[] {
  const { enrollmentType, bringsCompanyPortal = false, now } = options;
  const tokens = tenant.collection('deviceAppManagement/vppTokens');
  const kept = plansFor(effective);
  const index = kept.findIndex(
    (plan) => plan.enrollmentType === enrollmentType && plan.bringsCompanyPortal === bringsCompanyPortal,
  );
  const known = kept[index];
  if (
    known?.tokens === tokens &&
    known.version === tokens.version &&
    now >= known.from &&
    now < known.until
  ) {
    return known.installs;
  }
  let until = Number.POSITIVE_INFINITY;
  for (const { expirationDateTime } of tokens) {
    const expires = Date.parse(expirationDateTime);
    if (expires > now && expires < until) until = expires;
  }
  const installs = makePlan(tenant, effective, options);
  const plan = {
    enrollmentType,
    bringsCompanyPortal,
    tokens,
    version: tokens.version,
    from: now,
    until,
    installs,
  };
  if (index < 0) kept.push(plan);
  else kept[index] = plan;
  return installs;
}

/** A plan and what it depends on besides the effective set: until when, the licences stay as they are. */
interface KeptPlan {
  readonly enrollmentType: EnrollmentType;
  readonly bringsCompanyPortal: boolean;
  readonly tokens: object;
  readonly version: number;
  readonly from: number;
  readonly until: number;
  readonly installs: readonly AppInstall[];
}

const plansFor = onceFor((_: EffectiveSet): KeptPlan[] => []);

function makePlan(tenant: Tenant, effective: EffectiveSet, options: InstallOptions): AppInstall[] {
  const best = new Map<string, AppInstall>();
  const consider = (install: AppInstall) => {
    const key = install.bundleId.toLowerCase();
    const known = best.get(key);
    if (!known || EASE[install.outcome] > EASE[known.outcome]) best.set(key, install);
  };
  for (const candidate of requiredApps(effective)) {
    consider({ ...candidate, ...foresee(tenant, candidate.app, candidate.delivery, options) });
  }
  if (options.bringsCompanyPortal) {
    consider({
      bundleId: COMPANY_PORTAL_BUNDLE_ID,
      name: 'Intune Company Portal',
      delivery: 'deviceLicense',
      outcome: 'silent',
      reason: 'the enrollment profile brings the Company Portal as a required app',
    });
  }
  return [...best.values()];
}

interface RequiredApp {
  readonly app: MobileApp;
  readonly bundleId: string;
  readonly name: string;
  readonly delivery: AppDelivery;
}

const requiredApps = onceFor(({ apps }: EffectiveSet): readonly RequiredApp[] =>
  apps.flatMap((resolution) => {
    const { entity: app, intent } = resolution;
    const delivery = appDelivery(resolution);
    if (intent !== 'required' || delivery === 'webClip' || !app.bundleId) return [];
    return [{ app, bundleId: bundleIdOf(app.bundleId), name: app.displayName, delivery }];
  }),
);

const EASE = { silent: 2, asks: 1, fails: 0 } as const;

/** What becomes of a required app on a device that was enrolled in this way. */
function foresee(
  tenant: Tenant,
  app: MobileApp,
  delivery: AppDelivery,
  { enrollmentType, now }: InstallOptions,
): Pick<AppInstall, 'outcome' | 'reason' | 'refusedBy'> {
  const { userEnrollment, supervised, setup } = enrollmentFacts(enrollmentType);
  const unsupported =
    userEnrollmentObstacle(delivery, userEnrollment) ??
    (setup === 'sharedIPad' ? sharedIPadObstacle(delivery) : undefined);
  if (unsupported) return { outcome: 'fails', reason: unsupported, refusedBy: 'device' };
  const unlicensed = licenseObstacle(tenant, app, delivery, now);
  if (unlicensed) return { outcome: 'fails', reason: unlicensed, refusedBy: 'intune' };
  if (!supervised) {
    return {
      outcome: 'asks',
      reason: 'on an unsupervised device iOS asks the person before it installs an app',
    };
  }
  if (delivery === 'appStore' || delivery === 'userLicense') {
    return { outcome: 'asks', reason: 'the App Store asks the person to sign in with an Apple Account' };
  }
  return { outcome: 'silent', reason: 'on a supervised device it installs without asking' };
}

/**
 * Why user enrollment cannot install the app as a managed one. Its volume belongs to the Managed Apple Account, so
 * only licences of users work. Source: user enrollment methods; manage volume-purchased apps.
 */
export function userEnrollmentObstacle(delivery: AppDelivery, userEnrollment: boolean): string | undefined {
  if (!userEnrollment) return undefined;
  if (delivery === 'appStore') return 'user enrollment cannot install an App Store app as a managed app';
  if (delivery === 'deviceLicense')
    return 'user enrollment does not support apps that are licensed to the device';
  return undefined;
}

/** Why a Shared iPad doesn't get the app: the table of app types on Microsoft's page about it. */
function sharedIPadObstacle(delivery: AppDelivery): string | undefined {
  if (delivery === 'appStore') return 'a Shared iPad installs nothing from the App Store';
  if (delivery === 'userLicense') return 'a Shared iPad takes no apps that are licensed to people';
  return undefined;
}

/** Why there is no licence for a volume-purchased app. Source: manage volume-purchased apps. */
function licenseObstacle(
  tenant: Tenant,
  app: MobileApp,
  delivery: AppDelivery,
  now: number,
): string | undefined {
  if (delivery !== 'userLicense' && delivery !== 'deviceLicense') return undefined;
  const id = app['vppTokenId'];
  const token =
    typeof id === 'string' ? tenant.collection('deviceAppManagement/vppTokens').get(id) : undefined;
  if (token && Date.parse(token.expirationDateTime) <= now) return 'the VPP token of the app has expired';
  const total = app['totalLicenseCount'];
  const used = app['usedLicenseCount'] ?? 0;
  if (typeof total === 'number' && typeof used === 'number' && used >= total) {
    return `all ${total} licences of the app are in use`;
  }
  return undefined;
}
