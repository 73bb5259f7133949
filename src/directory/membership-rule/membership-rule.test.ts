import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, toIso } from '../../clock/index.ts';
import { type Entity, SERVICES, Tenant } from '../../tenant/index.ts';
import { evaluateRule, MembershipRuleError, nextChange, parseMembershipRule } from './index.ts';
import { MEMBER_OF_LIMIT, MEMBERSHIP_RULE_LENGTH_LIMIT } from './parse.ts';
import { printCondition } from './print.ts';
import { quote } from './tokens.ts';

const tenant = new Tenant();
tenant.collection('subscribedSkus').insert(
  {
    id: 'sku',
    skuId: 'sku',
    skuPartNumber: 'INTUNE_A',
    servicePlans: [{ servicePlanId: 'efb87545', servicePlanName: 'INTUNE_A' }],
  },
  SERVICES.seed,
);
const ann: Entity = {
  id: 'ann',
  displayName: 'David Ng',
  department: 'Sales',
  country: 'US',
  mail: 'ann@contoso.com',
  userType: 'Member',
  accountEnabled: true,
  officeLocation: '3/2',
  businessPhones: ['+1 425'],
  proxyAddresses: ['SMTP:ann@contoso.com', 'smtp:a@fabrikam.com'],
  otherMails: [],
  assignedLicenses: [{ skuId: 'sku', disabledPlans: [] }],
  onPremisesExtensionAttributes: { extensionAttribute15: 'Marketing' },
  extension_c272a57b722d4eb29bfe327874ae79cb_OfficeNumber: '123',
  employeeHireDate: toIso(tenant.clock.now + 2 * DAY),
};
const phone: Entity = {
  id: 'phone',
  displayName: "Rob's iPhone",
  operatingSystem: 'iOS',
  operatingSystemVersion: '18.1',
  deviceOwnership: 'Company',
  trustType: 'Workplace',
  mdmAppId: '0000000a-0000-0000-c000-000000000000',
  physicalIds: ['[ZTDId]:1', '[OrderID]:179887111881'],
  accountEnabled: true,
  isRooted: false,
};
tenant.links('users/manager').link('ann', 'aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb', SERVICES.seed);
tenant.links('groups/members').link('crew', 'ann', SERVICES.seed);

