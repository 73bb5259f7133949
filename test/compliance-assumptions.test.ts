import { describe, expect, it } from 'vitest';
import { HOUR } from '../src/clock/index.ts';
import { type Entity, SERVICES } from '../src/tenant/index.ts';
import { by, COMPLIANCE, contoso, each } from './support/assumed-tenant.ts';

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
