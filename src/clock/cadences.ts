import { DAY, HOUR, MINUTE, SECOND } from './duration.ts';

const INTUNE = 'https://learn.microsoft.com/intune';
const POLICY_QUESTIONS = `${INTUNE}/device-configuration/troubleshoot-device-profiles`;

interface Cadence {
  /** What happens then, as docs/time.md says it. */
  readonly event: string;
  /** How long, or how often, in milliseconds; two numbers are the bounds of what the seed draws from. */
  readonly span: number | readonly [shortest: number, longest: number];
  /** What the page says, where that is not the number. */
  readonly says?: string;
  readonly evidence: 'documented' | 'inferred';
  readonly source: string;
}

/** Every span of time by which services and devices live, in one place. All of it passes on the tenant's clock. */
export const CADENCES = {
  checkInsAfterEnrollment: {
    event: 'A newly enrolled device checks in, for one hour',
    span: 15 * MINUTE,
    evidence: 'documented',
    source: POLICY_QUESTIONS,
  },
  newlyEnrolled: {
    event: 'For how long a device counts as newly enrolled',
    span: HOUR,
    evidence: 'documented',
    source: POLICY_QUESTIONS,
  },
  checkIns: {
    event: 'A device checks in by itself after that',
    span: [7.6 * HOUR, 8.4 * HOUR],
    says: 'about every 8 hours; that it wanders by a twentieth is ours',
    evidence: 'documented',
    source: POLICY_QUESTIONS,
  },
  maintenancePause: {
    event: 'The least time between two check-ins of its own',
    span: 6.5 * HOUR,
    evidence: 'documented',
    source: POLICY_QUESTIONS,
  },
  changePush: {
    event:
      'A device is woken after a policy or app was assigned, changed or unassigned, or a membership changed',
    span: [2 * SECOND, 4 * HOUR],
    says: 'immediately up to a few hours; that most take minutes is ours',
    evidence: 'documented',
    source: POLICY_QUESTIONS,
  },
  appArrival: {
    event: 'A required app is there after it was asked for',
    span: [90 * SECOND, 4 * MINUTE],
    says: 'a few minutes; the bounds are ours',
    evidence: 'documented',
    source: `${INTUNE}/device-enrollment/apple/setup-web-based-ios`,
  },
  passcodeTime: {
    event: 'For how long iOS leaves somebody to set a passcode that a policy asks for',
    span: HOUR,
    evidence: 'documented',
    source: 'https://support.apple.com/guide/deployment/dep4d6a472a/web',
  },
  passcodePrompts: {
    event: 'iOS asks for that passcode again',
    span: 15 * MINUTE,
    evidence: 'documented',
    source: `${INTUNE}/device-security/compliance/ref-ios-ipados-settings`,
  },
  certificateWindow: {
    event: 'For how long a device may ask for its management certificate',
    span: 15 * MINUTE,
    evidence: 'documented',
    source: `${INTUNE}/device-enrollment/apple/setup-automated-ios`,
  },
  downloadedProfile: {
    event: 'For how long a profile that was downloaded in Safari waits in Settings to be installed',
    span: 8 * MINUTE,
    evidence: 'documented',
    source: 'https://support.apple.com/102400',
  },
  validity: {
    event: 'A device that is not in touch becomes noncompliant, unless the tenant sets another period',
    span: 30 * DAY,
    evidence: 'documented',
    source: `${INTUNE}/device-security/compliance/overview`,
  },
  dynamicMembership: {
    event: 'A dynamic group takes in whom its rule matches',
    span: 5 * MINUTE,
    says: 'a few minutes',
    evidence: 'documented',
    source: 'https://learn.microsoft.com/troubleshoot/entra/entra-id/dir-dmns-obj/groups-troubleshooting',
  },
  dynamicMembershipWhenLarge: {
    event: 'The same in a large directory',
    span: 30 * MINUTE,
    says: '30 minutes or more',
    evidence: 'documented',
    source: 'https://learn.microsoft.com/troubleshoot/entra/entra-id/dir-dmns-obj/groups-troubleshooting',
  },
  restrictionAssignments: {
    event:
      'Enrollment goes by an enrollment restriction’s assignments, and by memberships of its groups, after somebody changed them',
    span: 15 * MINUTE,
    says: 'typically within 15 minutes; that it takes all of them is ours',
    evidence: 'documented',
    source: `${INTUNE}/device-enrollment/create-platform-restrictions`,
  },
  pushCertificate: {
    event: 'The Apple push certificate expires after it was made or renewed',
    span: 365 * DAY,
    evidence: 'documented',
    source: `${INTUNE}/device-enrollment/apple/create-mdm-push-certificate`,
  },
  pushCertificateGrace: {
    event: 'For how long an expired push certificate can be renewed',
    span: 30 * DAY,
    evidence: 'documented',
    source: `${INTUNE}/device-enrollment/apple/create-mdm-push-certificate`,
  },
  enrollmentToken: {
    event: 'A token of automated device enrollment expires',
    span: 365 * DAY,
    evidence: 'documented',
    source: `${INTUNE}/device-enrollment/apple/setup-automated-ios`,
  },
  locationToken: {
    event: 'A location token (VPP) expires',
    span: 365 * DAY,
    evidence: 'documented',
    source: `${INTUNE}/app-management/deployment/manage-vpp-apple`,
  },
  enrollmentSyncPause: {
    event: 'The least time between two synchronizations with Apple that somebody asks for',
    span: 15 * MINUTE,
    evidence: 'documented',
    source: `${INTUNE}/device-enrollment/apple/setup-automated-ios`,
  },
  enrollmentSync: {
    event: 'Intune synchronizes each token of automated device enrollment with Apple by itself',
    span: 12 * HOUR,
    says: 'every 12 hours; that it counts from the last time when the token came is ours',
    evidence: 'documented',
    source: `${INTUNE}/device-enrollment/apple/manage-devices-tokens-apple`,
  },
} as const satisfies Readonly<Record<string, Cadence>>;

interface Unplayed {
  readonly event: string;
  readonly says: string;
  readonly why: string;
}

/** What the pages time as well and nothing here waits for. */
export const UNPLAYED: readonly Unplayed[] = [
  {
    event: 'Enrollment goes by a filter’s rule after a change',
    says: 'typically within 15 minutes, if more than its assignment is meant',
    why: 'at once; assignments of restrictions take their time, and so do memberships',
  },
  {
    event: 'Await final configuration',
    says: 'no limit, usually less than 15 minutes',
    why: 'as long as the first check-in takes',
  },
  {
    event: 'Reports of filters, the chart of compliance',
    says: 'up to 30 minutes, up to 24 hours',
    why: 'they are always up to date',
  },
  {
    event: 'The broker forgets an unfinished onboarding; the reminder to install the profile',
    says: '900 seconds; 75 seconds',
    why: 'both belong to enrollment that begins inside an app, which is not played',
  },
];
