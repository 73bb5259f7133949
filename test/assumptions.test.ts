import { describe, expect, it } from 'vitest';
import { ASSUMPTION_NAMES, ASSUMPTIONS, assume, assumptionsOf, Tenant } from '../src/tenant/index.ts';
import { by, CONFIGURATIONS, contoso, each, PRIYA } from './support/assumed-tenant.ts';

describe('userEnrollmentWithCompanyPortal', () => {
  it.each(each<'userEnrollmentWithCompanyPortal'>({ registers: true, doesNotRegister: false }))(
    '%s',
    async (choice, registers) => {
      const type = 'userEnrollmentWithCompanyPortal';
      const { phone, foretold } = await contoso({ [type]: choice }, type);
      phone.enroll().signIn('Microsoft Teams');
      expect(phone.registered).toBe(registers);
      expect(foretold().registers).toBe(registers);
    },
  );
});

describe('wrongFirstApp', () => {
  it.each(each<'wrongFirstApp'>({ recovers: true, staysUnregistered: false }))(
    '%s',
    async (choice, registers) => {
      const { phone } = await contoso({ wrongFirstApp: choice });
      phone.enroll().signIn('Google Chrome').signIn('Microsoft Teams');
      expect(phone.registered).toBe(registers);
    },
  );
});

it('wrongFirstApp: a first sign-in at which the broker failed was in the right app', async () => {
  const { phone, tenant } = await contoso({
    wrongFirstApp: 'staysUnregistered',
    firstRegistration: 'failsOnce',
  });
  phone.enroll().signIn('Microsoft Teams');
  expect(phone.registered).toBe(false);
  expect(phone.explain().registered.why).toBe('it failed at the sign-in to Microsoft Teams');
  phone.signIn('Google Chrome').act({ do: 'checkCompliance' });
  phone.signIn('Microsoft Teams');
  expect(phone.registered).toBe(true);
  expect(tenant.collection('devices').countWhere('trustType', 'Workplace')).toBe(1);
});

it('wrongFirstApp: an app outside the extension stays the first after another policy lets the extension in', async () => {
  const { phone, extend } = await contoso({ wrongFirstApp: 'staysUnregistered' });
  phone.enroll().signIn(FIELD);
  extend({ bundleIdAccessControlList: [FIELD] });
  phone.checkIn().signIn('Microsoft Teams');
  expect(phone.registered).toBe(false);
  expect(phone.explain().registered.why).toMatch(/^the first sign-in was in .*, outside/);
});

describe('twoSsoProfiles', () => {
  it.each(each<'twoSsoProfiles'>({ firstStays: ['first'], lastReplaces: ['second'], neither: [] }))(
    '%s',
    async (choice, expected: string[]) => {
      const { phone, policy, assign, foretold, tenant } = await contoso({ twoSsoProfiles: choice });
      assign(CONFIGURATIONS, { ...policy, id: 'second', displayName: 'Second' });
      phone.enroll();
      const names = { [policy.id]: 'first', second: 'second' } as Record<string, string>;
      const installed = phone.state.profiles.flatMap(({ id }) => names[id] ?? []);
      expect(installed).toEqual(expected);
      expect(tenant.collection('deviceManagement/managedDevices').first?.$configuration).toBe(
        choice === 'neither' ? 'conflict' : 'error',
      );
      phone.signIn('Microsoft Teams');
      expect(phone.registered).toBe(expected.length > 0);
      expect(foretold().registers).toBe(expected.length > 0);
    },
  );

  it('lastReplaces: one that comes later replaces the one that is there', async () => {
    const { phone, policy, assign } = await contoso({ twoSsoProfiles: 'lastReplaces' });
    phone.enroll();
    assign(CONFIGURATIONS, { ...policy, id: 'second', displayName: 'Second' });
    phone.checkIn().checkIn();
    expect(phone.state.profiles.map(({ id }) => id)).toContain('second');
    expect(phone.state.profiles.map(({ id }) => id)).not.toContain(policy.id);
  });
});

const FIELD = 'com.contoso.fieldnotes';

describe('appListDelivery', () => {
  it.each(each<'appListDelivery'>({ appAllowList: true, notDelivered: false }))(
    '%s',
    async (choice, registers) => {
      const { phone, extend, foretold } = await contoso({ appListDelivery: choice });
      extend({ bundleIdAccessControlList: [FIELD] });
      phone.enroll().signIn(FIELD);
      expect(phone.registered).toBe(registers);
      expect(foretold(FIELD).registers).toBe(registers);
    },
  );
});

