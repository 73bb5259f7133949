import { defineJourney, type Step } from '../journey.ts';
import { CHECK_IN, CONFIGURE_EARLY, CONFIGURE_LATE, IDENTITY, INSTALL_APPS, SETTLE } from './mdm-steps.ts';

/** Up to where the device learns from Apple what kind of enrollment its organization has chosen for it. */
export const switchOn = defineJourney({
  name: 'switchOn',
  title: 'Automated device enrollment: switching the device on',
  source: {
    title: 'Set up automated device enrollment for iOS/iPadOS',
    url: 'https://learn.microsoft.com/intune/device-enrollment/apple/setup-automated-ios',
  },
  steps: [
    {
      name: 'PowerOn',
      from: 'person',
      to: 'device',
      requires: ['notEnrolled', 'minimumOs'],
      says: 'Turns the device on and chooses language, region and Wi-Fi in Setup Assistant',
    },
    {
      name: 'Activation',
      from: 'device',
      to: 'apple',
      takes: [20, 60],
      requires: ['enrollmentProgramToken', 'enrollmentProfile'],
      changes: ['chooseSetup'],
      says: ({ state }) =>
        `Activates; the serial number ${state.serialNumber} belongs to the organization's Intune`,
      sees: 'Remote Management: the organization can manage this device',
    },
  ],
});

/** [documented] waits for profiles and not for apps, for as long as that takes. */
const AWAIT_FINAL_CONFIGURATION: readonly Step[] = [
  {
    name: 'DeviceConfigured',
    from: 'intune',
    to: 'device',
    takes: [5, 20],
    when: ({ state }) => state.awaitsConfiguration === true,
    mdm: () => ({ requestType: 'DeviceConfigured', status: 'Acknowledged' }),
    says: 'Releases the device from awaiting final configuration, which waits for profiles and not for apps',
  },
];

export const HOME_SCREEN: readonly Step[] = [
  {
    name: 'HomeScreen',
    from: 'device',
    to: 'person',
    takes: [20, 60],
    says: 'Setup Assistant is done; the home screen appears',
  },
];

/** From its identity to its home screen, of a device that may await its final configuration. */
export const SET_UP: readonly Step[] = [
  ...IDENTITY,
  ...CHECK_IN,
  ...CONFIGURE_EARLY,
  ...AWAIT_FINAL_CONFIGURATION,
  ...HOME_SCREEN,
  ...CONFIGURE_LATE,
  ...INSTALL_APPS,
  ...SETTLE,
];
