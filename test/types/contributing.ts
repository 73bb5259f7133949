// What CONTRIBUTING.md shows as code: `tsc` holds that it would do, and test/documentation.test.ts that the page shows no other.
import type { CataloguedApp } from '../../src/apple/app-catalogue.ts';
import { defineJourney } from '../../src/device/journey.ts';
import { type ComplianceSetting, unfixable, whenPositive } from '../../src/intune/compliance/check.ts';
import type { DeviceFacts } from '../../src/intune/device-facts.ts';

/** Devices with a fact that they don't have. */
type WithBattery = DeviceFacts & { readonly batteryHealth?: number };
interface BatterySetting extends Omit<ComplianceSetting, 'actual' | 'check'> {
  actual(facts: WithBattery): string;
  check(facts: WithBattery, value: unknown): ReturnType<ComplianceSetting['check']>;
}

export const SETTINGS: readonly BatterySetting[] = [
  {
    property: 'batteryMinimumHealth',
    title: 'Minimum battery health',
    class: 'quarantined',
    classEvidence: 'inferred',
    query: 'DeviceInformation',
    expect: whenPositive((percent) => `at least ${percent} %`),
    actual: ({ batteryHealth = 100 }) => `${batteryHealth} %`,
    check: ({ batteryHealth = 100 }, minimum) =>
      batteryHealth >= (minimum as number)
        ? undefined
        : unfixable(`${batteryHealth} %`, `The battery must have at least ${minimum} % of its capacity.`),
  },
];

export const APPS: readonly CataloguedApp[] = [
  { name: 'Contoso Tills', bundleId: 'com.contoso.tills', publisher: 'Contoso', sso: 'appleNetworking' },
];

export const lookAtProfile = defineJourney({
  name: 'lookAtProfile',
  title: 'Looking at the management profile',
  source: {
    title: 'Set up personal iOS device for work or school',
    url: 'https://learn.microsoft.com/intune/user-help/enrollment/enroll-ios',
  },
  steps: [
    {
      name: 'OpenProfile',
      from: 'person',
      to: 'device',
      takes: [4, 10],
      says: ({ state }) =>
        `Opens Settings › General › VPN & Device Management: ${state.profiles.length} profiles`,
      sees: 'Mobile Device Management',
    },
  ],
});
