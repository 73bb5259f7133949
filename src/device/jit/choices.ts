import {
  AUTHENTICATOR_BUNDLE_ID,
  type CataloguedApp,
  findApp,
  isMicrosoftBundleId,
} from '../../apple/app-catalogue.ts';
import type { SetupAuthentication } from '../../apple/enrollment-setup.ts';
import type { SsoPayload } from '../../intune/sso-payload.ts';
import { assumptionsOf } from '../../tenant/index.ts';
import { appNameOf } from '../apps.ts';
import { effectiveSetOf } from '../effective-set-of.ts';
import { blockingRules } from '../findings.ts';
import type { Scene } from '../scene.ts';
import {
  type ExtensionState,
  handles,
  type RegistrationSetting,
  readRegistration,
  resolveExtension,
} from '../sso-extension.ts';
import { tellFailures } from './remediation.ts';

/** P1. Why an automated enrollment of another kind than modern authentication has no registration at sign-in. */
const SETUPS: Readonly<Partial<Record<SetupAuthentication, string>>> = {
  legacy: 'Setup Assistant (legacy) does not go with just-in-time registration',
  companyPortal: 'this device is registered by Company Portal',
  none: 'the device was enrolled without user affinity, so there is nobody to register it for',
  sharedDeviceMode: 'the SSO policy does not turn shared device mode on',
  sharedIPad: 'a Shared iPad supports neither registration nor device-based Conditional Access',
};

/** Why the extension takes no part. */
const NO_EXTENSION: Readonly<Record<Exclude<ExtensionState['is'], 'active'>, string>> = {
  absent: 'No profile on the device names Microsoft’s SSO extension',
  unsupported:
    'The profile names Microsoft’s SSO extension, and this version of iOS knows no such extensions',
  withoutAuthenticator: 'Microsoft Authenticator, which brings the SSO extension, is not on the device',
  unassociated:
    'iOS does not let the SSO extension answer for Microsoft’s addresses, which it could not confirm',
};

/** Whom the app's token request goes to: the extension, with or without registration, or the ordinary page. */
export function chooseSignIn(scene: Scene): void {
  const { state, tenant } = scene;
  const app = findApp(state.running?.app ?? '') as CataloguedApp;
  const extension = resolveExtension(state, tenant);
  const tell = (message: string, findings?: readonly string[]) =>
    scene.tell({ from: 'device', to: 'app', step: 'SsoExtension', outcome: 'info', message, findings });

  if (extension.is !== 'active') {
    const managed = state.managedDeviceId !== undefined;
    tell(NO_EXTENSION[extension.is], managed ? blockingRules(scene, 'registration') : undefined);
    signInOutside(scene, app);
    return;
  }
  // [documented] Microsoft Enterprise SSO plug-in: the line of the log, by which administrators find bundle ids.
  if (extension.payload.ExtensionData['admin_debug_mode_enabled'] === 1 && app.sso !== 'ownNetworkStack')
    scene.tell({
      from: 'ssoExtension',
      to: 'ssoExtension',
      step: 'AdminDebugMode',
      outcome: 'info',
      message: `In the log of Authenticator: [ADMIN MODE] SSO extension has captured following app bundle identifiers: ${app.bundleId}`,
    });
  const managed = state.apps.some(({ bundleId, managed: is }) => is && bundleId === app.bundleId);
  if (!handles(extension.payload, app, managed, assumptionsOf(tenant).spacesInLists)) {
    tell(
      app.sso === 'ownNetworkStack'
        ? `${app.name} has a network stack of its own: the extension doesn’t see its sign-in`
        : extension.payload.DeniedBundleIdentifiers?.includes(app.bundleId)
          ? `${app.name} is on DeniedBundleIdentifiers, so iOS keeps the extension from it`
          : `${app.name} has no MSAL, and the SSO policy does not hand its sign-in to the extension`,
      state.deviceId === undefined ? blockingRules(scene, 'registration') : undefined,
    );
    signInOutside(scene, app);
    return;
  }
  if (scene.enrollment.setup === 'sharedDeviceMode' && signInToSharedDevice(scene, extension.payload)) return;
  if (scene.managedDevice()?.azureADRegistered && state.deviceId !== undefined) {
    scene.continueWith('silentSignIn');
    return;
  }
  // [documented] in the same place: for interactive requests of apps that use MSAL.
  if (extension.payload.ExtensionData['disable_inapp_sso_signin'] === 1 && app.sso === 'msal')
    scene.tell({
      from: 'app',
      to: 'ssoExtension',
      step: 'OpenAuthenticator',
      outcome: 'info',
      message: `disable_inapp_sso_signin: ${app.name} opens Microsoft Authenticator for what the person has to do`,
      user: 'Microsoft Authenticator opens',
    });
  const obstacle = registrationObstacle(scene);
  const setting: RegistrationSetting =
    obstacle === undefined ? readRegistration(extension.payload) : { is: 'absent', why: obstacle };
  if (setting.is === 'absent') {
    scene.tell({
      from: 'ssoExtension',
      to: 'app',
      step: 'SsoExtension',
      outcome: 'info',
      message: `The extension signs in and does not register: ${setting.why}`,
      findings: blockingRules(scene, 'registration'),
    });
    scene.continueWith('ssoSignIn');
    return;
  }
  // Whatever comes of it: the first sign-in was in the right place.
  if ((state.startedInside ?? state.startedOutside) === undefined) scene.set({ startedInside: app.bundleId });
  tellDegradations(scene, extension.payload, app);
  scene.continueWith('jitRegistration');
}

