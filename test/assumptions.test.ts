import { describe, expect, it } from 'vitest';
import { HOUR } from '../src/clock/index.ts';
import type { EnrollmentType } from '../src/intune/index.ts';
import { judge, Situation } from '../src/rules/index.ts';
import {
  ASSUMPTION_NAMES,
  ASSUMPTIONS,
  type Assumptions,
  assume,
  assumptionsOf,
  type Entity,
  type Policy,
  SERVICES,
  Tenant,
} from '../src/tenant/index.ts';
import { type CreateTenantOptions, createTenant } from '../src/testing/index.ts';

const by = SERVICES.seed;
const COMPLIANCE = 'deviceManagement/deviceCompliancePolicies';
const CONFIGURATIONS = 'deviceManagement/deviceConfigurations';
const ALL_USERS = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };
const PRIYA = 'priya.raman@contoso.com';

type Options = NonNullable<CreateTenantOptions['assumptions']>;

/** A tenant in which everything is in place, as `assumptions` have it. */
async function contoso(assumptions: Options, enrollmentType?: EnrollmentType) {
  const test = await createTenant({ tenant: 'contoso-jit', assumptions });
  const { tenant } = test.emulator;
  const osVersion = enrollmentType === 'userEnrollmentWithCompanyPortal' ? '17.7' : '18.5';
  const phone = test.devices.create({ user: PRIYA, osVersion, ...(enrollmentType && { enrollmentType }) });
  const [policy] = tenant.collection(CONFIGURATIONS);
  const extend = (change: object) => {
    const extension = { ...(policy?.['iosSingleSignOnExtension'] as object), ...change };
    tenant.collection(CONFIGURATIONS).update(policy?.id ?? '', { iosSingleSignOnExtension: extension }, by);
  };
  const pair = (key: string, value: string) => {
    const known = policy?.['iosSingleSignOnExtension'] as { configurations: object[] };
    const type = '#microsoft.graph.keyStringValuePair';
    extend({ configurations: [...known.configurations, { '@odata.type': type, key, value }] });
  };
  const assign = (set: string, entity: Entity) => {
    tenant.collection(set).insert(entity, by);
    tenant
      .collection(`${set}/assignments`)
      .insert({ id: `${entity.id}-a`, $parent: entity.id, target: ALL_USERS }, by);
  };
  /** What the rules foretell. */
  const foretold = (firstApp?: string, type = phone.state.enrollmentType) => {
    const user = tenant.collection('users').where('userPrincipalName', PRIYA)[0];
    if (!user) return expect.fail('nobody');
    return judge(new Situation(tenant, { user, enrollmentType: type, ...(firstApp && { firstApp }) }));
  };
  return { test, tenant, phone, extend, pair, assign, foretold, policy: policy as Policy };
}

/** What each choice of a question comes to: a choice without a test is a type error. */
const each = <N extends keyof Assumptions>(outcomes: Record<Assumptions[N], unknown>) =>
  Object.entries(outcomes) as [Assumptions[N], never][];

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

describe('complianceBeforeRegistration', () => {
  it.each(
    each<'complianceBeforeRegistration'>({
      evaluated: 'noncompliant',
      compliant: 'compliant',
      unknown: 'unknown',
    }),
  )('%s', async (choice, state) => {
    const { phone, tenant } = await contoso({ complianceBeforeRegistration: choice });
    phone.act({ do: 'removePasscode' });
    phone.enroll();
    expect(phone.complianceState).toBe(state);
    expect([...tenant.collection('devices')].map(({ isCompliant }) => isCompliant)).toEqual([false]);
    phone.signIn('Microsoft Teams');
    expect(phone.complianceState).toBe('noncompliant');
  });
});

