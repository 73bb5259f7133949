import { DAY, toIso } from '../src/clock/index.ts';
import type { AssignableSet } from '../src/intune/index.ts';
import { type AssignmentTarget, type Entity, SERVICES, Tenant } from '../src/tenant/index.ts';

const INTUNE_PLAN = 'c1ec4a95-1f05-45b3-a911-aa3fa01094f5';
const INTUNE_SKU = '061f9ace-7d42-4136-88ac-31dc755f143f';
const by = SERVICES.seed;

export type Target = Partial<AssignmentTarget> & { '@odata.type'?: string };

/** Targets by the names that people use for them. */
export const target = {
  group: (groupId: string, more: Partial<AssignmentTarget> = {}): AssignmentTarget => ({
    '@odata.type': '#microsoft.graph.groupAssignmentTarget',
    groupId,
    ...more,
  }),
  exclude: (groupId: string): AssignmentTarget => ({
    '@odata.type': '#microsoft.graph.exclusionGroupAssignmentTarget',
    groupId,
  }),
  allUsers: (more: Partial<AssignmentTarget> = {}): AssignmentTarget => ({
    '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget',
    ...more,
  }),
  allDevices: (more: Partial<AssignmentTarget> = {}): AssignmentTarget => ({
    '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget',
    ...more,
  }),
};

export const filtered = (
  id: string,
  mode: 'include' | 'exclude',
): Pick<
  AssignmentTarget,
  'deviceAndAppManagementAssignmentFilterId' | 'deviceAndAppManagementAssignmentFilterType'
> => ({
  deviceAndAppManagementAssignmentFilterId: id,
  deviceAndAppManagementAssignmentFilterType: mode,
});

/** A tenant with a licensed person called adele, an unlicensed one called bruno, and all certificates in order. */
export class IntuneTenant {
  readonly tenant = new Tenant({ seed: 7 });
  #assignments = 0;

  constructor() {
    this.put('organization', { id: 'aaaaaaaa-0000-4000-8000-000000000001', displayName: 'Contoso' });
    this.put('deviceManagement', {
      id: 'deviceManagement',
      intuneAccountId: 'aaaaaaaa-0000-4000-8000-000000000002',
      settings: { secureByDefault: false, deviceComplianceCheckinThresholdDays: 30 },
    });
    this.put('subscribedSkus', {
      id: 'sku',
      skuId: INTUNE_SKU,
      skuPartNumber: 'INTUNE_A',
      servicePlans: [{ servicePlanId: INTUNE_PLAN, servicePlanName: 'INTUNE_A' }],
    });
    this.put('users', {
      id: 'adele',
      displayName: 'Adele',
      userPrincipalName: 'adele@contoso.example',
      assignedLicenses: [{ skuId: INTUNE_SKU, disabledPlans: [] }],
    });
    this.put('users', { id: 'bruno', displayName: 'Bruno', userPrincipalName: 'bruno@contoso.example' });
    this.put('deviceManagement/applePushNotificationCertificate', {
      id: 'apns',
      appleIdentifier: 'apple@contoso.example',
      expirationDateTime: this.inDays(100),
    });
  }

  put(set: string, entity: Entity): void {
    this.tenant.collection(set).insert(entity, by);
  }

  inDays(days: number): string {
    return toIso(this.tenant.clock.now + days * DAY);
  }

  group(id: string, ...members: readonly string[]): void {
    this.put('groups', { id, displayName: id });
    for (const member of members) this.tenant.links('groups/members').link(id, member, by);
  }

  filter(id: string, rule: string, platform = 'iOS'): void {
    this.put('deviceManagement/assignmentFilters', { id, displayName: id, platform, rule });
  }

  assign(
    set: AssignableSet,
    parent: string,
    targets: readonly AssignmentTarget[],
    more: Record<string, unknown> = {},
  ): void {
    for (const one of targets) {
      this.#assignments += 1;
      this.put(`${set}/assignments`, { id: `a${this.#assignments}`, $parent: parent, target: one, ...more });
    }
  }

  configuration(id: string, ...targets: readonly AssignmentTarget[]): void {
    this.put('deviceManagement/deviceConfigurations', {
      '@odata.type': '#microsoft.graph.iosDeviceFeaturesConfiguration',
      id,
      displayName: id,
    });
    this.assign('deviceManagement/deviceConfigurations', id, targets);
  }

  compliance(
    id: string,
    settings: Record<string, unknown>,
    graceHours: number,
    ...targets: readonly AssignmentTarget[]
  ): void {
    this.put('deviceManagement/deviceCompliancePolicies', {
      '@odata.type': '#microsoft.graph.iosCompliancePolicy',
      id,
      displayName: id,
      ...settings,
    });
    this.put('deviceManagement/deviceCompliancePolicies/scheduledActionsForRule', {
      id: `${id}-actions`,
      $parent: id,
      ruleName: 'PasswordRequired',
      scheduledActionConfigurations: [
        { id: `${id}-block`, actionType: 'block', gracePeriodHours: graceHours },
      ],
    });
    this.assign('deviceManagement/deviceCompliancePolicies', id, targets);
  }
}
