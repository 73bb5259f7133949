// Whom Intune works with: other services that manage devices, judge them, or help people.
import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Operation, type Resource } from '../../declare/resource.ts';
import type { JsonObject } from '../../model/index.ts';
import { actorOf, type Call } from '../../request/call.ts';
import { ONBOARDING_SERVICE, page } from './services.ts';

const PARTNERS = 'deviceManagement/deviceManagementPartners';
const REMOTE_ASSISTANCE = 'deviceManagement/remoteAssistancePartners';
const CONNECTORS = 'deviceManagement/mobileThreatDefenseConnectors';

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const shared = { family: 'intune', service: ONBOARDING_SERVICE, evidence: 'documented' } as const;

const change = (set: string, to: JsonObject) => (call: Call, partner: Entity | undefined) => {
  if (partner) call.tenant.collection(set).update(partner.id, to, actorOf(call));
};

export const partners: readonly Resource[] = [
  defineResource({
    ...shared,
    path: PARTNERS,
    type: 'deviceManagementPartner',
    sources: [page('resources/intune-onboarding-devicemanagementpartner')],
  }),
  defineResource({
    ...shared,
    path: REMOTE_ASSISTANCE,
    type: 'remoteAssistancePartner',
    sources: [page('resources/intune-remoteassistance-remoteassistancepartner')],
  }),
  defineResource({
    ...shared,
    path: CONNECTORS,
    type: 'mobileThreatDefenseConnector',
    // [recorded] Microsoft365DSC, IntuneMobileThreatDefenseConnector: a connector's id says which partner it is to.
    beforeCreate: (_call, draft, { id }) =>
      typeof id === 'string' && GUID.test(id) ? { ...draft, id: id.toLowerCase() } : draft,
    sources: [page('resources/intune-onboarding-mobilethreatdefenseconnector')],
  }),
];

export const partnerOperations: readonly Operation[] = [
  {
    on: 'deviceManagementPartner',
    name: 'terminate',
    run: change(PARTNERS, { partnerState: 'terminated', isConfigured: false }),
    evidence: 'documented',
    sources: [page('intune-onboarding-devicemanagementpartner-terminate')],
  },
  {
    on: 'remoteAssistancePartner',
    name: 'beginOnboarding',
    run: change(REMOTE_ASSISTANCE, { onboardingStatus: 'onboarding' }),
    evidence: 'documented',
    sources: [page('intune-remoteassistance-remoteassistancepartner-beginonboarding')],
  },
  {
    on: 'remoteAssistancePartner',
    name: 'disconnect',
    run: change(REMOTE_ASSISTANCE, { onboardingStatus: 'notOnboarded', onboardingUrl: null }),
    evidence: 'documented',
    sources: [page('intune-remoteassistance-remoteassistancepartner-disconnect')],
  },
];