describe('redirectTypeRegisters', () => {
  it.each(each<'redirectTypeRegisters'>({ no: false, yes: true }))('%s', async (choice, registers) => {
    const { phone, extend, foretold } = await contoso({ redirectTypeRegisters: choice });
    extend({
      '@odata.type': '#microsoft.graph.iosRedirectSingleSignOnExtension',
      extensionIdentifier: 'com.microsoft.azureauthenticator.ssoextension',
      urlPrefixes: ['https://login.microsoftonline.com'],
    });
    phone.enroll().signIn('Microsoft Teams');
    expect(phone.registered).toBe(registers);
    expect(foretold().registers).toBe(registers);
  });
});

describe('microsoftPrefix', () => {
  it.each(each<'microsoftPrefix'>({ warning: ['warning'], problems: ['degraded'], harmless: [] }))(
    '%s',
    async (choice, severities) => {
      const { phone, pair, foretold } = await contoso({ microsoftPrefix: choice });
      pair('AppPrefixAllowList', 'com.apple.,com.microsoft.');
      const found = foretold().findings.filter(({ rule }) => rule === 'microsoft-app-prefix');
      expect(found.map(({ severity }) => severity)).toEqual(severities);
      phone.enroll().signIn('Microsoft Teams');
      const troubled = phone.trace.some(({ user }) => user === 'The sign-in page comes up more than once');
      expect(troubled).toBe(choice === 'problems');
    },
  );
});

describe('spacesInLists', () => {
  it.each(each<'spacesInLists'>({ ignored: true, literal: false }))('%s', async (choice, registers) => {
    const { phone, pair, foretold } = await contoso({ spacesInLists: choice });
    pair('AppAllowList', `com.contoso.other, ${FIELD}`);
    phone.enroll().signIn(FIELD);
    expect(phone.registered).toBe(registers);
    expect(foretold(FIELD).registers).toBe(registers);
  });
});

