import { describe, expect, it } from 'vitest';
import { parseDeviceFilter } from '../../directory/index.ts';
import { SERVICES, Tenant, type User } from '../../tenant/index.ts';
import { type AccessingDevice, evaluateConditionalAccess } from './index.ts';

const ADA: User = { id: 'ada', displayName: 'Ada', userPrincipalName: 'ada@x.example' };
const PHONE: AccessingDevice = {
  deviceId: 'aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb',
  displayName: 'Kiosk ABC',
  deviceOwnership: 'Company',
  enrollmentProfileName: 'Kiosks',
  isManaged: true,
  isCompliant: true,
  manufacturer: 'Apple',
  mdmAppId: '0000000a-0000-0000-c000-000000000000',
  model: 'iPhone 16',
  operatingSystem: 'iPhone',
  operatingSystemVersion: '18.5',
  physicalIds: ['[ZTDId]:value', '[GID]:g'],
  profileType: 'RegisteredDevice',
  systemLabels: ['MultiUser'],
  trustType: 'Workplace',
  extensionAttributes: { extensionAttribute1: 'SAW', extensionAttribute15: 'last' },
};

/** Whether a policy with the filter is about a sign-in. */
function applies(mode: string, rule: string, device: AccessingDevice | undefined): boolean {
  const tenant = new Tenant();
  tenant.collection('identity/conditionalAccess/policies').insert(
    {
      id: 'p',
      displayName: 'P',
      state: 'enabled',
      conditions: {
        users: { includeUsers: ['All'] },
        applications: { includeApplications: ['All'] },
        devices: { deviceFilter: { mode, rule } },
      },
      grantControls: { operator: 'OR', builtInControls: ['block'] },
    },
    SERVICES.seed,
  );
  const access = { user: ADA, resource: 'workApp', secondFactor: false, device } as const;
  return evaluateConditionalAccess(tenant, access).refusal !== undefined;
}

describe('a filter for devices', () => {
  // The examples of "Conditional Access: Filter for devices", and their opposites.
  it.each([
    ['(device.deviceid -eq "aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb")', true],
    ['(device.displayName -contains "ABC")', true],
    ['(device.displayName -notEndsWith "abc")', false],
    ['(device.deviceOwnership -eq "Company")', true],
    ['(device.enrollmentProfileName -startsWith "AutoPilot Profile")', false],
    ['(device.isCompliant -eq "True")', true],
    ['device.isCompliant -ne True', false],
    ['(device.manufacturer -startsWith "Microsoft")', false],
    ['(device.mdmAppId -in ["00001111-aaaa-2222-bbbb-3333cccc4444"])', false],
    ['(device.model -notContains "Surface")', true],
    ['(device.operatingSystem -eq "Windows")', false],
    ['(device.operatingSystemVersion -in ["10.0.18363", "18.5"])', true],
    ['(device.physicalIds -contains "[ZTDId]:value")', true],
    // Of a collection, "a specified string matches one of the whole strings".
    ['(device.physicalIds -contains "[ZTDId]")', false],
    ['(device.physicalIds -notContains "[ZTDId]")', true],
    ['(device.profileType -eq "Printer")', false],
    ['(device.systemLabels -contains "multiuser")', true],
    ['(device.trustType -eq "ServerAD")', false],
    ['(device.extensionAttribute1 -eq "SAW")', true],
    ['device.extensionAttribute15 -ne "last"', false],
    ['device.trustType -eq "ServerAD" -or device.isCompliant -eq True', true],
    ['-not (device.model -eq "iPhone 16")', false],
  ])('matches a registered device or not: %s', (rule, matches) => {
    expect(applies('include', rule, PHONE)).toBe(matches);
    expect(applies('exclude', rule, PHONE)).toBe(!matches);
  });

  // The table "Policy behavior with filter for devices".
  it.each([
    ['device.model -eq "iPhone 16"', false],
    ['device.displayName -startsWith "K"', false],
    ['device.isCompliant -eq False', false],
    ['device.extensionAttribute1 -contains "SAW"', false],
    ['device.model -ne "iPhone 16"', true],
    ['device.displayName -notContains "K"', true],
    ['device.mdmAppId -notIn ["0000000a-0000-0000-c000-000000000000"]', true],
    ['device.systemLabels -notContains "MultiUser"', true],
    ['device.isCompliant -ne True', true],
  ])('is applied to an unregistered device with negative operators only: %s', (rule, matches) => {
    expect(applies('include', rule, undefined)).toBe(matches);
    expect(applies('exclude', rule, undefined)).toBe(!matches);
  });

  it('sees extension attributes of managed, compliant and hybrid joined devices only', () => {
    const rule = 'device.extensionAttribute1 -eq "SAW"';
    const stranger = { ...PHONE, isManaged: false, isCompliant: false };
    expect(applies('include', rule, stranger)).toBe(false);
    expect(applies('include', rule, { ...stranger, isManaged: true })).toBe(true);
    expect(applies('include', rule, { ...stranger, isCompliant: true })).toBe(true);
    expect(applies('include', rule, { ...stranger, trustType: 'ServerAd' })).toBe(true);
  });

  it.each([
    ['device.deviceManufacturer -eq "Apple"', "Unsupported property 'deviceManufacturer'"],
    ['user.department -eq "Sales"', "Unsupported property 'department'"],
    ['device.model -match "iPhone"', "Operator '-match' is not supported on attribute 'model'"],
    ['device.trustType -startsWith "Server"', 'is not supported'],
    ['device.trustType -in ["Workplace"]', 'is not supported'],
    ['device.isCompliant -eq "maybe"', 'Invalid operands'],
    ['device.physicalIds -any (_ -eq "x")', 'Invalid operands'],
    ['device.model -eq "iPhone', 'Query compilation error'],
    ['', 'Query compilation error'],
    [`device.model -eq "${'x'.repeat(3072)}"`, 'Rule exceeds maximum allowed length'],
  ])('is refused: %s', (rule, message) => {
    expect(() => parseDeviceFilter(rule)).toThrow(message);
    expect(applies('include', rule, PHONE)).toBe(false);
    expect(applies('exclude', rule, PHONE)).toBe(true);
  });
});

describe('the older device condition', () => {
  it('lets compliant and joined devices go', () => {
    const tenant = new Tenant();
    tenant.collection('identity/conditionalAccess/policies').insert(
      {
        id: 'p',
        displayName: 'P',
        state: 'enabled',
        conditions: {
          users: { includeUsers: ['All'] },
          applications: { includeApplications: ['All'] },
          devices: { includeDevices: ['All'], excludeDevices: ['Compliant', 'DomainJoined'] },
        },
        grantControls: { operator: 'OR', builtInControls: ['block'] },
      },
      SERVICES.seed,
    );
    const code = (device: AccessingDevice | undefined) =>
      evaluateConditionalAccess(tenant, { user: ADA, resource: 'workApp', secondFactor: false, device })
        .refusal?.code;
    expect(code(PHONE)).toBeUndefined();
    expect(code({ ...PHONE, isCompliant: false })).toBe(53003);
    expect(code({ ...PHONE, isCompliant: false, trustType: 'ServerAd' })).toBeUndefined();
    expect(code(undefined)).toBe(53003);
  });
});
