// A tenant that has compliance policies of the settings catalog, as is assumed.
import { expect } from 'vitest';
import { type Assumptions, assume } from '../../src/tenant/index.ts';
import { choice, type Instance } from './catalog.ts';
import { COMPLIANCE_POLICY } from './devices.ts';
import { contoso } from './managed-phone.ts';

export const SET = '/beta/deviceManagement/compliancePolicies';
export const TEMPLATES = '/beta/deviceManagement/deviceCompliancePolicies';
const ALL_USERS = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };
export const SECURITY = 'ios_systemsecurity';
export const on = (id: string) => choice(id, `${id}_true`);
export const PASSCODE = on(`${SECURITY}_passcoderequired`);

export const block = (gracePeriodHours = 0) => ({ actionType: 'block', gracePeriodHours });

export function stage(assumptions: Partial<Assumptions> = { catalogCompliance: 'inferred' }) {
  const all = contoso();
  const { tenant, client } = all;
  assume(tenant, assumptions);
  const send = (settings: readonly Instance[], more: object = {}) =>
    client.post(SET, {
      name: 'In the catalog',
      platforms: 'iOS',
      technologies: 'mdm',
      settings: settings.map((settingInstance) => ({ settingInstance })),
      scheduledActionsForRule: [{ ruleName: 'R', scheduledActionConfigurations: [block()] }],
      ...more,
    });
  return {
    ...all,
    send,
    /** Creates a policy and assigns it; the template's goes. */
    policy(settings: readonly Instance[], more: object = {}): string {
      client.delete(`${TEMPLATES}/${COMPLIANCE_POLICY}`);
      const { status, body } = send(settings, more);
      expect(status).toBe(201);
      expect(client.post(`${SET}/${body.id}/assign`, { assignments: [{ target: ALL_USERS }] }).status).toBe(
        200,
      );
      return body.id;
    },
    stateOf: (managed: string) =>
      tenant.collection('deviceManagement/managedDevices').get(managed)?.complianceState,
  };
}
