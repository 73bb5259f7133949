// The columns that tell of apps: those that Intune brings to devices, and those that devices have reported.
import type { Entity } from '../../../tenant/index.ts';
import { APP_PLATFORMS, APP_STATES, ENROLLMENT_FAILURES, ENROLLMENT_TYPES } from './coded-values.ts';
import { type Column, coded, count, type Facts, flag, text, time } from './column.ts';

const of = (property: string) => (facts: Facts) => {
  const value = facts.app?.[property];
  return value === undefined || value === null ? undefined : String(value);
};
const string = (name: string, property: string) => text(name, of(property));

/** Apps of other platforms may be there, though no device has them. */
function platformOf(app: Entity | undefined): string {
  const type = String(app?.['@odata.type'] ?? '');
  if (/\.(?:managed)?android/i.test(type)) return 'android';
  if (/\.(?:win|windows|officeSuite|microsoftStore)/i.test(type)) return 'windows';
  return /\.mac/i.test(type) ? 'macOS' : 'iOS';
}

const states = ['Failed', 'Installed', 'NotApplicable', 'NotInstalled', 'PendingInstall'];
const appState = ({ appState: state }: Facts) => state ?? 'unknown';

export const APP_COLUMNS: readonly Column[] = [
  string('ApplicationId', 'id'),
  string('ApplicationKey', 'id'),
  string('AppIdentifier', 'id'),
  string('DisplayName', 'displayName'),
  string('ApplicationName', 'displayName'),
  string('Name', 'displayName'),
  string('Publisher', 'publisher'),
  string('ApplicationPublisher', 'publisher'),
  string('Description', 'description'),
  string('Developer', 'developer'),
  string('Owner', 'owner'),
  string('Notes', 'notes'),
  string('MoreInformationURL', 'informationUrl'),
  string('PrivacyInformationURL', 'privacyInformationUrl'),
  string('StoreURL', 'appStoreUrl'),
  string('Status', 'publishingState'),
  string('AppVersion', 'versionNumber'),
  string('Version', 'versionNumber'),
  string('ApplicationVersion', 'version'),
  string('ApplicationShortVersion', 'version'),
  text('Type', ({ app }) => String(app?.['@odata.type'] ?? '').replace(/^#?microsoft\.graph\./, '')),
  flag('Assigned', ({ counts }) => (counts?.['assignments'] ?? 0) > 0),
  flag('FeaturedApp', ({ app }) => app?.['isFeatured'] === true),
  time('DateCreated', ({ app }) => app?.['createdDateTime']),
  time('LastModified', ({ app }) => app?.['lastModifiedDateTime']),
  time('ExpirationDate', ({ app }) => app?.['expirationDateTime']),
  time('LastModifiedDateTime', ({ device }) => device?.lastSyncDateTime),
  coded('Platform', APP_PLATFORMS, ({ app }) => platformOf(app)),
  coded('AppPlatform', APP_PLATFORMS, ({ app }) => platformOf(app)),
  coded('AppInstallState', APP_STATES, appState),
  coded('InstallState', APP_STATES, appState),
  text('HexErrorCode', () => '0x00000000'),
  ...states.flatMap((state) => [
    count(`${state}DeviceCount`),
    count(`${state}UserCount`),
    count(`${state}Count`),
  ]),
  count('DeviceCount'),
  {
    name: 'FailedDevicePercentage',
    type: 'Double',
    read({ counts = {} }) {
      const all = states.reduce((sum, state) => sum + (counts[`${state}DeviceCount`] ?? 0), 0);
      return all === 0 ? 0 : (100 * (counts['FailedDeviceCount'] ?? 0)) / all;
    },
  },
];

/** The columns that tell of an enrollment that was turned down. */
export const ENROLLMENT_COLUMNS: readonly Column[] = [
  time('EnrollmentFailureDateTime', ({ event }) => event?.['eventDateTime']),
  text('FailureGuid', ({ event }) => event?.id),
  coded(
    'FailureReason',
    ENROLLMENT_FAILURES,
    ({ event }) => event?.['failureCategory'] as string | undefined,
  ),
  coded('EnrollmentMethod', ENROLLMENT_TYPES, ({ event }) => event?.['enrollmentType'] as string | undefined),
];
