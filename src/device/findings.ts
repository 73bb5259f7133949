import { AUTHENTICATOR_BUNDLE_ID } from '../apple/app-catalogue.ts';
import { type Blocked, diagnose, type Situation } from '../rules/index.ts';
import { complianceOf } from './check-in.ts';
import { hasCompanyPortal } from './company-portal.ts';
import { subjectReporting } from './effective-set-of.ts';
import {
  associationHosts,
  COMPANY_PORTAL_HOSTS,
  MANAGEMENT_HOSTS,
  obstacle,
  REGISTRATION_HOSTS,
  SIGN_IN_HOSTS,
  unreachable,
} from './network.ts';
import type { Scene } from './scene.ts';
import { secondFactorOf } from './second-factor-of.ts';
import { hasAuthenticator } from './sso-extension.ts';

export type Findings = ReturnType<typeof diagnose>;

/**
 * What the catalogue of rules says about a device and the app that its user signs in to. Only an explanation: whether
 * a device registers is decided by what it finds in its payload, never by the catalogue.
 */
export function findingsOf(scene: Scene, app: string | undefined, blocked?: Blocked): Findings {
  const { state, tenant, user } = scene;
  const isThere = hasAuthenticator(state);
  const device: Situation['device'] = {
    osVersion: state.osVersion,
    subject: subjectReporting(scene).device,
    // Before enrollment it is on no way yet.
    ...((isThere || state.managedDeviceId !== undefined) && { authenticatorInstalled: isThere }),
    authenticatorRejected: state.apps.some(
      (app) => app.bundleId === AUTHENTICATOR_BUNDLE_ID && app.state === 'rejected',
    ),
    registered: isRegistered(scene),
    serialNumber: state.serialNumber,
    ...(state.imei !== undefined && { imei: state.imei }),
    managedAppleAccount: state.managedAppleAccount !== false,
    wellKnownFile: state.wellKnownFile !== false,
    ownedBy: state.ownedBy,
    secondFactor: secondFactorOf(scene),
    locked: state.locked === true,
    companyPortalInstalled: hasCompanyPortal(scene),
    ...(state.clockSkewHours !== undefined && { clockSkewHours: state.clockSkewHours }),
    ...(state.pauseMinutes !== undefined && { pauseMinutes: state.pauseMinutes }),
    // What it fails blocks nothing, and takes time to work out.
    ...(blocked === undefined && { failing: complianceOf(scene)?.failing ?? [] }),
    associationObstacle: obstacle(state.network, associationHosts(state.osVersion)),
    registrationObstacle: obstacle(state.network, REGISTRATION_HOSTS),
    signInObstacle: unreachable(state.network, SIGN_IN_HOSTS),
    managementObstacle: unreachable(state.network, MANAGEMENT_HOSTS),
    companyPortalObstacle: unreachable(state.network, COMPANY_PORTAL_HOSTS),
    enrolled: state.managedDeviceId !== undefined,
    signedIn: state.signedIn,
  };
  const options = {
    user,
    enrollmentType: state.enrollmentType,
    device,
    ...(app !== undefined && { firstApp: app }),
  };
  return diagnose(tenant, options, blocked);
}

const isRegistered = (scene: Scene) => scene.managedDevice()?.azureADRegistered === true;

/** The app that findings are about: the last one that a registered device got no token for, or the first that was signed in to. */
export function appInQuestion(scene: Scene): string | undefined {
  const { refusedApp, startedInside, startedOutside } = scene.state;
  return (isRegistered(scene) ? refusedApp : undefined) ?? startedInside ?? startedOutside;
}

/** The rules that keep the device from registering or being remediated, by id. */
export function blockingRules(scene: Scene, blocked: Blocked): readonly string[] {
  return idsOf(findingsOf(scene, scene.state.running?.app, blocked));
}

/** The rules that explain why an app got no token, by id: what keeps the device from registering, or else what is said of the policy. */
export function refusingRules(scene: Scene, policyId: string | undefined): readonly string[] {
  if (!isRegistered(scene)) return blockingRules(scene, 'registration');
  return idsOf(findingsOf(scene, scene.state.running?.app).filter(({ subject }) => subject?.id === policyId));
}

const idsOf = (found: Findings) => [...new Set(found.map(({ rule }) => rule))];