describe('sharedIPadProfiles', () => {
  it.each(each<'sharedIPadProfiles'>({ deviceGroups: true, userChannelOnly: false }))(
    '%s',
    async (choice, has) => {
      const { tenant, test, policy } = await contoso({ sharedIPadProfiles: choice });
      const profiles = tenant.collection('deviceManagement/depOnboardingSettings/enrollmentProfiles');
      for (const { id } of [...profiles])
        profiles.update(id, { requiresUserAuthentication: false, enableSharedIPad: true }, by);
      const target = { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' };
      tenant.collection(`${CONFIGURATIONS}/assignments`).insert({ id: 'd', $parent: policy.id, target }, by);
      const pad = test.devices.create({
        user: PRIYA,
        model: 'iPad Air (M2)',
        enrollmentType: 'automatedDeviceEnrollment',
      });
      pad.enroll();
      expect(pad.state.enrolled).toBe(true);
      expect(pad.state.profiles.some(({ id }) => id === policy.id)).toBe(has);
      pad.signIn('Microsoft Teams');
      expect(pad.registered).toBe(false);
    },
  );
});

describe('osRestrictionScope', () => {
  it.each(
    each<'osRestrictionScope'>({ personalEnrollments: [false, false], companyPortalOnly: [true, false] }),
  )('%s', async (choice, expected) => {
    const { tenant, test, assign } = await contoso({ osRestrictionScope: choice });
    assign('deviceManagement/deviceEnrollmentConfigurations', {
      '@odata.type': '#microsoft.graph.deviceEnrollmentPlatformRestrictionConfiguration',
      id: 'r',
      priority: 1,
      platformType: 'ios',
      platformRestriction: { osMinimumVersion: '99.0' },
    });
    expect(tenant.collection('deviceManagement/managedDevices').size).toBe(0);
    const enrolls = (['webDeviceEnrollment', 'deviceEnrollmentWithCompanyPortal'] as const).map(
      (enrollmentType) => {
        const phone = test.devices.create({ user: PRIYA, enrollmentType });
        phone.act({ do: 'enroll' });
        return phone.state.enrolled;
      },
    );
    expect(enrolls).toEqual(expected);
  });
});

describe('deviceRuleAtEnrollment', () => {
  it.each(each<'deviceRuleAtEnrollment'>({ letsThrough: true, blocks: false }))(
    '%s',
    async (choice, enrolls) => {
      const { tenant, phone, foretold } = await contoso({ deviceRuleAtEnrollment: choice });
      tenant.collection('identity/conditionalAccess/policies').insert(
        {
          id: 'ca',
          displayName: 'Enrollment',
          state: 'enabled',
          conditions: {
            users: { includeUsers: ['All'] },
            applications: { includeApplications: ['d4ebce55-015a-49b5-a083-c84d1797ae8c'] },
          },
          grantControls: { operator: 'AND', builtInControls: ['compliantDevice'] },
        },
        by,
      );
      phone.act({ do: 'enroll' });
      expect(phone.state.enrolled).toBe(enrolls);
      expect(foretold().registers).toBe(enrolls);
    },
  );
});

describe('accountDrivenTypeOnV1', () => {
  it.each(
    each<'accountDrivenTypeOnV1'>({
      appleUserEnrollment: 'appleUserEnrollment',
      unknownFutureValue: 'unknownFutureValue',
      asIs: 'appleAccountDrivenUserEnrollment',
    }),
  )('%s', async (choice, expected) => {
    const { test, phone } = await contoso({ accountDrivenTypeOnV1: choice }, 'accountDrivenUserEnrollment');
    phone.enroll();
    const typeOn = async (version: string) => {
      const { value } = await test.graph.api('/deviceManagement/managedDevices').version(version).get();
      return value[0].deviceEnrollmentType;
    };
    expect(await typeOn('v1.0')).toBe(expected);
    expect(await typeOn('beta')).toBe('appleAccountDrivenUserEnrollment');
  });
});

describe('deviceStateCode', () => {
  it.each(each<'deviceStateCode'>({ precise: 530002, older: 53000 }))('%s', async (choice, code) => {
    const { tenant, phone } = await contoso({ deviceStateCode: choice });
    phone.enroll().signIn('Microsoft Teams');
    tenant.collection('identity/conditionalAccess/policies').insert(
      {
        id: 'ca',
        displayName: 'Compliant',
        state: 'enabled',
        conditions: { users: { includeUsers: ['All'] }, applications: { includeApplications: ['All'] } },
        grantControls: { operator: 'AND', builtInControls: ['compliantDevice'] },
      },
      by,
    );
    const [device] = tenant.collection('devices').where('trustType', 'Workplace');
    tenant.collection('devices').update(device?.id ?? '', { isCompliant: false }, by);
    phone.act({ do: 'signIn', app: 'Microsoft Outlook' });
    expect(phone.trace.map((entry) => entry.code)).toContain(code);
  });
});

describe('modernAuthenticationFlag', () => {
  it.each(each<'modernAuthenticationFlag'>({ configurationWebUrl: false, userAffinity: true }))(
    '%s',
    async (choice, registers) => {
      const { tenant, phone, foretold } = await contoso(
        { modernAuthenticationFlag: choice },
        'automatedDeviceEnrollment',
      );
      const profiles = tenant.collection('deviceManagement/depOnboardingSettings/enrollmentProfiles');
      for (const { id } of [...profiles]) profiles.update(id, { configurationWebUrl: false }, by);
      phone.enroll().signIn('Microsoft Teams');
      expect(phone.registered).toBe(registers);
      expect(foretold().registers).toBe(registers);
    },
  );
});

describe('assumptions', () => {
  it('are the defaults until somebody says otherwise, and refuse what there is not', () => {
    const tenant = new Tenant();
    for (const name of ASSUMPTION_NAMES)
      expect(assumptionsOf(tenant)[name]).toBe(Object.keys(ASSUMPTIONS[name].choices)[0]);
    expect(() => assume(tenant, { wrongFirstApp: 'maybe' as never })).toThrow(
      "'maybe' is no choice for wrongFirstApp: it is recovers or staysUnregistered",
    );
    expect(() => assume(tenant, { deviceStateCode: 'older', constructor: 'x' } as never)).toThrow(
      "there is no assumption 'constructor'; there are userEnrollmentWithCompanyPortal, ",
    );
    expect(assumptionsOf(tenant).deviceStateCode).toBe('precise');
    assume(tenant, { deviceStateCode: 'older' });
    const { collections } = tenant.snapshot();
    expect(collections['tenantless/assumptions']).toEqual([{ id: 'deviceStateCode', choice: 'older' }]);
    assume(tenant, { deviceStateCode: 'precise' });
    expect(assumptionsOf(tenant).deviceStateCode).toBe('precise');
  });
});