describe('complianceWithoutUser', () => {
  it.each(
    each<'complianceWithoutUser'>({
      evaluated: ['noncompliant', 'The device has no passcode.'],
      notEvaluated: ['unknown', 'it has not been judged'],
    }),
  )('%s', async (choice, [state, why]: [string, string]) => {
    const type = 'automatedDeviceEnrollmentWithoutUser';
    const { phone, tenant } = await contoso({ complianceWithoutUser: choice }, type);
    for (const { id, $parent } of tenant.collection(`${COMPLIANCE}/assignments`)) {
      const target = { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' };
      tenant.collection(`${COMPLIANCE}/assignments`).update(id, { $parent, target } as never, SERVICES.seed);
    }
    phone.act({ do: 'removePasscode' });
    phone.enroll();
    expect(phone.complianceState).toBe(state);
    expect(phone.explain().compliant.why).toBe(why);
  });
});

describe('complianceAfterUnassignment', () => {
  it.each(each<'complianceAfterUnassignment'>({ recalculated: 'compliant', nextSync: 'noncompliant' }))(
    '%s',
    async (choice, soon) => {
      const { test, phone, tenant } = await contoso({ complianceAfterUnassignment: choice });
      phone.act({ do: 'removePasscode' });
      phone.enroll();
      expect(phone.complianceState).toBe('noncompliant');
      for (const { id } of tenant.collection(`${COMPLIANCE}/assignments`))
        tenant.collection(`${COMPLIANCE}/assignments`).remove(id, by);
      const checkIns = () => phone.trace.filter(({ step }) => step === 'CheckIn').length;
      const before = checkIns();
      test.clock.advance('PT1M');
      expect([checkIns(), phone.complianceState]).toEqual([before, soon]);
      phone.checkIn();
      expect(phone.complianceState).toBe('compliant');
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

describe('complianceConflict', () => {
  it.each(each<'complianceConflict'>({ never: 'compliant', shown: 'conflict' }))(
    '%s',
    async (choice, status) => {
      const { test, phone, assign } = await contoso({ complianceConflict: choice });
      const type = '#microsoft.graph.iosCompliancePolicy';
      assign('deviceManagement/deviceCompliancePolicies', {
        '@odata.type': type,
        id: 'other',
        displayName: 'Other',
        passcodeMinimumLength: 4,
      });
      phone.enroll().signIn('Microsoft Teams');
      test.clock.advance(HOUR);
      phone.checkIn();
      const path = `/deviceManagement/managedDevices/${phone.state.managedDeviceId}/deviceCompliancePolicyStates`;
      const { value } = await test.graph.api(path).version('beta').get();
      expect(value.find(({ displayName }: { displayName: string }) => displayName === 'Other').state).toBe(
        status,
      );
      expect(phone.complianceState).toBe('compliant');
    },
  );
});

describe('catalogCompliance', () => {
  it.each(each<'catalogCompliance'>({ none: 'compliant', inferred: 'noncompliant' }))(
    '%s',
    async (choice, state) => {
      const { phone, assign, tenant, foretold } = await contoso({ catalogCompliance: choice });
      for (const { id } of [...tenant.collection(COMPLIANCE)]) tenant.collection(COMPLIANCE).remove(id, by);
      const type = '#microsoft.graph.deviceManagementConfiguration';
      const settingInstance = {
        '@odata.type': `${type}ChoiceSettingInstance`,
        settingDefinitionId: 'ios_systemsecurity_passcoderequired',
        choiceSettingValue: { value: 'ios_systemsecurity_passcoderequired_true', children: [] },
      };
      assign('deviceManagement/compliancePolicies', {
        id: 'catalog',
        name: 'Catalog',
        platforms: 'iOS',
        $settings: [{ id: '0', settingInstance }],
      } as Entity);
      phone.act({ do: 'removePasscode' });
      phone.enroll().signIn('Microsoft Teams');
      expect(phone.complianceState).toBe(state);
      const missing = foretold().findings.some(({ rule }) => rule === 'compliance-policy-missing');
      expect(missing).toBe(choice === 'none');
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

describe('firstRegistration', () => {
  const outcomes = each<'firstRegistration'>({ succeeds: [true, true], failsOnce: [false, true] });
  const SIGN_IN = { do: 'signIn', app: 'Microsoft Teams' } as const;

  it.each(outcomes)('%s', async (choice, expected) => {
    const { test, phone, foretold } = await contoso({ firstRegistration: choice });
    const foreseen = foretold().registers;
    phone.enroll().act(SIGN_IN);
    const first = phone.registered;
    expect(foreseen).toBe(first);
    await test.graph
      .api(`/deviceManagement/managedDevices/${phone.state.managedDeviceId}/syncDevice`)
      .post({});
    phone.act(SIGN_IN);
    expect([first, phone.registered]).toEqual(expected);
  });

  it('fails on one device only, and not again without a sync', async () => {
    const { test, phone, foretold } = await contoso({ firstRegistration: 'failsOnce' });
    phone.enroll().act(SIGN_IN);
    expect(phone.trace.find(({ code }) => code === -51828)?.findings).toEqual([
      'first-registration-in-tenant',
    ]);
    phone.act(SIGN_IN);
    expect(phone.registered).toBe(false);
    const { registered, next } = phone.explain();
    expect(registered.why).toBe('it failed at the sign-in to Microsoft Teams');
    expect(next[0]).toContain('Sync the device');
    const other = test.devices.create({ user: 'tomasz.zielinski@contoso.com' });
    other.enroll().act(SIGN_IN);
    expect(other.registered).toBe(true);
    expect(foretold().registers).toBe(true);
  });

  it('is over when somebody checks the status in Company Portal, or has added the service principal', async () => {
    const asked = await contoso({ firstRegistration: 'failsOnce' });
    asked.phone.enroll().act({ do: 'checkCompliance' });
    asked.phone.act(SIGN_IN);
    expect(asked.phone.registered).toBe(true);
    const added = await contoso({ firstRegistration: 'failsOnce' });
    await added.test.graph.api('/servicePrincipals').post({ appId: '3dde09a2-ff4f-4ebd-9b9a-d24a7a819b6f' });
    expect(added.foretold().registers).toBe(true);
    added.phone.enroll().act(SIGN_IN);
    expect(added.phone.registered).toBe(true);
  });

  it('holds for Company Portal as well', async () => {
    const type = 'automatedDeviceEnrollmentWithCompanyPortal';
    const { phone } = await contoso({ firstRegistration: 'failsOnce' }, type);
    phone.act({ do: 'enroll' });
    expect(phone.trace.some(({ message }) => message.startsWith('Workplace Join failed'))).toBe(true);
  });
});
