import { type Declarations, defineResource, type Resource } from '../declare/resource.ts';
import * as errors from '../errors.ts';
import type { JsonObject } from '../model/index.ts';
import { CONFIGURATION_SERVICE } from './configuration/policies.ts';

/** [documented] how many days a device may say nothing and stay compliant. */
const VALIDITY_DAYS = { least: 1, most: 120 } as const;

/** [inferred] that the answer explains nothing. */
function checkSettings({ settings }: JsonObject): void {
  const days = (settings as JsonObject | null | undefined)?.['deviceComplianceCheckinThresholdDays'];
  if (typeof days !== 'number') return;
  if (days < VALIDITY_DAYS.least || days > VALIDITY_DAYS.most) throw errors.intuneBadRequest();
}

/** The roots of Intune's part of Graph. */
const resources: readonly Resource[] = [
  defineResource({
    path: 'deviceManagement',
    type: 'deviceManagement',
    family: 'intune',
    service: CONFIGURATION_SERVICE,
    singleton: true,
    verbs: ['get', 'update'],
    beforeUpdate(_call, _entity, patch) {
      checkSettings(patch);
      return patch;
    },
    evidence: 'documented',
    sources: [
      'https://learn.microsoft.com/graph/api/resources/intune-deviceconfig-devicemanagement',
      'https://learn.microsoft.com/intune/intune-service/protect/device-compliance-get-started',
    ],
  }),
  defineResource({
    path: 'deviceAppManagement',
    type: 'deviceAppManagement',
    family: 'intune',
    service: 'AppLifecycle_2203/StatelessAppMetadataFEService',
    singleton: true,
    alwaysThere: true,
    verbs: ['get', 'update'],
    evidence: 'documented',
    sources: ['https://learn.microsoft.com/graph/api/resources/intune-apps-deviceappmanagement'],
  }),
];

export const deviceManagement: Declarations = { resources, operations: [] };