const selects = (rule: string, subject = ann) => evaluateRule(parseMembershipRule(rule), subject, tenant);
const refusal = (rule: string): string => {
  try {
    parseMembershipRule(rule);
  } catch (error) {
    if (error instanceof MembershipRuleError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'taken';
};

// Rules as "Manage rules for dynamic membership groups" writes them.
describe('a membership rule', () => {
  it.each<[string, boolean]>([
    ['user.department -eq "Sales"', true],
    ['(user.department -eq "Sales") -or (user.department -eq "Marketing")', true],
    ['(user.department -eq "Sales") -and -not (user.jobTitle -startsWith "SDE")', true],
    ['user.department –eq "Marketing" –and user.country –eq "US"', false],
    ['user.country –eq "US" –and (user.department –eq "Marketing" –or user.department –eq "Sales")', true],
    // `and` binds tighter than `or`, `not` tighter than both.
    ['user.country eq "US" or user.department eq "x" and user.department eq "y"', true],
    ['not user.country eq "DE" and user.department eq "sales"', true],
    ['user.department -in ["50001", "sales"]', true],
    ['user.department -notIn ["50001", "50002"]', true],
    ['user.displayName -match "^Da.*"', true],
    ['user.displayName -match ".*vid"', true],
    ['user.displayName -notMatch "^id"', true],
    ['user.mail -notEndsWith "@Contoso.com"', false],
    ['user.mail –ne null', true],
    ['user.jobTitle -eq $null', true],
    ['user.jobTitle -ne "Clerk"', true],
    ['user.jobTitle -eq "null"', false],
    ['user.accountEnabled -eq true', true],
    ['user.accountEnabled -eq "false"', false],
    ['user.dirSyncEnabled -eq true', false],
    ['user.physicalDeliveryOfficeName -eq "3/2"', true],
    ['user.telephoneNumber -startsWith "+1"', true],
    ['(user.proxyAddresses -any (_ -startsWith "smtp:a@"))', true],
    ['user.proxyAddresses -all (_ -endsWith "contoso.com")', false],
    ['user.proxyAddresses -notEndsWith "@outlook.com"', true],
    ['user.proxyAddresses -contains "fabrikam"', true],
    ['user.otherMails -eq null', true],
    [
      'user.assignedPlans -any (assignedPlan.servicePlanId -eq "EFB87545" -and assignedPlan.capabilityStatus -eq "Enabled")',
      true,
    ],
    [
      'user.assignedPlans -any (assignedPlan.service -eq "SCO" -and assignedPlan.capabilityStatus -eq "Deleted")',
      false,
    ],
    ['user.assignedPlans -all (assignedPlan.servicePlanId -eq null)', false],
    ['Direct Reports for "aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb"', true],
    ['direct reports for "bbbbbbbb-0000-1111-2222-bbbbbbbbbbbb"', false],
    ["user.memberof -any (group.objectId -in ['other', 'crew'])", true],
    ['user.objectId -ne null', true],
    ['(user.extensionAttribute15 -eq "Marketing")', true],
    ['user.extension_c272a57b722d4eb29bfe327874ae79cb_OfficeNumber -eq "123"', true],
    ['user.employeehiredate -ge system.now -plus p1d', true],
    ['user.employeehiredate -ge system.now -plus p3d', false],
    ['user.employeeHireDate -le 2020-06-10T18:13:20Z', false],
    ['user.employeeHireDate -gt "2020-06-10T18:13:20+02:00"', true],
  ])('%s', (rule, expected) => {
    expect(selects(rule)).toBe(expected);
  });

  it.each<[string, boolean]>([
    ['(device.deviceOSType -eq "iPad") -or (device.deviceOSType -eq "iOS")', true],
    ['device.displayName -eq "Rob\'\'s iPhone"', true],
    ["device.displayName -eq 'Rob''s iPhone'", true],
    ['device.deviceOwnership -eq "Company"', true],
    ['device.deviceTrustType -eq "AzureAD"', false],
    ['device.devicePhysicalIDs -any _ -startsWith "[ZTDId]"', true],
    ['(device.devicePhysicalIds -any _ -eq "[OrderID]:179887111881")', true],
    ['device.deviceManagementAppId -eq "0000000a-0000-0000-c000-000000000000"', true],
    ['device.systemLabels -startsWith "M365Managed"', false],
    ['device.isRooted -eq false', true],
  ])('%s', (rule, expected) => {
    expect(selects(rule, phone)).toBe(expected);
  });

  it('has quotation marks in values', () => {
    const named = (displayName: string) => ({ ...phone, displayName });
    expect(selects('device.displayName -eq `"Sales`"', named('"Sales"'))).toBe(true);
    expect(selects('device.displayName -eq "a `"b`" c"', named('a "b" c'))).toBe(true);
  });

  it.each<[string, string]>([
    ["user.officeLocation -eq 'x'", "DynamicGroupQueryParseError: Unsupported property 'officeLocation'"],
    ['accountEnabled -eq true', 'InvalidObjectTypeException: No object type'],
    ['(user.department -all "x")', 'InvalidOperandsException: Invalid operands found for operator -all'],
    ['user.department -eq ["a"]', 'InvalidOperandsException: Invalid operands found for operator -eq'],
    ['user.department -in "a"', 'InvalidOperandsException: Invalid operands found for operator -in'],
    ['user.department -eq Sales', 'InvalidOperandsException: Invalid operands found for operator -eq'],
    [
      'user.department -startsWith null',
      'InvalidOperandsException: Invalid operands found for operator -startsWith',
    ],
    [
      "user.memberOf -any (group.displayName -in ['x'])",
      "WrongPropertyAppliedException: Property 'displayname' cannot be applied to object 'Group'",
    ],
    ['user.accountEnabled -contains true', 'DynamicGroupQueryParseError: Operator '],
    ['user.department -le "a"', 'DynamicGroupQueryParseError: Operator '],
    [
      'user.city -eq "a" -and device.deviceOwnership -eq "Company"',
      'DynamicGroupQueryParseError: Mixed use of ',
    ],
    [
      '(user.department -eq "a") (user.department -eq "b")',
      'DynamicGroupQueryParseError: Query compilation error: ',
    ],
    [
      'user.userPrincipalName -match "*@domain.ext"',
      'DynamicGroupQueryParseError: Query compilation error: ',
    ],
    ['user.city -eq "a', 'DynamicGroupQueryParseError: Query compilation error: '],
    ['user.mail -not null', 'DynamicGroupQueryParseError: Query compilation error: '],
    ["user.city -eq 'a' -and user.memberOf -any (group.objectId -in ['x'])", 'DynamicGroupQueryParseError: '],
  ])('is refused: %s', (rule, expected) => {
    expect(refusal(rule)).toContain(expected);
  });

  it('has a length, and so many groups', () => {
    const padded = (length: number) => 'user.city -eq "x"'.padEnd(length);
    expect(refusal(padded(MEMBERSHIP_RULE_LENGTH_LIMIT))).toBe('taken');
    expect(refusal(padded(MEMBERSHIP_RULE_LENGTH_LIMIT + 1))).toContain(
      'Rule exceeds maximum allowed length',
    );
    const groups = (count: number) =>
      `user.memberOf -any (group.objectId -in [${Array.from({ length: count }, (_, id) => `'${id}'`).join()}])`;
    expect(refusal(groups(MEMBER_OF_LIMIT))).toBe('taken');
    expect(refusal(groups(MEMBER_OF_LIMIT + 1))).toContain(String(MEMBER_OF_LIMIT));
  });

  it('knows when time alone will change its mind', () => {
    const { condition } = parseMembershipRule('user.employeeHireDate -le system.now -plus p1d');
    expect(nextChange(condition, ann, tenant)).toBe(tenant.clock.now + DAY);
    expect(nextChange(condition, phone, tenant)).toBeUndefined();
  });
});

const words = fc.constantFrom(
  ...['user.department', 'user.mail', 'user.accountEnabled', 'user.proxyAddresses', 'user.assignedPlans'],
  ...['user.memberOf', 'device.deviceId', 'assignedPlan.service', 'group.objectId', '_', 'user.', '.', '-'],
  ...[
    '-eq',
    'ne',
    '-startsWith',
    '-notContains',
    '-match',
    '-in',
    '-le',
    '-any',
    '-all',
    '-and',
    'or',
    '-not',
  ],
  ...[
    '(',
    ')',
    '[',
    ']',
    ',',
    '"',
    "'",
    '`',
    '`"',
    '"a"',
    "'b'",
    'null',
    'true',
    '12',
    'system.now',
    '-plus',
  ],
  ...['p1d', '2020-06-10', 'Direct Reports for'],
);

const text = fc.string({ unit: fc.constantFrom(...'aB"\'`[(,\\ é'), maxLength: 6 });
const comparison = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('user.department', 'user.mail', 'user.proxyAddresses'),
      fc.constantFrom('eq', 'ne', 'startsWith', 'notEndsWith', 'contains'),
      text,
    )
    .map(([property, operator, value]) => `${property} -${operator} ${quote(value)}`),
  fc.array(text, { minLength: 1, maxLength: 3 }).map((all) => `user.city -in [${all.map(quote).join()}]`),
  text.map((value) => `user.proxyAddresses -any (_ -contains ${quote(value)})`),
  fc.constantFrom('user.accountEnabled -eq true', 'user.mail -ne null'),
  fc
    .integer({ min: -9, max: 9 })
    .map(
      (n) =>
        `user.employeeHireDate -ge system.now -${n < 0 ? 'minus' : 'plus'} p${Math.abs(n)}dt${Math.abs(n)}h`,
    ),
);
const { rule: anyRule } = fc.letrec<{ rule: string }>((tie) => ({
  rule: fc.oneof(
    { depthSize: 'small' },
    comparison,
    fc
      .tuple(tie('rule'), fc.constantFrom('and', 'or'), tie('rule'))
      .map(([left, operator, right]) => `(${left}) -${operator} ${right}`),
    tie('rule').map((inner) => `-not (${inner})`),
  ),
}));
const subjects = fc.record(
  {
    id: fc.constant('x'),
    department: text,
    mail: text,
    city: text,
    accountEnabled: fc.boolean(),
    proxyAddresses: fc.array(text, { maxLength: 3 }),
    employeeHireDate: fc.integer({ min: -10, max: 10 }).map((days) => toIso(tenant.clock.now + days * DAY)),
  },
  { requiredKeys: ['id'] },
);

describe('any membership rule', () => {
  it('is taken, or refused for a reason', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(words).map((all) => all.join(' ')),
          fc.string(),
        ),
        (rule) => {
          expect(refusal(rule)).toBeTypeOf('string');
        },
      ),
      { seed: 1, numRuns: 3000 },
    );
  });

  it('selects the same when it is written out again', () => {
    fc.assert(
      fc.property(anyRule, subjects, (rule, subject) => {
        const { condition } = parseMembershipRule(rule);
        const again = printCondition(condition);
        expect(selects(again, subject)).toBe(selects(rule, subject));
        expect(printCondition(parseMembershipRule(again).condition)).toBe(again);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});
