import { createColors } from 'picocolors';
import { describe, expect, it } from 'vitest';
import type { SimulatedDevice } from '../../device/index.ts';
import { ENROLLMENT_TYPES, type EnrollmentTypeFacts } from '../../intune/enrollment/types.ts';
import { type Evidence, expectRegistered, unmet } from './evidence.ts';
import { verdict } from './verdict.ts';

const OWNER = 'ada@contoso.com';
const mark = (name: string) => (text: unknown) => `<${name}>${text}</${name}>`;

const registered: Evidence = {
  managed: {
    deviceEnrollmentType: 'userEnrollment',
    managedDeviceOwnerType: 'personal',
    isSupervised: false,
    complianceState: 'compliant',
    azureADRegistered: true,
    deviceRegistrationState: 'registered',
  },
  directory: { trustType: 'Workplace', isManaged: true, isCompliant: true, owners: [OWNER] },
};

const failedProperties = (evidence: Evidence | undefined) =>
  unmet(expectRegistered(evidence, OWNER)).map(({ what }) => what);

describe('expectRegistered', () => {
  it('is content with a device that is registered and complies', () => {
    expect(failedProperties(registered)).toEqual([]);
  });

  it.each([
    ['not registered', { azureADRegistered: false, deviceRegistrationState: 'notRegistered' }],
    ['not compliant', { complianceState: 'noncompliant' }],
  ])('notices a managed device that is %s', (_, change) => {
    expect(failedProperties({ ...registered, managed: { ...registered.managed, ...change } })).toEqual(
      Object.keys(change)
        .map((name) => `managedDevice.${name}`)
        .sort(),
    );
  });

  it('notices a device that the directory does not know, or gives to somebody else', () => {
    expect(failedProperties({ managed: registered.managed })).toContain('device.trustType');
    const directory = {
      trustType: 'Workplace',
      isManaged: true,
      isCompliant: true,
      owners: ['eve@contoso.com'],
    };
    expect(failedProperties({ ...registered, directory })).toEqual(['device.registeredOwners']);
  });

  it('fails in everything for a device that did not enroll', () => {
    expect(failedProperties(undefined)).toHaveLength(expectRegistered(registered, OWNER).length);
  });
});

describe('verdict', () => {
  const device = { user: { displayName: 'Ada' } } as SimulatedDevice;
  const [facts] = ENROLLMENT_TYPES as [EnrollmentTypeFacts];
  const outcome = (evidence: Evidence | undefined) => ({
    device,
    facts,
    evidence,
    expectations: expectRegistered(evidence, OWNER),
  });

  it('holds only if every expectation does', () => {
    const plain = { ...createColors(false), width: 100 };
    expect(verdict(plain, [outcome(registered)]).met).toBe(true);
    const { met, lines } = verdict(plain, [outcome(registered), outcome(undefined)]);
    expect(met).toBe(false);
    expect(lines.join('\n')).toContain('Ada: managedDevice.complianceState is undefined, expected compliant');
  });

  it('marks each device, in colour in the rows only', () => {
    const paint = {
      ...createColors(false),
      width: 100,
      dim: mark('dim'),
      green: mark('green'),
      red: mark('red'),
    };
    const [head, ...rows] = verdict(paint, [outcome(registered), outcome(undefined)]).lines;
    expect(head).toContain('<dim>Person');
    expect(rows[0]).toMatch(/<green>✓<\/green>.*Ada.*registered.*compliant.*Workplace/);
    expect(rows[1]).toMatch(/<red>✗<\/red>.*Ada.*not enrolled.*–.*–/);
    expect(rows.slice(0, 2).join()).not.toContain('<dim>');
  });
});
