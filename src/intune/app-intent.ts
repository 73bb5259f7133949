import type { AppAssignment, MobileApp } from '../tenant/index.ts';
import type { AppIntent, AppResolution, AssignmentReason } from './assignment-types.ts';
import { type Membership, passFilters, type Reach, resolveTargets } from './targeting.ts';

type Intent = AppAssignment['intent'];

/**
 * What Intune does with an app on a subject's device. The intent is settled first, filters narrow it afterwards.
 * Exclusions count within their own intent, as the admin center offers them (inferred).
 * Source: "Assign apps to groups", how conflicts between app intents are resolved.
 */
export function resolveApp(
  app: MobileApp,
  assignments: readonly AppAssignment[],
  subject: Membership,
): AppResolution {
  const reasons: AssignmentReason[] = [];
  const reach = (intent: Intent) =>
    resolveTargets(
      assignments.filter((assignment) => assignment.intent === intent),
      subject,
      reasons,
    );
  const required = reach('required');
  const uninstall = reach('uninstall');
  const available = usersOnly(reach('available'), reasons);
  const withoutEnrollment = usersOnly(reach('availableWithoutEnrollment'), reasons);

  const settled = settle(required, uninstall, available, withoutEnrollment);
  const overruled = (intent: string, by: string) =>
    reasons.push({ code: 'intentOverruled', sentence: `the intent ${intent} is overruled by ${by}` });
  if (settled.intent === 'required' && uninstall.length > 0) overruled('uninstall', 'required');
  if (settled.intent === 'uninstall' && !settled.offered && available.length > 0)
    overruled('available', 'uninstall');
  if (settled.intent === 'available' && uninstall.length > 0) overruled('uninstall', 'available');

  const winning = settled.intent === 'required' ? required : settled.intent === 'uninstall' ? uninstall : [];
  const offers = [...available, ...withoutEnrollment];
  const { passed, offered } = narrow(winning, offers, settled, subject, reasons);
  const intent: AppIntent =
    passed.length > 0 ? (settled.intent as 'required' | 'uninstall') : offered ? 'available' : 'none';
  if (intent === 'required' && isStoreApp(app) && !settled.offered) {
    reasons.push({
      code: 'storeAppIsOffered',
      sentence: 'an App Store app that is required is in the Company Portal as well',
    });
  }
  const isOffered = offered || (intent === 'required' && isStoreApp(app));
  // "If the app is already installed (as a required app with previous intent), the app is uninstalled", and the person may install it anew.
  const takesBack =
    intent === 'uninstall' ||
    (intent === 'available' && uninstall.length > 0 && passFilters(uninstall, subject, reasons).length > 0);
  if (takesBack && intent === 'available') {
    reasons.push({
      code: 'takenBack',
      sentence: 'for the intent uninstall Intune takes back what it has installed itself',
    });
  }
  reasons.push({ code: 'verdict', sentence: sentenceOf(intent, isOffered, assignments.length > 0) });
  if (assignments.length === 0) {
    reasons.unshift({ code: 'unassigned', sentence: 'it has no assignment' });
  }
  return {
    entity: app,
    applies: intent !== 'none',
    intent,
    offered: isOffered,
    takesBack,
    // [documented] iosVppAppAssignmentSettings: null "internally is treated as TRUE", the app goes.
    staysOnRemoval: [...passed, ...available].some(
      ({ assignment }) => assignment.settings?.uninstallOnDeviceRemoval === false,
    ),
    useDeviceLicensing: licensing(winning, passed).some(
      ({ assignment }) => assignment.settings?.useDeviceLicensing === true,
    ),
    reasons,
  };
}

/**
 * What filters leave of the settled intent. Required and Available are one merged intent: "the device must evaluate filters used in both
 * assignments", by the rules for several assignments of one policy. Source: Assignment filter reports & troubleshooting, app intent.
 */
function narrow(
  winning: readonly Reach<AppAssignment>[],
  offers: readonly Reach<AppAssignment>[],
  { intent, offered }: Settled,
  subject: Membership,
  reasons: AssignmentReason[],
): { readonly passed: readonly Reach<AppAssignment>[]; readonly offered: boolean } {
  if (intent === 'required' && offered) {
    const passed = passFilters([...winning, ...offers], subject, reasons);
    return { passed, offered: passed.length > 0 };
  }
  const passed = passFilters(winning, subject, reasons);
  return { passed, offered: offered && passFilters(offers, subject, reasons).length > 0 };
}

/** The assignments that say which licence is used: those that win and pass, or all that win where an offer's filter let the app through. */
function licensing(winning: readonly Reach<AppAssignment>[], passed: readonly Reach<AppAssignment>[]) {
  const both = passed.filter((reach) => winning.includes(reach));
  return passed.length > 0 && both.length === 0 ? winning : both;
}

/**
 * "iOS Store apps (not iOS/iPadOS VPP apps) that are targeted with required intent … also appear in the Company Portal app."
 * Source: Assign apps to groups, how conflicts between app intents are resolved.
 */
const isStoreApp = (app: MobileApp) => /\.(?:managedI|i)OSStoreApp$/i.test(app['@odata.type']);

interface Settled {
  readonly intent: AppIntent;
  readonly offered: boolean;
}

function settle(
  required: readonly Reach[],
  uninstall: readonly Reach[],
  available: readonly Reach[],
  withoutEnrollment: readonly Reach[],
): Settled {
  const isAvailable = available.length > 0;
  const isOffered = isAvailable || withoutEnrollment.length > 0;
  if (required.length > 0) {
    // "Available without enrollment" adds nothing to a required app of the same user, but does to a device's.
    const deviceOnly = required.every(({ byUser }) => !byUser);
    return { intent: 'required', offered: isAvailable || (isOffered && deviceOnly) };
  }
  if (uninstall.some(({ byUser }) => byUser)) return { intent: 'uninstall', offered: false };
  if (uninstall.length > 0) {
    return isAvailable ? { intent: 'available', offered: true } : { intent: 'uninstall', offered: isOffered };
  }
  return { intent: isOffered ? 'available' : 'none', offered: isOffered };
}

/** "Available" reaches people, never devices, for every kind of iOS app. */
function usersOnly(
  reaches: readonly Reach<AppAssignment>[],
  reasons: AssignmentReason[],
): Reach<AppAssignment>[] {
  return reaches.filter(({ assignment, byUser }) => {
    if (!byUser) {
      reasons.push({
        code: 'availableNeedsUsers',
        sentence: 'the intent available works for groups of users only, and the device alone is in the group',
        assignment: assignment.id,
      });
    }
    return byUser;
  });
}

function sentenceOf(intent: AppIntent, offered: boolean, assigned: boolean): string {
  switch (intent) {
    case 'required':
      return `Intune installs it${offered ? ', and the Company Portal offers it too' : ''}`;
    case 'uninstall':
      return `Intune removes it${offered ? ', while the Company Portal offers it' : ''}`;
    case 'available':
      return 'the Company Portal offers it; it is installed only if the person asks for it';
    default:
      return assigned
        ? 'Intune does nothing with it on this device'
        : 'Intune does nothing with it: nobody gets it';
  }
}
