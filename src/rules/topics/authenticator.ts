import { appDelivery, userEnrollmentObstacle } from '../../intune/apps.ts';
import type { AuthenticatorApp } from '../authenticator.ts';
import type { Hit, Rule } from '../rule.ts';
import type { Situation } from '../situation.ts';
import { SOURCES } from '../sources.ts';

const base = {
  severity: 'blocker',
  blocks: 'registration',
  symptom:
    'The work app shows an error or the ordinary sign-in page; the management profile in Settings lists no single sign-on extension.',
  graph:
    'The SSO profile reports success, but Authenticator is not among the device’s installed apps; azureADRegistered stays false.',
  fix: 'Assign Microsoft Authenticator as a required app to the same users or groups as the SSO policy.',
} as const;

/** The Authenticator policies that a rule about them has to look at: none when the app arrives some way or other. */
function missing(situation: Situation): readonly AuthenticatorApp[] {
  const { authenticatorArrives, device } = situation;
  return authenticatorArrives || device.authenticatorInstalled ? [] : situation.authenticators;
}

/**
 * Whoever begins in Authenticator itself gets it from the App Store, and the extension with it; only a Shared iPad has none. Everybody
 * else still needs it to come by itself.
 */
function gotten(situation: Situation): Pick<Hit, 'severity' | 'blocks' | 'uncertain'> {
  const { firstApp, enrollment } = situation;
  const isFirst = firstApp.role === 'authenticator' && enrollment.setup !== 'sharedIPad';
  if (isFirst) return { severity: 'degraded', blocks: false };
  // One that comes later is enough, whatever becomes of the others.
  return situation.authenticators.some((each) => lateGroupOf(situation, each)) ? { uncertain: true } : {};
}

function lateGroupOf(situation: Situation, { app, resolution: { intent } }: AuthenticatorApp) {
  return intent === 'none' ? situation.dynamicDeviceGroupOf(APPS, app) : undefined;
}

const APPS = 'deviceAppManagement/mobileApps';

const about = ({ app }: AuthenticatorApp) =>
  ({ subject: { set: APPS, id: app.id }, pointer: '/assignments' }) as const;