/** Why the device does not register although all is in place; undefined: nothing keeps it from that. */
function registrationObstacle({ state, tenant, enrollment }: Scene): string | undefined {
  const { setup, registeredBy } = enrollment;
  if (setup && registeredBy !== 'justInTime') return SETUPS[setup];
  const { userEnrollmentWithCompanyPortal, wrongFirstApp } = assumptionsOf(tenant);
  if (
    state.enrollmentType === 'userEnrollmentWithCompanyPortal' &&
    userEnrollmentWithCompanyPortal === 'doesNotRegister'
  )
    return 'user enrollment with Company Portal is taken not to go with just-in-time registration';
  return state.startedOutside !== undefined && wrongFirstApp === 'staysUnregistered'
    ? `the first sign-in was in ${appNameOf(state.startedOutside)}, outside the extension, and no later one is taken to mend that`
    : undefined;
}

/** Without the extension. A certificate that Company Portal has left proves the device to Microsoft's apps all the same. */
function signInOutside(scene: Scene, app: CataloguedApp): void {
  const proves = scene.state.registeredBy === 'companyPortal' && app.sso === 'msal';
  scene.continueWith(proves ? 'brokeredSignIn' : 'webSignIn');
}

/** Shared device mode: the device first, once; then whoever has it at the moment. False when the mode isn't on. */
function signInToSharedDevice(scene: Scene, payload: SsoPayload): boolean {
  if (payload.ExtensionData['sharedDeviceMode'] !== true) return false;
  if (scene.state.deviceId !== undefined) scene.continueWith('sharedSignIn');
  else if (readRegistration(payload).is === 'absent') return false;
  else scene.continueWith('sharedDeviceRegistration');
  return true;
}

/** What goes wrong without stopping anything. */
function tellDegradations(scene: Scene, { ExtensionData }: SsoPayload, app: CataloguedApp): void {
  const listed = String(ExtensionData['AppAllowList'] ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter(isMicrosoftBundleId);
  if (listed.length > 0) {
    const isAuthenticator = (id: string) => id.toLowerCase() === AUTHENTICATOR_BUNDLE_ID;
    scene.tell({
      from: 'ssoExtension',
      to: 'app',
      step: 'SsoExtension',
      outcome: 'info',
      message: `AppAllowList names Microsoft apps (${listed.join(', ')}), which causes authentication problems`,
      user: 'The sign-in page comes up more than once',
      findings: [
        ...(listed.some(isAuthenticator) ? ['authenticator-in-app-list'] : []),
        ...(listed.every(isAuthenticator) ? [] : ['microsoft-app-in-list']),
      ],
    });
  }
  const prefix = ExtensionData['AppPrefixAllowList'];
  if (
    assumptionsOf(scene.tenant).microsoftPrefix === 'problems' &&
    typeof prefix === 'string' &&
    prefix.split(',').some((id) => isMicrosoftBundleId(`${id.trim()}.`))
  ) {
    scene.tell({
      from: 'ssoExtension',
      to: 'app',
      step: 'SsoExtension',
      outcome: 'info',
      message: 'AppPrefixAllowList names Microsoft apps, which causes authentication problems',
      user: 'The sign-in page comes up more than once',
      findings: ['microsoft-app-prefix'],
    });
  }
  if (app.role === 'defender') {
    scene.tell({
      from: 'app',
      to: 'ssoExtension',
      step: 'SsoExtension',
      outcome: 'info',
      message: 'Microsoft Defender is not meant for the first sign-in: registration may not go as expected',
      findings: ['first-app-defender'],
    });
  }
}

/** A registered device that has become noncompliant is remediated before it gets another token. */
export function chooseSilentEnd(scene: Scene): void {
  if (mustRemediate(scene)) scene.continueWith('jitRemediation');
}

export function chooseJitEnd(scene: Scene): void {
  if (mustRemediate(scene)) {
    scene.continueWith('jitRemediation');
    return;
  }
  if (!hasPolicy(scene)) {
    scene.tell({
      from: 'intune',
      to: 'ssoExtension',
      step: 'ComplianceCheck',
      outcome: 'info',
      message:
        'No compliance policies have been assigned: there is nothing to check, so remediation does not start',
      findings: blockingRules(scene, 'remediation'),
    });
  } else if (scene.managedDevice()?.complianceState === 'inGracePeriod') {
    const until = scene.managedDevice()?.complianceGracePeriodExpirationDateTime;
    scene.tell({
      from: 'companyPortal',
      to: 'person',
      step: 'GracePeriod',
      outcome: 'info',
      message: `The device has until ${until} to become compliant, and its access until then`,
      user: 'Your device will lose access to company resources unless you update its settings',
    });
  }
  scene.continueWith('jitCompletion');
}

export function chooseRecheckEnd(scene: Scene): void {
  if (!mustRemediate(scene)) return;
  tellFailures(scene);
  scene.end();
}

export function openRemediation(scene: Scene): void {
  scene.set({ remediating: scene.state.running?.app });
  tellFailures(scene);
}

/**
 * Remediation belongs to just-in-time registration: a device that Company Portal has registered is remediated there (inferred). And it
 * is about policies: a tenant that calls devices without a policy noncompliant has nothing to remediate.
 */
function mustRemediate(scene: Scene): boolean {
  if (scene.state.registeredBy !== undefined) return false;
  return scene.managedDevice()?.complianceState === 'noncompliant' && hasPolicy(scene);
}

function hasPolicy(scene: Scene): boolean {
  return effectiveSetOf(scene).appliedCompliancePolicies.length > 0;
}
