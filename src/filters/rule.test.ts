import { describe, expect, it } from 'vitest';
import type { FilterableDevice } from './properties.ts';
import { compileFilter, FilterRuleError, RULE_DEPTH_LIMIT } from './rule.ts';

const iPhone: FilterableDevice = {
  deviceName: "Scott's Device",
  manufacturer: 'Apple',
  model: 'iPhone 8',
  osVersion: '14.2.1',
  ownership: 'personal',
  isRooted: false,
};
const kiosk: FilterableDevice = {
  deviceName: 'Kiosk 7',
  manufacturer: 'Apple',
  model: 'iPad Air (M2)',
  osVersion: '18.10',
  ownership: 'company',
  enrollmentProfileName: 'DEP iPads',
  deviceCategory: 'Engineering devices',
};

// Rules as "Assignment filter properties and operators reference" writes them.
describe('assignment filter rules', () => {
  it.each<[string, boolean, boolean]>([
    ['(device.deviceName -eq "Scott\'s Device")', true, false],
    ['(device.deviceName -in ["Scott\'s device", "Sara\'s device"])', true, false],
    ['(device.deviceName -startsWith "S")', true, false],
    ['(device.deviceOwnership -eq "Personal")', true, false],
    ['(device.deviceOwnership -eq "Corporate")', false, true],
    ['(device.enrollmentProfileName -startsWith "DEP")', false, true],
    ['(device.enrollmentProfileName -ne $null)', false, true],
    ['(device.enrollmentProfileName -eq null)', true, false],
    ['(device.isRooted -eq "True")', false, false],
    ['(device.isRooted -eq "unknown")', false, true],
    ['(device.model -startsWith "iPhone 8")', true, false],
    ['(device.model -contains "(M2)")', false, true],
    ['(device.model -notContains "iPad")', true, false],
    ['(device.model -notIn ["iPhone 8", "iPhone SE"])', false, true],
    ['(device.osVersion -eq "14.2.1")', true, false],
    ['(device.operatingSystemVersion -gt 18.9)', false, true],
    ['(device.operatingSystemVersion -le "14.2.1")', true, false],
    ['(device.operatingSystemVersion -eq 14.2.1)', true, false],
    ['(device.deviceCategory -eq "engineering DEVICES")', false, true],
    ['(device.manufacturer -eq "Apple") and (device.model -contains "iPad")', false, true],
    ['(device.model -contains "iPad") or (device.deviceOwnership -eq "Personal")', true, true],
    // `and` binds tighter than `or`.
    [
      '(device.model -eq "iPhone 8") or (device.model -contains "iPad") and (device.osVersion -eq "0")',
      true,
      false,
    ],
    [
      '((device.model -eq "iPhone 8") or (device.model -contains "iPad")) and (device.osVersion -eq "18.10")',
      false,
      true,
    ],
    ['(DEVICE.MODEL -EQ "IPHONE 8")', true, false],
    ['not (device.model eq "iPhone 8")', false, true],
  ])('%s', (rule, phone, pad) => {
    const matches = compileFilter(rule);
    expect([matches(iPhone), matches(kiosk)]).toEqual([phone, pad]);
  });

  it.each([
    [
      '(device.cpuArchitecture -eq "arm64")',
      "'device.cpuArchitecture' is no property of an iOS device at character 2",
    ],
    ['(device.model -like "iPad")', "'-like' is no operator for model at character 15"],
    ['(device.model -in "iPad")', 'expected a list such as ["a", "b"] at character 19'],
    ['(device.model -contains $null)', '-contains cannot compare with null'],
    ['(device.model -eq "iPad"', "expected ')' at character 25"],
    ['(device.model -eq "iPad)', 'a quotation mark is never closed at character 18'],
    ['(device.model -eq "a") (device.model -eq "b")', "'(' was not expected at character 24"],
    ['', 'expected a property such as device.model at character 1'],
  ])('refuses %s', (rule, message) => {
    expect(() => compileFilter(rule)).toThrow(FilterRuleError);
    expect(() => compileFilter(rule)).toThrow(message);
  });

  it.each<[string, string]>([
    ['macOS', '(device.cpuArchitecture -in ["x64", "arm64"])'],
    [
      'windows10AndLater',
      '(device.deviceTrustType -eq "Azure AD joined") and (device.operatingSystemSKU -startsWith "E")',
    ],
    ['androidForWork', '(device.deviceManagementType -eq "Personally-owned work profile")'],
    ['iOSMobileApplicationManagement', '(app.deviceManagementType -eq "Unmanaged")'],
    ['windowsMobileApplicationManagement', '(app.operatingSystemVersion -ge 10.0.22000.1000)'],
  ])('takes what %s has, and matches no simulated device', (platform, rule) => {
    expect(compileFilter(rule, platform)(iPhone)).toBe(false);
  });

  it.each<[string, string, string]>([
    ['macOS', '(device.isRooted -eq "True")', "'device.isRooted' is no property of a macOS device"],
    [
      'iOSMobileApplicationManagement',
      '(device.osVersion -eq "18")',
      'is no property of an app on iOSMobile',
    ],
    ['androidMobileApplicationManagement', '', 'expected a property such as app.appVersion'],
    ['unknown', '(device.model -eq "iPad")', "'device.model' is no property of an unknown device"],
    ['iOS', '(device.deviceOwnership -in ["Personal"])', "'-in' is no operator for deviceOwnership"],
    ['iOS', '(device.osVersion -gt "18")', "'-gt' is no operator for osVersion"],
    [
      'iOS',
      '(device.operatingSystemVersion -startsWith "18")',
      "'-startsWith' is no operator for operatingSystemVersion",
    ],
  ])('refuses on %s: %s', (platform, rule, message) => {
    expect(() => compileFilter(rule, platform)).toThrow(message);
  });

  it('is nested fifty deep at the most', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}device.model -eq "iPad"${')'.repeat(depth)}`;
    expect(compileFilter(nested(RULE_DEPTH_LIMIT - 1))(kiosk)).toBe(false);
    expect(() => compileFilter(nested(RULE_DEPTH_LIMIT))).toThrow('nested deeper than 50');
    expect(() => compileFilter(nested(100_000))).toThrow('nested deeper than 50');
  });
});