export const authenticatorRules: readonly Rule[] = [
  {
    ...base,
    id: 'authenticator-missing',
    title: 'Microsoft Authenticator is not among the apps',
    evidence: 'documented',
    source: SOURCES.jit,
    fix: 'Add Microsoft Authenticator to the apps, and assign it as required to the same users or groups as the SSO policy.',
    *find(situation) {
      if (situation.authenticators.length > 0 || situation.device.authenticatorInstalled) return;
      yield {
        message: 'Microsoft Authenticator, which carries the SSO extension, is not among the apps for iOS',
        ...gotten(situation),
      };
    },
  },
  {
    ...base,
    id: 'authenticator-not-assigned',
    title: 'Microsoft Authenticator is not assigned',
    evidence: 'documented',
    source: SOURCES.jit,
    *find(situation) {
      for (const authenticator of missing(situation)) {
        // Of several apps that are the same, the one that is assigned counts.
        if (!situation.authenticators.every(isUnassigned)) break;
        yield {
          message: 'Microsoft Authenticator is assigned to nobody',
          ...about(authenticator),
          ...gotten(situation),
        };
      }
    },
  },
  {
    ...base,
    id: 'authenticator-available-only',
    title: 'Microsoft Authenticator is only available, not required',
    evidence: 'documented',
    source: SOURCES.appAssignment,
    *find(situation) {
      for (const authenticator of missing(situation)) {
        if (authenticator.resolution.intent !== 'available') continue;
        yield {
          message:
            'Microsoft Authenticator is only offered in Company Portal; nothing installs it before the first sign-in',
          ...about(authenticator),
          ...gotten(situation),
        };
      }
    },
  },
  {
    ...base,
    id: 'authenticator-uninstall',
    title: 'Microsoft Authenticator is assigned to be uninstalled',
    evidence: 'documented',
    source: SOURCES.appAssignment,
    *find(situation) {
      for (const authenticator of missing(situation)) {
        if (authenticator.resolution.intent !== 'uninstall') continue;
        yield {
          message: 'Microsoft Authenticator is assigned to be removed from the device',
          ...about(authenticator),
          ...gotten(situation),
        };
      }
    },
  },
  {
    ...base,
    id: 'authenticator-other-audience',
    title: 'Microsoft Authenticator is assigned to others than the SSO policy',
    evidence: 'documented',
    source: SOURCES.jit,
    *find(situation) {
      for (const authenticator of missing(situation)) {
        const { intent, reasons } = authenticator.resolution;
        if (intent !== 'none' || isUnassigned(authenticator)) continue;
        const why = reasons.findLast(({ code }) => code !== 'verdict')?.sentence;
        const late = lateGroupOf(situation, authenticator);
        if (late) {
          yield {
            message: `Microsoft Authenticator reaches devices through the dynamic group ${late.displayName}, which fills minutes to hours after enrollment`,
            fix: 'Assign Microsoft Authenticator to users or to all devices, and narrow it with a filter.',
            ...about(authenticator),
            severity: 'degraded',
            ...gotten(situation),
          };
          continue;
        }
        yield {
          message: `Microsoft Authenticator does not reach the device that gets the SSO policy${why ? `: ${why}` : ''}`,
          ...about(authenticator),
          ...gotten(situation),
        };
      }
    },
  },
  {
    ...base,
    id: 'authenticator-user-enrollment',
    title: 'Microsoft Authenticator cannot be installed with user enrollment',
    evidence: 'documented',
    source: SOURCES.userEnrollment,
    fix: 'Buy Microsoft Authenticator in Apple Business Manager (it is free) and assign it with user licensing.',
    *find(situation) {
      for (const authenticator of missing(situation)) {
        const why = obstacleOfUserEnrollment(situation, authenticator);
        if (authenticator.resolution.intent !== 'required' || !why) continue;
        yield {
          message: `Microsoft Authenticator is required, but ${why}`,
          ...about(authenticator),
          ...gotten(situation),
        };
      }
    },
  },
  {
    ...base,
    id: 'authenticator-no-licence',
    title: 'There is no licence for Microsoft Authenticator',
    evidence: 'documented',
    source: SOURCES.volumePurchase,
    graph: 'The app’s install state is failed.',
    fix: 'Renew the location token, or get more licences in Apple Business Manager (they are free).',
    *find(situation) {
      const install = situation.authenticatorInstall;
      if (install?.outcome !== 'fails') return;
      for (const authenticator of missing(situation)) {
        if (authenticator.resolution.intent !== 'required') continue;
        if (obstacleOfUserEnrollment(situation, authenticator)) continue;
        yield {
          message: `Microsoft Authenticator is required, but cannot be installed: ${install.reason}`,
          subject: about(authenticator).subject,
          ...gotten(situation),
        };
      }
    },
  },
  {
    ...base,
    id: 'authenticator-rejected',
    title: 'The user did not let Microsoft Authenticator be installed',
    evidence: 'documented',
    source: SOURCES.volumePurchase,
    graph:
      'Nothing of the device but the app’s install state, which says that the user rejected it (UserRejected in Apple’s list of managed apps).',
    fix: 'Have the user install it from Company Portal, or sync the device and accept.',
    needsRun: 'it depends on what the person answers',
    *find({ device }) {
      if (device.authenticatorInstalled || !device.authenticatorRejected) return;
      yield { message: 'The user said no when the device asked to install Microsoft Authenticator' };
    },
  },
  {
    id: 'authenticator-still-installing',
    title: 'Microsoft Authenticator is still being installed',
    severity: 'degraded',
    blocks: 'registration',
    evidence: 'documented',
    source: SOURCES.deviceEnrollment,
    symptom: 'The work app shows an error for some minutes after enrollment, then works.',
    graph: 'The app’s install state is pending.',
    fix: 'Wait until Authenticator is on the device, then sign in to the work app.',
    needsRun: 'it depends on how soon the person signs in',
    *find(situation) {
      const { authenticatorInstalled, authenticatorRejected } = situation.device;
      if (authenticatorInstalled !== false || authenticatorRejected || !situation.authenticatorArrives)
        return;
      // What is assigned to people is on no way to a device that belongs to nobody.
      const { enrollmentDecision: decision } = situation;
      if (decision.allowed && !decision.facts.userAffinity) return;
      yield { message: 'Microsoft Authenticator is required, but has not arrived on the device yet' };
    },
  },
];

function obstacleOfUserEnrollment(
  { enrollment }: Situation,
  { resolution }: AuthenticatorApp,
): string | undefined {
  return userEnrollmentObstacle(appDelivery(resolution), enrollment.userEnrollment);
}

function isUnassigned({ resolution }: AuthenticatorApp): boolean {
  return resolution.reasons.some(({ code }) => code === 'unassigned');
}
